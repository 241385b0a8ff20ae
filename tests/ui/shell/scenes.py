"""Every page in the real window, and everything that is shown in place of one, for pictures and looks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings, library, recovery
from reviewer_app.review.session import Session
from reviewer_app.ui.components.first_run_code import CodeStep
from reviewer_app.ui.components.first_run_doors import DoorsStep
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.components.first_run_own import OwnStep
from reviewer_app.ui.components.first_run_person import PersonStep
from reviewer_app.ui.components.note_finder import NoteFinder
from reviewer_app.ui.components.recovery_proof import RecoveryProof
from reviewer_app.ui.models.waiting_model import UNTAGGED
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.unlock import Unlock
from reviewer_app.ui.shell.desk import Desk, Wanted
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.shell.page_list import EVERY_PAGE
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme, ThemeName
from tests.ui.forms import EVERY_ITEM, WELSH
from tests.ui.support import PASSPHRASE, WallClock, make_bridge, wait_until

THEMES: Final[tuple[ThemeName, ...]] = ("light", "dark", "contrast")
SCREENS: Final = {"laptop": (1077, 526, 1.0), "large-text": (1280, 720, 2.0)}
"""Width and height in pixels and the text's size: 1366x768 at 125 % less task bar and frame, 1280x720 at 200 %."""

MOST_ROUNDS: Final = 5
"""How often a window is asked to take a size before it counts as one that cannot."""

ALONE: Final = (
    "first-run",
    "first-run-person",
    "first-run-code",
    "first-run-own",
    "first-run-own-language",
    "first-run-join",
    "first-run-reviews",
    "unlock",
    "unlock-damaged",
)
OVER: Final = (
    "due",
    "meeting",
    "recovery",
    "keys",
    "palette",
    "finder",
    "untagged",
    "spelling",
    "safeguarding",
)
SCENES: Final = (*EVERY_PAGE, *ALONE, *OVER)

SLIP: Final = "Pupils explain there reasoning independantly."
HEADING: Final = "provision"
FINDINGS: Final = (
    (Bearing.WWW, "Pupils explain their mathematics because every lesson asks for a proof."),
    (Bearing.EBI, "Adults ask before modelling again, so that every pupil reasons as often."),
)

GROUPS: Final = ("3735", "KWWH", "PP25", "MR46", "WWK3", "R857", "9477", "6KP4", "797M")


def no_keyring() -> None:
    """Say that there is no keyring."""


