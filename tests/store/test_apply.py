"""Apply: rows are what the journal folds to, whatever was written, by whom, and in which order it came."""

import json
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation, operations_in, write_change
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.fold import MADE, REMOVED
from reviewer_app.model.note import NoteRow
from reviewer_app.model.nouns import Activity, Agreement, Finding, Note, NoteCriterion
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import agreement, capture, findings
from reviewer_app.store import apply, receive
from reviewer_app.store.apply import Applied
from reviewer_app.store.journal import table_of
from tests.support import Device, Devices

MORNING = "2026-11-18T09:00:00.000+00:00"
NOON = "2026-11-18T12:00:00.000+00:00"


class Laptop:
    """Another laptop of a person on the team: it writes whatever it is told, also what no verb here would."""

    def __init__(self, device: Device, name: str = "elsewhere") -> None:
        self._device, self._name = device, name
        self._written: list[Change] = []

    def writes(self, *operations: Operation, time: str = NOON) -> Change:
        tip = self._device.open.chain.tip
        assert tip is not None
        last = self._written[-1] if self._written else None
        change = write_change(
            review=self._device.review,
            person=self._device.session.person().identity.person,
            device=self._name,
            number=last.number + 1 if last else 1,
            previous=last.hash if last else "",
            roster=tip.hash,
            time=time,
            salt=f"{len(self._written):032x}",
            operations=[self._signed(one) for one in operations],
        )
        self._written.append(change)
        return change

    def _signed(self, operation: Operation) -> Operation:
        """A note names who writes it, unless the test says whom it is to name."""
        if operation.kind != "note" or operation.action is not Action.ADD:
            return operation
        own: dict[str, Json] = {"author": self._device.session.person().identity.person}
        return operation._replace(values={**own, **operation.values})


@pytest.fixture
def elsewhere(helen: Device) -> Laptop:
    return Laptop(helen)


def activity(record: str = "a", **more: Json) -> Operation:
    values: dict[str, Json] = {
        "activity_kind": ActivityKind.LESSON_VISIT.value,
        "title": "Year 4",
        **more,
    }
    return Operation(Action.ADD, "activity", record, values)


def note(record: str = "n", text: str = "One.", of: str = "a", **more: Json) -> Operation:
    values: dict[str, Json] = {
        "activity": of,
        "text": text,
        "seen_at": MORNING,
        "written_at": MORNING,
        **more,
    }
    return Operation(Action.ADD, "note", record, values)


def criterion(of: str = "n", name: str = "curriculum") -> Operation:
    values: dict[str, Json] = {"note": of, "criterion": name}
    return Operation(Action.ADD, "note_criterion", f"{of}:{name}", values)


def put(record: str, text: str, *replaced: Change) -> Operation:
    refs = {"text": [f"{one.hash}/0" for one in replaced]}
    return Operation(Action.SET, "note", record, {"text": text}, refs)


def removal(kind: str, record: str, *covered: str) -> Operation:
    return Operation(Action.REMOVE, kind, record, reason="twice", covers=covered)


def rows(device: Device) -> dict[str, dict[str, object]]:
    """The rows of the notes, as they lie in the table."""

    def read(connection: Connection) -> dict[str, dict[str, object]]:
        found = connection.execute(select(table_of(NoteRow))).mappings()
        return {str(row["id"]): dict(row) for row in found}

    return device.session.database.ask(read).result()


def versions(device: Device, record: str) -> list[tuple[str, Json, bool]]:
    """Field, value and whether it leads, of every row that says that a record has two versions."""

    def read(connection: Connection) -> list[tuple[str, Json, bool]]:
        table = table_of(DisputeRow)
        found = connection.execute(
            select(table.c.field, table.c.value, table.c.leads)
            .where(table.c.record == record)
            .order_by(table.c.field, table.c.leads.desc())
        )
        return [(str(field), json.loads(value), bool(leads)) for field, value, leads in found]

    return device.session.database.ask(read).result()


def applied_of(device: Device, changes: Sequence[Change]) -> list[Applied]:
    """Take changes in and give what each slice of it brought up to date."""
    received = device.session.database.receive(device.review, changes).result()
    assert received is not None
    return received.applied


