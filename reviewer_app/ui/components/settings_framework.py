"""Which framework the review uses, and the way to the page that shows them all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.models.framework_words import in_use_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Button


class FrameworkSettings(SettingsPart):
    """One line and one button.

    Signals:
        asked(): for the page Frameworks.
    """

    asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Frameworks"), in_use_words(bridge.opened.framework), parent)
        self.show_all = Button(_("Frameworks and forms"))
        self.add_start(self.show_all)
        self.show_all.clicked.connect(self.asked)
