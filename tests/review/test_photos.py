from io import BytesIO

import pytest
from PIL import Image

from reviewer_app.errors import UserError
from reviewer_app.review.photos import LONGEST_SIDE, PIXEL_LIMIT, clean_photo


def picture(width: int, height: int, kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "red").save(out, kind, **more)
    return out.getvalue()


def test_photo_is_a_jpeg_of_at_most_2048_pixels_a_side() -> None:
    clean = clean_photo(picture(4000, 1000, "PNG"))
    assert (clean.width, clean.height) == (LONGEST_SIDE, 512)
    with Image.open(BytesIO(clean.jpeg)) as image:
        assert (image.format, image.size) == ("JPEG", (LONGEST_SIDE, 512))
    small = clean_photo(picture(30, 20))
    assert (small.width, small.height) == (30, 20)
    thin = clean_photo(picture(1, 9000, "PNG"))
    assert (thin.width, thin.height) == (1, LONGEST_SIDE)


def test_photo_is_turned_upright_and_keeps_nothing_but_its_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "Larkfield, class 4B"
    clean = clean_photo(picture(30, 20, exif=exif, comment=b"taken by Helen"))
    assert (clean.width, clean.height) == (20, 30)
    assert b"Larkfield" not in clean.jpeg
    assert b"Helen" not in clean.jpeg
    assert b"Exif" not in clean.jpeg


@pytest.mark.parametrize(
    "raw", [b"", b"not a picture", picture(300, 300)[:200], b"%PDF-1.7", b"<svg/>"]
)
def test_file_that_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(UserError) as refused:
        clean_photo(raw)
    assert refused.value.code == "photo.unreadable"


def test_picture_too_large_to_hold_is_refused_before_it_is_read() -> None:
    raw = picture(10, 10, "BMP")
    side = int(PIXEL_LIMIT**0.5) + 1
    large = raw[:18] + side.to_bytes(4, "little") * 2 + raw[26:]
    with pytest.raises(UserError) as refused:
        clean_photo(large)
    assert refused.value.code == "photo.too-large"
