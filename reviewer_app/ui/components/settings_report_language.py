"""The language the report of this review is made in."""

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import ENGLISH, WELSH
from reviewer_app.language import gettext as _
from reviewer_app.review import report_languages
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, ChoiceRow


class ReportLanguageSettings(SettingsPart):
    """Holds for the whole team, and for every report made from now on."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Language of the report"),
            _(
                "The report’s own words are in this language. What you and the school write stays in the words "
                "it was written in, and a screen reader is told which language that is."
            ),
            parent,
        )
        self._bridge = bridge
        self.languages = ChoiceRow(
            _("Language of the report"),
            [
                (ENGLISH, _("English")),
                (WELSH, _("Cymraeg")),
                (report_languages.BOTH, _("Cymraeg and English")),
            ],
        )
        self.told = Banner("")
        self.told.hide()
        self.add(self.languages)
        self.add(self.told)
        self.languages.chosen.connect(self._choose)
        bridge.changed.connect(self._changed)
        self.show_state()

    def show_state(self) -> None:
        """Show what holds now."""
        opened = self._bridge.opened
        chosen = opened.review.report_language or report_languages.languages_of(opened)[0]
        self.languages.set_value(chosen)
        leads = opened.leads()
        self.languages.set_disabled_reason(
            "" if leads else refusal_words(UserError("review.not-allowed"))
        )

    def _choose(self, language: str) -> None:
        self.told.hide()
        self._bridge.do(report_languages.choose, language).failed(self._refused)

    def _refused(self, error: UserError) -> None:
        self.show_state()
        self.told.say(refusal_words(error), "alert")

    def _changed(self, kinds: frozenset[str]) -> None:
        if "review" in kinds:
            self.show_state()
