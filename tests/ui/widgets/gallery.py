"""Every widget in every state, and the screens of the look, built of invented items.

`python -m tests.ui.widgets.gallery OUT` draws each screen in each theme at 100 % and 200 % text.
"""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step, Theme, tokens
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    CheckField,
    Chip,
    ChoiceField,
    ChoiceRow,
    Column,
    DateField,
    EmptyState,
    EvidenceBar,
    FactList,
    Flow,
    GrowingText,
    Hairline,
    KeyHints,
    ListPanel,
    LongTextField,
    MatrixCell,
    MatrixModel,
    MatrixSide,
    MatrixView,
    NextStep,
    NoteEditor,
    NumberField,
    PageHeader,
    Palette,
    Progress,
    Rail,
    RailItem,
    Row,
    RowModel,
    Scroller,
    SearchField,
    SectionLabel,
    Sheet,
    StateLine,
    StreamDelegate,
    StreamModel,
    StreamNote,
    Suggestion,
    Text,
    TextField,
    TimeField,
    TwoLineDelegate,
)

RAIL_ITEMS = (
    RailItem("today", "Today", "today"),
    RailItem("plan", "Plan", "plan"),
    RailItem("notes", "Notes", "notes"),
    RailItem("evidence", "Evidence", "evidence"),
    RailItem("findings", "Findings", "findings"),
    RailItem("report", "Report", "report"),
    RailItem("follow", "Follow up", "follow-up"),
    RailItem("team", "Team", "team", foot=True),
    RailItem("settings", "Settings", "settings", foot=True),
)
CRITERIA = (
    Suggestion("c1", "Challenge for all", "Provision"),
    Suggestion("c2", "Challenge and pace", "Provision"),
    Suggestion("c3", "Leaders’ challenge to each other", "Leadership"),
    Suggestion("c4", "Assessment", "Provision"),
)


