"""The look of the window that a person chose: theme and text size."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QApplication

from reviewer_app.language import gettext as _
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme.theme import TEXT_SIZES, THEME_NAMES, Theme, ThemeName


class Look:
    """Puts a theme and a text size in force."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def take_up(self, settings: Mapping[str, object]) -> None:
        """Look as at the last start."""
        theme, scale = settings.get("theme"), settings.get("text_size")
        self.set_theme(
            theme if theme in THEME_NAMES else "system",
            float(scale) if isinstance(scale, int | float) else 1.0,
        )

    def set_theme(self, name: ThemeName, scale: float | None = None) -> None:
        """Put a theme and a text size in force; None keeps the size."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._theme.apply(app, name, self._theme.scale if scale is None else scale)

    def commands(self) -> list[Command]:
        """Larger, smaller, and the themes."""
        themes: tuple[tuple[ThemeName, str], ...] = (
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
            ("system", _("As the computer is set")),
        )
        return [
            Command("view.larger", _("Larger text"), "View", partial(self._step, 1), "Ctrl++"),
            Command("view.smaller", _("Smaller text"), "View", partial(self._step, -1), "Ctrl+-"),
            *(
                Command(f"view.{name}", words, "View", partial(self.set_theme, name))
                for name, words in themes
            ),
        ]

    def _step(self, steps: int) -> None:
        """Go to the next size there is, or stay at the last."""
        now = self._theme.scale
        beyond = [one for one in TEXT_SIZES if (one - now) * steps > 0.01]
        if beyond:
            self.set_theme(self._theme.name, min(beyond, key=lambda one: abs(one - now)))
