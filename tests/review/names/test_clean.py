"""What has no name is read once; a change of what counts as a name, and what is new, is seen all the same."""

from typing import Any

import pytest

from reviewer_app.review import capture
from reviewer_app.review.names import answering
from reviewer_app.review.names.clean import Clean, Rules
from reviewer_app.review.names.gate import names_left
from reviewer_app.review.names.matching import Hit, find_names
from tests.support import Device


def left(device: Device) -> list[str]:
    return [one.hit.text for one in names_left(device.session, device.open)]


def test_what_is_clean_is_not_searched_again(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = helen.visits()
    note = helen.writes(visit, "Pupils explain.")
    helen.does(capture.edit_note, note, text="Pupils explain well.")
    assert left(helen) == []
    searched: list[str] = []

    def counted(text: str, **rules: Any) -> list[Hit]:
        searched.append(text)
        return find_names(text, **rules)

    monkeypatch.setattr("reviewer_app.review.names.guard.find_names", counted)
    assert left(helen) == []
    assert searched == []
    helen.writes(visit, "Kacper explained.")
    assert left(helen) == ["Kacper"]
    assert set(searched) == {"Kacper explained."}


def test_a_name_listed_later_is_found_in_what_was_clean(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Brightwell explained.")
    helen.does(capture.edit_note, note, text="A pupil explained.")
    helen.does(answering.dismiss, "Brightwell")
    assert left(helen) == []
    helen.does(answering.raise_again, "Brightwell")
    helen.does(answering.look_out_for, "Brightwell")
    assert left(helen) == ["Brightwell"]


def test_a_name_that_is_found_is_given_each_time(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.does(capture.edit_note, note, text="A pupil explained.")
    assert left(helen) == left(helen) == ["Kacper"]


def test_rules_that_find_more_begin_anew() -> None:
    none: frozenset[str] = frozenset()
    few = Rules(none, none, none)
    kept = Clean().under(few)
    kept.changes.add("one")
    assert kept.under(Rules(frozenset({"kacper"}), none, none)).changes == {"one"}
    assert kept.under(Rules(none, none, frozenset({"digest"}))).changes == set()
