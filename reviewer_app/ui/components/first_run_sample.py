"""The finished review to look round in, while it is being written."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.language import gettext as _
from reviewer_app.review import recovery
from reviewer_app.review.demo import sample_review
from reviewer_app.review.demo_plan import sample_words
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import ProgressRelay, Run
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Button, Progress, Text


class SampleStep(Centred):
    """Plays the sample review into a profile of its own.

    Args:
        look_round: gives that profile.
        run: runs what takes longer.

    Signals:
        back()
        made(session, review id)
    """

    back = Signal()
    made = Signal(object, str)

    def __init__(
        self, look_round: Callable[[], Session], run: Run, parent: QWidget | None = None
    ) -> None:
        super().__init__(width=600, parent=parent)
        self._look_round, self._run = look_round, run
        self.progress = Progress(_("Three days of a review are being written"), can_cancel=False)
        self.trouble = Banner("", "alert")
        self.trouble.hide()
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self.go_back.hide()
        self._relay = ProgressRelay(self)
        self._relay.told.connect(self.progress.set_progress)
        self.add_title(
            _("Look round a finished one"),
            _("The school is invented, and the review is marked as practice."),
        )
        self.add(self.progress)
        self.add(self.trouble)
        self.add(
            Text(
                _(
                    "It opens by itself. Change whatever you like in it: it goes when you leave it, and "
                    "nothing of it is ever handed over as a real review."
                ),
                Step.LABEL,
                "ink3",
            )
        )
        self.add_start(self.go_back)
        self.column.addStretch(1)
        self.go_back.clicked.connect(self.back)

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self

    def start(self) -> None:
        """Begin."""
        self._run(self._play).then(self._played).failed(self._refused)

    def _play(self) -> tuple[Session, str]:
        session = self._look_round()
        try:
            session.become(str(sample_words()["lead"]))
            recovery.defer_code(session)
            return session, sample_review(session, usual(), self._relay.tell)
        except BaseException:
            session.close()
            raise

    def _played(self, played: tuple[Session, str]) -> None:
        self.made.emit(*played)

    def _refused(self, error: UserError) -> None:
        self.progress.hide()
        self.trouble.say(refusal_words(error), "alert")
        self.go_back.show()
        self.go_back.setFocus()
