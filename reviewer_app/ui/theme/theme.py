"""The theme in force: applies tokens, fonts and style, and tells when any of them changed."""

from typing import Final, Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.ui.theme.focus import FocusRing
from reviewer_app.ui.theme.fonts import interface_font, load_fonts
from reviewer_app.ui.theme.palette import palette_of
from reviewer_app.ui.theme.style import DrawnStyle
from reviewer_app.ui.theme.tokens import CONTRAST, DARK, LIGHT, THEMES, Tokens

ThemeName = Literal["system", "light", "dark", "contrast"]
THEME_NAMES: Final = ("system", "light", "dark", "contrast")
SMALLEST_SCALE: Final = 0.8
LARGEST_SCALE: Final = 2.5
TEXT_SIZES: Final = (0.9, 1.0, 1.1, 1.25, 1.4, 1.5, 1.75, 2.0)
"""The sizes of text that can be chosen, in Settings and by key alike; 1.0 is the usual one."""


class Theme(QObject):
    """One for the application; made once by the composition root, then handed on."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name: ThemeName = "system"
        self._scale = 1.0
        self._style: DrawnStyle | None = None
        self._ring = FocusRing(self)
        self._reduced_motion = False
        self._current = LIGHT

    @property
    def name(self) -> ThemeName:
        """What the person chose: a theme, or to follow the system."""
        return self._name

    @property
    def scale(self) -> float:
        """The text size; 1.0 is 100 %."""
        return self._scale

    @property
    def current(self) -> Tokens:
        """The tokens in force."""
        return self._current

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move to show where it went."""
        return self._reduced_motion

    @reduced_motion.setter
    def reduced_motion(self, wanted: bool) -> None:
        """Let nothing move, or let it move again; the style in force hears of it at once."""
        self._reduced_motion = wanted
        if self._style is not None:
            self._style.reduced_motion = wanted
        self.changed.emit()

    def apply(self, app: QApplication, name: ThemeName = "system", scale: float = 1.0) -> None:
        """Put theme `name` in force with the text at `scale` (0.8 to 2.5).

        Raises:
            KeyError: there is no theme of that name (a bug).
        """
        self._name = name
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._current = _system_tokens() if name == "system" else THEMES[name]
        if self._style is None:
            load_fonts()
            self._begin(app)
        style = cast(DrawnStyle, self._style)
        style.tokens = self._current
        app.setPalette(palette_of(self._current))
        app.setFont(interface_font(self._scale))
        self.changed.emit()

    def _begin(self, app: QApplication) -> None:
        self._style = DrawnStyle(self._current)
        self._style.reduced_motion = self._reduced_motion
        app.setStyle(self._style)
        app.focusChanged.connect(self._focus_moved)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._ring.follow(new)

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if self._name == "system" and isinstance(app, QApplication):
            self.apply(app, "system", self._scale)


def _system_tokens() -> Tokens:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
