"""Facts of the review that are written in more than one place: each is the same field with the same draft."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import EarlierPoint
from reviewer_app.review import set_up
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step


class ExcellenceTitle(DraftedText):
    """What the school puts forward as its area of excellence."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        place = "review:excellence-title"

        def commit(text: str, since: int) -> Reply:
            return bridge.do(set_up.change_facts, since=since, place=place, excellence_title=text)

        super().__init__(
            bridge,
            place,
            _("What the school puts forward"),
            commit,
            step=Step.FINDING,
            placeholder=_("Name the area of excellence, such as: talk in mathematics"),
            parent=parent,
        )

    def refresh(self) -> None:
        """Show what the review says now."""
        self.show_text(self._bridge.opened.review.excellence_title)


class Outcome(DraftedText):
    """What became of an EBI of the last review."""

    def __init__(
        self, bridge: Bridge, point: EarlierPoint, step: Step, parent: QWidget | None = None
    ) -> None:
        place = f"outcome:{point.id}"

        def commit(text: str, since: int) -> Reply:
            return bridge.do(set_up.say_what_became, point.id, text, since=since, place=place)

        super().__init__(
            bridge,
            place,
            _("What became of it"),
            commit,
            step=step,
            placeholder=_("Write what became of it"),
            parent=parent,
        )
