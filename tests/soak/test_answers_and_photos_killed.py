"""What the ordinary tests hold with a few kills, over a hundred."""

from pathlib import Path

import pytest

from tests.faults.test_answers_and_photos_killed import kill_again_and_again, profile_of_a_visit

__all__ = ["profile_of_a_visit"]

KILLS = 100


@pytest.mark.soak
def test_no_answer_is_lost_and_no_photo_half_kept_by_a_hundred_kills(
    profile: tuple[Path, list[str]],
) -> None:
    kill_again_and_again(profile, KILLS)