def test_row_is_what_every_change_of_its_record_folds_to(helen: Device, elsewhere: Laptop) -> None:
    first = elsewhere.writes(activity(), note())
    wording = Operation(Action.SET, "note", "n", {"text": "Two."}, {"text": [f"{first.hash}/1"]})
    helen.receives([first, elsewhere.writes(wording)])
    row = rows(helen)["n"]
    assert (row["text"], row["activity"], row["review"]) == ("Two.", "a", helen.review)
    assert row["bearing"] == Bearing.NEUTRAL.value


def test_only_records_that_were_spoken_of_and_their_parents_are_written(
    helen: Device, elsewhere: Laptop
) -> None:
    helen.receives([elsewhere.writes(activity("a"), activity("b"), note("n"), note("m", of="b"))])
    [applied] = applied_of(helen, [elsewhere.writes(put("n", "Two."))])
    assert {kind: set(records) for kind, records in applied.records.items()} == {
        "note": {"n"},
        "activity": {"a"},
    }
    assert applied.position == helen.position


def test_record_is_gone_once_everything_it_holds_was_removed(
    helen: Device, elsewhere: Laptop
) -> None:
    made = elsewhere.writes(note())
    helen.receives([elsewhere.writes(activity()), made])
    [applied] = applied_of(helen, [elsewhere.writes(removal("note", "n", f"{made.hash}/0"))])
    assert applied.of("note") == {"n": None}
    assert rows(helen) == {}
    assert versions(helen, "n") == []


def test_living_child_brings_back_its_parent_and_the_parent_of_that(
    helen: Device, asha: Device, elsewhere: Laptop
) -> None:
    visit, written = elsewhere.writes(activity()), elsewhere.writes(note())
    helen.receives([visit, written])
    gone = elsewhere.writes(
        removal("note", "n", f"{written.hash}/0"), removal("activity", "a", f"{visit.hash}/0")
    )
    helen.receives([gone])
    assert helen.open.get(Note, "n") is None
    assert helen.open.get(Activity, "a") is None
    laptop = Laptop(asha)
    tagged = laptop.writes(criterion())
    helen.receives([tagged])
    assert helen.open.get(NoteCriterion, "n:curriculum") is not None
    assert helen.open.get(Note, "n") is not None
    assert helen.open.get(Activity, "a") is not None
    helen.receives([laptop.writes(removal("note_criterion", "n:curriculum", f"{tagged.hash}/0"))])
    assert helen.open.get(Note, "n") is None
    assert helen.open.get(Activity, "a") is None


def test_child_that_moves_away_no_longer_holds_the_parent_it_had(
    helen: Device, elsewhere: Laptop
) -> None:
    first, second = elsewhere.writes(activity("a")), elsewhere.writes(activity("b"))
    written = elsewhere.writes(note(of="a"))
    gone = elsewhere.writes(removal("activity", "a", f"{first.hash}/0"))
    helen.receives([first, second, written, gone])
    assert helen.open.get(Activity, "a") is not None
    refs = {"activity": [f"{written.hash}/0"]}
    moved = Operation(Action.SET, "note", "n", {"activity": "b"}, refs)
    helen.receives([elsewhere.writes(moved)])
    assert helen.open.get(Activity, "a") is None
    assert helen.open.get(Activity, "b") is not None


def test_wording_a_removal_had_not_seen_stands_and_is_shown_as_late(
    helen: Device, asha: Device, elsewhere: Laptop
) -> None:
    made = elsewhere.writes(note())
    helen.receives([elsewhere.writes(activity()), made])
    gone = elsewhere.writes(removal("note", "n", f"{made.hash}/0"))
    helen.receives([gone])
    [applied] = applied_of(helen, [Laptop(asha).writes(put("n", "Asha's.", made))])
    assert rows(helen)["n"]["text"] == "Asha's."
    assert applied.disputed == {"n"}
    assert [field for field, _value, _leads in versions(helen, "n")] == [REMOVED]


