"""The measure of typing turns red where typing waits; it is run here as `make bench` runs it, with fewer keys."""

from pathlib import Path

import pytest

from reviewer_app.review import capture
from tests.bench import bench_typing
from tests.bench.bench_typing import WORST, program
from tests.bench.figures import Report
from tests.bench.filling import new_review, new_session
from tests.bench.typed_window import SLEEP
from tests.bench.typist import Typed, typing_at
from tests.journeys.desktop import display

KEYS = 120


def typed(folder: Path, spoil: str) -> Typed:
    """Type into the program on a new review, spoilt on purpose."""
    session = new_session(folder / "mine")
    review = new_review(session)
    opened = session.open(review)
    activity = opened.activities()[0].id
    session.do(opened, capture.start_visit, activity)
    session.close()
    command = program(folder / "mine", f"{review}/notes/{activity}", spoil=spoil)
    with display(1600, 900) as screen, typing_at(screen, command) as typist:
        return typist.type(KEYS)


def missed(typed: Typed) -> set[str]:
    """Say which targets were missed, as `make bench` prints them."""
    report = Report(Path(), 0, KEYS)
    bench_typing.tell(report, "here", typed, Typed([SLEEP], [SLEEP]))
    return {one.name.removeprefix("Typing, here: ") for one in report.figures if one.met is False}


def test_sleep_in_the_slot_of_changed_text_is_seen(keyring_service: str, tmp_path: Path) -> None:
    assert keyring_service
    found = typed(tmp_path, "sleep")
    assert min(found.seen) >= SLEEP > WORST
    assert len(found.painted) == KEYS
    assert {
        "painted, p99",
        "painted, worst",
        "on the screen, p99",
        "on the screen, worst",
    } <= missed(found)


@pytest.mark.parametrize(("spoil", "red"), [("garbage", True), ("", False)])
def test_collecting_memory_while_someone_types_is_seen(
    keyring_service: str, tmp_path: Path, spoil: str, red: bool
) -> None:
    assert keyring_service
    found = typed(tmp_path, spoil)
    assert (found.collected > 0) is red
    assert ("times memory was collected" in missed(found)) is red
