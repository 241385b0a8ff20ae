"""Pictures before they are kept: upright, at most 2,048 pixels a side, without metadata; cropped and blurred for good.

Everything here works in memory: nothing of what was given is written anywhere.
"""

import errno
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from reviewer_app.durable import read_at_most
from reviewer_app.errors import UserError

LONGEST_SIDE: Final = 2_048
"""Pixels (DESIGN, "The encrypted profile")."""

PIXEL_LIMIT: Final = 80_000_000
"""Pixels of a picture that is read at all: a phone's usual largest is about 50 million."""

WHOLE_LIMIT: Final = 25_000_000
"""Pixels of a picture that is decoded at its full size: one with transparency, a palette, or one or sixteen bits."""

FILE_LIMIT: Final = 64_000_000
"""Bytes of a file that is read at all."""

BLUR_CELLS: Final = 6
"""Cells along the longer side of a blurred area: all that is left of it are their means."""

# The limit above holds before anything is decoded; Pillow's own would only warn.
Image.MAX_IMAGE_PIXELS = None

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
_DOCUMENTS: Final = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"heif", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A re-encoded JPEG and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in memory: `pixels` holds red, green and blue, a byte each, row by row from the top."""

    width: int
    height: int
    pixels: bytes

    @property
    def whole(self) -> "Area":
        """The area of the whole picture."""
        return Area(0, 0, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture in its pixels; right and bottom lie just outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels upright."""
        return self.bottom - self.top

    def within(self, picture: Picture) -> "Area":
        """Give the part of it that lies in a picture; of what lies outside, the nearest pixel."""
        left = min(max(self.left, 0), picture.width - 1)
        top = min(max(self.top, 0), picture.height - 1)
        return Area(
            left,
            top,
            min(max(self.right, left + 1), picture.width),
            min(max(self.bottom, top + 1), picture.height),
        )


def read_file(path: Path) -> Picture:
    """Read a picture from a file.

    Raises:
        UserError: "photo.not-found", "photo.file-too-large", and what `read_picture` raises.
    """
    try:
        raw = read_at_most(path, FILE_LIMIT)
    except OSError as error:
        if error.errno == errno.EFBIG:
            megabytes = FILE_LIMIT // 1_000_000
            raise UserError("photo.file-too-large", megabytes=megabytes) from None
        raise UserError("photo.not-found", path=path) from None
    return read_picture(raw)


def read_picture(raw: bytes) -> Picture:
    """Read a picture: turned upright, made smaller, stripped of everything but its pixels.

    Raises:
        UserError: "photo.document", "photo.heic", "photo.unreadable", "photo.too-large".
    """
    if raw.startswith(_DOCUMENTS):
        raise UserError("photo.document")
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC:
        raise UserError("photo.heic")
    # What of a picture's metadata cannot be read is left behind with the rest of it, and not told on the side.
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(raw), formats=_FORMATS) as image,
        ):
            in_parts = image.mode in ("RGB", "L", "CMYK", "YCbCr")
            _require_small(image, PIXEL_LIMIT if in_parts else WHOLE_LIMIT)
            if in_parts:
                # Before it is decoded: a JPEG then never stands in memory at its full size.
                image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            upright = _opaque(ImageOps.exif_transpose(image))
    except UserError:
        raise
    except Exception:  # noqa: BLE001 (what a damaged picture makes its reader raise stands in no list)
        raise UserError("photo.unreadable") from None
    return shrunk(_picture(upright))


def shrunk(picture: Picture) -> Picture:
    """Give a picture of at most 2,048 pixels a side; one that is small enough stays as it is.

    Raises:
        UserError: "photo.too-large".
    """
    _require_small(picture, PIXEL_LIMIT)
    return _within(picture, LONGEST_SIDE)


def _require_small(picture: Picture | Image.Image, limit: int) -> None:
    if picture.width * picture.height > limit:
        raise UserError("photo.too-large", pixels=limit // 1_000_000)


def cropped(picture: Picture, area: Area) -> Picture:
    """Give the part of a picture that lies in an area."""
    box = area.within(picture)
    return _picture(_image(picture).crop((box.left, box.top, box.right, box.bottom)))


def blurred(picture: Picture, area: Area) -> Picture:
    """Give the picture with an area replaced by the means of a few cells: nothing can bring back what lay there."""
    box = area.within(picture)
    image = _image(picture)
    part = image.crop((box.left, box.top, box.right, box.bottom))
    longest = max(part.size)
    cells = (
        max(round(part.width * BLUR_CELLS / longest), 1),
        max(round(part.height * BLUR_CELLS / longest), 1),
    )
    means = part.resize(cells, Image.Resampling.BOX)
    image.paste(means.resize(part.size, Image.Resampling.BICUBIC), (box.left, box.top))
    return _picture(image)


def encoded(picture: Picture) -> CleanPhoto:
    """Encode a picture as it is kept: a JPEG of nothing but its pixels."""
    out = BytesIO()
    _image(picture).save(out, "JPEG", quality=85, optimize=True)
    return CleanPhoto(out.getvalue(), picture.width, picture.height)


def clean_photo(raw: bytes) -> CleanPhoto:
    """Read a picture and encode it as it is kept.

    Raises:
        UserError: as `read_picture`.
    """
    return encoded(read_picture(raw))


def thumbnail(jpeg: bytes, longest: int) -> Picture:
    """Give a kept photo in small, at most `longest` pixels a side.

    Raises:
        UserError: as `read_picture`.
    """
    return _within(read_picture(jpeg), longest)


def _within(picture: Picture, longest: int) -> Picture:
    if max(picture.width, picture.height) <= longest:
        return picture
    image = _image(picture)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _picture(image)


def _opaque(image: Image.Image) -> Image.Image:
    """Give red, green and blue alone: what is transparent stands on white, as it does on a page."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        page = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(page, seen).convert("RGB")
    if image.mode.startswith("I"):
        # Sixteen bits of grey; Pillow would cut off all but the darkest.
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L").convert("RGB")
    return image.convert("RGB")


def _image(picture: Picture) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)


def _picture(image: Image.Image) -> Picture:
    return Picture(image.width, image.height, image.tobytes())
