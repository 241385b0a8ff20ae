"""Pages that are put in the place of others come without a blank between."""

from pathlib import Path

from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.report.build import build_pdf
from reviewer_app.ui.widgets.steady_pages import SteadyPdfView
from tests.report.sample import PAIR


def test_what_was_in_sight_stays_until_the_next_pages_are_drawn(
    qtbot: QtBot, tmp_path: Path
) -> None:
    for name, draft in (("first", False), ("second", True)):
        (tmp_path / name).write_bytes(build_pdf(PAIR, draft=draft))
    page, document = QWidget(), QPdfDocument()
    qtbot.addWidget(page)
    view = SteadyPdfView(page)
    view.setDocument(document)
    for part in (view, page):
        part.resize(400, 500)
    page.show()
    blank = view.viewport().grab().toImage()
    document.load(str(tmp_path / "first"))
    qtbot.waitUntil(lambda: view.viewport().grab().toImage() != blank)
    qtbot.wait(200)
    seen = view.viewport().grab().toImage()
    view.hold()
    document.close()
    assert view.viewport().grab().toImage() == seen
    document.load(str(tmp_path / "second"))
    assert view.viewport().grab().toImage() == seen
    qtbot.waitUntil(lambda: not view.held)
    assert view.viewport().grab().toImage() not in (seen, blank)
    document.close()
