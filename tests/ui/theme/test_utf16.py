"""Where a character stands, as Python counts and as Qt does."""

import pytest

from reviewer_app.ui.theme.utf16 import characters, ranges, units

TEXT = "a😀é🏫z"


@pytest.mark.parametrize(("at", "in_qt"), [(0, 0), (1, 1), (2, 3), (3, 4), (4, 6), (5, 7)])
def test_a_character_beyond_the_first_plane_counts_twice_in_qt(at: int, in_qt: int) -> None:
    assert units(TEXT, at) == in_qt == len(TEXT[:at].encode("utf-16-le")) // 2
    assert characters(TEXT, in_qt) == at


def test_a_place_within_a_character_lies_behind_it() -> None:
    assert characters(TEXT, 2) == 2


def test_a_stretch_is_as_long_as_its_characters_are_in_qt() -> None:
    assert ranges(TEXT, ((0, 2), (3, 1), (4, 1))) == [(0, 3), (4, 2), (6, 1)]
