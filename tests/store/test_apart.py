"""What changes say is taken apart by themselves and the rosters alone: pure, before anything of them is filed."""

from reviewer_app.model.changes import Action, Change, Operation, redaction_of
from reviewer_app.model.nouns import Note
from reviewer_app.model.roster import chain_of
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.store.apart import Apart, take_apart
from tests.model.team import Journal, first_roster, person

HELEN, ASHA, RITA = (
    person("helen", Role.LEAD),
    person("asha", Role.REVIEWER),
    person("rita", Role.READER),
)
ROSTER = first_roster(HELEN, ASHA, RITA)
CHAIN = chain_of([ROSTER])
SEEN_AT = "2026-11-18T10:17:00.000+00:00"
WORDS = "Pupils explain their thinking."


def journal(member: str) -> Journal:
    return Journal(member, "d1", ROSTER)


def note(text: str = WORDS, record: str = "n", **values: str) -> Operation:
    said = {"activity": "a", "author": ASHA.person, "seen_at": SEEN_AT, "written_at": SEEN_AT}
    return Operation(Action.ADD, "note", record, {**said, "text": text, **values})


def apart(*changes: Change, standing: Standing = Standing.COUNTED) -> Apart:
    return take_apart(CHAIN, ROSTER.review, [(one, standing) for one in changes])


def test_record_that_one_operation_adds_is_made_of_its_values() -> None:
    change = journal(ASHA.person).write(note(), note("Another.", "m"))
    taken = apart(change)
    values, made = taken.made["note"]["n"]
    assert isinstance(made, Note)
    assert (made.id, made.review, made.text) == ("n", ROSTER.review, WORDS)
    assert values["text"] == WORDS
    assert taken.said["note"]["m"] == [(change, 1, note("Another.", "m"))]


def test_record_that_more_is_said_of_waits_to_be_folded() -> None:
    asha = journal(ASHA.person)
    first = asha.write(note())
    second = asha.write(Operation(Action.SET, "note", "n", {"text": "Other words."}))
    taken = apart(first, second)
    assert [change for change, _number, _operation in taken.said["note"]["n"]] == [first, second]
    assert "n" not in taken.made["note"]


def test_what_does_not_make_a_noun_makes_none_and_a_value_that_may_not_be_falls_back() -> None:
    taken = apart(journal(ASHA.person).write(note(bearing="new"), note(record="m", seen_at="noon")))
    fallen, none = taken.made["note"]["n"], taken.made["note"]["m"]
    assert isinstance(fallen[1], Note)
    assert (fallen[0]["bearing"], fallen[1].bearing) == ("new", "neutral")
    assert none[1] is None


def test_what_does_not_count_says_nothing() -> None:
    change = journal(ASHA.person).write(note())
    assert apart(change, standing=Standing.GAP).said == {}


def test_what_an_author_may_not_say_is_not_said() -> None:
    by_a_reader = journal(RITA.person).write(note(author=RITA.person))
    in_anothers_name = journal(ASHA.person).write(note(author=HELEN.person), note(record="m"))
    taken = apart(by_a_reader, in_anothers_name)
    assert taken.said["note"].keys() == {"m"}


def test_words_that_a_redaction_empties_are_gone() -> None:
    change = journal(ASHA.person).write(note(), note("Another.", "m"))
    by = journal(HELEN.person).write(
        redaction_of(change, {"n": ["text"]}, "names a child", kind="@change")
    )
    [redaction] = [one for _change, _number, one in apart(by).said["@change"][change.hash]]
    taken = take_apart(
        CHAIN,
        ROSTER.review,
        [(change, Standing.COUNTED)],
        {change.hash: [(by, redaction)]},
    )
    [(_change, _number, left)] = taken.said["note"]["n"]
    assert (left.values.get("text"), left.emptied) == (None, ["text"])
    assert taken.made["note"].keys() == {"m"}
