"""Starting a review oneself: the school, the framework, the days."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.published import key_of
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import library
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.first_run_school import SchoolChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.components.safeguarding_fields import safeguarding_fields
from reviewer_app.ui.models.framework_words import choice_words, language_words, new_review_words
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    ChoiceField,
    ChoiceRow,
    DateField,
    SectionLabel,
    Text,
)
from reviewer_app.ui.widgets.layouts import lay_in

MOST_DAYS = 5
USUAL_DAYS = 3


class OwnStep(Centred):
    """A short form; one button sets the review up.

    Signals:
        back()
        made(review id)
    """

    back = Signal()
    made = Signal(str)

    def __init__(self, session: Session, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(width=600, parent=parent)
        self._session, self._run = session, run
        self._frameworks: dict[str, LoadedFramework] = {}
        today = session.clock().date()
        self.school = SchoolChoice(session, run)
        self.framework = ChoiceField(_("Framework"))
        self.language = ChoiceField(
            _("Language"),
            help=_("The framework’s own words stand in it, in the window and in the report."),
        )
        self.start = DateField(
            _("First day"),
            year=today.year,
            help=_("For example 17/11/2026 or 17 Nov. Up and Down change it by a day."),
        )
        choices = [
            (str(days), ngettext("{count} day", "{count} days", days).format(count=days))
            for days in range(1, MOST_DAYS + 1)
        ]
        self.days = ChoiceRow(_("How long"), choices, str(USUAL_DAYS))
        self.safeguarding = safeguarding_fields()
        self.trouble = Banner("", "alert")
        self.trouble.hide()
        self.go = Button(_("Start the review"), "primary", key="Ctrl+Return")
        self.go.setShortcut("Ctrl+Return")
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self._compose()
        self.go.clicked.connect(self._go)
        self.go_back.clicked.connect(self.back)
        self.framework.chosen.connect(lambda _id: self._say_about())
        self.language.hide()
        self.framework.set_disabled_reason(_("The frameworks are being read."))
        self._run(lambda: library.usable(session)).then(self._offer).failed(self._refused)

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.school

    def _compose(self) -> None:
        self.add_title(
            _("Start a review"),
            _("You lead it. The team, the timetable and the rest can follow."),
        )
        self.add(self.school)
        self.add(self.framework)
        self.add(self.language)
        self.add(self.start)
        long = QWidget()
        column = QVBoxLayout(long)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        column.addWidget(Text(_("How long"), Step.LABEL, "ink2", weight=QFont.Weight.Medium))
        column.addWidget(self.days)
        self.add(long)
        self.space(Space.S)
        self.add(SectionLabel(_("The school’s safeguarding lead")))
        self.add(
            Text(
                _(
                    "Whom to tell if a child may be at risk. Ask the head in the call before the visit; "
                    "it can follow in Settings."
                ),
                Step.LIST,
                "ink2",
            )
        )
        for field in self.safeguarding.values():
            self.add(field)
        self.add(self.trouble)
        actions = QHBoxLayout()
        actions.setSpacing(Space.M)
        actions.addWidget(self.go)
        actions.addWidget(self.go_back)
        actions.addStretch(1)
        lay_in(self.column, actions)
        self.column.addStretch(1)

    def _offer(self, frameworks: Sequence[LoadedFramework]) -> None:
        self._frameworks = {key_of(one): one for one in frameworks}
        self.framework.set_disabled_reason("")
        chosen = self.framework.value or key_of(frameworks[0])
        self.framework.set_choices(
            [(key_of(one), choice_words(one, frameworks)) for one in frameworks], chosen
        )
        self._say_about()

    def _say_about(self) -> None:
        found = self._frameworks[self.framework.value]
        self.framework.set_help(new_review_words(found))
        languages = [(one, language_words(one)) for one in found.languages]
        chosen = self.language.value
        self.language.set_choices(
            languages, chosen if chosen in found.languages else found.languages[0]
        )
        self.language.setVisible(len(languages) > 1)

    def _go(self) -> None:
        framework = self._frameworks.get(self.framework.value)
        school = self.school.facts()
        if school is None:
            self.school.setFocus()
            return
        if framework is None:
            self.framework.set_error(_("Choose a framework."))
            self.framework.setFocus()
            return
        if self.start.value is None:
            if not self.start.error:
                self.start.set_error(_("Type the first day of the review."))
            self.start.setFocus()
            return
        start, days = self.start.value.isoformat(), int(self.days.value)
        session, language = self._session, self.language.value
        facts = {name: field.value.strip() for name, field in self.safeguarding.items()}

        def create() -> str:
            bound = library.in_language(framework, language)
            return session.create_review(
                school,
                bound,
                start=start,
                days=days,
                safeguarding_lead=facts["safeguarding_lead"],
                safeguarding_place=facts["safeguarding_place"],
                safeguarding_number=facts["safeguarding_number"],
            )

        self.go.set_disabled_reason(_("The review is being set up."))
        self._run(create).then(self.made.emit).failed(self._refused)

    def _refused(self, error: UserError) -> None:
        self.go.set_disabled_reason("")
        self.trouble.say(refusal_words(error), "alert")
