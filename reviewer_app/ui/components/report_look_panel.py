"""What the report looks like and which language it speaks, chosen where its pages are looked at."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.settings_report_language import ReportLanguageSettings
from reviewer_app.ui.components.settings_report_look import ReportLookSettings
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Sheet


class ReportLookPanel(Sheet):
    """The same two parts that stand in Settings; what is chosen holds at once."""

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host, _("Language and look"), close_words=_("Close"))
        self.language = ReportLanguageSettings(bridge)
        self.look = ReportLookSettings(bridge)
        for part in (self.language, self.look):
            self.add(part)
        self.finish()

    def open(self) -> None:
        """Show what holds now."""
        self.language.show_state()
        self.look.show_state()
        super().open()