def test_agreement_keeps_the_wording_it_named_and_what_came_later_is_not_covered(
    helen: Device, asha: Device
) -> None:
    finding = helen.does(
        findings.add_finding, "provision", Bearing.WWW, "Pupils explain their thinking."
    )
    record = helen.does(agreement.record, "Headteacher")
    before = helen.open.get(Agreement, record)
    tip = helen.changes[-2]
    refs = {"text": [f"{tip.hash}/0"]}
    late = Operation(Action.SET, "finding", finding, {"text": "All pupils explain."}, refs)
    helen.receives([Laptop(asha).writes(late)])
    agreed, [worded] = helen.open.get(Agreement, record), helen.open.all(Finding)
    assert agreed == before
    assert agreed is not None
    assert worded.text == "All pupils explain."
    assert agreement.not_covered(agreed, [worded]) == [worded]


def test_two_values_are_both_kept_and_shown_until_one_change_names_them_all(
    helen: Device, asha: Device, elsewhere: Laptop
) -> None:
    made = elsewhere.writes(note())
    helen.receives([elsewhere.writes(activity()), made])
    mine = elsewhere.writes(put("n", "Helen's.", made), time=NOON)
    theirs = Laptop(asha).writes(put("n", "Asha's.", made), time=MORNING)
    [applied] = applied_of(helen, [mine, theirs])
    assert rows(helen)["n"]["text"] == "Helen's."
    assert applied.disputed == {"n"}
    assert versions(helen, "n") == [("text", "Helen's.", True), ("text", "Asha's.", False)]
    [settled] = applied_of(helen, [elsewhere.writes(put("n", "Both.", mine, theirs))])
    assert rows(helen)["n"]["text"] == "Both."
    assert settled.disputed == set()
    assert versions(helen, "n") == []


def test_equal_values_of_two_people_are_no_dispute(
    helen: Device, asha: Device, elsewhere: Laptop
) -> None:
    made = elsewhere.writes(note())
    same = [one.writes(put("n", "Same.", made)) for one in (elsewhere, Laptop(asha))]
    [applied] = applied_of(helen, [elsewhere.writes(activity()), made, *same])
    assert rows(helen)["n"]["text"] == "Same."
    assert applied.disputed == set()
    assert versions(helen, "n") == []


def test_fields_and_kinds_of_a_newer_version_survive_and_trouble_no_row(
    helen: Device, asha: Device, elsewhere: Laptop
) -> None:
    newer = elsewhere.writes(
        activity(), note(mood="calm"), Operation(Action.ADD, "weather", "w", {"sky": "grey"})
    )
    helen.receives([newer])
    assert rows(helen)["n"]["text"] == "One."
    helen.does(capture.edit_note, "n", text="Two.")
    chain = helen.open.chain

    def folded(connection: Connection) -> dict[str, Json]:
        return apply.fold_kind(connection, chain, "note", ["n"])["n"].values()

    values = helen.session.database.ask(folded).result()
    assert (values["mood"], values["text"]) == ("calm", "Two.")
    asha.receives(helen.changes)
    [kept] = [one for one in asha.changes if one.hash == newer.hash]
    assert kept.content == newer.content
    assert [one.kind for one in operations_in(kept)] == ["activity", "note", "weather"]


def test_value_that_is_not_allowed_falls_back_and_a_record_without_what_it_needs_waits(
    helen: Device, elsewhere: Laptop
) -> None:
    strange = note("n", bearing="sideways")
    orphan = Operation(Action.ADD, "note", "m", {"text": "Of no visit."})
    helen.receives([elsewhere.writes(activity(), strange, orphan)])
    assert set(rows(helen)) == {"n"}
    assert rows(helen)["n"]["bearing"] == Bearing.NEUTRAL.value
    missing: dict[str, Json] = {
        "activity": "a",
        "author": helen.session.person().identity.person,
        "seen_at": MORNING,
        "written_at": MORNING,
    }
    helen.receives([elsewhere.writes(Operation(Action.SET, "note", "m", missing))])
    assert rows(helen)["m"]["text"] == "Of no visit."


