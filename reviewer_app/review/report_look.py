"""How this laptop's reports look: a logo and a colour of a school or programme, kept for every report built here."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.report import colour as colours
from reviewer_app.report.content import Look
from reviewer_app.review.session import Session

SETTING: Final = "report/look"
LONGEST: Final = 480
"""Pixels of a logo's longer side: 300 an inch at the size it is printed in."""
_PAPER: Final = 235
"""Of 255: what is as light is the paper round a logo."""
NAME_LIMIT: Final = 120
"""Characters of whose logo it is."""


def kept_look(session: Session) -> Look:
    """Give the look that is kept; an empty one where none was ever set."""
    kept = session.setting(SETTING)
    if not isinstance(kept, Mapping):
        return Look()
    logo, name, colour = (str(kept.get(part, "")) for part in ("logo", "logo_of", "colour"))
    return Look(base64.b64decode(logo), name, colour)


def set_logo(session: Session, logo: bytes, whose: str) -> Look:
    """Keep a logo.

    Args:
        session: of whoever builds the reports.
        logo: as `read_logo` gives it.
        whose: of what school or programme it is, to be read out; "" for a picture that is there for the eye alone.
    """
    return _keep(
        session, replace(kept_look(session), logo=logo, logo_of=whose.strip()[:NAME_LIMIT])
    )


def drop_logo(session: Session) -> Look:
    """Print no logo any more."""
    return _keep(session, replace(kept_look(session), logo=b"", logo_of=""))


def set_colour(session: Session, text: str) -> Look:
    """Keep a colour, made as much darker as it takes to be read on white; "" for the program's own.

    Raises:
        UserError: "report.colour-unknown".
    """
    look = kept_look(session)
    wanted = text.strip()
    if not wanted:
        return _keep(session, replace(look, colour=""))
    asked = colours.parsed(wanted)
    if asked is None:
        raise UserError("report.colour-unknown", colour=wanted[:40])
    return _keep(session, replace(look, colour=colours.written(colours.readable(asked))))


def look_words(look: Look) -> str:
    """Say what reports look like: "A logo, and the colour #1f4e79"."""
    if look.logo and look.colour:
        return _("Reports have a logo and the colour {colour}.").format(colour=look.colour)
    if look.logo:
        return _("Reports have a logo, and the colour of the program.")
    if look.colour:
        return _("Reports have the colour {colour}, and no logo.").format(colour=look.colour)
    return _("Reports have no logo, and the colour of the program.")


def is_darker(look: Look, text: str) -> bool:
    """Say whether the colour that is kept is darker than the one that was asked for."""
    asked = colours.parsed(text)
    return asked is not None and colours.written(asked) != look.colour


def darker_words(look: Look) -> str:
    """Say that a colour was made darker, and why."""
    return _(
        "On white paper that colour is too light to be read, so it was made darker: {colour}."
    ).format(colour=look.colour)


def _keep(session: Session, look: Look) -> Look:
    logo = base64.b64encode(look.logo).decode()
    value: Json = {"logo": logo, "logo_of": look.logo_of, "colour": look.colour}
    session.set_setting(SETTING, value).result()
    return look


def read_logo(path: Path) -> bytes:
    """Read a picture as a PNG: made smaller, on white, without the white round it and without metadata.

    Args:
        path: a PNG, JPEG, WEBP, TIFF, GIF or BMP, in any colours, with or without transparency.

    Raises:
        UserError: "report.logo-unreadable", "photo.not-found", "photo.too-large", "photo.file-too-large".
    """
    # Here and not above: a start does not wait for what reads pictures.
    from PIL import Image, ImageChops  # noqa: PLC0415

    from reviewer_app.review import photos  # noqa: PLC0415

    try:
        read = photos.read_file(path)
    except UserError as error:
        if error.code in ("photo.document", "photo.heic", "photo.unreadable"):
            raise UserError("report.logo-unreadable", name=path.name) from None
        raise
    image = Image.frombytes("RGB", (read.width, read.height), read.pixels)
    ink = ImageChops.invert(image).convert("L").point(lambda dark: 255 * (dark > 255 - _PAPER))
    box = ink.getbbox()
    if box is None:
        raise UserError("report.logo-unreadable", name=path.name)
    image = image.crop(box)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
