from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from reviewer_app.ui.theme.palette import palette_of
from reviewer_app.ui.theme.tokens import THEMES, Tokens
from tests.ui.theme.contrast import contrast

GROUNDS = ("paper", "surface", "sunken", "hover")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink2", "ink3", "accent", "alert") for ground in GROUNDS),
    *((ink, f"{ink}_soft") for ink in ("www", "ebi", "question", "alert", "accent")),
    ("ink", "accent_soft"),
    ("ink", "accent_mid"),
    ("ebi", "accent_soft"),
    ("ebi", "accent_mid"),
    ("ebi", "paper"),
    ("ebi", "sunken"),
    ("ebi", "ebi_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_chosen", "chosen"),
    ("accent", "alert_soft"),
    ("accent", "ebi_soft"),
    ("accent", "www_soft"),
    ("accent", "question_soft"),
    ("paper", "ink"),
]
SHAPE_PAIRS = [
    *(("field_line", ground) for ground in ("paper", "surface")),
    *(("focus", ground) for ground in (*GROUNDS, "chosen_gap")),
    ("accent", "paper"),
    ("ink_off", "paper"),
    ("ink_off", "surface"),
    ("ink_off", "sunken"),
    ("ebi", "paper"),
    ("www", "paper"),
]


@pytest.mark.parametrize("colours", THEMES.values(), ids=lambda colours: colours.name)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_at_four_and_a_half(colours: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", THEMES.values(), ids=lambda colours: colours.name)
@pytest.mark.parametrize(("line", "ground"), SHAPE_PAIRS)
def test_lines_and_focus_stand_out_at_three(colours: Tokens, line: str, ground: str) -> None:
    # The ring stands on a gap of paper, whatever the control's own ground is.
    under = colours.paper if ground == "chosen_gap" else getattr(colours, ground)
    assert contrast(getattr(colours, line), under) >= 3


def test_high_contrast_has_black_and_white_only_and_a_wide_focus() -> None:
    stark = THEMES["contrast"]
    pure = {"#000000", "#ffffff"}
    for field in fields(stark):
        value = getattr(stark, field.name)
        if isinstance(value, QColor) and field.name != "ink_off":
            assert value.name() in pure, field.name
    assert stark.focus_width == 3


@pytest.mark.parametrize("colours", THEMES.values(), ids=lambda colours: colours.name)
def test_the_palette_shows_what_is_disabled(colours: Tokens) -> None:
    palette = palette_of(colours)
    role = palette.ColorRole.Text
    assert palette.color(palette.ColorGroup.Active, role) == colours.ink
    assert palette.color(palette.ColorGroup.Disabled, role) == colours.ink_off
    assert palette.color(palette.ColorRole.PlaceholderText) == colours.ink3
    assert palette.color(palette.ColorRole.Link) == colours.accent
