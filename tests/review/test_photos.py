"""Pictures are made small, bare and upright before they are kept; what is blurred is gone."""

import os
import random
import struct
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reviewer_app.durable import read_at_most
from reviewer_app.errors import UserError
from reviewer_app.review import photos
from reviewer_app.review.photos import (
    LONGEST_SIDE,
    PIXEL_LIMIT,
    WHOLE_LIMIT,
    Area,
    Picture,
    blurred,
    clean_photo,
    cropped,
    encoded,
    read_file,
    read_picture,
    shrunk,
    thumbnail,
)

_ORIENTATION, _MAKER, _GPS = 0x0112, 0x010F, 0x8825
"""Tags of metadata that phones write."""


def picture(width: int, height: int, kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "red").save(out, kind, **more)
    return out.getvalue()


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(UserError) as refused:
        read_picture(raw)
    return refused.value.code


def pixel(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    at = 3 * (y * picture.width + x)
    return tuple(picture.pixels[at : at + 3])


def noise(width: int, height: int, seed: int) -> Picture:
    """A picture whose every pixel differs from its neighbours."""
    values = bytearray()
    state = seed + 1
    for _each in range(width * height * 3):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        values.append(state >> 16 & 0xFF)
    return Picture(width, height, bytes(values))


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


def test_metadata_of_every_format_is_left_behind() -> None:
    for kind in ("PNG", "WEBP", "TIFF"):
        exif = Image.Exif()
        exif[0x010E] = "Larkfield, class 4B"
        raw = picture(30, 20, kind, exif=exif)
        assert b"Larkfield" in raw
        clean = clean_photo(raw)
        assert b"Larkfield" not in clean.jpeg
        with Image.open(BytesIO(clean.jpeg)) as image:
            assert dict(image.getexif()) == {}
            assert not image.info.keys() & {"exif", "icc_profile", "comment", "xmp"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_formats_people_have_are_read(kind: str) -> None:
    read = read_picture(picture(40, 30, kind))
    assert (read.width, read.height) == (40, 30)
    red, green, blue = pixel(read, 20, 15)
    assert red > 240
    assert max(green, blue) < 16


def test_what_is_transparent_stands_on_white() -> None:
    for mode in ("RGBA", "LA", "PA"):
        clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0)).convert(mode)
        raw = saved(clear) if mode != "PA" else saved(clear.convert("RGBA").quantize())
        assert pixel(read_picture(raw), 4, 4) == (255, 255, 255)


def test_grey_of_sixteen_bits_keeps_its_light_and_dark() -> None:
    grey = Image.new("I;16", (2, 1))
    grey.putpixel((0, 0), 0x4000)
    grey.putpixel((1, 0), 0xC000)
    read = read_picture(saved(grey))
    assert pixel(read, 0, 0) == (0x40,) * 3
    assert pixel(read, 1, 0) == (0xC0,) * 3


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "photo.unreadable"),
        (b"not a picture", "photo.unreadable"),
        (picture(300, 300)[:200], "photo.unreadable"),
        (picture(300, 300)[:-400], "photo.unreadable"),
        (b"<svg/>", "photo.unreadable"),
        (b"%PDF-1.7", "photo.document"),
        (b"PK\x03\x04 a Word file", "photo.document"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "photo.document"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "photo.heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "photo.heic"),
    ],
)
def test_file_that_is_no_picture_is_refused_by_what_it_is(raw: bytes, code: str) -> None:
    assert refusal(raw) == code


def test_picture_too_large_to_hold_is_refused_before_it_is_read() -> None:
    raw = picture(10, 10, "BMP")
    side = int(PIXEL_LIMIT**0.5) + 1
    large = raw[:18] + side.to_bytes(4, "little") * 2 + raw[26:]
    assert refusal(large) == "photo.too-large"


def test_bomb_of_a_few_bytes_is_refused_before_it_is_decoded() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return len(content).to_bytes(4) + whole + zlib.crc32(whole).to_bytes(4)

    for width, height in ((30_000, 30_000), (65_000, 65_000), (2**31 - 1, 2**31 - 1)):
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        bomb = (
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
        )
        assert refusal(bomb) == "photo.too-large"
    with pytest.raises(UserError) as refused:
        shrunk(Picture(PIXEL_LIMIT, 2, b""))
    assert refused.value.code == "photo.too-large"


