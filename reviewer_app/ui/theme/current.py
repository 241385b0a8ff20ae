"""The tokens in force, asked of the application's style: no global keeps them."""

from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme.tokens import LIGHT, Tokens


def tokens() -> Tokens:
    """The tokens of the theme in force; those of the light theme before one is applied."""
    found: Tokens = getattr(QApplication.style(), "tokens", LIGHT)
    return found
