import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Step, Theme, leading, stepped, tokens
from reviewer_app.ui.theme.fonts import interface_font
from reviewer_app.ui.theme.tokens import CONTRAST, DARK, LIGHT
from reviewer_app.ui.widgets import Button, Chip, NoteEditor, Text


def test_a_theme_is_in_force_once_applied(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    for name, expected in (("dark", DARK), ("contrast", CONTRAST), ("light", LIGHT)):
        with qtbot.waitSignal(theme.changed):
            theme.apply(qapp, name)  # type: ignore[arg-type]
        assert tokens() is expected
        assert theme.current is expected
        assert qapp.palette().window().color() == expected.paper


def test_the_system_theme_follows_the_system(
    qapp: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer_app.ui.theme.theme._system_tokens", lambda: DARK)
    theme.apply(qapp, "system")
    assert tokens() is DARK
    monkeypatch.setattr("reviewer_app.ui.theme.theme._system_tokens", lambda: LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is LIGHT
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is DARK, "a theme that was chosen stays"


def test_an_unknown_theme_is_a_bug(qapp: QApplication, theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.apply(qapp, "sepia")  # type: ignore[arg-type]


def test_the_window_is_set_in_inter_with_clear_letters(qapp: QApplication, theme: Theme) -> None:
    font = qapp.font()
    assert QFontInfo(font).family() == "Inter"
    assert font.isFeatureSet(QFont.Tag("cv05"))
    assert font.isFeatureSet(QFont.Tag("cv08"))


def test_figures_in_columns_have_one_width(qapp: QApplication, theme: Theme) -> None:
    metrics = QFontMetricsF(stepped(qapp.font(), Step.LIST, tabular=True))
    assert {metrics.horizontalAdvance(figure * 4) for figure in "0123456789"} == {
        metrics.horizontalAdvance("0000")
    }


def test_steps_are_ratios_of_the_application_font(qapp: QApplication, theme: Theme) -> None:
    theme.apply(qapp, "light", 1.0)
    small = {step: stepped(qapp.font(), step).pointSizeF() for step in Step}
    lines = {step: leading(qapp.font(), step) for step in Step}
    theme.apply(qapp, "light", 2.0)
    for step in Step:
        assert stepped(qapp.font(), step).pointSizeF() == pytest.approx(2 * small[step])
        assert leading(qapp.font(), step) == pytest.approx(2 * lines[step], abs=1)


def test_doubling_the_text_is_one_set_font(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    shown: list[QWidget] = [
        Button("New visit", "primary", key="Ctrl+N"),
        Chip("WWW", "www"),
        Text("Year 4 mathematics", Step.TITLE, wrap=False),
        QLineEdit("Larkfield"),
        NoteEditor(lambda *_typed: []),
    ]
    for widget in shown:
        column.addWidget(widget)
    page.resize(900, 600)
    page.show()
    qapp.processEvents()
    before = [QSize(widget.sizeHint()) for widget in shown]
    qapp.setFont(interface_font(2.0))
    qapp.processEvents()
    for widget, small in zip(shown, before, strict=True):
        assert widget.sizeHint().height() >= 1.6 * small.height(), type(widget).__name__


def test_reduced_motion_stops_the_style_from_moving_things(
    qapp: QApplication, theme: Theme
) -> None:
    hint = qapp.style().StyleHint.SH_Widget_Animation_Duration
    theme.reduced_motion = True
    assert qapp.style().styleHint(hint) == 0
    theme.reduced_motion = False
    assert qapp.style().styleHint(hint) > 0
