"""Never lost: a thousand windows killed between two keys, at moments that are others in every part."""

from pathlib import Path

import pytest

from tests.journeys.desktop import display
from tests.journeys.killing import OLD, WORKS, killed, prepared_for
from tests.journeys.typist import nursery

PARTS = 4
EACH = 42
"""Windows in one part: six kinds of work, four parts of each, make a thousand and eight."""


@pytest.mark.soak
@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_older_than_a_second_is_lost_by_a_thousand_kills(
    work: str, part: int, tmp_path: Path
) -> None:
    made = prepared_for(work, tmp_path / "made")
    with display() as screen, nursery(screen, tmp_path) as windows:
        kills = killed(windows, made, tmp_path / "profile", work, 100 + part, EACH)
        complaints = windows.complaints()
    assert complaints == ""
    assert len(kills) == EACH
    assert max(one.lost for one in kills) < OLD
    assert sum(one.hit for one in kills) >= (EACH // 3 if work else 0)
