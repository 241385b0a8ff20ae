"""Tokens as a `QPalette`, for everything Qt draws itself."""

from typing import Final

from PySide6.QtGui import QPalette

from reviewer_app.ui.theme.tokens import Tokens

_Role = QPalette.ColorRole
_DISABLED_ROLES: Final = (
    _Role.WindowText,
    _Role.Text,
    _Role.ButtonText,
    _Role.PlaceholderText,
    _Role.HighlightedText,
)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette of one theme, its disabled group included."""
    palette = QPalette()
    for role, colour in (
        (_Role.Window, tokens.paper),
        (_Role.WindowText, tokens.ink),
        (_Role.Base, tokens.surface),
        (_Role.AlternateBase, tokens.sunken),
        (_Role.Text, tokens.ink),
        (_Role.Button, tokens.surface),
        (_Role.ButtonText, tokens.ink),
        (_Role.BrightText, tokens.alert),
        (_Role.ToolTipBase, tokens.ink),
        (_Role.ToolTipText, tokens.paper),
        (_Role.PlaceholderText, tokens.ink3),
        (_Role.Link, tokens.accent),
        (_Role.LinkVisited, tokens.accent),
        (_Role.Highlight, tokens.chosen),
        (_Role.HighlightedText, tokens.on_chosen),
        (_Role.Accent, tokens.accent),
        (_Role.Light, tokens.surface),
        (_Role.Midlight, tokens.sunken),
        (_Role.Mid, tokens.line),
        (_Role.Dark, tokens.field_line),
        (_Role.Shadow, tokens.field_line),
    ):
        palette.setColor(role, colour)
    for role in _DISABLED_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.ink_off)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Base, tokens.sunken)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Button, tokens.sunken)
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, tokens.sunken)
    return palette
