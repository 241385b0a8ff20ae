import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme, tokens
from reviewer_app.ui.theme.typeset import typeset
from reviewer_app.ui.widgets import (
    ChipKind,
    ListPanel,
    MatrixView,
    Row,
    RowModel,
    StreamDelegate,
    StreamModel,
    StreamNote,
    TwoLineDelegate,
)
from tests.ui.widgets.gallery import matrix_model

WORDS = "Pupils explain why 0.3 is larger than 0.25 using place-value counters. "


def rows(*ids: str) -> list[Row]:
    return [Row(each, f"Visit {each}", "With the deputy head", "09:15", "You") for each in ids]


def shown(qtbot: QtBot, panel: ListPanel, width: int = 500, height: int = 300) -> ListPanel:
    qtbot.addWidget(panel)
    panel.resize(width, height)
    panel.show()
    panel.activateWindow()
    QApplication.processEvents()
    return panel


def test_only_what_differs_is_told_and_the_place_is_kept(qtbot: QtBot, theme: Theme) -> None:
    model = RowModel(rows("a", "b", "c"))
    panel = shown(qtbot, ListPanel("Visits", model, TwoLineDelegate()))
    panel.set_current("c")
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: told.append(f"-{first}-{last}"))
    model.dataChanged.connect(lambda first, _last: told.append(f"~{first.row()}"))
    changed = rows("a", "x", "b", "c")
    changed[0] = Row("a", "Moved")
    model.set_rows(changed)
    assert told == ["+1-1", "~0"]
    assert panel.current_id == "c"
    model.set_rows(rows("c"))
    assert panel.current_id == "c"


def test_enter_and_double_click_open_the_row(qtbot: QtBot, theme: Theme) -> None:
    panel = shown(qtbot, ListPanel("Visits", RowModel(rows("a", "b")), TwoLineDelegate()))
    opened: list[str] = []
    panel.opened.connect(opened.append)
    panel.setFocus()
    assert panel.current_id == "a", "the focus shows where it is"
    QTest.keyClick(panel, Qt.Key.Key_Down)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert opened == ["b"]
    place = panel.visualRect(panel.model().index(0, 0)).center()
    QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["b", "a"]


def test_a_list_that_fits_is_as_tall_as_its_rows(qtbot: QtBot, theme: Theme) -> None:
    model = RowModel(rows("a"))
    panel = shown(qtbot, ListPanel("Visits", model, TwoLineDelegate(), fit=True))
    one = panel.sizeHint().height()
    model.set_rows(rows(*"abcdef"))
    assert panel.sizeHint().height() == 6 * one
    model.set_rows([])
    assert panel.sizeHint().height() == 0


def test_a_screen_reader_hears_the_whole_row(qtbot: QtBot, theme: Theme) -> None:
    model = StreamModel([StreamNote("n", "Precise.", "10:21", "www", (("Talk", "quiet"),), "Asha")])
    panel = shown(qtbot, ListPanel("Notes", model, StreamDelegate()))
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "10:21, What went well, Precise., Talk, Asha"
    tree = QAccessible.queryAccessibleInterface(panel)
    assert tree.text(QAccessible.Text.Name) == "Notes"
    assert tree.child(0).text(QAccessible.Text.Name) == spoken


@pytest.mark.parametrize("width", [320, 500, 900])
@pytest.mark.parametrize("repeats", [1, 5, 60])
def test_a_note_of_any_length_fits_its_row(
    qtbot: QtBot, theme: Theme, qapp: QApplication, width: int, repeats: int
) -> None:
    note = StreamNote("n", WORDS * repeats, "10:21", "www", (("Talk", "quiet"),) * 9, "Asha")
    panel = shown(qtbot, ListPanel("Notes", StreamModel([note]), StreamDelegate()), width)
    index = panel.model().index(0, 0)
    option = QStyleOptionViewItem()
    panel.initViewItemOption(option)
    height = panel.itemDelegate().sizeHint(option, index).height()
    option.rect = QRect(0, 0, panel.viewport().width(), height)
    picture = QImage(panel.viewport().width(), height + 60, QImage.Format.Format_RGB32)
    picture.fill(qapp.palette().window().color())
    painter = QPainter(picture)
    panel.itemDelegate().paint(painter, option, index)
    painter.end()
    ground = qapp.palette().window().color().rgb()
    below = {
        picture.pixel(x, y)
        for x in range(picture.width())
        for y in (*range(height - 5, height - 1), *range(height, height + 60))
    }
    assert below == {ground}, "nothing is drawn below the row, nor on its last pixels"


