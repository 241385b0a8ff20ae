"""Tokens, palette, style, fonts and icons.

`Theme.apply(app, name, scale)` puts a theme in force; `tokens()` gives its colours to whatever
paints; `stepped(font, Step.LABEL)` gives a step of the type scale; `draw_icon` and `icon` give the
icons. Nothing outside this package writes down a colour.
"""

from reviewer_app.ui.theme.current import tokens
from reviewer_app.ui.theme.icons import draw_icon
from reviewer_app.ui.theme.theme import Theme, ThemeName
from reviewer_app.ui.theme.tokens import Radius, Space, Tokens
from reviewer_app.ui.theme.typescale import Step, leading, scaled, stepped

__all__ = [
    "Radius",
    "Space",
    "Step",
    "Theme",
    "ThemeName",
    "Tokens",
    "draw_icon",
    "icon",
    "leading",
    "scaled",
    "stepped",
    "tokens",
]