class Page(QWidget):
    """A window's ground."""

    def __init__(self, current: str, second: str, right: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.rail = Rail(RAIL_ITEMS)
        self.rail.set_heading("Larkfield Primary School", "Quality assurance review\nDay 2 of 3")
        self.rail.set_current(current)
        self.state = StateLine()
        self.state.set_state("Saved")
        self.state.set_second(second)
        self.state.set_right(right)
        self.body = QHBoxLayout()
        self.body.setSpacing(0)
        rest = QVBoxLayout()
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(0)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        rest.addLayout(self.head)
        rest.addLayout(self.body, 1)
        rest.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(rest, 1)
        self.after_show: Callable[[], None] = lambda: None


def suggest(sign: str, letters: str) -> Sequence[Suggestion]:
    """Criteria with a word that begins so."""
    return [
        one
        for one in CRITERIA
        if sign == "#"
        and any(word.startswith(letters.lower()) for word in one.label.lower().split())
    ]


def day_list(name: str, rows: Sequence[Row]) -> ListPanel:
    """A list as long as its rows, times in the margin."""
    return ListPanel(name, RowModel(rows), TwoLineDelegate(wrap=True), fit=True)


def today() -> Page:
    """The home page in the middle of day two."""
    page = Page("today", "3 notes to hand over at the catch-up", "Next: 12:50 Pupil voice, library")
    page.head.addWidget(
        PageHeader(
            "Wednesday, day 2 of 3",
            "Team catch-up at 12:30 in the base room. The head's meeting is at 15:15.",
            [Button("Plan the day"), Button("New visit", "primary", key="Ctrl+N")],
        )
    )
    left = Column(right=Space.L)
    before = day_list(
        "Earlier today",
        [
            Row(
                "a",
                "Year 6 English",
                "14 notes, with the deputy head",
                "09:15",
                "Finished",
                state="done",
            ),
            Row(
                "b",
                "Year 4 mathematics",
                "9 notes, with the mathematics lead",
                "10:15",
                "Finished",
                state="done",
            ),
            Row(
                "c",
                "Year 1 phonics",
                "Not seen: the class was at the library",
                "11:00",
                "Not seen",
                state="struck",
            ),
        ],
    )
    after = day_list(
        "Later today",
        [
            Row(
                "d",
                "Work scrutiny, science",
                "Years 3 and 5, with the science lead",
                "13:40",
                "You and Asha",
            ),
            Row("e", "Meeting, governors", "By video", "14:30", "You"),
            Row("f", "Keep in touch with the head", "Two points not yet aired", "15:15", "You"),
        ],
    )
    left.add(before)
    left.space(Space.S)
    left.add(
        NextStep(
            "12:50 Pupil voice, eight pupils from Years 5 and 6",
            "Library, with the special needs coordinator. 19 minutes from now.",
            "Start",
            key="Return",
        )
    )
    left.space(Space.S)
    left.add(after)
    left.stretch()
    right = Column(left=Space.L)
    thin = ListPanel(
        "Still thin",
        RowModel(
            [
                Row(
                    "t1",
                    "Disadvantaged pupils",
                    "4 notes, all from lesson visits. Ask at pupil voice.",
                ),
                Row(
                    "t2",
                    "Leadership at all levels",
                    "No middle leader seen yet. Science lead at 13:40.",
                ),
                Row("t3", "Area of excellence", "One source only. Session tomorrow at 9:00."),
            ]
        ),
        TwoLineDelegate(time_column=False, roomy=True, wrap=True),
        fit=True,
    )
    waiting = ListPanel(
        "Waiting for you",
        RowModel(
            [
                Row("w1", "1 visit seen, not written up", "Year 5 history, 11:20"),
                Row("w2", "11 notes without a criterion", "About four minutes"),
                Row("w3", "2 names to replace", "In Year 6 English"),
                Row("w4", "Tom's notes", "In up to 10:58"),
            ]
        ),
        TwoLineDelegate(time_column=False, roomy=True, wrap=True),
        fit=True,
    )
    right.add(SectionLabel("Still thin"))
    right.space(Space.S)
    right.add(thin)
    right.space(Space.XL)
    right.add(SectionLabel("Waiting for you"))
    right.space(Space.S)
    right.add(waiting)
    right.stretch()
    page.body.addWidget(Scroller(left), 62)
    page.body.addWidget(Scroller(right), 38)
    return page


def capture() -> Page:
    """A lesson visit with a note half written."""
    page = Page("notes", "", "Next: 10:45 Year 2 phonics, Room 6")
    page.head.addWidget(
        PageHeader(
            "Year 4 mathematics",
            "Lesson visit, 10:15 to 10:40, with the mathematics lead",
            [
                Button("Safeguarding", "danger", key="F9"),
                Button("Finish visit", "primary", key="Ctrl+Return"),
            ],
        )
    )
    notes = StreamModel(
        [
            StreamNote(
                "n1",
                "Retrieval quiz on the board as pupils come in; 24 of 27 start within a "
                "minute. Adult circulates and marks.",
                "10:17",
                "",
                (("Assessment", "quiet"), ("All pupils", "outlined")),
            ),
            StreamNote(
                "n2",
                "“Prove it to your partner.” Pupils explain why 0.3 is larger than 0.25 "
                "using place-value counters, then with a number line. Language is "
                "precise.",
                "10:21",
                "www",
                (
                    ("Subject knowledge", "quiet"),
                    ("Talk", "quiet"),
                    ("Most able", "outlined"),
                    ("EAL", "outlined"),
                ),
            ),
            StreamNote(
                "n3",
                "Group working with the teaching assistant copies the model step by "
                "step; two finish without being asked why it works.",
                "10:26",
                "ebi",
                (("Adaptation", "quiet"), ("SEND", "outlined")),
            ),
            StreamNote(
                "n4",
                "Follow up: how are gaps from the quiz used this afternoon? Ask the mathematics lead.",
                "10:30",
                "question",
                (("Assessment", "quiet"),),
            ),
        ]
    )
    left = Column(right=Space.XL)
    left.add(ListPanel("Notes of this visit", notes, StreamDelegate(), fit=True))
    left.space(Space.L)
    editor = NoteEditor(suggest, placeholder="Write what you see")
    editor.set_seen_time("10:34")
    editor.set_bearing("www")
    left.add(editor)
    left.stretch()
    left.add(
        KeyHints(
            [
                ("#", "criterion"),
                ("@", "pupils"),
                ("Ctrl+1", "WWW"),
                ("Ctrl+2", "EBI"),
                ("Ctrl+3", "question"),
                ("Return", "next note"),
            ]
        )
    )
    left.space(Space.XL)
    side = Column(left=Space.XL, right=Space.XL)
    side.add(SectionLabel("This visit"))
    side.space(Space.M)
    side.add(
        FactList(
            [
                ("Class", "4B"),
                ("Seen", "10:15 to 10:40"),
                ("Pupils", "27"),
                ("Disadvantaged", "6"),
                ("SEND", "4"),
            ]
        )
    )
    side.space(Space.XL)
    side.add(SectionLabel("What to look for"))
    side.space(Space.S)
    side.add(
        FactList(
            [
                ("Subject knowledge", "1"),
                ("Challenge for all", ""),
                ("Assessment in the lesson", "2"),
                ("Adaptation", "1"),
                ("Talk and vocabulary", "1"),
                ("Attitudes to learning", ""),
            ],
            strong=True,
        )
    )
    side.stretch()
    page.body.addWidget(Scroller(left), 72)
    page.body.addWidget(Hairline(upright=True))
    page.body.addWidget(Scroller(side), 28)

    def type_on() -> None:
        editor.setFocus()
        text = (
            "The teacher stops the class after Callum’s question and reteaches "
            "tenths from a mistake, naming it as useful #cha"
        )
        editor.set_draft(text, len(text))
        editor.words.insertPlainText("l")
        editor.set_marks([(text.index("Callum"), 8)])

    page.after_show = type_on
    return page


SOURCES = ("Lessons", "Books", "Pupils", "Leaders", "Documents")
COUNTS = {
    "Leadership at all levels": "12 3 2 21 9",
    "Curriculum": "26 11/4 5 8 4",
    "Teaching and assessment": "38/9 10 6 3 0",
    "Attitudes to learning": "14 0 9 2 1",
    "Disadvantaged pupils": "4/3 0 0 1 3",
    "Additional needs": "6 2 1 4 2",
    "Area of excellence": "5* 0* 0* 0* 0*",
}


def matrix_model() -> MatrixModel:
    """The matrix of the look."""
    cells = {}
    for heading, words in COUNTS.items():
        for source, word in zip(SOURCES, words.split(), strict=True):
            count, _slash, opposite = word.rstrip("*").partition("/")
            cells[heading, source] = MatrixCell(int(count), int(opposite or 0), word.endswith("*"))
    model = MatrixModel()
    model.set_matrix(
        [MatrixSide(each, each) for each in COUNTS],
        [MatrixSide(each, each) for each in SOURCES],
        cells,
    )
    return model


def finding(words: str, kind: str, supporting: int, opposing: int, sentence: str) -> QWidget:
    """A finding with the evidence behind it."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, Space.S, 0, Space.M)
    column.setSpacing(Space.S)
    column.addWidget(Text(words, Step.FINDING))
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(Chip(kind.upper(), kind), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
    row.addWidget(EvidenceBar(supporting, opposing, sentence), 1)
    column.addLayout(row)
    return block


def findings() -> Page:
    """Matrix and findings side by side."""
    page = Page(
        "findings", "3 notes to hand over at the catch-up", "Next: 12:50 Pupil voice, library"
    )
    page.head.addWidget(
        PageHeader(
            "Findings",
            "Provision and outcomes. What went well comes first.",
            [Button("Meeting view", key="F5"), Button("New finding", "primary", key="Ctrl+Return")],
        )
    )
    left = Column(right=Space.XL)
    left.add(SectionLabel("Evidence by heading and source, 214 notes"))
    left.space(Space.S)
    matrix = MatrixView("Evidence by heading and source", matrix_model())
    left.add(matrix)
    left.space(Space.M)
    left.add(
        Text(
            "Striped: a heading with fewer than two notes, or with notes from one source only. Small "
            "figure: notes that point the other way.",
            Step.LABEL,
            "ink3",
        )
    )
    left.stretch()
    right = Column(left=Space.XL + Space.XS)
    right.add(SectionLabel("What went well"))
    right.space(Space.M)
    right.add(
        finding(
            "Pupils explain their mathematics precisely because every lesson asks "
            "them to prove an answer to a partner.",
            "www",
            7,
            0,
            "7 notes, lessons, books and pupils",
        )
    )
    right.add(Hairline())
    right.add(
        finding(
            "Assessment at the start of lessons finds gaps and is used the same day.",
            "www",
            3,
            1,
            "3 notes for, 1 against, lessons only",
        )
    )
    right.add(
        Banner("One source only. The Year 4 visit asks to follow this up in the afternoon.", "ebi")
    )
    right.space(Space.M)
    right.add(Hairline())
    right.space(Space.XL)
    right.add(SectionLabel("Even better if"))
    right.space(Space.M)
    right.add(
        finding(
            "Adults working with groups ask pupils to explain before modelling "
            "again, so that pupils with additional needs reason as often as others.",
            "ebi",
            4,
            0,
            "4 notes, lessons and leaders. Builds on partner talk.",
        )
    )
    right.add(Hairline())
    right.stretch()
    page.body.addWidget(Scroller(left), 52)
    page.body.addWidget(Hairline(upright=True))
    page.body.addWidget(Scroller(right), 48)

    def go() -> None:
        matrix.setFocus()
        matrix.setCurrentIndex(matrix.model().index(2, 0))

    page.after_show = go
    return page


def controls() -> Page:
    """Every control in every state."""
    page = Page("settings", "Two versions of one note", "Next: 12:50 Pupil voice, library")
    page.head.addWidget(PageHeader("Controls", "Every control in every state"))
    left = Column(right=Space.XL)
    buttons = Flow(gap=Space.M, line_gap=Space.M)
    left.add_row(buttons)
    off = Button("Export", "primary")
    off.set_disabled_reason("Two names are still in the notes. Replace them first.")
    for button in (
        Button("Primary", "primary", key="Ctrl+N"),
        Button("Secondary", key="F5"),
        Button("Quiet", "quiet", icon="undo"),
        Button("Danger", "danger", icon="warning"),
        off,
        Button("Close", "quiet", icon="close", icon_only=True),
        Button("More", icon="more", icon_only=True),
    ):
        buttons.addWidget(button)
    left.space(Space.L)
    chips = Flow()
    left.add_row(chips)
    for words, kind in (
        ("Finished", "quiet"),
        ("All pupils", "outlined"),
        ("WWW", "www"),
        ("EBI", "ebi"),
        ("?", "question"),
        ("3 thin", "thin"),
        ("2 waiting", "alert"),
        ("Chosen", "accent"),
    ):
        chips.addWidget(Chip(words, kind))  # type: ignore[arg-type]
    left.space(Space.L)
    left.add(Banner("Kept from 10:42", action="Discard"))
    left.space(Space.S)
    left.add(Banner("Two files could not be added.", "alert", action="Show them", second="Close"))
    left.space(Space.S)
    left.add(Progress("Building the report: page 4 of 9"))
    left.space(Space.L)
    bar = left.findChildren(Progress)[0]
    bar.set_progress(4, 9)
    left.add(Progress("Looking for the stick", can_cancel=False))
    left.space(Space.L)
    left.add(SearchField(placeholder="Search notes"))
    left.space(Space.L)
    left.add(
        ChoiceRow(
            "Estimate",
            [
                ("l", "Leading"),
                ("e", "Effective"),
                ("w", "Working towards effective"),
                ("n", "Not enough to say"),
            ],
            "e",
        )
    )
    left.space(Space.L)
    left.add(
        GrowingText(
            "Finding",
            "Pupils explain their mathematics precisely because every lesson asks "
            "them to prove an answer to a partner. In 11 of 12 classes visited, and "
            "in pupils’ own accounts, partner talk comes before written work.",
            rule="www",
        )
    )
    left.space(Space.L)
    check = CheckField("Print the name of the contact, by consent")
    check.setChecked(True)
    left.add(check)
    unchecked = CheckField("Leave the estimates out")
    left.add(unchecked)
    disabled = CheckField("Sign with a certificate")
    disabled.set_disabled_reason("There is no certificate yet. Add one in Settings.")
    left.add(disabled)
    left.stretch()
    right = Column(left=Space.XL)
    wrong = NumberField("Pupils in the class", 27, most=60)
    wrong.set_error("Type a whole number from 0 to 60.")
    closed = TextField("Programme", "Peer review", help="")
    closed.set_disabled_reason("Set by the programme office.")
    for field in (
        TextField("School", "Larkfield Primary School", help="As it should stand on the cover."),
        TextField("Recovery code", placeholder="Two of its groups"),
        wrong,
        closed,
        ChoiceField(
            "Framework", [("q", "Quality assurance review"), ("l", "Leadership review")], "q"
        ),
        TimeField("Starts", time(10, 15)),
        DateField("First day", date(2026, 11, 17), year=2026),
        LongTextField(
            "Focus agreed with the head",
            "How talk in mathematics carries over into writing.",
            lines=3,
        ),
    ):
        right.add(field)
        right.space(Space.L)
    right.stretch()
    page.body.addWidget(Scroller(left), 55)
    page.body.addWidget(Hairline(upright=True))
    page.body.addWidget(Scroller(right), 45)
    return page


def sheet() -> Page:
    """A sheet beside an empty page."""
    page = Page("plan", "", "")
    page.state.set_state("Not saved: the disk is full", "alert")
    page.head.addWidget(PageHeader("Plan", "Wednesday 18 November"))
    left = Column()
    left.add(
        EmptyState(
            "Nothing is planned for today",
            "The timetable agreed with the head goes here: one row a visit, with "
            "who goes and with whom. Begin with the first lesson.",
            action="Add a visit",
            key="Ctrl+N",
            icon="plan",
        ),
        1,
    )
    page.body.addWidget(Scroller(left))
    panel = Sheet(page, "New visit", close_words="Close")
    panel.add(
        ChoiceRow(
            "Kind", [("l", "Lesson visit"), ("w", "Learning walk"), ("b", "Work scrutiny")], "l"
        )
    )
    panel.add(TextField("Class", "4B"))
    panel.add(TimeField("Starts", time(10, 15), help="15 to 30 minutes is usual."))
    panel.finish()
    panel.set_actions([Button("Add visit", "primary", key="Ctrl+Return"), Button("Cancel")])
    page.after_show = panel.open
    return page


def palette() -> Page:
    """The palette over Today."""
    page = today()
    commands = [
        Suggestion("v", "New visit", "Ctrl+N"),
        Suggestion("n", "Notes", "Ctrl+3"),
        Suggestion("f", "New finding", "Ctrl+Return"),
        Suggestion("s", "Safeguarding", "F9"),
        Suggestion("h", "Hand over", ""),
    ]
    box = Palette(page)

    def show() -> None:
        box.open(commands)
        box.findChildren(QLineEdit)[0].setText("n")

    page.after_show = show
    return page


SCREENS: dict[str, Callable[[], Page]] = {
    "today": today,
    "capture": capture,
    "findings": findings,
    "controls": controls,
    "sheet": sheet,
    "palette": palette,
}


def open_screen(name: str, width: int = 1280, height: int = 800, *, act: bool = True) -> Page:
    """Build one screen, show it and let it settle; `act` does what the picture shows done."""
    page = SCREENS[name]()
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    if act:
        page.after_show()
    for _round in range(3):
        QApplication.processEvents()
    return page


def main(out: Path, only: Sequence[str]) -> None:
    """Draw every screen into `out`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    theme = Theme()
    out.mkdir(parents=True, exist_ok=True)
    for theme_name in ("light", "dark", "contrast"):
        for scale in (1.0, 2.0):
            theme.apply(app, theme_name, scale)
            for name in only or SCREENS:
                width, height = (1280, 800) if scale == 1.0 else (1280, 720)
                if name == "controls":
                    height = 1000 if scale == 1.0 else 1800
                page = open_screen(name, width, height)
                page.grab().save(str(out / f"{name}-{tokens().name}-{round(scale * 100)}.png"))
                page.close()
                page.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
