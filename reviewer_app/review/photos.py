"""Photos are re-encoded before they are kept: no metadata, at most 2,048 pixels a side."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from reviewer_app.errors import UserError

LONGEST_SIDE: Final = 2_048
"""Pixels (DESIGN, "The encrypted profile")."""

PIXEL_LIMIT: Final = 80_000_000
"""Pixels of a picture that is read at all: a phone's largest is about 50 million."""


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A re-encoded JPEG and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def clean_photo(raw: bytes) -> CleanPhoto:
    """Re-encode a picture: turned upright, made smaller, stripped of everything but its pixels.

    Raises:
        UserError: "photo.unreadable", "photo.too-large".
    """
    try:
        with Image.open(
            BytesIO(raw), formats=("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
        ) as image:
            if image.width * image.height > PIXEL_LIMIT:
                raise UserError("photo.too-large")
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError:
        raise UserError("photo.too-large") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise UserError("photo.unreadable") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    out = BytesIO()
    bare.save(out, "JPEG", quality=85, optimize=True)
    return CleanPhoto(out.getvalue(), bare.width, bare.height)
