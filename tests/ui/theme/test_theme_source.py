"""What the source of the window must not hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[3] / "reviewer_app" / "ui"
COLOUR_TEXT = re.compile(r"^#[0-9A-Fa-f]{3,8}$")
COLOUR_NAMES = frozenset(("transparent",))


def python_files() -> list[Path]:
    return sorted(UI.rglob("*.py"))


def colours_in(tree: ast.AST) -> Iterator[int]:
    """Lines with a colour written down: a literal QColor, `#rrggbb`, or one of Qt's named ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            literal = node.args and all(isinstance(each, ast.Constant) for each in node.args)
            if name in ("QColor", "qRgb", "qRgba", "fromRgb") and literal:
                yield node.lineno
        elif (isinstance(node, ast.Constant) and COLOUR_TEXT.match(str(node.value))) or (
            isinstance(node, ast.Attribute)
            and getattr(node.value, "attr", "") == "GlobalColor"
            and node.attr not in COLOUR_NAMES
        ):
            yield node.lineno


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(UI)))
def test_no_colour_is_written_outside_the_tokens(path: Path) -> None:
    if path == UI / "theme" / "tokens.py":
        return
    assert list(colours_in(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(UI)))
def test_no_style_sheet_fixed_pixel_font_or_stock_dialog(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    banned = {
        "setStyleSheet",
        "setPixelSize",
        "QMessageBox",
        "QInputDialog",
        "QTableWidget",
        "QGraphicsEffect",
        "QGraphicsDropShadowEffect",
    }
    assert not names & banned


def test_the_search_for_colours_finds_them() -> None:
    wrong = "QColor('red')\nx = '#FBFAF7'\nQt.GlobalColor.red\nQColor(1, 2, 3)\n"
    assert sorted(set(colours_in(ast.parse(wrong)))) == [1, 2, 3, 4]
