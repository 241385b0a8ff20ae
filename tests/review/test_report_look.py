"""A logo and a colour are kept as they can be printed, for every report of this laptop."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from reviewer_app.errors import UserError
from reviewer_app.report.content import Look
from reviewer_app.review import report_look
from tests.support import Device


def _saved(path: Path, mode: str, size: tuple[int, int] = (900, 600)) -> Path:
    """A dark disc in the middle of nothing: white, or transparent."""
    image = Image.new("RGBA", size, (255, 255, 255, 0))
    width, height = size
    box = (width // 3, height // 3, width * 2 // 3, height * 2 // 3)
    ImageDraw.Draw(image).ellipse(box, fill=(20, 40, 160, 255))
    if mode != "RGBA":
        whole = Image.new("RGB", size, "white")
        whole.paste(image, mask=image.getchannel("A"))
        image = whole.convert(mode)
    image.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "mode"),
    [("logo.png", "RGBA"), ("logo.jpg", "CMYK"), ("logo.gif", "P"), ("grey.png", "L")],
)
def test_a_logo_in_any_colours_is_kept_on_white_and_without_its_margin(
    tmp_path: Path, name: str, mode: str
) -> None:
    png = report_look.read_logo(_saved(tmp_path / name, mode))
    with Image.open(BytesIO(png)) as kept:
        assert (kept.format, kept.mode) == ("PNG", "RGB")
        assert 290 <= kept.width <= 315
        assert 190 <= kept.height <= 215
        corner, middle = kept.getpixel((0, 0)), kept.getpixel((kept.width // 2, kept.height // 2))
    assert isinstance(corner, tuple)
    assert isinstance(middle, tuple)
    assert min(corner) > 240
    assert max(middle) < 200


def test_a_large_logo_is_made_small(tmp_path: Path) -> None:
    png = report_look.read_logo(_saved(tmp_path / "large.png", "RGBA", (4000, 3000)))
    with Image.open(BytesIO(png)) as kept:
        assert max(kept.size) == report_look.LONGEST
    assert len(png) < 100_000


def test_what_is_no_picture_or_shows_nothing_is_refused(tmp_path: Path) -> None:
    drawn, blank, words = tmp_path / "logo.svg", tmp_path / "blank.png", tmp_path / "logo.pdf"
    drawn.write_text("<svg/>", encoding="utf-8")
    words.write_bytes(b"%PDF-1.7")
    Image.new("RGB", (50, 50), "white").save(blank)
    for path in (drawn, blank, words):
        with pytest.raises(UserError) as refused:
            report_look.read_logo(path)
        assert refused.value.code == "report.logo-unreadable"


def test_look_is_kept_part_by_part(helen: Device, tmp_path: Path) -> None:
    session = helen.session
    assert report_look.kept_look(session) == Look()
    logo = report_look.read_logo(_saved(tmp_path / "logo.png", "RGBA"))
    report_look.set_logo(session, logo, " Larkfield ")
    report_look.set_colour(session, "1F4E79")
    assert report_look.kept_look(session) == Look(logo, "Larkfield", "#1f4e79")
    report_look.drop_logo(session)
    assert report_look.kept_look(session) == Look(colour="#1f4e79")
    report_look.set_colour(session, "")
    assert report_look.kept_look(session) == Look()


def test_a_colour_too_light_is_kept_darker_and_said(helen: Device) -> None:
    look = report_look.set_colour(helen.session, "#ffd400")
    assert report_look.is_darker(look, "#ffd400")
    assert look.colour in report_look.darker_words(look)
    assert not report_look.is_darker(report_look.set_colour(helen.session, "#1f4e79"), "#1F4E79")
    with pytest.raises(UserError) as refused:
        report_look.set_colour(helen.session, "blue")
    assert refused.value.code == "report.colour-unknown"
    assert report_look.kept_look(helen.session).colour == "#1f4e79"
