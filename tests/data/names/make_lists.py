"""Makes the lists of the name guard from open sources: `python -m tests.data.names.make_lists BRITISH_ENGLISH`.

BRITISH_ENGLISH is the word list of SCOWL as Debian's `wbritish` installs it. The packages `faker` (MIT) and `wordfreq`
(data CC BY-SA 4.0) must be there; neither is needed by the program or its tests. What is written by hand (short forms,
names of communities the open lists leave out, names that are also words, what is known and no name) stays as it is.
"""

import importlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from reviewer_app.places import resource
from reviewer_app.review.names.folding import folded


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


GIVEN: Final = _set(
    "en_GB en_IE ga_IE en_IN en_PK en_NG yo_NG ig_NG ha_NG en_KE tw_GH zu_ZA pl_PL tr_TR ro_RO "
    "pt_PT es_ES it_IT fr_FR lt_LT lv_LV cs_CZ hu_HU hr_HR fr_DZ en_US en_NZ vi_VN zh_CN uz_UZ "
    "az_AZ"
)
FAMILY: Final = _set(
    "en_GB en_IE en_IN en_PK en_NG yo_NG ig_NG ha_NG en_KE tw_GH tr_TR ro_RO pt_PT fr_DZ en_US "
    "en_NZ vi_VN zh_CN lt_LT hu_HU"
)
FIRST: Final = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_romanized_names",
)
LAST: Final = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")

RARE: Final = 2.5
"""Words rarer than this (one in three million, on the scale of `wordfreq`) are left out."""

NAMES_ANYWAY: Final = _set(
    "jack tom harry terry bobby billy jimmy tony nick roger meg amir phoebe colleen troy sally "
    "bob ken maria josh derrick brad dirk hector clement garret jasper john mike peter martin "
    "brogan emir karma ester matt rick paddy barney mickey deb rhea raja shah yaw sander ameer "
    "rani jo sid teddy jerry joey toby jenny billie"
)
"""Words of the list of words that a note hardly means as words."""

NO_NAMES: Final = _set(
    "german muslim islam nazi hong santa angeles washington francisco diego rio del man van don "
    "dick na min li wolf lo la el al de da du san los las st sir mac von der den dos das o a i ii "
    "iii new tt ramadan eid bergen elba philippine cyprian gregorian geronimo guadalupe salvador "
    "basel rembrandt alba ming tao saddam aral remus romulus eris hebe kaiser"
)
"""Entries of the open lists that would mark words of every note."""


def make(british_english: Path, into: Path) -> None:
    """Write `given.txt`, `family.txt` and `words.txt`."""
    import wordfreq  # type: ignore[import-not-found]  # noqa: PLC0415 (only this tool needs it)

    own = _listed(Path(__file__).with_name("own-given.txt"))
    own_family = _listed(Path(__file__).with_name("own-family.txt"))
    also_words = {word.rstrip("!@~") for word in _listed(into / "given-words.txt")}
    lines = [line for line in british_english.read_text("utf-8").split() if not line.endswith("'s")]
    lower = {folded(line) for line in lines if line[0].islower()}
    proper = {folded(line) for line in lines if line[0].isupper()}
    words = {one for one in lower if wordfreq.zipf_frequency(one, "en") >= RARE} - NAMES_ANYWAY
    taken = lower - NAMES_ANYWAY | also_words | NO_NAMES
    given = {one for one in own | _names(GIVEN, FIRST) if one not in taken and len(one) > 1}
    taken |= given
    family = {one for one in own_family | _names(FAMILY, LAST) if one not in taken and len(one) > 2}
    taken |= own_family
    _write(into / "given.txt", "Given names that are no English words.", given)
    _write(into / "family.txt", "Family names that are no English words.", family)
    _write(into / "words.txt", "Words of English.", words)
    _write(
        into / "proper.txt",
        "What is written with a capital and is no given name: places, peoples, brands, and some family names.",
        {one for one in proper if one not in taken},
    )


def _names(locales: Iterable[str], kinds: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for locale in locales:
        provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind in kinds:
            found.update(folded(str(one)) for one in getattr(provider, kind, None) or ())
    return {
        one for one in found if one.isascii() and one.replace("-", "").replace("'", "").isalpha()
    }


def _listed(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def _write(path: Path, title: str, words: Iterable[str]) -> None:
    path.write_text(f"# {title} See SOURCES.md.\n" + "\n".join(sorted(words)) + "\n", "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), resource("names"))
