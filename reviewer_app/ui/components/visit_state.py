"""How a visit stands and what can be done about it: start, finish, write up later, open again."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reviewer_app.errors import UserError
from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityState
from reviewer_app.review import capture
from reviewer_app.review.wording import kind_words, with_words
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.visit_words import sentence, visit_span
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply


@dataclass(frozen=True, slots=True)
class VisitAction:
    """What the page's primary button does now; `main` while it is the thing to do next."""

    words: str
    main: bool


def action_of(state: ActivityState) -> VisitAction:
    """Give the one action that moves a visit on."""
    if state in (ActivityState.PLANNED, ActivityState.NOT_SEEN):
        return VisitAction(_("Start visit"), main=True)
    if state is ActivityState.WRITTEN_UP:
        return VisitAction(_("Open again"), main=False)
    return VisitAction(_("Finish visit"), main=True)


def subtitle_of(framework: Framework, activity: Activity) -> str:
    """Say what kind of visit it is, when, and with whom."""
    words = sentence(
        (kind_words(framework, activity.activity_kind), visit_span(activity), with_words(activity))
    )
    out = _("Out of the evidence.") if activity.left_out else ""
    stands = {
        ActivityState.PLANNED: _("Not started."),
        ActivityState.SEEN: _("Seen, not yet written up."),
        ActivityState.WRITTEN_UP: _("Finished."),
        ActivityState.NOT_SEEN: _("Not seen: {reason}.").format(
            reason=activity.not_seen_because or _("no reason given")
        ),
    }.get(activity.state)
    said = " ".join(part for part in (stands, out) if part)
    return f"{words}. {said}" if said else words


class VisitState(QObject):
    """Runs the verbs of one visit's state.

    Signals:
        refused(sentence)
    """

    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def move_on(self, activity: str) -> None:
        """Start, finish, or open again."""
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return
        if found.state in (ActivityState.PLANNED, ActivityState.NOT_SEEN):
            self._watch(self._bridge.do(capture.start_visit, activity))
        elif found.state is ActivityState.WRITTEN_UP:
            self._watch(self._bridge.do(capture.reopen_visit, activity))
        else:
            self._watch(self._bridge.do(capture.finish_visit, activity))

    def write_up_later(self, activity: str) -> None:
        """Say that it was seen and will be written up later."""
        self._watch(self._bridge.do(capture.mark_seen, activity))

    def leave_out(self, activity: str) -> Reply:
        """Leave a visit out of the evidence, or put it back."""
        found = self._bridge.opened.get(Activity, activity)
        verb = capture.put_back if found is not None and found.left_out else capture.leave_out
        reply = self._bridge.do(verb, activity)
        self._watch(reply)
        return reply

    def _watch(self, reply: Reply) -> None:
        def failed(error: UserError) -> None:
            # The sheet that asks for the recovery code opens by itself, and goes when it was proved.
            if error.code != "review.recovery-unproved":
                self.refused.emit(refusal_words(error))

        reply.failed(failed)
