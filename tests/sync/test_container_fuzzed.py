"""What coverage-guided fuzzing came to (`tests/soak/fuzz_files.py`), a sample of it, read again."""

import pytest

from tests.soak.fuzz_targets import TARGETS, kept, outcome, seeds, taken_apart


def test_a_sound_file_of_every_kind_is_read() -> None:
    """So that what is changed in one gets past seal and signature at all."""
    assert {name: outcome(recipe) for name, recipe in seeds().items()} == dict.fromkeys(
        TARGETS, "read"
    )


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_found_ends_as_it_did(target: str) -> None:
    of_it = {name: recipe for name, recipe in kept().items() if name.startswith(f"{target} ")}
    assert {list(TARGETS)[taken_apart(recipe)[0]] for recipe in of_it.values()} == {target}
    assert {name: outcome(recipe) for name, recipe in of_it.items()} == {
        name: name.split(" ")[1] for name in of_it
    }
