"""What import-linter cannot see: names within a library, and an open list of what is not allowed."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest

from tests.checks import source

STORE = source.PROGRAM / "store"
OUTSIDE_STORE = [path for path in source.modules() if STORE not in path.parents]
DATABASE = {"sqlalchemy", "sqlmodel"}
TYPED = {"Connection", "and_", "col", "distinct", "exists", "func", "not_", "or_", "select"}


def raw_sql(path: Path) -> list[str]:
    """Give the places in one file where SQL is written as text."""
    found = [
        f"imports {name} from {module}"
        for module, name in source.imports(path)
        if module.split(".")[0] in {"sqlalchemy", "sqlmodel"}
        and name in {"text", "literal_column", "DDL"}
    ]
    for call in source.calls(path):
        name = source.called_name(call)
        if name in {"exec_driver_sql", "executescript", "executemany"}:
            found.append(f"line {call.lineno}: {name}")
        elif name in {"execute", "exec", "scalar", "scalars"} and call.args:
            match call.args[0]:
                case ast.JoinedStr() | ast.Constant(value=str()):
                    found.append(f"line {call.lineno}: {name} of a text")
    return found


def test_raw_sql_stands_only_in_store() -> None:
    found = {source.place(path): raw_sql(path) for path in OUTSIDE_STORE}
    assert {name: places for name, places in found.items() if places} == {}


def test_raw_sql_is_seen_in_each_of_its_forms(tmp_path: Path) -> None:
    written = tmp_path / "verb.py"
    written.write_text(
        "from sqlalchemy import text\nfrom sqlmodel import select\n"
        "work.execute('delete from note')\nwork.execute(f'delete from {table}')\n"
        "work.exec_driver_sql(statement)\nwork.execute(select(Note))\n"
    )
    assert [entry.split(":")[0] for entry in raw_sql(written)] == [
        "imports text from sqlalchemy",
        "line 3",
        "line 4",
        "line 5",
    ]


def test_verbs_read_by_typed_select_and_write_through_the_store() -> None:
    taken = {
        (source.place(path), name)
        for path in source.modules(source.PROGRAM / "review")
        for module, name in source.imports(path)
        if module.split(".")[0] in DATABASE and name not in TYPED
    }
    assert taken == set()


ALLOWED = {
    "widgets": (
        "reviewer_app.language",
        "reviewer_app.right_of_way",
        "reviewer_app.ui.theme",
        "reviewer_app.ui.widgets",
    ),
    "theme": ("reviewer_app.places", "reviewer_app.ui.theme"),
}
"""What each of the two lowest rooms of the window may import of ours; neither knows of a review."""


def belongs_in(room: str, module: str, name: str) -> bool:
    library = module.split(".", maxsplit=1)[0]
    return library in {*sys.stdlib_module_names, "PySide6", "shiboken6"} or (
        f"{module}.{name}".startswith(ALLOWED[room])
    )


@pytest.mark.parametrize("room", ALLOWED)
def test_widgets_and_theme_know_nothing_of_the_application(room: str) -> None:
    taken = {
        (source.place(path), module)
        for path in source.modules(source.PROGRAM / "ui" / room)
        for module, name in source.imports(path)
        if not belongs_in(room, module, name)
    }
    assert taken == set()


def test_every_module_of_the_shell_has_its_place_among_the_layers() -> None:
    """Some hold pages and some stand below components, so the contract names each."""
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {
        layer.strip()
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == ["reviewer_app.ui"]
        for layers in contract["layers"]
        for layer in layers.split("|")
    }
    shell = {path.stem for path in (source.PROGRAM / "ui" / "shell").glob("*.py")}
    assert {f"shell.{name}" for name in shell - {"__init__"}} - named == set()


def futures_dropped(path: Path) -> list[int]:
    """Give the lines of one file where a job is handed to the session or the database and nobody sees its end."""
    return [
        node.lineno
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr in FUTURES.get(last_name(node.value.func.value), ())
    ]


def last_name(expression: ast.expr) -> str:
    """Give the last name of `self._bridge.session`, without underscores before it."""
    return ast.unparse(expression).rpartition(".")[-1].lstrip("_")


def gives_futures(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and "Future[" in ast.unparse(node.returns)
    }


FUTURES = {
    "session": gives_futures(source.PROGRAM / "review" / "session.py"),
    "database": gives_futures(STORE / "database.py"),
}


def test_what_comes_of_a_job_the_window_hands_over_is_always_seen_to() -> None:
    """A future holds its bug or refusal until somebody asks: `Errands.watch` does where nobody waits."""
    dropped = {
        source.place(path): futures_dropped(path) for path in source.modules(source.PROGRAM / "ui")
    }
    assert {name: lines for name, lines in dropped.items() if lines} == {}


def test_a_job_nobody_sees_to_is_found(tmp_path: Path) -> None:
    written = tmp_path / "page.py"
    written.write_text(
        "bridge.session.set_setting('theme', 'dark')\nself._session.database.checkpoint()\n"
        "bridge.do(verb)\nerrands.watch(session.set_setting('theme', 'dark'))\n"
        "session.set_setting('theme', 'dark').result()\n"
    )
    assert futures_dropped(written) == [1, 2]
