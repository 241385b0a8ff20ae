"""Files of every released format are read for ever, and say what they said when they were made."""

from pathlib import Path

import pytest

from reviewer_app.sync.container import FORMAT, Holds
from tests.data.make_files import FILES, files_of, kept, said_by

RELEASED = sorted(FILES.iterdir())

SAME = [
    Holds.ROSTER,
    Holds.SETUP,
    Holds.INVITATION,
    Holds.FINDINGS,
    Holds.PHOTO,
    Holds.KEYS,
    Holds.PROPOSAL,
]
"""The payload's digest of a bundle and the words of an answer hang on what is drawn anew each time."""


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_a_file_of_a_released_format_says_what_it_said(folder: Path) -> None:
    people, files, said = kept(folder)
    assert {holds.word: said_by(holds, raw, people) for holds, raw in files.items()} == said
    assert said


def test_there_is_one_file_of_each_kind_in_the_format_that_is_written_now() -> None:
    _people, files, said = kept(FILES / str(FORMAT))
    assert set(files) == set(Holds)
    assert set(said) == {holds.word for holds in Holds}


def test_what_is_written_now_says_the_same_but_for_what_is_drawn() -> None:
    people, files, _said = kept(FILES / str(FORMAT))
    written = files_of(people)
    assert {
        holds: said_by(holds, written[holds], people) for holds in written if holds in SAME
    } == {holds: said_by(holds, files[holds], people) for holds in SAME}
