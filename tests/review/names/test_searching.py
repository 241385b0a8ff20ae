"""Each change is searched once; what is decided, emptied or listed later is seen all the same."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.local import SearchedChange
from reviewer_app.review import capture
from reviewer_app.review.names import answering
from reviewer_app.review.names.gate import names_left
from reviewer_app.review.names.guard import NameGuard
from reviewer_app.review.names.matching import Hit, find_names
from reviewer_app.review.names.places import Place
from reviewer_app.review.names.searching import search_ahead
from reviewer_app.store.journal import table_of
from tests.support import Device, Devices


def left(device: Device) -> list[str]:
    return [one.hit.text for one in names_left(device.session, device.open)]


def ahead(device: Device, *, may_go_on: bool = True) -> None:
    search_ahead(device.session, device.review, NameGuard(device.open), lambda: may_go_on)


def kept(device: Device) -> list[tuple[str, str]]:
    """What lies in the table, but for which change it is of."""

    def read(connection: Connection) -> list[tuple[str, str]]:
        table = table_of(SearchedChange)
        rows = connection.execute(select(table.c.clean, table.c.found).order_by(table.c.change))
        return [(str(row[0]), str(row[1])) for row in rows]

    return device.session.database.ask(read).result()


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are searched from here on."""
    made: list[str] = []

    def counted(text: str, **rules: Any) -> list[Hit]:
        made.append(text)
        return find_names(text, **rules)

    monkeypatch.setattr("reviewer_app.review.names.guard.find_names", counted)
    return made


def test_what_was_searched_is_not_searched_again_by_the_next_start_either(
    helen: Device, searches: list[str]
) -> None:
    visit = helen.visits()
    note = helen.writes(visit, "Kacper explained.")
    helen.does(capture.edit_note, note, text="Pupils explain well.")
    assert left(helen) == ["Kacper"]
    assert "Kacper explained." in searches
    helen.restarts()
    searches.clear()
    assert left(helen) == ["Kacper"]
    assert searches == []
    helen.writes(visit, "Zuzanna explained.")
    assert left(helen) == ["Zuzanna", "Kacper"]
    assert set(searches) == {"Zuzanna explained."}


def test_an_export_finds_done_what_was_searched_ahead(helen: Device, searches: list[str]) -> None:
    visit = helen.visits()
    for number in range(3):
        helen.writes(visit, f"Kacper wrote {number}.")
    ahead(helen, may_go_on=False)
    assert (
        len(kept(helen)) == 1
    )  # whoever types again is not kept waiting, and what was done stays done
    ahead(helen)
    searches.clear()
    assert left(helen) == ["Kacper"] * 3
    assert searches == []


def test_what_is_decided_asks_for_no_new_search(helen: Device, searches: list[str]) -> None:
    note = helen.writes(helen.visits(), "Kacper and Zuzanna explained.")
    assert left(helen) == ["Kacper", "Zuzanna"]
    searches.clear()
    helen.does(answering.dismiss, "Kacper")
    helen.does(answering.let_stay, Place("note", note, "text"), "Zuzanna", "a figure in a book")
    assert left(helen) == []
    helen.does(answering.raise_again, "Kacper")
    assert left(helen) == ["Kacper"]
    assert [one for one in searches if "Zuzanna" in one] == []


def test_a_name_listed_later_is_found_in_what_was_clean(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Brightwell explained.")
    helen.does(capture.edit_note, note, text="A pupil explained.")
    helen.does(answering.dismiss, "Brightwell")
    assert left(helen) == []
    helen.does(answering.raise_again, "Brightwell")
    helen.does(answering.look_out_for, "Brightwell")
    assert left(helen) == ["Brightwell"]
    helen.does(answering.forget_names)
    helen.does(answering.dismiss, "Brightwell")
    assert left(helen) == []


def test_other_lists_of_names_search_anew(helen: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    helen.writes(helen.visits(), "Pupils explain.")
    before = NameGuard(helen.open).rules
    monkeypatch.setattr("reviewer_app.review.names.guard.edition", lambda: "another")
    assert NameGuard(helen.open).rules != before


def test_nothing_is_left_of_what_was_emptied(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    assert left(helen) == ["Kacper"]
    holding = [one for one in kept(helen) if one[1]]
    assert len(holding) == 1
    assert "acper" not in holding[0][1].casefold()
    helen.does(answering.replace_name, Place("note", note, "text"), "Kacper", "a pupil")
    assert holding[0] not in kept(helen)
    assert left(helen) == []
    assert [one for one in kept(helen) if one[1]] == []


def test_what_was_emptied_while_it_was_searched_is_not_kept(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.does(capture.edit_note, note, text="A pupil explained.")

    def meanwhile(text: str, **rules: Any) -> list[Hit]:
        if text == "Kacper explained.":
            helen.does(answering.empty_earlier, Place("note", note, "text"), "Kacper")
        return find_names(text, **rules)

    monkeypatch.setattr("reviewer_app.review.names.guard.find_names", meanwhile)
    ahead(helen)
    assert [one for one in kept(helen) if one[1]] == []


def test_what_came_from_others_is_searched_and_stays_on_this_laptop(
    helen: Device, asha: Device, devices: Devices
) -> None:
    asha.writes(asha.visits(), "Kacper explained.")
    assert left(asha) == ["Kacper"]
    helen.receives(asha.changes)
    assert kept(helen) == []
    assert left(helen) == ["Kacper"]


def test_a_profile_that_cannot_be_written_is_searched_all_the_same(helen: Device) -> None:
    helen.writes(helen.visits(), "Kacper explained.")
    helen.session.only_reads = UserError("profile.read-only", folder=helen.folder)
    assert left(helen) == ["Kacper"]
    assert kept(helen) == []