def test_what_an_authors_role_does_not_allow_reaches_no_row(helen: Device, asha: Device) -> None:
    agreed: dict[str, Json] = {"role": "Headteacher", "agreed_at": NOON}
    alone = Operation(Action.ADD, "agreement", "g", agreed)
    helen.receives([Laptop(asha).writes(alone, activity())])
    assert helen.open.get(Agreement, "g") is None
    assert helen.open.get(Activity, "a") is not None


def test_nothing_said_in_anothers_name_reaches_a_row(helen: Device, asha: Device) -> None:
    of_helen = helen.session.person().identity.person
    forged = Laptop(asha)
    made = forged.writes(activity(), note(text="Mine."), note("m", "Not mine.", author=of_helen))
    taken = Operation(Action.SET, "note", "n", {"author": of_helen})
    helen.receives([made, forged.writes(taken)])
    assert {one: row["text"] for one, row in rows(helen).items()} == {"n": "Mine."}
    assert rows(helen)["n"]["author"] == asha.session.person().identity.person


def test_no_verb_writes_in_anothers_name(helen: Device, asha: Device) -> None:
    visit, of_helen = asha.visits(), helen.session.person().identity.person
    values = {"activity": visit, "author": of_helen, "seen_at": MORNING, "written_at": MORNING}
    with pytest.raises(UserError, match=r"review\.not-allowed"):
        asha.does(lambda work: work.add(Note, "n", **values))


def test_redaction_empties_the_value_it_names_and_no_older_one_comes_back(
    helen: Device, elsewhere: Laptop
) -> None:
    made = elsewhere.writes(note())
    named = elsewhere.writes(put("n", "Names a child.", made))
    emptied = Operation(Action.REDACT, "@change", named.hash, reason="a name", empties=["0/text"])
    helen.receives([elsewhere.writes(activity()), made, named, elsewhere.writes(emptied)])
    assert rows(helen)["n"]["text"] == ""
    [kept] = [one for one in helen.changes if one.hash == named.hash]
    assert b"Names a child." not in (kept.content or b"")


def test_more_records_than_one_statement_may_name_all_get_their_rows(
    helen: Device, elsewhere: Laptop
) -> None:
    many = [note(f"n{number}", f"Note {number}.") for number in range(1_100)]
    [applied] = applied_of(helen, [elsewhere.writes(activity(), *many)])
    assert len(applied.of("note")) == 1_100
    assert {str(row["text"]) for row in rows(helen).values()} == {
        f"Note {number}." for number in range(1_100)
    }


def test_slices_come_to_the_very_rows_that_one_would(
    helen: Device,
    asha: Device,
    devices: Devices,
    elsewhere: Laptop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = elsewhere.writes(note())
    laptop = Laptop(asha)
    changes = [
        elsewhere.writes(activity()),
        made,
        elsewhere.writes(put("n", "Helen's.", made), time=NOON),
        laptop.writes(put("n", "Asha's.", made), time=MORNING),
        laptop.writes(criterion()),
    ]
    tom = devices("Tom")
    helen.invites(tom)
    assert len(applied_of(helen, changes)) == 1
    monkeypatch.setattr(receive, "FIRST_SLICE", 2)
    monkeypatch.setattr(receive, "LARGEST_SLICE", 2)
    monkeypatch.setattr(receive, "HELD", 60.0)  # or a slow moment makes a slice smaller
    slices = applied_of(tom, changes[::-1])
    assert [set(one.records) for one in slices] == [
        {"note_criterion", "note"},  # both of them wait for the note to be made
        {"note", "activity"},
        {"activity"},
    ]
    assert rows(tom) == rows(helen)
    assert versions(tom, "n") == versions(helen, "n") != []


def test_record_that_was_made_twice_has_one_row(helen: Device, elsewhere: Laptop) -> None:
    twice = [one.writes(note(text="Same.")) for one in (elsewhere, Laptop(helen, "third"))]
    helen.receives([elsewhere.writes(activity()), *twice])
    assert list(rows(helen)) == ["n"]
    assert versions(helen, "n") == []
    assert all(operations_in(one)[0].action is Action.ADD for one in twice)
    assert MADE not in rows(helen)["n"]
