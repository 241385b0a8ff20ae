"""Sending a draft to the school to check: the form and the draft, for whom, and by when it is to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.words import Nation, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import factual_check, nations, reporting, school_form
from reviewer_app.review.school_form import Sending, SentDraft
from reviewer_app.review.working_days import working_days_after
from reviewer_app.ui.components.export_panel import ExportPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.models.check_words import form_choices, nation_choices
from reviewer_app.ui.models.visit_words import date_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import ChoiceRow, Text

_NOBODY: Final = MadeFor("", "")


@dataclass(frozen=True, slots=True)
class _Look:
    """What would be sent, the nation to propose, and by when the school of each would answer."""

    sending: Sending
    nation: Nation
    due: dict[Nation, date]


class CheckSendPanel(ExportPanel):
    """Saves a draft and the form that goes with it; from then on the school has five working days."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("Send a draft to the school to check"),
            _(
                "The draft and a form are saved side by side, to be sent to the school. In the form it "
                "says of each paragraph whether it is accurate."
            ),
            stage=ReportStage.DRAFT,
            action=_("Save draft and form"),
        )
        self._found: _Look | None = None
        self._looked_for = _NOBODY
        self._then: Callable[[], None] | None = None
        self._which = Text("", Step.LIST, "ink2")
        self.nation = ChoiceRow(_("Whose bank holidays are left out"), nation_choices())
        self.nation.chosen.connect(self._nation_chosen)
        self._until = Text("", Step.ROW)
        self.body.insertWidget(1, self._which)
        self.body.insertWidget(2, self._until)
        self.form = ChoiceRow(_("The form is saved as"), form_choices(), school_form.PDF)
        self.form.chosen.connect(self._form_chosen)
        self.add(_labelled(_("The form is saved as"), self.form))
        self.add(_labelled(_("Whose bank holidays are left out"), self.nation))
        for field in (self.recipient, self.purpose):
            field.finished.connect(lambda _words: self._look())
        self.consent.changed.connect(self._look)
        self.fill()

    @property
    def until(self) -> str:
        """By when the school is to answer, in a sentence; "" until that is reckoned."""
        return self._until.text()

    @property
    def which(self) -> str:
        """Which draft would go, in a sentence; "" until that is known."""
        return self._which.text()

    def open(self) -> None:
        """Look which draft would go, and propose the rest."""
        self._found, self._looked_for, self._then = None, _NOBODY, None
        super().open()
        self._look()

    def begin(self) -> None:
        """Save both files, once it is known which draft goes to this reader."""
        if not self._names_reader():
            return
        if self._found is None or self.made_for != self._looked_for:
            self._then = self.begin
            self._look()
        else:
            super().begin()

    def file_name(self) -> str:
        """The name the form is known by."""
        opened = self.bridge.opened
        number = self._found.sending.draft if self._found else self._next()
        return school_form.form_name(opened, number, self.form.value)

    def progress_words(self) -> str:
        """That the draft and its form are being built."""
        return _("Building the draft and its form")

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], SentDraft]:
        """Save both and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        nation = Nation(self.nation.value)
        return lambda: school_form.send(session, opened, path, made_for, nation)

    def finished(self, sent: SentDraft) -> None:  # type: ignore[override]
        """Take in what came of it, and say by when the school is to answer."""
        for one in (sent.exported, sent.form):
            if one is not None and one.outcome is not None:
                self.bridge.take_in(one.outcome)
        self.bridge.keep_setting(nations.NATION, self.nation.value)
        self._found, self._looked_for = None, _NOBODY
        said = _("Draft {number} and its form are saved").format(number=sent.form.draft)
        until = _("The school has until {day}. The draft is “{name}”.").format(
            day=date_words(date.fromisoformat(sent.form.due)), name=sent.draft.name
        )
        substituted = sent.exported.substituted_words if sent.exported else ""
        self.tell(sent.form.path, said, until, substituted)
        self._which.hide()

    def _look(self) -> None:
        """Find out which draft would go to the reader that is named; saving may wait for it."""
        made_for = self.made_for
        if made_for == self._looked_for:
            return
        self._looked_for = made_for
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        today = session.clock().date()

        def look() -> _Look:
            proposed = nations.proposed_nation(opened, session.setting(nations.NATION))
            due = {one: working_days_after(today, factual_check.TERM, one) for one in Nation}
            return _Look(school_form.sending(session, opened, made_for), proposed, due)

        def found(seen: _Look) -> None:
            if made_for == self._looked_for:
                self._show_found(seen)
                then, self._then = self._then, None
                if then is not None:
                    then()

        self.bridge.ask(look).then(found).failed(self._refuse)

    def _show_found(self, seen: _Look) -> None:
        first, self._found = self._found is None, seen
        if not self.nation.value or first:
            self.nation.set_value(seen.nation.value)
        self._show_until()
        number = seen.sending.draft
        self.set_title(_("Send draft {number} to the school to check").format(number=number))
        words = (
            _("Draft {number} still says what the report says.")
            if seen.sending.made
            else _("Draft {number} is made now, from what the report says.")
        )
        self._which.setText(words.format(number=number))
        self._which.show()
        if first:
            self._propose_place()

    def _form_chosen(self, ending: str) -> None:
        self.form.set_value(ending)
        self._propose_place()

    def _nation_chosen(self, nation: str) -> None:
        self.nation.set_value(nation)
        self._show_until()

    def _show_until(self) -> None:
        if self._found is not None:
            due = self._found.due[Nation(self.nation.value)]
            words = _("Five working days: the school has until {day}.")
            self._until.setText(words.format(day=date_words(due)))

    def _next(self) -> int:
        return reporting.number_after(self.bridge.opened.versions(), ReportStage.DRAFT)


def _labelled(words: str, choice: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    column.addWidget(Text(words, Step.LABEL, "ink2"))
    column.addWidget(choice)
    return part
