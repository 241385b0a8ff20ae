from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import (
    QClipboard,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app import right_of_way
from reviewer_app.ui.models.note_stream_model import pointing_of_word
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import NoteEditor, Suggestion
from reviewer_app.ui.widgets.note_editor import TagChip
from reviewer_app.ui.widgets.suggestions import SuggestionsPopup

Key = Qt.Key
Modifier = Qt.KeyboardModifier
CRITERIA = [Suggestion(f"c{n}", f"Challenge {n}", "Provision") for n in range(12)]


def provide(sign: str, letters: str) -> Sequence[Suggestion]:
    if sign == "@":
        return [Suggestion("send", "SEND")] if "send".startswith(letters) else []
    return [one for one in CRITERIA if one.label.lower().startswith(letters.lower())]


class Heard:
    """What the editor told its page."""

    def __init__(self, editor: NoteEditor) -> None:
        self.committed: list[str] = []
        self.drafts: list[tuple[str, int]] = []
        self.bearings: list[str] = []
        self.tags: list[tuple[str, str]] = []
        self.times: list[str] = []
        self.removed: list[str] = []
        editor.committed.connect(self.committed.append)
        editor.draft_due.connect(lambda text, cursor: self.drafts.append((text, cursor)))
        editor.bearing_chosen.connect(self.bearings.append)
        editor.tag_chosen.connect(lambda sign, tag: self.tags.append((sign, tag)))
        editor.seen_time_chosen.connect(self.times.append)
        editor.tag_removed.connect(self.removed.append)


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, theme: Theme) -> NoteEditor:
    made = NoteEditor(provide, pointing_of_word=pointing_of_word)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.activateWindow()
    qapp.processEvents()
    made.setFocus()
    qapp.processEvents()
    return made


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard; empty again afterwards: Qt drops what lies there after Python has ended, and then what
    Python made takes the process down.
    """
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def heard(editor: NoteEditor) -> Heard:
    return Heard(editor)


def keys(editor: NoteEditor, text: str) -> None:
    QTest.keyClicks(editor.words, text)


def press(
    editor: NoteEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier
) -> None:
    QTest.keyClick(editor.words, key, modifier)


def popup(editor: NoteEditor) -> SuggestionsPopup:
    found = editor.words.popup
    assert found is not None
    return found


def test_enter_commits_and_leaves_the_text_to_the_page(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "24 of 27 start within a minute ")
    press(editor, Key.Key_Return)
    assert heard.committed == ["24 of 27 start within a minute"]
    assert editor.text == "24 of 27 start within a minute "


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_Return])
def test_a_key_has_the_right_of_way_until_it_is_drawn(
    editor: NoteEditor, qapp: QApplication, key: Key
) -> None:
    keys(editor, "one")
    qapp.processEvents()
    press(editor, key)
    assert right_of_way.is_taken()
    editor.words.viewport().repaint()
    qapp.processEvents()
    assert not right_of_way.is_taken()


def test_enter_on_nothing_commits_nothing(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "   ")
    press(editor, Key.Key_Return)
    press(editor, Key.Key_Enter)
    assert heard.committed == []


def test_shift_enter_starts_a_line_of_the_same_note(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "one")
    press(editor, Key.Key_Return, Modifier.ShiftModifier)
    keys(editor, "two")
    press(editor, Key.Key_Return)
    assert heard.committed == ["one\ntwo"]


def test_control_enter_is_left_to_the_page(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "one")
    press(editor, Key.Key_Return, Modifier.ControlModifier)
    assert heard.committed == []
    assert editor.text == "one"


def test_a_paste_of_many_lines_stays_one_note(
    editor: NoteEditor, heard: Heard, clipboard: QClipboard
) -> None:
    pasted = QMimeData()
    pasted.setText("first\r\nsecond\rthird\n")
    pasted.setHtml("<b>first</b><br>second")
    clipboard.setMimeData(pasted)
    press(editor, Key.Key_V, Modifier.ControlModifier)
    assert heard.committed == []
    press(editor, Key.Key_Return)
    assert heard.committed == ["first\nsecond\nthird"]


TYPED = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u00a0\ufffc"),
    max_size=24,
)


@given(before=TYPED, after=TYPED)
@example(before="- / \" ' ? * _ > 1. [ ] ( ) :-)", after="www or ebi, a/b c#d e@f -- ... (c)")
@example(before="5 # of 12, @ break", after="#nothing @nobody")
@settings(max_examples=60)
def test_every_character_typed_is_text(
    qapp: QApplication, theme: Theme, before: str, after: str
) -> None:
    # The first word of a note may be `www ` or `ebi `: the one thing, beside `#` and `@`, that has a meaning.
    typed = f"x{before} {after} ."
    editor = NoteEditor(provide, pointing_of_word=pointing_of_word)
    editor.show()
    editor.setFocus()
    for letter in typed:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Modifier.NoModifier, letter)
        QApplication.sendEvent(editor.words, key)
    text, bearing = editor.text, editor.bearing
    pasted = NoteEditor(provide, pointing_of_word=pointing_of_word)
    given_words = QMimeData()
    given_words.setText(f"{typed}\r\n{typed}")
    pasted.words.insertFromMimeData(given_words)
    again = pasted.text
    for one in (editor, pasted):
        one.hide()
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert text == typed
    assert bearing == ""
    assert again == f"{typed}\n{typed}"


def test_a_dash_stays_a_dash(editor: NoteEditor) -> None:
    keys(editor, "- not a list -- \"quoted\" 1. 'x' (c)")
    assert editor.text == "- not a list -- \"quoted\" 1. 'x' (c)"


def test_the_card_grows_with_its_words(editor: NoteEditor, qapp: QApplication) -> None:
    small = editor.sizeHint().height()
    keys(editor, "a long sentence that wraps " * 12)
    qapp.processEvents()
    assert editor.words.height() >= editor.words.document().size().height() > small


@pytest.mark.parametrize(
    ("key", "bearing"), [(Key.Key_1, "www"), (Key.Key_2, "ebi"), (Key.Key_3, "question")]
)
def test_control_and_a_figure_say_which_way_it_points(
    editor: NoteEditor, heard: Heard, key: Qt.Key, bearing: str
) -> None:
    press(editor, key, Modifier.ControlModifier)
    assert editor.bearing == bearing
    press(editor, key, Modifier.ControlModifier)
    assert editor.bearing == ""
    assert heard.bearings == [bearing, ""]
    assert editor.text == ""


@pytest.mark.parametrize(("typed", "bearing"), [("www ", "www"), ("EBI ", "ebi")])
def test_a_first_word_says_which_way_it_points(
    editor: NoteEditor, heard: Heard, typed: str, bearing: str
) -> None:
    keys(editor, typed + "precise")
    assert heard.bearings == [bearing]
    assert editor.text == "precise"


def test_the_word_further_on_is_only_a_word(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "see www ")
    press(editor, Key.Key_Return, Modifier.ShiftModifier)
    keys(editor, "ebi ")
    assert heard.bearings == []
    assert editor.text == "see www \nebi "


def test_a_sign_offers_at_most_nine(editor: NoteEditor) -> None:
    keys(editor, "useful #chal")
    assert [one.id for one in popup(editor).shown] == [f"c{n}" for n in range(9)]
    assert popup(editor).row == 0


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_choosing_takes_the_word_out_and_tells(
    editor: NoteEditor, heard: Heard, key: Qt.Key
) -> None:
    keys(editor, "useful #chal")
    press(editor, Key.Key_Down)
    press(editor, Key.Key_Down)
    press(editor, Key.Key_Up)
    press(editor, key)
    assert heard.tags == [("#", "c1")]
    assert editor.text == "useful "
    assert heard.committed == []
    assert editor.words.hasFocus()
    assert editor.words.popup is None


def test_up_from_the_first_goes_to_the_last(editor: NoteEditor) -> None:
    keys(editor, "#")
    press(editor, Key.Key_Up)
    assert popup(editor).row == 8


def test_escape_closes_and_keeps_the_word(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "in #chal")
    press(editor, Key.Key_Escape)
    assert editor.words.popup is None
    press(editor, Key.Key_Return)
    assert heard.committed == ["in #chal"]


def test_a_sign_nothing_matches_does_not_hold_enter(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "question #3x")
    assert editor.words.popup is None
    press(editor, Key.Key_Return)
    assert heard.committed == ["question #3x"]


def test_a_sign_within_a_word_is_a_letter(editor: NoteEditor) -> None:
    keys(editor, "mail@send")
    assert editor.words.popup is None


def test_the_mouse_chooses(editor: NoteEditor, heard: Heard, qapp: QApplication) -> None:
    keys(editor, "with @se")
    card = popup(editor)
    qapp.processEvents()
    view = card.view
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert heard.tags == [("@", "send")]
    assert editor.text == "with "


def test_letters_being_composed_are_not_committed(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "Kei")
    QApplication.sendEvent(editor.words, QInputMethodEvent("ko", []))
    assert editor.text == "Kei"
    press(editor, Key.Key_Return)
    assert heard.committed == []
    done = QInputMethodEvent("", [])
    done.setCommitString("ko")
    QApplication.sendEvent(editor.words, done)
    press(editor, Key.Key_Return)
    assert heard.committed == ["Keiko"]


def test_the_draft_is_due_a_quarter_of_a_second_after_the_first_key(
    editor: NoteEditor, heard: Heard, qtbot: QtBot
) -> None:
    keys(editor, "a")
    timer = editor.words.drafts.timer
    assert timer.isActive()
    assert timer.interval() == 250
    assert heard.drafts == []
    qtbot.waitUntil(lambda: bool(heard.drafts))
    assert heard.drafts == [("a", 1)]


def test_three_thousand_keys_never_start_the_wait_again(
    editor: NoteEditor, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = editor.words.drafts
    starts = 0
    begin = drafts.timer.start

    def counted() -> None:
        nonlocal starts
        assert not drafts.timer.isActive(), "a pending draft was put off"
        starts += 1
        begin()

    monkeypatch.setattr(drafts.timer, "start", counted)
    told_mid_typing = 0
    for burst in range(300):
        keys(editor, "word word ")
        QApplication.processEvents()
        told_mid_typing = max(told_mid_typing, len(heard.drafts))
        if burst == 299:
            editor.flush()
    assert starts == len(heard.drafts)
    assert heard.drafts[-1] == ("word word " * 300, 3000)
    assert told_mid_typing >= 1, "saved while the person was still typing"


def test_leaving_tells_what_is_pending(
    editor: NoteEditor, heard: Heard, qapp: QApplication
) -> None:
    keys(editor, "half a word")
    editor.words.clearFocus()
    assert heard.drafts == [("half a word", 11)]
    editor.setFocus()
    keys(editor, "s")
    editor.hide()
    assert heard.drafts[-1] == ("half a words", 12)
    editor.flush()
    assert len(heard.drafts) == 2


def test_a_committed_note_leaves_no_draft_behind(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "done")
    press(editor, Key.Key_Return)
    editor.set_draft("", 0)
    editor.flush()
    assert heard.drafts == []


def test_a_kept_draft_comes_back_at_its_end_behind_pictograms(editor: NoteEditor) -> None:
    editor.words.textCursor().insertText("😀🏫 half")
    at = editor.words.cursor_position()
    editor.set_draft("", 0)
    editor.set_draft("😀🏫 half", at)
    keys(editor, "X")
    assert editor.text == "😀🏫 halfX"


def test_a_kept_draft_comes_back_at_its_cursor_and_tells_nobody(
    editor: NoteEditor, heard: Heard
) -> None:
    editor.set_draft("half a #chal", 4)
    assert editor.text == "half a #chal"
    assert editor.words.cursor_position() == 4
    assert editor.words.popup is None
    editor.flush()
    assert heard.drafts == []
    keys(editor, "X")
    assert editor.text == "halfX a #chal"


def test_undo_does_not_bring_back_the_note_before(editor: NoteEditor) -> None:
    keys(editor, "one")
    editor.set_draft("", 0)
    press(editor, Key.Key_Z, Modifier.ControlModifier)
    assert editor.text == ""


def test_the_time_in_the_margin_is_changed_by_typing(editor: NoteEditor, heard: Heard) -> None:
    editor.set_seen_time("10:34")
    field = editor.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "1012")
    QTest.keyClick(field, Key.Key_Return)
    assert heard.times == ["10:12"]
    assert field.text() == "10:12"
    field.selectAll()
    QTest.keyClicks(field, "lunch")
    editor.setFocus()
    assert field.text() == "10:12"
    assert heard.times == ["10:12"]


def test_a_tag_is_taken_off_by_key_or_click(editor: NoteEditor, heard: Heard) -> None:
    editor.set_tags([("c1", "Challenge", "quiet"), ("send", "SEND", "outlined")])
    QApplication.processEvents()
    chips = editor.findChildren(TagChip)
    QTest.keyClick(chips[0], Key.Key_Delete)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert heard.removed == ["c1", "send"]


def test_names_are_marked_without_touching_text_or_draft(editor: NoteEditor, heard: Heard) -> None:
    keys(editor, "after Callum asked")
    editor.flush()
    before = editor.grab().toImage()
    editor.set_marks([(6, 6)])
    assert editor.grab().toImage() != before
    editor.flush()
    assert len(heard.drafts) == 1
    assert editor.text == "after Callum asked"


class WholePaints(QObject):
    """Counts how often a widget is painted as a whole."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.count += event.rect() == watched.rect()
        return False


def test_the_outline_goes_with_the_focus(editor: NoteEditor, qapp: QApplication) -> None:
    paints = WholePaints(editor)
    for part in (editor.findChildren(QLineEdit)[0], editor.words):
        before = paints.count
        part.setFocus()
        for _round in range(3):
            qapp.processEvents()
        assert paints.count > before