@pytest.mark.parametrize("mode", ["RGBA", "P", "I;16", "1"])
def test_what_is_decoded_at_its_full_size_may_be_less_large(mode: str) -> None:
    raw = saved(Image.new(mode, (WHOLE_LIMIT // 1_000, 1_001)), "PNG")
    assert refusal(raw) == "photo.too-large"
    assert read_picture(saved(Image.new("L", (WHOLE_LIMIT // 1_000, 1_001)), "PNG")).width == 2_048


def test_picture_whose_metadata_is_damaged_anywhere_is_read_or_refused() -> None:
    choose = random.Random(2)
    metadata = Image.Exif()
    metadata[_ORIENTATION], metadata[_MAKER] = 6, "Maker of telephones"
    metadata.get_ifd(_GPS)[29] = "2026:11:18"
    whole = picture(8, 6, exif=metadata)
    ends = whole.index(b"\xff\xdb")
    refused = read = 0
    for _number in range(4_000):
        raw = bytearray(whole)
        for _byte in range(choose.choice([1, 2, 4])):
            raw[choose.randrange(ends)] = choose.choice([0, 1, 2, 5, 7, 12, 128, 255])
        try:
            read_picture(bytes(raw))
            read += 1
        except UserError:
            refused += 1
    assert min(read, refused) > 100


def test_file_is_read_as_far_as_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(picture(20, 10, "PNG"))
    assert read_file(path).whole == Area(0, 0, 20, 10)
    monkeypatch.setattr(photos, "FILE_LIMIT", path.stat().st_size - 1)
    with pytest.raises(UserError) as refused:
        read_file(path)
    assert refused.value.code == "photo.file-too-large"
    for missing in (tmp_path / "gone.png", tmp_path):
        with pytest.raises(UserError) as refused:
            read_file(missing)
        assert refused.value.code == "photo.not-found"


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "read_at_most", partial(read_at_most, patience=0.1))
    pipe = tmp_path / "page.png"
    os.mkfifo(pipe)
    with pytest.raises(UserError) as refused:
        read_file(pipe)
    assert refused.value.code == "photo.not-found"


def test_crop_keeps_the_area_alone() -> None:
    whole = noise(40, 30, 1)
    part = cropped(whole, Area(10, 5, 30, 25))
    assert (part.width, part.height) == (20, 20)
    assert pixel(part, 0, 0) == pixel(whole, 10, 5)
    assert pixel(part, 19, 19) == pixel(whole, 29, 24)
    assert cropped(whole, Area(-5, -5, 400, 400)) == whole


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_area_outside_the_picture_falls_into_it(data: st.DataObject) -> None:
    whole = noise(12, 9, 3)
    numbers = st.integers(-30, 40)
    area = Area(*(data.draw(numbers) for _each in range(4))).within(whole)
    assert 0 <= area.left < area.right <= whole.width
    assert 0 <= area.top < area.bottom <= whole.height
    assert (cropped(whole, area).width, blurred(whole, area).width) == (area.width, whole.width)


def test_of_what_is_blurred_a_few_means_are_left() -> None:
    area = Area(30, 20, 30 + 60, 20 + 48)
    across = 10  # six cells along its longer side, so small that no face is left in them
    one = noise(120, 90, 7)
    shuffled = bytearray(one.pixels)
    # Another face with the same means: every row of each cell is mirrored within the cell.
    for y in range(area.top, area.bottom):
        for cell in range(area.left, area.right, across):
            for at in range(across):
                there, here = 3 * (y * 120 + cell + at), 3 * (y * 120 + cell + across - 1 - at)
                shuffled[there : there + 3] = one.pixels[here : here + 3]
    other = Picture(120, 90, bytes(shuffled))
    assert other != one
    assert blurred(one, area) == blurred(other, area)


def test_blur_leaves_everything_else_as_it_was() -> None:
    whole, area = noise(60, 40, 9), Area(20, 10, 40, 30)
    after = blurred(whole, area)
    for y in range(40):
        for x in range(60):
            inside = area.left <= x < area.right and area.top <= y < area.bottom
            assert inside or pixel(after, x, y) == pixel(whole, x, y)
    assert after != whole


def test_what_is_kept_reads_back_the_same_size_and_small_ones_smaller() -> None:
    clean = encoded(noise(600, 300, 4))
    back = read_picture(clean.jpeg)
    assert (back.width, back.height) == (600, 300)
    small = thumbnail(clean.jpeg, 96)
    assert (small.width, small.height) == (96, 48)
    assert len(small.pixels) == 96 * 48 * 3
