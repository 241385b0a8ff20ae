"""The widgets of the window. They know nothing of the application: only Qt and the theme.

Words
    Text          words in a step of the type scale and a tone
    SectionLabel  the quiet heading of a part of a page
    IconMark      an icon beside words
    Hairline      one pixel of line, across or upright
    Chip          a word in a small rounded ground; `draw_chip` for delegates
    KeyHints      one quiet line of keys and what they do
    FactList      labels on the left, values on the right, hairlines between
    EvidenceBar   small bars for and against, then the same in words
Page
    Column        the column of a page; rows and raised cards bleed over its margin
    Flow          a layout that wraps; `in_a_row` for a few controls
    Folding       what is laid out anew for another width
    Pile          widgets in one place, of which one is shown
    Scroller      an area that scrolls upright
    PageHeader    title, one line about it, actions
    NextStep      the one thing to do next, in a card
    Banner        a quiet line with an action, in place of a message box
    EmptyState    what belongs here, and the first step
    Sheet         a panel beside the page, in place of a dialog
    Progress      a sentence, a bar and Cancel
Controls
    Button        primary, secondary, quiet or danger; with a key; says why it is disabled
    Field         label, help and error around any control
    TextField, LongTextField, NumberField, TimeField, DateField, ChoiceField, CheckField
    ChoiceRow     a few choices side by side, of which one holds
    Choices, Option  what may be answered to a question of a form, one or several
    TapButton     a large button that is tapped again and again
    NumberedList  at most nine things to choose by their digit
    TagPicker     a card that searches and tags what is chosen
    SearchField   the field that searches
    NoteEditor    the raised card a note is written in
    GrowingText   a paragraph edited where it stands
Lists
    ListPanel     the list of the pages
    Row, RowModel, TwoLineDelegate           rows of two lines
    StreamNote, StreamModel, StreamDelegate  the stream of notes
    MatrixCell, MatrixSide, MatrixModel, MatrixDelegate, MatrixView  the matrix of evidence
    KeyedModel, Role                         a model of one's own, and what delegates ask of it
Window
    Rail, RailItem  where one is in the visit
    StateLine       how things are, at the bottom
    Palette         everything one can do, filtered as one types
    Suggestion      one thing to choose, for the palette and the note editor
    announce        tell a screen reader something that happened away from the focus
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from reviewer_app.ui.widgets.announce import announce

if TYPE_CHECKING:
    from reviewer_app.ui.widgets.banner import Banner, EmptyState, NextStep
    from reviewer_app.ui.widgets.button import Button
    from reviewer_app.ui.widgets.chip import Chip, ChipKind, chip_size, draw_chip
    from reviewer_app.ui.widgets.choice_row import ChoiceRow
    from reviewer_app.ui.widgets.choices import Choices, Option
    from reviewer_app.ui.widgets.evidence import EvidenceBar, draw_evidence
    from reviewer_app.ui.widgets.facts import FactList
    from reviewer_app.ui.widgets.field import (
        CheckField,
        ChoiceField,
        DateField,
        Field,
        NumberField,
        TextField,
        TimeField,
    )
    from reviewer_app.ui.widgets.flow import Column, Flow, in_a_row
    from reviewer_app.ui.widgets.folding import Folding
    from reviewer_app.ui.widgets.growing import GrowingText
    from reviewer_app.ui.widgets.header import PageHeader
    from reviewer_app.ui.widgets.icon_mark import IconMark
    from reviewer_app.ui.widgets.keycap import KeyHints, draw_key_cap, key_words
    from reviewer_app.ui.widgets.list_panel import ListPanel
    from reviewer_app.ui.widgets.long_text_field import LongTextField
    from reviewer_app.ui.widgets.matrix import (
        MatrixCell,
        MatrixDelegate,
        MatrixModel,
        MatrixSide,
        MatrixView,
    )
    from reviewer_app.ui.widgets.note_editor import NoteEditor
    from reviewer_app.ui.widgets.numbered import NumberedList
    from reviewer_app.ui.widgets.palette import Palette
    from reviewer_app.ui.widgets.pile import Pile
    from reviewer_app.ui.widgets.progress import Progress
    from reviewer_app.ui.widgets.rail import Rail, RailItem
    from reviewer_app.ui.widgets.rows import KeyedModel, Role
    from reviewer_app.ui.widgets.search_field import SearchField
    from reviewer_app.ui.widgets.sheet import Scroller, Sheet
    from reviewer_app.ui.widgets.state_line import StateLine
    from reviewer_app.ui.widgets.stream import (
        Pointing,
        StreamDelegate,
        StreamModel,
        StreamNote,
        bearing_spoken,
        bearing_word,
    )
    from reviewer_app.ui.widgets.suggestions import Suggestion
    from reviewer_app.ui.widgets.tag_picker import TagPicker
    from reviewer_app.ui.widgets.tap_button import TapButton
    from reviewer_app.ui.widgets.text import Hairline, SectionLabel, Text
    from reviewer_app.ui.widgets.two_line import Row, RowModel, TwoLineDelegate

__all__ = [
    "Banner",
    "Button",
    "CheckField",
    "Chip",
    "ChipKind",
    "ChoiceField",
    "ChoiceRow",
    "Choices",
    "Column",
    "DateField",
    "EmptyState",
    "EvidenceBar",
    "FactList",
    "Field",
    "Flow",
    "Folding",
    "GrowingText",
    "Hairline",
    "IconMark",
    "KeyHints",
    "KeyedModel",
    "ListPanel",
    "LongTextField",
    "MatrixCell",
    "MatrixDelegate",
    "MatrixModel",
    "MatrixSide",
    "MatrixView",
    "NextStep",
    "NoteEditor",
    "NumberField",
    "NumberedList",
    "Option",
    "PageHeader",
    "Palette",
    "Pile",
    "Pointing",
    "Progress",
    "Rail",
    "RailItem",
    "Role",
    "Row",
    "RowModel",
    "Scroller",
    "SearchField",
    "SectionLabel",
    "Sheet",
    "StateLine",
    "StreamDelegate",
    "StreamModel",
    "StreamNote",
    "Suggestion",
    "TagPicker",
    "TapButton",
    "Text",
    "TextField",
    "TimeField",
    "TwoLineDelegate",
    "announce",
    "bearing_spoken",
    "bearing_word",
    "chip_size",
    "draw_chip",
    "draw_evidence",
    "draw_key_cap",
    "in_a_row",
    "key_words",
]

_MODULES: Final = {
    "Banner": "banner",
    "EmptyState": "banner",
    "NextStep": "banner",
    "Button": "button",
    "Chip": "chip",
    "ChipKind": "chip",
    "chip_size": "chip",
    "draw_chip": "chip",
    "ChoiceRow": "choice_row",
    "Choices": "choices",
    "Option": "choices",
    "EvidenceBar": "evidence",
    "draw_evidence": "evidence",
    "FactList": "facts",
    "CheckField": "field",
    "ChoiceField": "field",
    "DateField": "field",
    "Field": "field",
    "NumberField": "field",
    "TextField": "field",
    "TimeField": "field",
    "Column": "flow",
    "Flow": "flow",
    "in_a_row": "flow",
    "Folding": "folding",
    "GrowingText": "growing",
    "PageHeader": "header",
    "IconMark": "icon_mark",
    "KeyHints": "keycap",
    "draw_key_cap": "keycap",
    "key_words": "keycap",
    "ListPanel": "list_panel",
    "LongTextField": "long_text_field",
    "MatrixCell": "matrix",
    "MatrixDelegate": "matrix",
    "MatrixModel": "matrix",
    "MatrixSide": "matrix",
    "MatrixView": "matrix",
    "NoteEditor": "note_editor",
    "NumberedList": "numbered",
    "Palette": "palette",
    "Pile": "pile",
    "Progress": "progress",
    "Rail": "rail",
    "RailItem": "rail",
    "KeyedModel": "rows",
    "Role": "rows",
    "SearchField": "search_field",
    "Scroller": "sheet",
    "Sheet": "sheet",
    "StateLine": "state_line",
    "Pointing": "stream",
    "StreamDelegate": "stream",
    "StreamModel": "stream",
    "StreamNote": "stream",
    "bearing_spoken": "stream",
    "bearing_word": "stream",
    "Suggestion": "suggestions",
    "TagPicker": "tag_picker",
    "TapButton": "tap_button",
    "Hairline": "text",
    "SectionLabel": "text",
    "Text": "text",
    "Row": "two_line",
    "RowModel": "two_line",
    "TwoLineDelegate": "two_line",
}
"""Which module each name comes from."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a widget when it is first asked for: the window's first paint needs few of them."""
        if name not in _MODULES:
            raise AttributeError(name)
        found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        globals()[name] = found
        return found