def test_heights_are_measured_once_per_wording_and_width(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    real = typeset

    def counted(*args: object, **names: object) -> object:
        nonlocal calls
        calls += 1
        return real(*args, **names)  # type: ignore[arg-type]

    monkeypatch.setattr("reviewer_app.ui.widgets.stream.typeset", counted)
    model = StreamModel([StreamNote(str(n), WORDS * 2 + str(n)) for n in range(50)])
    panel = ListPanel("Notes", model, StreamDelegate())
    qtbot.addWidget(panel)
    panel.resize(500, 100)
    delegate = panel.itemDelegate()
    option = QStyleOptionViewItem()
    panel.initViewItemOption(option)
    for _round in range(3):
        for row in range(50):
            delegate.sizeHint(option, model.index(row, 0))
    assert calls == 50


def test_a_row_or_column_of_the_matrix_that_went_has_no_name() -> None:
    """A screen reader that counted more of them asks once more; Qt makes something of any number it is asked for."""
    model = matrix_model()
    rows, columns = model.rowCount(), model.columnCount()
    for side, count in ((Qt.Orientation.Vertical, rows), (Qt.Orientation.Horizontal, columns)):
        assert model.headerData(count - 1, side)
        assert model.headerData(count, side) is None


def test_the_matrix_is_moved_in_and_opened_by_keys(qtbot: QtBot, theme: Theme) -> None:
    view = MatrixView("Evidence", matrix_model())
    qtbot.addWidget(view)
    view.resize(560, 400)
    view.show()
    view.activateWindow()
    QApplication.processEvents()
    opened: list[tuple[str, str]] = []
    view.cell_opened.connect(lambda row, column: opened.append((row, column)))
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [("Curriculum", "Books")]
    spoken = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Curriculum, Books: 11 notes, 4 point the other way"
    assert view.model().index(6, 3).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Area of excellence, Leaders: 0 notes, the heading is thin"
    )


def test_an_empty_cell_of_a_well_covered_heading_is_a_quiet_nought_and_not_striped(
    qtbot: QtBot, theme: Theme
) -> None:
    view = MatrixView("Evidence", matrix_model())
    qtbot.addWidget(view)
    view.resize(560, 400)
    view.show()
    QApplication.processEvents()
    picture = view.viewport().grab().toImage()

    def inks(row: int, column: int) -> set[str]:
        cell = view.visualRect(view.model().index(row, column)).adjusted(3, 3, -3, -3)
        return {
            picture.pixelColor(x, y).name()
            for x in range(cell.left(), cell.right())
            for y in range(cell.top(), cell.bottom())
        }

    striped = tokens().ebi_soft.name()
    assert striped not in inks(3, 1)
    assert tokens().ink.name() not in inks(3, 1)
    assert tokens().ink.name() in inks(3, 3)
    assert tokens().sunken.name() not in inks(3, 1)
    assert striped in inks(6, 1)


def test_a_narrow_note_is_no_taller_than_its_margin_or_its_words_with_their_chips(
    qtbot: QtBot, theme: Theme
) -> None:
    chips: tuple[tuple[str, ChipKind], ...] = (("Reading", "quiet"),)
    notes = [
        StreamNote("plain", "Short.", "09:15", "www"),
        StreamNote("tagged", "Short.", "09:15", "www", chips),
    ]
    heights = {}
    for width in (360, 700):
        panel = ListPanel("Notes", StreamModel(notes), StreamDelegate(), fit=True)
        qtbot.addWidget(panel)
        panel.resize(width, 300)
        panel.show()
        QApplication.processEvents()
        heights[width] = [panel.sizeHintForRow(row) for row in (0, 1)]
    assert heights[360][0] > heights[700][0], "the bearing stands below the time"
    assert heights[360][1] <= heights[360][0] + 2
