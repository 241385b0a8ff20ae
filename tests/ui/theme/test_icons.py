import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer_app.places import resource
from reviewer_app.ui.theme import draw_icon
from tests.checks import source

ICONS = sorted(resource("icons").glob("*.svg"))


def test_every_icon_is_one_that_the_program_names() -> None:
    said = {
        node.value
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [path.stem for path in ICONS if path.stem not in said] == []


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_stands_on_one_grid_with_one_stroke_and_no_colour(path: Path) -> None:
    source = path.read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert 'stroke-width="1.6"' in source
    assert 'stroke="currentColor"' in source
    assert not re.search(r"#[0-9a-fA-F]{3}", source)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_ink_asked_for(path: Path, qapp: object) -> None:
    picture = QImage(48, 48, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, QRect(0, 0, 48, 48), path.stem, QColor("#0F5E59"))
    painter.end()
    full = [
        picture.pixelColor(x, y)
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() == 255
    ]
    assert full
    assert {colour.name() for colour in full} == {"#0f5e59"}
    edge = [picture.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
    assert max(edge) == 0, "nothing is cut off at the edge of the grid"
