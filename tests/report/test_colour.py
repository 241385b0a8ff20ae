import pytest

from reviewer_app.report.colour import READABLE, WHITE, contrast, parsed, readable, written


@pytest.mark.parametrize("text", ["#1f4e79", "1F4E79", "  #1f4e79 "])
def test_a_colour_is_read_as_style_guides_write_it(text: str) -> None:
    colour = parsed(text)
    assert colour is not None
    assert written(colour) == "#1f4e79"


@pytest.mark.parametrize("text", ["", "blue", "#12345", "#1234567", "#12345g", "url(#1f4e79)"])
def test_anything_else_is_no_colour(text: str) -> None:
    assert parsed(text) is None


def test_contrast_is_as_the_standard_has_it() -> None:
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    assert contrast((119 / 255,) * 3, WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", ["#ffff00", "#ffffff", "#8fd3f4", "#777777", "#ff0000"])
def test_a_colour_too_light_to_be_read_is_made_only_as_dark_as_it_takes(text: str) -> None:
    asked = parsed(text)
    assert asked is not None
    made = readable(asked)
    assert READABLE <= contrast(made, WHITE) < READABLE * 1.1
    # Darker, and still of its hue: what was most of it is most of it.
    assert all(after <= before for before, after in zip(asked, made, strict=True))
    assert asked.index(max(asked)) == made.index(max(made))


def test_a_colour_that_can_be_read_stays() -> None:
    assert readable((0.0, 0.2, 0.4)) == (0.0, 0.2, 0.4)
