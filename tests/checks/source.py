"""The program's own sources, as the checks read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "reviewer_app"
TESTS = ROOT / "tests"


def modules(folder: Path = PROGRAM) -> list[Path]:
    """Give every Python file below a folder, in order."""
    return sorted(folder.rglob("*.py"))


def place(path: Path) -> str:
    """Name a file as a person would, from the top of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path) -> list[ast.Call]:
    """Give every call in one file, from top to bottom."""
    found = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def called_name(call: ast.Call) -> str:
    """Give the last part of what is called: `execute` for `connection.execute(...)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def receiver(call: ast.Call) -> str:
    """Give what a method is called on, its last part: `datetime` for `datetime.datetime.now()`."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
        case _:
            return ""


def texts(expression: ast.expr) -> list[str]:
    """Give the texts an argument can be: one, or a choice between several; none where it is no text."""
    match expression:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return texts(one) + texts(other)
        case _:
            return []


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Give what one file imports, as (module, name); the name is "" for a whole module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
