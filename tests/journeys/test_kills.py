"""Never lost: the real window, typed into from outside and killed between two keys, thirty-six times; see `killing.py`.

The thousand are in `tests/soak/test_kills.py`. Kills prove transactions; that a power cut loses nothing is seen to in
`tests/store/`, by counting flushes and by cutting and scrambling what was written last.
"""

from pathlib import Path

import pytest

from tests.journeys.desktop import display
from tests.journeys.killing import OLD, WORKS, killed, prepared_for
from tests.journeys.typist import nursery

EACH = 6


@pytest.mark.parametrize("work", WORKS)
def test_nothing_older_than_a_second_is_lost_by_a_kill(work: str, tmp_path: Path) -> None:
    made = prepared_for(work, tmp_path / "made")
    with display() as screen, nursery(screen, tmp_path) as windows:
        kills = killed(windows, made, tmp_path / "profile", work, 1, EACH)
        complaints = windows.complaints()
    assert complaints == ""
    assert len(kills) == EACH
    assert max(one.lost for one in kills) < OLD
    # A kill that hit nothing under way would prove less than it says.
    assert sum(one.hit for one in kills) >= (EACH // 3 if work else 0)
