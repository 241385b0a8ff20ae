"""The bridge that starts no real visit before the recovery code was proved."""

from collections.abc import Callable
from typing import Concatenate, Final, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review import capture
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.work import Work
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply

T = TypeVar("T")
P = ParamSpec("P")

_STARTING: Final = (capture.start_visit, capture.mark_seen)
_BEFORE: Final = (ActivityState.PLANNED, ActivityState.NOT_SEEN)


class GuardedBridge(Bridge):
    """Refuses the first visit of a review that is not for practice until `proved` is set.

    Notes are never refused: what was typed is kept, whatever happens.

    Signals:
        proof_wanted(): a visit was to start; asking for the two groups is the way on.
    """

    proof_wanted = Signal()

    def __init__(
        self, session: Session, opened: OpenReview, *, proved: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(session, opened, parent)
        self.proved = proved
        self._waiting: Callable[[], None] | None = None

    @property
    def waits_for_proof(self) -> bool:
        """Whether the next visit to start would be the first of a real review, with the code unproved."""
        if self.proved or self.opened.review.practice:
            return False
        return all(one.state in _BEFORE for one in self.opened.all(Activity))

    def do(
        self,
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Reply:
        """Run a verb on the lane, unless it starts a visit too early."""
        if _starts(verb) and self.waits_for_proof:
            reply = Reply()

            def start() -> None:
                begun = super(GuardedBridge, self).do(verb, *args, **kwargs)
                begun.then(reply.resolve).failed(self.refused.emit)

            self._waiting = start
            # The caller has not said yet what is to happen when it fails.
            QTimer.singleShot(0, self, lambda: self._refuse(reply))
            return reply
        return super().do(verb, *args, **kwargs)

    def prove(self) -> None:
        """Take note that the code was proved, and start the visit that waited for it: never ask twice."""
        self.proved = True
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _refuse(self, reply: Reply) -> None:
        reply.refuse(UserError("review.recovery-unproved"))
        self.proof_wanted.emit()


def _starts(verb: object) -> bool:
    return verb in _STARTING
