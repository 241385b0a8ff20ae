"""The school's facts as the cover prints them, put right where the school says that one is wrong."""

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import set_up
from reviewer_app.review.factual_check import Beside
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.models import check_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Button, NumberField, Sheet, Text

_MOST_PUPILS = 20_000


class SchoolFactsSheet(Sheet):
    """The facts that were taken from the register at set-up, or typed in then."""

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host, _("The facts on the cover"), close_words=_("Close"))
        self._bridge = bridge
        self._school_says = Banner("")
        self.phase = WrittenLine(bridge, "review", _("Phase"))
        self.ages = WrittenLine(bridge, "review", _("Ages"))
        self.pupils = NumberField(_("Pupils"), most=_MOST_PUPILS)
        self.authority = WrittenLine(bridge, "review", _("Local authority"))
        self.last_review = WrittenLine(bridge, "review", _("Last review"))
        self._refused = Banner("", "alert")
        about = _(
            "Lesson visits and who led the review are counted and named by the review itself."
        )
        for part in (
            self._school_says,
            self.phase,
            self.ages,
            self.pupils,
            self.authority,
            self.last_review,
            Text(about, Step.LABEL, "ink3"),
            self._refused,
        ):
            self.add(part)
        self._refused.hide()
        self.finish()
        self.keep = Button(_("Keep these facts"), "primary")
        self.keep.clicked.connect(self.commit)
        self.set_actions([self.keep])

    def say(self, beside: Beside | None) -> None:
        """Let what the school says of the facts stand above them; None for nothing."""
        answered = beside.answer if beside is not None else None
        self._school_says.hide()
        if answered is not None:
            self._school_says.say(check_words.quoted(answered))

    def open(self) -> None:
        """Show the facts as they stand."""
        review = self._bridge.opened.review
        for field, words in (
            (self.phase, review.school_phase),
            (self.ages, review.school_ages),
            (self.authority, review.school_authority),
            (self.last_review, review.last_review),
        ):
            field.set_value(words)
        self.pupils.set_value(review.school_pupils)
        self._refused.hide()
        super().open()

    def commit(self) -> None:
        """Keep the facts, and close; undo brings the earlier ones back."""

        def refused(error: UserError) -> None:
            self._refused.say(refusal_words(error), "alert")

        self._bridge.do(
            set_up.change_facts,
            school_phase=self.phase.value.strip(),
            school_ages=self.ages.value.strip(),
            school_pupils=self.pupils.value,
            school_authority=self.authority.value.strip(),
            last_review=self.last_review.value.strip(),
        ).then(lambda _done: self.close_sheet()).failed(refused)
