"""Evidence forms in the real window: half filled in, timed, and with what is worked out, for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import answers, capture
from reviewer_app.review.answers import Sheet
from reviewer_app.ui.components.form_sheet import FormSheet
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme, ThemeName
from reviewer_app.ui.widgets import Scroller
from tests.ui.forms import every_item
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import Larkfield, make_bridge

FORM_SCENES: Final = ("form", "form-written", "form-timed", "form-tapped", "form-results")
_FIRST: Final = {
    "form": "welcome",
    "form-written": "present",
    "form-timed": "proof",
    "form-tapped": "questions",
    "form-results": "results",
}
"""What stands at the top of each scene."""

ANSWERS: Final[dict[str, Json]] = {
    "calm": "secure",
    "aims": "high",
    "checks": "medium",
    "whole": 5,
    "help": "yes",
    "kind": ["adult", "A visitor who reads with pupils"],
    "present": 27,
    "writing": 30,
    "room": "Room 6",
    "story": "Pupils explain to each other why 0.3 is larger than 0.25, first with counters, then "
    "with a number line. Nobody waits to be asked.",
    "said": {"speaker": "An older pupil", "text": "I always have a job to do."},
    "grid": {"front/doing": ["explaining"]},
}
REASON: Final = "The last ten minutes were weaker than what these two say."


class FormStage(Stage):
    """Shows the form instead of a page."""

    def dress(self, theme: ThemeName, screen: tuple[int, int, float]) -> None:
        # As with the other scenes, another page is in sight while the text's size changes.
        self.window.show_page("today")
        super().dress(theme, screen)

    def show(self, scene: str) -> QWidget:
        self.window.show_page("notes")
        page = self.window.page("notes")
        assert isinstance(page, NotesPage)
        page.show_form()
        self.settle()
        page.both.pane.finish()
        sheet = page.both.sheets[0]
        first = self._first(sheet, _FIRST[scene])
        scroller = next(one for one in page.both.findChildren(Scroller) if one.isAncestorOf(sheet))
        scroller.verticalScrollBar().setValue(first.mapTo(sheet, QPoint(0, 0)).y())
        self.settle()
        return page

    def _first(self, sheet: FormSheet, item: str) -> QWidget:
        if item == "results":
            assert sheet.results is not None
            return sheet.results
        return sheet.items.part(item)


def fill(made: Larkfield) -> None:
    """Fill in the form of a new visit: every kind of answer, some wrong, some late."""
    kind = ActivityKind.LESSON_VISIT
    visit = made.session.do(made.opened, capture.start_unplanned, kind, "Year 4 mathematics")
    framework = made.opened.framework.framework
    sheet = Sheet(framework, framework.form("general"), visit)
    made.session.do(
        made.opened,
        capture.commit_note,
        visit,
        "“Prove it to your partner.” Pupils explain why 0.3 is larger than 0.25 using counters.",
        bearing=Bearing.WWW,
    )
    for item, value in ANSWERS.items():
        made.session.do(made.opened, answers.give, sheet, item, value)
    for seconds in (0, 40, 95):
        made.session.do(made.opened, answers.mark, sheet, "questions", offset_ms=seconds * 1000)
    made.session.do(made.opened, answers.mark, sheet, "talk", length_ms=140_000)
    said: Json = {"actor": "Teacher", "text": "Asks for a proof, and waits."}
    made.session.do(made.opened, answers.mark, sheet, "record", said)
    asked: Json = {"/teacher": ["asking"]}
    made.session.do(made.opened, answers.mark, sheet, "look", asked, number=1, offset_ms=300_000)
    made.session.do(made.opened, answers.mark, sheet, "look", number=2, missed=True)
    made.session.do(made.opened, answers.override, sheet, "mean", "2", REASON)


@contextmanager
def form_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on a visit whose form is half filled in."""
    made = make_bridge(folder, seed=False, framework=every_item)
    fill(made)
    made.close()
    with on_stage(folder, theme, FormStage) as shown:
        yield shown
