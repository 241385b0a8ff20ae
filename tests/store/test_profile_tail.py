"""A profile whose last changes were half written when the power went: it opens with all of those before, and no other.

A kill cannot show this, for then the system still writes what it was given. Here the end of the `-wal` is cut off,
emptied, or scrambled, at places all over what the last two commits wrote.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from reviewer_app.store.cipher import PAGE_BYTES, wal_of
from reviewer_app.store.profile import Profile, create, open_profile
from reviewer_app.vault.keyring import Keyring
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.store.killing import killed_after

COMMITS: Final = 12
STEP: Final = 401
"""Bytes between two places that are tried; a prime, so that no place in a page is left out for ever."""

# SQLite's file format, section 4.1: the header of a `-wal` and of each frame in it.
HEADER: Final = 32
FRAME: Final = 24 + PAGE_BYTES


def words(number: int) -> str:
    """What commit `number` writes: more than a page, so that a commit takes several frames."""
    return f"{number} " + "What was typed in the room. " * 200


def cut(content: bytes, place: int) -> bytes:
    return content[:place]


def emptied(content: bytes, place: int) -> bytes:
    """As where the file grew on the disk and what it holds did not come there."""
    return content[:place] + bytes(len(content) - place)


def scrambled(content: bytes, place: int) -> bytes:
    noise = random.Random(place).randbytes(len(content) - place)
    # Whatever the noise, the first byte is another one.
    return content[:place] + bytes([content[place] ^ 0x55]) + noise[1:]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keyring]:
    """A profile whose last twelve commits wait in its `-wal`."""
    keyring = keyring_over(MemoryBackend())
    folder = tmp_path_factory.mktemp("killed") / "Helen Marsh"
    create(folder, keyring=keyring, passphrase=None, ids=lambda: "p1")[0].close()

    def write() -> Profile:
        profile = open_profile(folder, keyring=keyring)
        writer = profile.connect_writer()
        for number in range(COMMITS):
            writer.execute("INSERT INTO setting VALUES (?, ?)", (f"{number:02}", words(number)))
        return profile

    killed_after(write)
    return folder, keyring


def commit_ends(content: bytes) -> list[int]:
    """Say where each commit ends: a frame that says how large the file is then."""
    return [
        start + FRAME
        for start in range(HEADER, len(content), FRAME)
        if int.from_bytes(content[start + 4 : start + 8])
    ]


@pytest.mark.parametrize("spoil", [cut, emptied, scrambled])
def test_profile_opens_with_every_commit_before_the_place_that_was_spoilt(
    killed: tuple[Path, Keyring], tmp_path: Path, spoil: Callable[[bytes, int], bytes]
) -> None:
    folder, keyring = killed
    content = wal_of(folder / "profile.db").read_bytes()
    ends = commit_ends(content)
    assert len(ends) == COMMITS
    assert ends[-1] == len(content)
    about_the_ends = [end + by for end in ends[-3:] for by in (-1, 0, 1)]
    places = {*range(ends[-3], len(content), STEP), *about_the_ends}
    found = {}
    for place in sorted(places - {len(content), len(content) + 1}):
        copy = tmp_path / f"{place}"
        shutil.copytree(folder, copy)
        wal_of(copy / "profile.db").write_bytes(spoil(content, place))
        profile = open_profile(copy, keyring=keyring)
        writer = profile.connect_writer()
        rows = writer.execute("SELECT value FROM setting ORDER BY name").fetchall()
        writer.execute("INSERT INTO setting VALUES ('after', '1')")
        profile.close()
        again = open_profile(copy, keyring=keyring)
        count = again.connect_reader().execute("SELECT count(*) FROM setting").fetchone()[0]
        again.close()
        shutil.rmtree(copy)
        assert count == len(rows) + 1
        found[place] = [value for (value,) in rows]
    assert found == {
        place: [words(number) for number, end in enumerate(ends) if end <= place] for place in found
    }
    assert len(found) > 25