class Stage:
    """One window in which any scene can be shown in any theme and size.

    Attributes:
        window: the real main window.
    """

    def __init__(self, window: MainWindow, theme: Theme, desk: Desk, program: Program) -> None:
        self.window, self._theme, self._desk, self._program = window, theme, desk, program
        self.errands = Errands(window)
        self._over: Callable[[], object] | None = None

    def dress(self, theme: ThemeName, screen: tuple[int, int, float]) -> None:
        """Put a theme in force, and give the window a screen's size."""
        width, height, scale = screen
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._theme.apply(application, theme, scale)
        self.settle()
        # A window shrinks only once its layout has heard of the smaller text, and a list of it more than once.
        for _round in range(MOST_ROUNDS):
            self.window.resize(width, height)
            self.settle()
            if (self.window.width(), self.window.height()) == (width, height):
                break

    def show(self, scene: str) -> QWidget:
        """Show a scene; gives what takes the place of the page."""
        self.put_away()
        if scene in ALONE:
            self._show_alone(scene)
        else:
            self._show_review("today" if scene in OVER else scene)
            if scene in OVER:
                self._show_over(scene)
        self.settle()
        shown = self.window.shown
        assert shown is not None
        return shown

    def put_away(self) -> None:
        """End what the last scene began."""
        if self._over is not None:
            self._over()
            self._over = None

    def picture(self) -> QPixmap:
        """Give the window as it is drawn."""
        return self.window.grab()

    def settle(self) -> None:
        """Let questions be answered and everything be drawn."""
        page = self.window.page(self.window.current_page)
        runs = [self.errands.run] if page is None else [self.errands.run, page.bridge.ask]
        for _round in range(2):
            answered: list[object] = []
            # Each has two workers: when both were free again, nothing asked earlier is under way.
            for run in (*runs, *runs):
                run(lambda: None).then(answered.append)
            wait_until(lambda: len(answered) == 2 * len(runs))  # noqa: B023 (waited for here)
            wait_until(lambda: self._desk.quiet)
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # A list knows its height only once it has its width, and then asks for another layout.
        for _round in range(3):
            QCoreApplication.processEvents()

    def _show_review(self, page: str) -> None:
        session = self._desk.session
        assert session is not None
        if not self.window.current_page:
            self._desk.show_review(session, session.reviews()[0].id, page)
            wait_until(lambda: self.window.current_page == page)
        self.window.show_page(page)

    def _show_alone(self, scene: str) -> None:
        session = self._desk.session
        assert session is not None
        folder = Path("/home/helen/notes")
        if scene.startswith("unlock"):
            code = "profile.damaged" if scene.endswith("damaged") else "profile.passphrase-needed"
            error = UserError(code, folder=folder)
            unlock = Unlock(self._program, folder, self.errands, error)
            if scene.endswith("damaged"):
                unlock.offer([("2026-11-18T17:20:00.000+00:00", folder / "backups")])
            self.window.show_alone(unlock)
            return
        here = session if scene == "first-run-reviews" else None
        first = FirstRun(self._program, folder, self.errands, here)
        self.window.show_alone(first)
        run = self.errands.run
        makers: dict[str, Callable[[], DoorsStep | PersonStep | CodeStep | OwnStep | JoinStep]] = {
            "first-run-person": lambda: PersonStep(self._program, folder, run, None, None),
            "first-run-code": lambda: CodeStep(first, session, GROUPS, run),
            "first-run-own": lambda: OwnStep(session, run),
            "first-run-join": lambda: JoinStep(session, run),
        }
        if scene in makers:
            first.show_step(makers[scene]())
        elif scene == "first-run-own-language":
            first.show_step(self._own_in_welsh(session))
        step = first.step
        if isinstance(step, OwnStep):
            wait_until(lambda: bool(step.framework.choice_ids))

    def _own_in_welsh(self, session: Session) -> OwnStep:
        """Begin a review by a framework that stands in two languages."""
        library.add(session, load_framework(EVERY_ITEM + WELSH, source="every-item.yaml"))
        step = OwnStep(session, self.errands.run)
        wait_until(lambda: bool(step.framework.choice_ids))
        step.framework.set_value("small 1")
        step.framework.chosen.emit("small 1")
        step.language.set_value("cy")
        return step

    def _show_over(self, scene: str) -> None:
        window = self.window
        if scene == "meeting":
            window.show_page("findings")
            page = window.page("findings")
            assert isinstance(page, FindingsPage)
            page.open_meeting()
            meeting = page.meeting
            assert meeting is not None
            self._over = meeting.hide
        elif scene == "recovery":
            # The last: that of a review shown before may be about to go.
            proof = [
                one for one in window.findChildren(RecoveryProof) if one.parent() is window.room
            ][-1]
            proof.ask()
            wait_until(proof.isVisible)
            self._over = proof.close_sheet
        elif scene in ("untagged", "spelling"):
            window.show_page("notes", UNTAGGED if scene == "untagged" else "")
            page = window.page("notes")
            assert isinstance(page, NotesPage)
            self._over = page.untagged.closed.emit
            if scene == "spelling":
                self._over = self._spell(page)
        elif scene == "safeguarding":
            window.safeguarding.open()
            self._over = window.safeguarding.put_away
        elif scene == "keys":
            window.menus.show_keys()
            self._over = window.menus.keys.close_sheet
        elif scene == "due":
            window.notices.say_due("Who is doing what: 1 of 3 is due now.", window.go_on)
            self._over = window.notices.pass_due
        elif scene == "finder":
            self._over = self._find("pupils")
        else:
            window.menus.open_palette()
            self._over = window.menus.close_palette

    def _find(self, typed: str) -> Callable[[], object]:
        """Look for a note by its words; gives what puts the card away again."""
        self.window.find_note()
        finder = self.window.findChild(NoteFinder)
        assert finder is not None
        finder.field.setText(typed)
        wait_until(lambda: not finder.asking)
        return finder.put_away

    def _spell(self, page: NotesPage) -> Callable[[], object]:
        """Ask for the spelling of a note with a slip in it; gives what takes both away again."""
        editor, sheet = page.writer.editor, page.notes.spelling
        editor.words.replace_text(SLIP, len(SLIP))
        sheet.ask(editor.words)
        wait_until(sheet.isVisible)

        def away() -> None:
            sheet.close_sheet()
            editor.words.replace_text("", 0)
            page.bridge.discard_draft(editor.place)

        return away


@contextmanager
def stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review, which lies in an empty temporary folder."""
    made = make_bridge(folder)
    recovery.new_code(made.session)
    for bearing, words in FINDINGS:
        made.session.do(made.opened, findings.add_finding, HEADING, bearing, words)
    made.session.set_setting("theme", "light").result()
    made.close()
    with on_stage(folder, theme) as shown:
        yield shown


@contextmanager
def on_stage(folder: Path, theme: Theme, kind: type[Stage] = Stage) -> Iterator[Stage]:
    """Give a stage on the review that lies in a folder, as `make_bridge` left it there."""
    window = MainWindow(theme)
    window.furnish()
    window.show()
    program = Program(clock=WallClock(18, 12, 31), keyring=no_keyring)
    desk = Desk(window, theme, program, Wanted(folder / "profile", PASSPHRASE))
    with ExitStack() as stack:
        stack.callback(window.deleteLater)
        stack.callback(window.close)
        desk.start()
        wait_until(lambda: window.current_page == "today")
        shown = kind(window, theme, desk, program)
        stack.callback(shown.errands.close)
        stack.callback(shown.put_away)
        yield shown
