from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import (
    Button,
    ChoiceField,
    ChoiceRow,
    DateField,
    EvidenceBar,
    FactList,
    GrowingText,
    NumberField,
    Palette,
    Rail,
    RailItem,
    SearchField,
    Sheet,
    StateLine,
    Suggestion,
    Text,
    TextField,
    TimeField,
    key_words,
)
from reviewer_app.ui.widgets.palette import matching

ITEMS = [
    RailItem("today", "Today", "today"),
    RailItem("plan", "Plan", "plan"),
    RailItem("team", "Team", "team", foot=True),
]


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()


def description(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_a_disabled_button_says_why(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Export", "primary")
    qtbot.addWidget(button)
    button.set_tip("Make the PDF")
    button.set_disabled_reason("Two names are still in the notes.")
    assert not button.isEnabled()
    assert button.toolTip() == description(button) == "Two names are still in the notes."
    button.set_disabled_reason("")
    assert button.isEnabled()
    assert button.toolTip() == description(button) == "Make the PDF"


def test_a_button_that_is_disabled_for_a_while_has_the_keys_again_afterwards(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    button, next_stop, other = Button("Gather"), Button("Settings"), Button("Plan")
    column = QVBoxLayout(window)
    for one in (button, next_stop, other):
        column.addWidget(one)
    shown(qtbot, window)
    for gone_to, has_keys in ((None, button), (other, other)):
        button.setFocus()
        button.set_disabled_reason("One moment: it is under way.")
        assert window.focusWidget() is next_stop
        if gone_to is not None:
            gone_to.setFocus()
        button.set_disabled_reason("")
        assert window.focusWidget() is has_keys


def test_a_button_of_one_icon_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Close", "quiet", icon="close", icon_only=True)
    qtbot.addWidget(button)
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Name) == "Close"
    assert interface.role() == QAccessible.Role.Button
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 40


def test_keys_stand_on_their_caps_as_people_know_them() -> None:
    assert key_words("Ctrl+Return") == "Ctrl ↵"
    assert key_words("F9") == "F9"
    assert key_words("#") == "#"


def test_what_is_wrong_is_said_in_place_and_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    field = TextField("School", help="As on the cover.")
    qtbot.addWidget(field)
    field.set_error("Type the school's name.")
    assert field.error == "Type the school's name."
    assert description(field.line) == "Type the school's name. As on the cover."
    field.set_error("")
    assert description(field.line) == "As on the cover."
    interface = QAccessible.queryAccessibleInterface(field.line)
    assert interface.text(QAccessible.Text.Name) == "School"


def test_a_field_tells_a_value_once_and_keeps_what_it_cannot_read(
    qtbot: QtBot, theme: Theme
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = NumberField("Pupils", 27, most=60)
    other = QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    shown(qtbot, page)
    told: list[object] = []
    field.finished.connect(told.append)
    field.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "99")
    other.setFocus()
    assert told == []
    assert field.error == "Type a whole number from 0 to 60."
    assert field.line.text() == "99"
    assert field.value == 27
    field.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "28")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    other.setFocus()
    assert told == [28]
    assert field.error == ""
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    assert told == [28, 29]
    field.setFocus()
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    other.setFocus()
    assert told == [28, 29, None]


def test_times_and_dates_step_by_keys(qtbot: QtBot, theme: Theme) -> None:
    moment = TimeField("Starts", time(10, 15))
    day = DateField("First day", date(2026, 11, 30), year=2026)
    qtbot.addWidget(moment)
    qtbot.addWidget(day)
    QTest.keyClick(moment.line, Qt.Key.Key_Up)
    assert moment.value == time(10, 20)
    QTest.keyClick(day.line, Qt.Key.Key_Up)
    assert day.value == date(2026, 12, 1)
    assert day.line.text() == "1 Dec 2026"


def test_a_choice_is_told_only_where_the_person_made_it(qtbot: QtBot, theme: Theme) -> None:
    row = ChoiceRow("Kind", [("l", "Lesson visit"), ("w", "Learning walk")], "l")
    shown(qtbot, row)
    told: list[str] = []
    row.chosen.connect(told.append)
    row.set_value("w")
    assert row.value == "w"
    row.set_value("")
    assert row.value == ""
    row.set_value("l")
    assert told == []
    first, second = row.findChildren(QRadioButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert told == ["w"]
    assert second.hasFocus()
    interface = QAccessible.queryAccessibleInterface(second)
    assert interface.role() == QAccessible.Role.RadioButton
    combo = ChoiceField("Framework", [("q", "Quality"), ("l", "Leadership")])
    qtbot.addWidget(combo)
    assert combo.value == ""
    combo.set_value("l")
    assert combo.value == "l"


def test_the_rail_is_one_tab_stop_and_moves_by_arrows(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rail = Rail(ITEMS)
    column.addWidget(rail)
    shown(qtbot, page, 1000)
    told: list[str] = []
    rail.chosen.connect(told.append)
    today, plan, team = (rail.button(item.id) for item in ITEMS)
    assert [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in (today, plan, team)] == [
        True,
        False,
        False,
    ]
    today.setFocus()
    QTest.keyClick(today, Qt.Key.Key_Down)
    assert plan.hasFocus()
    assert told == []
    QTest.keyClick(plan, Qt.Key.Key_Return)
    assert told == ["plan"]
    assert rail.current == "plan"
    name = QAccessible.queryAccessibleInterface(plan).text(QAccessible.Text.Name)
    assert name == "Plan"
    QTest.keyClick(plan, Qt.Key.Key_Space)
    assert plan.isChecked(), "pressing the current item keeps it current"


def test_the_rail_folds_where_the_window_is_narrow_for_the_text(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(rail := Rail(ITEMS))
    rail.set_heading("Larkfield Primary School", "Day 2 of 3")
    shown(qtbot, page, 1093, 560)
    folded = [rail.folded]
    theme.apply(qapp, "light", 2.0)
    qapp.processEvents()
    folded.append(rail.folded)
    assert rail.button("today").toolTip() == "Today"
    page.resize(1700, 560)
    qapp.processEvents()
    folded.append(rail.folded)
    assert folded == [False, True, False]


def test_the_palette_filters_chooses_and_gives_the_focus_back(qtbot: QtBot, theme: Theme) -> None:
    commands = [
        Suggestion("v", "New visit", "Ctrl+N"),
        Suggestion("f", "New finding"),
        Suggestion("h", "Hand over to the team"),
    ]
    assert [one.id for one in matching(commands, "fin ne")] == ["f"]
    assert [one.id for one in matching(commands, "hand")] == ["h"]
    assert [one.id for one in matching(commands, "")] == ["v", "f", "h"]
    page = QWidget()
    column = QVBoxLayout(page)
    line = QLineEdit()
    column.addWidget(line)
    palette = Palette(page)
    shown(qtbot, page)
    line.setFocus()
    told: list[str] = []
    palette.chosen.connect(told.append)
    palette.open(commands)
    QApplication.processEvents()
    field = palette.findChild(SearchField)
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, "new")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == ["f"]
    assert not palette.isVisible()
    assert line.hasFocus()
    palette.open(commands)
    QTest.keyClicks(field, "zzz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["f"]
    assert line.hasFocus()


def test_a_sheet_takes_the_focus_and_gives_it_back(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(line := QLineEdit())
    sheet = Sheet(page, "New visit", close_words="Close")
    field = TextField("Class")
    sheet.add(field)
    sheet.finish()
    shown(qtbot, page, 800)
    line.setFocus()
    closed: list[bool] = []
    sheet.closed.connect(lambda: closed.append(True))
    sheet.open()
    QApplication.processEvents()
    assert field.line.hasFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert closed == [True]
    assert line.hasFocus()


def test_a_sentence_is_finished_by_enter_and_given_up_by_escape(qtbot: QtBot, theme: Theme) -> None:
    sentence = GrowingText("Finding", "Talk comes first.")
    shown(qtbot, sentence)
    told: list[str] = []
    drafts: list[tuple[str, int]] = []
    sentence.finished.connect(told.append)
    sentence.draft_due.connect(lambda text, cursor: drafts.append((text, cursor)))
    sentence.setFocus()
    QTest.keyClicks(sentence.words, " Always.")
    sentence.flush()
    assert drafts == [("Talk comes first. Always.", 25)]
    QTest.keyClick(sentence.words, Qt.Key.Key_Escape)
    assert sentence.text == "Talk comes first."
    QTest.keyClicks(sentence.words, " Now.")
    QTest.keyClick(sentence.words, Qt.Key.Key_Return)
    sentence.words.clearFocus()
    assert told == ["Talk comes first. Now."]


def test_what_is_shown_by_drawing_is_also_said(qtbot: QtBot, theme: Theme) -> None:
    bar = EvidenceBar(3, 1, "3 notes for, 1 against")
    facts = FactList([("Pupils", "27"), ("SEND", "")])
    line = StateLine()
    for widget in (bar, facts, line):
        qtbot.addWidget(widget)
    line.set_state("Saved")
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface.role() == QAccessible.Role.StaticText
    assert interface.text(QAccessible.Text.Name) == "3 notes for, 1 against"
    values = facts.findChildren(Text, "value")
    assert [value.accessibleName() for value in values] == ["Pupils: 27", "SEND: –"]
    facts.set_facts([("Pupils", "28"), ("SEND", "4")])
    assert [value.text() for value in values] == ["28", "4"]
    assert line.word == "Saved"


def test_what_stands_alone_beside_the_state_is_not_cut_short_while_there_is_room(
    qtbot: QtBot, theme: Theme
) -> None:
    line = StateLine()
    words = "2 notes not yet handed over; last at 20:18; Helen’s notes up to 20:12"
    line.set_state("Saved")
    line.set_second(words)
    line.set_right("Next: Year 6 science at 11:00")
    shown(qtbot, line, width=700, height=40)
    [second] = [one for one in line.findChildren(Text) if one.text() == words]
    assert second.width() < second.sizeHint().width()
    line.set_right("")
    QApplication.processEvents()
    assert second.width() >= second.sizeHint().width()


def test_tab_comes_to_the_choice_that_holds(qtbot: QtBot, qapp: QApplication) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    before, row = QLineEdit(), ChoiceRow("Kind", [("l", "Lesson"), ("w", "Walk"), ("b", "Books")])
    column.addWidget(before)
    column.addWidget(row)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qapp.processEvents()

    def tabbed_to() -> str:
        before.setFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        focused = holder.focusWidget()
        assert isinstance(focused, QRadioButton)
        return focused.text()

    assert tabbed_to() == "Lesson"
    row.set_value("w")
    assert tabbed_to() == "Walk"
    QTest.keyClick(holder.focusWidget(), Qt.Key.Key_Right)
    assert row.value == "b"
    assert tabbed_to() == "Books"
