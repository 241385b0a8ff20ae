"""How the window looks: theme and text size."""

from typing import Final, cast

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step, Theme, ThemeName
from reviewer_app.ui.theme.theme import TEXT_SIZES
from reviewer_app.ui.widgets import ChoiceRow, Text

SIZES: Final = tuple(str(one) for one in TEXT_SIZES)


class LookSettings(SettingsPart):
    """Takes effect at once, and is remembered."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Look"), parent=parent)
        self._bridge, self._theme = bridge, theme
        self.themes = ChoiceRow(
            _("Theme"),
            [
                ("system", _("As the computer is set")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ],
        )
        self.sizes = ChoiceRow(
            _("Text size"), [(size, f"{round(float(size) * 100)} %") for size in SIZES]
        )
        medium = QFont.Weight.Medium
        self.add(Text(_("Theme"), Step.LABEL, "ink2", weight=medium))
        self.add(self.themes)
        self.add(Text(_("Text size"), Step.LABEL, "ink2", weight=medium))
        self.add(self.sizes)
        self.themes.chosen.connect(self._choose_theme)
        self.sizes.chosen.connect(self._choose_size)
        theme.changed.connect(self.show_look)
        self.show_look()

    def show_look(self) -> None:
        """Show what is in force."""
        self.themes.set_value(self._theme.name)
        now = self._theme.scale
        self.sizes.set_value(next((one for one in SIZES if abs(float(one) - now) < 0.01), ""))

    def _choose_theme(self, name: str) -> None:
        self._apply(cast("ThemeName", name), self._theme.scale)
        self._bridge.keep_setting("theme", name)

    def _choose_size(self, size: str) -> None:
        self._apply(self._theme.name, float(size))
        self._bridge.keep_setting("text_size", float(size))

    def _apply(self, name: ThemeName, scale: float) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._theme.apply(application, name, scale)
