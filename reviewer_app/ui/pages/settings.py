"""Settings: look, frameworks, safeguarding, photos, register of schools, what keeps notes safe, signing, person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.register_import import RegisterImport
from reviewer_app.ui.components.settings_about import AboutSettings
from reviewer_app.ui.components.settings_backups import BackupSettings
from reviewer_app.ui.components.settings_certificate import CertificateSettings
from reviewer_app.ui.components.settings_framework import FrameworkSettings
from reviewer_app.ui.components.settings_look import LookSettings
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.components.settings_photos import PhotosSettings
from reviewer_app.ui.components.settings_report_language import ReportLanguageSettings
from reviewer_app.ui.components.settings_report_look import ReportLookSettings
from reviewer_app.ui.components.settings_safeguarding import SafeguardingSettings
from reviewer_app.ui.components.settings_safety import (
    PassphraseSettings,
    PlaceSettings,
    RecoverySettings,
)
from reviewer_app.ui.pages.page import CHANGES, Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space, Theme
from reviewer_app.ui.widgets import Column, PageHeader, Scroller


class SettingsPage(Page):
    """Everything takes effect at once; nothing has to be saved.

    Signals:
        recovery_proved()
    """

    page_id = "settings"
    recovery_proved = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        name = bridge.session.person().identity.name
        self.look = LookSettings(bridge, theme)
        self.person = SettingsPart(
            _("You"),
            _(
                "You are {name} here. The name is part of your card and of what you handed over, so it "
                "stays."
            ).format(name=name),
        )
        self.safeguarding = SafeguardingSettings(bridge)
        self.photos = PhotosSettings(bridge)
        self.frameworks = FrameworkSettings(bridge)
        self.recovery = RecoverySettings(self, bridge)
        self.passphrase = PassphraseSettings(bridge)
        self.certificate = CertificateSettings(bridge)
        self.report_language = ReportLanguageSettings(bridge)
        self.report_look = ReportLookSettings(bridge)
        self.register_part = SettingsPart(
            _("Register of schools"),
            _(
                "With it schools are found as you type. Download the CSV of all establishments from "
                "Get Information about Schools; names and numbers of head teachers are left out."
            ),
        )
        self.register = RegisterImport(bridge.session, bridge.ask)
        self.register_part.add(self.register)
        self.place = PlaceSettings(bridge)
        self.backups = BackupSettings(bridge)
        self.about = AboutSettings()
        self._compose()
        self.recovery.proved.connect(self.recovery_proved)
        self.frameworks.asked.connect(lambda: self.wants.emit("frameworks", ""))
        self.frameworks.changes_asked.connect(lambda: self.wants.emit("frameworks", CHANGES))

    def enter(self, record: str = "") -> None:
        """Show what stands now."""
        self.safeguarding.show_state()
        self.photos.show_state()
        self.report_language.show_state()
        self.frameworks.show_state()
        self.recovery.show_state()
        self.backups.show_state()
        self.certificate.show_state()
        self.report_look.show_state()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show a concern that was told meanwhile; everything else shows its own changes."""
        if "concern_told" in kinds:
            self.safeguarding.show_state()

    def commands(self) -> Sequence[Command]:
        """Check the recovery code, change the passphrase, go back to a backup."""
        return (
            Command("settings.recovery", _("Check the recovery code"), "Edit", self.recovery.ask),
            Command(
                "settings.passphrase",
                _("Change the passphrase"),
                "Edit",
                self.passphrase.change.click,
            ),
            Command("settings.backup", _("Go back to a backup"), "Edit", self._show_backups),
        )

    def _compose(self) -> None:
        main = Column(bottom=Space.XL)
        # What is looked for most often first: how it looks, what this review needs, what keeps notes safe.
        for part in (
            self.look,
            self.frameworks,
            self.safeguarding,
            self.photos,
            self.report_language,
            self.register_part,
            self.recovery,
            self.passphrase,
            self.place,
            self.backups,
            self.certificate,
            self.report_look,
            self.person,
            self.about,
        ):
            main.add(part)
        main.stretch()
        head = Column()
        head.add(PageHeader(_("Settings"), _("What you choose holds at once.")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self.scroller = Scroller(main)
        column.addWidget(self.scroller, 1)

    def _show_backups(self) -> None:
        self.scroller.follow_focus(self.backups)
        (self.backups.list if self.backups.model.rows else self.backups.other).setFocus()
