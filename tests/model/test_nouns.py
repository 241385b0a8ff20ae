from enum import StrEnum

import pytest
from pydantic import ValidationError
from sqlalchemy import create_engine, insert, select
from sqlmodel import SQLModel

from reviewer_app.model import words
from reviewer_app.model.note import Note, NoteRow
from reviewer_app.model.nouns import JOURNAL, KINDS, LOCAL, PARENTS, ROWS, SHARED
from reviewer_app.model.words import Bearing

NOTE = {
    "id": "n1",
    "review": "r1",
    "activity": "a1",
    "author": "p1",
    "text": "Pupils explain their method.",
    "bearing": "www",
    "seen_at": "2026-11-18T10:17:00+00:00",
    "written_at": "2026-11-18T10:40:00+00:00",
}


def test_every_table_is_exactly_one_of_shared_journal_or_local() -> None:
    named = [str(row.__tablename__) for row in (*SHARED, *JOURNAL, *LOCAL)]
    assert sorted(named) == sorted(SQLModel.metadata.tables)


def test_every_noun_has_a_row_of_the_same_fields() -> None:
    for noun, row in ROWS.items():
        assert set(noun.model_fields) == set(row.model_fields)
        assert str(row.__tablename__) in KINDS


def test_every_parent_is_a_field_and_stands_before_its_child() -> None:
    order = list(KINDS)
    for kind, (name, parent) in PARENTS.items():
        assert name in KINDS[kind].model_fields
        assert order.index(parent) < order.index(kind)


def test_a_record_is_immutable() -> None:
    note = Note.model_validate(NOTE)
    with pytest.raises(ValidationError):
        note.text = "Something else"
    assert note.text == NOTE["text"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", ""),
        ("review", ""),
        ("activity", ""),
        ("text", "x" * 20_001),
        ("bearing", "WWW"),
        ("bearing", 1),
        ("seen_at", "2026-11-18T10:17:00"),
        ("written_at", "this morning"),
        ("speaker", "x" * 81),
        ("unknown", "x"),
        ("text", None),
        ("text", ["a list"]),
    ],
)
def test_a_noun_refuses_what_a_record_cannot_hold(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Note.model_validate({**NOTE, name: value})


def test_a_missing_value_is_refused() -> None:
    for name in ("activity", "author", "seen_at"):
        with pytest.raises(ValidationError):
            Note.model_validate({key: value for key, value in NOTE.items() if key != name})


def test_enumerations_are_stored_by_value_in_row_and_journal() -> None:
    note = Note.model_validate(NOTE)
    assert note.bearing is Bearing.WWW
    assert note.model_dump(mode="json")["bearing"] == "www"
    engine = create_engine("sqlite://")
    NoteRow.metadata.create_all(engine, tables=[NoteRow.__table__])  # type: ignore[attr-defined]
    table = SQLModel.metadata.tables["note"]
    with engine.begin() as connection:
        connection.execute(insert(table), [note.model_dump(mode="json")])
        assert connection.execute(select(table.c.bearing, table.c.source)).one() == (
            "www",
            "observation",
        )
    engine.dispose()


def test_every_word_of_an_enumeration_is_lower_case_and_once() -> None:
    for name in dir(words):
        one = getattr(words, name)
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum:
            values = [str(member.value) for member in one]
            assert values == [value.lower() for value in values]
            assert len(set(values)) == len(list(one.__members__))
