import unicodedata
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.places import resource
from reviewer_app.report.fonts import (
    FONT_NAMES,
    SANS,
    SERIF,
    SUBSTITUTE,
    clean,
    paragraphs,
    register_fonts,
    runs,
    undrawable,
)
from reviewer_app.report.scripts import SCRIPT_FONTS

register_fonts()


@given(st.text(), st.sampled_from(FONT_NAMES))
def test_every_character_kept_has_a_glyph(text: str, font: str) -> None:
    printable = clean(text)
    drawn = "".join(run.text for run in runs(printable, font))
    assert len(drawn) == len(printable)
    for before, after in zip(printable, drawn, strict=True):
        assert after == before or (after == SUBSTITUTE and nobody_draws(before))


def nobody_draws(character: str) -> bool:
    """Whether no embedded font has a glyph, by the fonts' own tables; private use means nothing to a reader."""
    return unicodedata.category(character) == "Co" or ord(character) not in drawn_points()


@cache
def drawn_points() -> frozenset[int]:
    files = [resource("fonts", f"{name}.ttf") for name in FONT_NAMES]
    files += [resource("fonts", "scripts", f"{name}.ttf") for name in SCRIPT_FONTS]
    maps = [TTFont(file).getBestCmap() or {} for file in files]
    return frozenset(point for points in maps for point in points)


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


@pytest.mark.parametrize("name", SCRIPT_FONTS)
def test_every_script_font_draws_its_script_with_outlines_that_can_be_embedded(name: str) -> None:
    font = TTFont(resource("fonts", "scripts", f"{name}.ttf"))
    assert "glyf" in font
    points = set(font.getBestCmap() or {}) - {0x20, 0x25CC}
    assert points
    assert all(any(point in part for part in SCRIPT_FONTS[name]) for point in points)


def test_joiners_stay_only_where_they_shape_letters() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u200cb \u200dم\u200c") == "ab م"


def test_what_is_never_seen_is_left_out_and_not_reported() -> None:
    assert clean("✓\ufe0f a\u034f\u3164") == "✓ a"


def test_undrawable_characters_are_named_once() -> None:
    assert undrawable("a\U0001f600b\U0001f600 \ue000", SERIF) == "\U0001f600\ue000"
