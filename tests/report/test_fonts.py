from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reviewer_app.report.fonts import (
    FONT_NAMES,
    SANS,
    SERIF,
    SUBSTITUTE,
    clean,
    paragraphs,
    register_fonts,
    runs,
)

register_fonts()


@given(st.text(), st.sampled_from(FONT_NAMES))
def test_every_character_kept_has_a_glyph(text: str, font: str) -> None:
    printable = clean(text)
    drawn = "".join(run.text for run in runs(printable, font))
    assert len(drawn) == len(printable)
    for before, after in zip(printable, drawn, strict=True):
        assert after == before or (after == SUBSTITUTE and nobody_draws(before))


def nobody_draws(character: str) -> bool:
    """Whether no embedded font has a glyph, by the fonts' own tables."""
    fonts = (cast(TTFont, pdfmetrics.getFont(name)) for name in FONT_NAMES)
    return not any(ord(character) in font.face.charToGlyph for font in fonts)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_combining_mark_stays_with_its_base() -> None:
    assert {run.font for run in runs(clean("x̄"), SERIF)} == {SERIF}
    assert clean("e\N{COMBINING ACUTE ACCENT}") == "é"


def test_other_font_draws_what_the_first_lacks() -> None:
    assert [run.font for run in runs("a ✓", SERIF)] == [SERIF, SANS]


def test_passages_part_at_empty_lines_only() -> None:
    assert paragraphs("One\ntwo.\r\n\r\nThree.\n\n\n \n\n") == ("One two.", "Three.")


def test_no_break_space_stays() -> None:
    assert clean(" 3\N{NO-BREAK SPACE}to 11\t") == "3\N{NO-BREAK SPACE}to 11"
