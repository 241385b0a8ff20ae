"""The first run: three doors, a name, a recovery code; later on, the reviews that are here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.app import Program
from reviewer_app.review import answered
from reviewer_app.review.answered import Answered
from reviewer_app.review.proposals import Offer
from reviewer_app.review.session import Session
from reviewer_app.ui.components.first_run_code import CodeStep
from reviewer_app.ui.components.first_run_doors import JOIN, RETURN, SAMPLE, DoorsStep
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.components.first_run_own import OwnStep
from reviewer_app.ui.components.first_run_person import PersonStep
from reviewer_app.ui.components.first_run_proposed import ProposedStep
from reviewer_app.ui.components.first_run_return import ReturnStep
from reviewer_app.ui.components.first_run_sample import SampleStep
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.widgets import Pile

_Step = (
    DoorsStep | PersonStep | CodeStep | JoinStep | ProposedStep | OwnStep | SampleStep | ReturnStep
)


class FirstRun(QWidget):
    """Leads from nothing to an open review, one question at a time.

    Args:
        program: makes the profile.
        folder: where the profile lies, or will lie.
        errands: runs what takes longer.
        session: the open profile, None where there is none yet.
        passphrase: the one given at the start for a profile that is made now; it is not asked for then.
        look_round: gives the profile the sample is played into.

    Signals:
        session_made(session): a profile was made here.
        opened(session, review id)
        left(): the person wants to go back to the review that was open.
    """

    session_made = Signal(object)
    opened = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        program: Program,
        folder: Path,
        errands: Errands,
        session: Session | None = None,
        *,
        passphrase: str | None = None,
        look_round: Callable[[], Session] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._program, self._folder, self._errands = program, folder, errands
        self._session, self._passphrase = session, passphrase
        self._look_round = look_round or program.look_round
        self._door = ""
        self._stack = Pile()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.doors = DoorsStep()
        self.doors.chosen.connect(self.take_door)
        self.doors.review_chosen.connect(self._open)
        self._stack.addWidget(self.doors)
        self.show_doors()

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self._stack.currentWidget()

    def show_doors(self) -> None:
        """Show where everything begins, with the reviews that are here."""
        session = self._session
        name = session.me.identity.name if session is not None and session.me is not None else ""
        self.doors.show_reviews((), name)
        self.show_step(self.doors)
        if session is not None:

            def listed(reviews: object) -> None:
                self.doors.show_reviews(reviews, name)  # type: ignore[arg-type]
                if self.step is self.doors:
                    self.doors.first_stop().setFocus()

            def waits(found: Answered | None) -> None:
                self.doors.show_waiting("" if found is None else found.invitation.name)

            self._errands.run(session.reviews).then(listed)
            self._errands.run(lambda: answered.waiting(session)).then(waits)

    def take_door(self, door: str) -> None:
        """Go through a door; to a review of one's own whoever is not known yet is asked for a name first."""
        self._door = door
        session = self._session
        if door == SAMPLE:
            self._play_sample()
        elif door == RETURN:
            self._ask_for_code()
        elif session is None or session.me is None:
            person = PersonStep(
                self._program, self._folder, self._errands.run, session, self._passphrase
            )
            person.back.connect(self.show_doors)
            person.known.connect(self._known)
            self.show_step(person)
        else:
            self._through(session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back where a step has a way back."""
        back = getattr(self.step, "go_back", None)
        if event.key() == Qt.Key.Key_Escape and back is not None and back.isVisible():
            back.click()
        else:
            super().keyPressEvent(event)

    def _known(self, session: Session, groups: tuple[str, ...]) -> None:
        self._session = session
        self.session_made.emit(session)
        self._show_code(session, groups)

    def _show_code(self, session: Session, groups: tuple[str, ...]) -> None:
        if not groups:
            self._through(session)
            return
        code = CodeStep(self, session, groups, self._errands.run)
        code.passed.connect(partial(self._through, session))
        self.show_step(code)

    def _through(self, session: Session) -> None:
        run = self._errands.run
        if self._door == JOIN:
            join = JoinStep(session, run)
            join.joined.connect(self._open)
            join.proposed.connect(partial(self._show_proposed, session))
            join.back.connect(self.show_doors)
            self.show_step(join)
        else:
            own = OwnStep(session, run)
            own.made.connect(self._open)
            own.back.connect(self.show_doors)
            self.show_step(own)

    def _show_proposed(self, session: Session, offer: Offer) -> None:
        proposed = ProposedStep(session, self._errands.run, offer)
        proposed.made.connect(self._open)
        proposed.back.connect(partial(self._through, session))
        self.show_step(proposed)

    def _play_sample(self) -> None:
        sample = SampleStep(self._look_round, self._errands.run)
        sample.made.connect(self.opened)
        sample.back.connect(self.show_doors)
        self.show_step(sample)
        sample.start()

    def _ask_for_code(self) -> None:
        step = ReturnStep(
            self._program, self._folder, self._errands.run, self._session, self._passphrase
        )
        step.back.connect(self.show_doors)
        step.returned.connect(self._returned)
        self.show_step(step)

    def _returned(self, session: Session, reviews: list[str]) -> None:
        self._session = session
        self.session_made.emit(session)
        if len(reviews) == 1:
            self._open(reviews[0])
        else:
            self.show_doors()

    def _open(self, review: str) -> None:
        self.opened.emit(self._session, review)

    def show_step(self, step: _Step) -> None:
        """Show a step; the one before goes."""
        before = self.step
        self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        if before is not None and before not in (step, self.doors):
            self._stack.removeWidget(before)
            before.deleteLater()
        # A widget takes the focus only once it is on the screen.
        QTimer.singleShot(
            0, step, lambda: step.first_stop().setFocus(Qt.FocusReason.TabFocusReason)
        )
