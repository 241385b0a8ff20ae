"""A person at a desk with a visit that was just begun: what several journeys set out from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from tests.journeys.desktop import Window, display

PASSPHRASE: Final = "seven lanterns over larkfield"

SetUp = Callable[[Session, OpenReview], object]
"""What is settled in the review before the visit begins."""


def _nothing(_session: Session, _opened: OpenReview) -> None:
    pass


@contextmanager
def visit_just_begun(
    folder: Path,
    set_up: SetUp = _nothing,
    *,
    watch: tuple[str, ...] = (),
    log: Path | None = None,
) -> Iterator[Window]:
    """Give the program, not yet started, at a visit of a profile that lies in `mine` of a folder.

    Args:
        watch, log: as of `Window`.
    """
    session, _code = Program(keyring=lambda: None).create(folder / "mine", passphrase=PASSPHRASE)
    session.become("Helen Marsh")
    review = session.create_review(
        SchoolFacts("Larkfield Primary School", "990001"), usual(), start="2026-11-17", days=3
    )
    opened = session.open(review)
    set_up(session, opened)
    visit = session.do(opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4 English")
    session.close()
    passphrase = folder / "passphrase"
    passphrase.write_text(PASSPHRASE)
    with display() as address:
        window = Window(
            address,
            [
                *("--profile", str(folder / "mine"), "--passphrase-file", str(passphrase)),
                *("--open", f"{review}/notes/{visit}"),
            ],
            folder / "clock",
            watch=watch,
            log=log,
        )
        window.at("2026-11-17T10:17+00:00")
        yield window
        if window.process is not None and window.process.poll() is None:
            window.kill()
