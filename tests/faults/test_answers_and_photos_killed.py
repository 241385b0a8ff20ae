"""A form answered and photos kept, killed at any moment: what was acknowledged stands, no photo is half kept."""

import itertools
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.model.nouns import Answer, Photo
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, set_up
from reviewer_app.review.session import Session
from tests.support import LARKFIELD, START

WORDS: Final = "seven green gates"
PROGRAM: Final = Program(keyring=lambda: None)
KILLS: Final = 3
"""Each takes a start of the program; a hundred of them run in `make soak`."""
LONGEST_MS: Final = 40
"""Milliseconds between the last line that is waited for and the kill."""

BUSY: Final = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reviewer_app.app import Program
from reviewer_app.model.local import PhotoDraft
from reviewer_app.review import answers, photo_taking
from reviewer_app.review.answers import Sheet
from reviewer_app.review.photos import CleanPhoto

folder, words, review, visit, note, first = sys.argv[1:]
session = Program(keyring=lambda: None).open(Path(folder), passphrase=words)
framework = session.open(review).framework.framework
sheet = Sheet(framework, framework.form("lesson-visit"), visit)
database = session.database
for number in range(int(first), int(first) + 10_000):
    database.do(review, answers.give, sheet, "surprised", f"Answer {number}.").result()
    print("answered", number, flush=True)
    jpeg = f"{number}".encode() * 20_000
    draft = PhotoDraft(id=f"d{number}", review=review, place="note:x", jpeg=jpeg, width=4, height=3,
                       caption="A page", ready=False, saved_at=datetime.now(tz=UTC).isoformat())
    database.local(photo_taking.keep_photo_draft, draft).result()
    print("waits", number, flush=True)
    database.do(review, photo_taking.attach_photo, note, CleanPhoto(jpeg, 4, 3), f"Page {number}",
                draft=f"d{number}").result()
    print("kept", number, flush=True)
"""


@pytest.fixture(name="profile")
def profile_of_a_visit(tmp_path: Path) -> tuple[Path, list[str]]:
    """A closed profile with a visit, a note and photos allowed; and what tells a process about it."""
    folder = tmp_path / "profile"
    session, _code = PROGRAM.create(folder, passphrase=WORDS)
    session.become("Helen Marsh")
    enquiry = next(one for one in shipped() if one.framework.id == "open-enquiry")
    review = session.create_review(LARKFIELD, enquiry, start=START, days=3)
    do = session.database.do
    do(review, set_up.allow_photos, "the programme office").result()
    visit = do(review, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4").result().value
    note = do(review, capture.commit_note, visit, "One.").result().value
    session.close()
    return folder, [str(folder), WORDS, review, visit, note]


def killed(told: list[str], first: int, chance: random.Random) -> list[str]:
    """Run it and kill it somewhere behind a line of its own; gives all it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, *told, str(first)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    lines = list(itertools.islice(process.stdout, chance.randrange(1, 9)))
    time.sleep(chance.uniform(0, LONGEST_MS / 1_000))
    process.kill()
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    return [one.strip() for one in lines if one.endswith("\n")]


def check(session: Session, review: str, lines: list[str], number: int) -> None:
    """Compare what stands with what was acknowledged; the very next step may stand too."""
    opened = session.open(review)
    done = {tuple(one.split()) for one in lines}
    last = max(int(one[1]) for one in done)
    [answer] = opened.all(Answer)
    assert answer.value in {f'"Answer {last}."', f'"Answer {last + 1}."'}
    photos = {one.caption.removeprefix("Page "): one for one in opened.all(Photo)}
    for one in range(number, last + 2):
        waits, kept = f"d{one}" in opened.photo_drafts, str(one) in photos
        assert not (waits and kept), one
        assert kept or ("kept", str(one)) not in done, one
        assert waits or kept or ("waits", str(one)) not in done, one
        whole = f"{one}".encode() * 20_000
        if waits:
            assert session.photo_draft(f"d{one}") == whole
        if kept:
            assert session.photo(photos[str(one)].digest) == whole


def kill_again_and_again(profile: tuple[Path, list[str]], kills: int) -> None:
    folder, told = profile
    chance, number = random.Random(), 0
    for _kill in range(kills):
        lines = killed(told, number, chance)
        session = PROGRAM.open(folder, passphrase=WORDS)
        try:
            check(session, told[2], lines, number)
        finally:
            session.close()
        number += 10_000
    assert not [one for one in folder.rglob("*") if one.suffix in (".jpg", ".png", ".tmp", ".part")]


def test_what_was_acknowledged_stands_and_no_photo_is_half_kept(
    profile: tuple[Path, list[str]],
) -> None:
    kill_again_and_again(profile, KILLS)
