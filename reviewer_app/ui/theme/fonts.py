"""The bundled typefaces: Inter for the window, Noto Serif for the report's sentences."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from reviewer_app.places import resource
from reviewer_app.ui.theme.typescale import BASE_PIXELS

FAMILY: Final = "Inter"
# Inter's own alternates: a tailed l and a serifed I, so that l, I and 1 cannot be confused.
_CLEAR_LETTERS: Final = ("cv05", "cv08")


def load_fonts() -> None:
    """Make the bundled fonts known to Qt.

    Raises:
        RuntimeError: a bundled font cannot be read (a broken installation).
    """
    known = set(QFontDatabase.families())
    if {FAMILY, "Noto Serif"} <= known:
        return
    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"font not readable: {path.name}")


def interface_font(scale: float) -> QFont:
    """The application's font; `scale` is the text size, 1.0 for 14 px."""
    font = QFont(FAMILY)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    font.setPointSizeF(BASE_PIXELS * scale * 72 / dots)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for tag in _CLEAR_LETTERS:
        font.setFeature(QFont.Tag(tag), 1)
    return font
