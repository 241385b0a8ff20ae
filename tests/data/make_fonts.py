"""Makes the fonts of `resources/fonts/scripts` out of Noto and Droid fonts as Debian packs them.

Run as `python -m tests.data.make_fonts FOLDER`, FOLDER holding the unpacked packages `fonts-noto-core` and
`fonts-droid-fallback`. Each is cut down to one script, without Latin letters. (Noto's Chinese fonts have outlines
reportlab cannot embed, and are twice as large with others.)
"""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from reviewer_app.places import resource
from reviewer_app.report.scripts import SCRIPT_FONTS

CHINESE: Final = "DroidSansFallback"


def common_chinese() -> set[int]:
    """Give the characters of GB 2312, the commoner ones of Big5 and Shift JIS, and the Hangul of KS X 1001."""
    found = set()
    for encoding, leads, trails in (
        ("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)),
        ("big5", range(0xA1, 0xC7), range(0x40, 0xFF)),
        ("shift_jis", range(0x88, 0x99), range(0x40, 0xFD)),
        ("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)),
    ):
        for lead in leads:
            for trail in trails:
                with suppress(UnicodeDecodeError):
                    found.add(ord(bytes((lead, trail)).decode(encoding)))
    return found


def cut(font: TTFont, wanted: Iterable[int]) -> None:
    """Leave only these characters, and the glyphs and rules that shape them."""
    options = Options()
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["vhea", "vmtx", "BASE", "DSIG", "meta", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[32, 0x25CC, *wanted])
    subsetter.subset(font)


def main(folder: Path) -> None:
    """Write every font of another script."""
    for name, ranges in SCRIPT_FONTS.items():
        source = next(iter(sorted(folder.rglob(f"{name}.ttf"))))
        wanted = {point for part in ranges for point in part}
        # The same source gives the same bytes.
        font = TTFont(source, recalcTimestamp=False)
        cut(font, wanted & common_chinese() if name == CHINESE else wanted)
        font.save(resource("fonts", "scripts", f"{name}.ttf"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
