"""The sRGB colour space as an ICC profile: what the numbers for colours in a report mean, carried in the file.

Written from the published figures and not taken from anywhere, so that it may go where the report goes.
"""

import struct
from functools import cache
from typing import Final, TypeAlias

_Triple: TypeAlias = tuple[float, float, float]

# IEC 61966-2-1: the primaries and white of sRGB, brought to the D50 white of the profile connection space by the
# Bradford transform (ICC.1:2001-04, annex E).
_RED: Final[_Triple] = (0.4360747, 0.2225045, 0.0139322)
_GREEN: Final[_Triple] = (0.3850649, 0.7168786, 0.0971045)
_BLUE: Final[_Triple] = (0.1430804, 0.0606169, 0.7141733)
_WHITE: Final[_Triple] = (0.9642, 1.0, 0.8249)

# One entry for each 8-bit value, so that every colour a report is drawn in is met exactly.
_STEPS: Final = 256
_HEADER_LENGTH: Final = 128
_NAME: Final = b"sRGB IEC61966-2.1"
_RIGHTS: Final = b"No rights reserved."


@cache
def srgb_profile() -> bytes:
    """Give a version 2.1 display profile with matrix and curve (ICC.1:2001-04, 6.3.1.2)."""
    curve = _curve()
    tags = {
        b"desc": _described(_NAME),
        b"cprt": b"text" + bytes(4) + _RIGHTS + b"\0",
        b"wtpt": _point(_WHITE),
        b"rXYZ": _point(_RED),
        b"gXYZ": _point(_GREEN),
        b"bXYZ": _point(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = _HEADER_LENGTH + 4 + 12 * len(tags)
    table, values, places = [struct.pack(">I", len(tags))], bytearray(), dict[bytes, int]()
    for signature, value in tags.items():
        if value not in places:
            places[value] = start + len(values)
            values += value + bytes(-len(value) % 4)
        table.append(signature + struct.pack(">II", places[value], len(value)))
    return _header(start + len(values)) + b"".join(table) + bytes(values)


def _header(length: int) -> bytes:
    """The header (6.1): a display profile from RGB to XYZ, of no maker and no computer in particular."""
    return struct.pack(
        ">I4xI4s4s4s6H4s28x3i48x",
        length,
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(1999, 10, 18, 0, 0, 0),
        b"acsp",
        *_fixed(_WHITE),
    )


def _fixed(triple: _Triple) -> tuple[int, ...]:
    """Numbers as s15Fixed16Number (5.3.2)."""
    return tuple(round(one * 65536) for one in triple)


def _point(triple: _Triple) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *_fixed(triple))


def _described(name: bytes) -> bytes:
    """A textDescriptionType (6.5.17): the name in ASCII, none in Unicode, none in ScriptCode."""
    return b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(8 + 3 + 67)


def _curve() -> bytes:
    """How light grows with a colour's number (IEC 61966-2-1, 5.2), as a curveType (6.5.3)."""
    light = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *light)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
