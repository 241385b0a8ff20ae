"""Which framework the review uses, whether a newer version is here, and the way to the page that shows them all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.review import library
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.models.framework_words import in_use_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Button, Text


class FrameworkSettings(SettingsPart):
    """One line and one button; a second line and button where a newer version is on this laptop.

    Signals:
        asked(): for the page Frameworks.
        changes_asked(): for what the newer version changed.
    """

    asked = Signal()
    changes_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Frameworks"), in_use_words(bridge.opened.framework), parent)
        self._bridge = bridge
        self.newer = Text("", tone="ink2")
        self.see_changes = Button(_("See what changed"), "secondary")
        self.show_all = Button(_("Frameworks and forms"))
        self.add(self.newer)
        self.add_start(self.see_changes)
        self.add_start(self.show_all)
        for part in (self.newer, self.see_changes):
            part.hide()
        self.show_all.clicked.connect(self.asked)
        self.see_changes.clicked.connect(self.changes_asked)

    def show_state(self) -> None:
        """Look for a newer version, off the window's thread."""
        session, kept = self._bridge.session, self._bridge.opened.framework
        self._bridge.ask(lambda: library.newer_than(kept, library.usable(session))).then(
            self._show_newer
        )

    def _show_newer(self, newer: LoadedFramework | None) -> None:
        if newer is not None:
            words = _(
                "A newer version, {version}, is on this laptop. This review keeps the text it began with."
            )
            self.newer.setText(words.format(version=newer.framework.version))
        for part in (self.newer, self.see_changes):
            part.setVisible(newer is not None)
