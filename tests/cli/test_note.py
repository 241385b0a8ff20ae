import io
import sys
from datetime import UTC, datetime

import pytest

from reviewer_app.review import capture
from tests.cli.conftest import Person


def add(person: Person, text: str, *more: object) -> str:
    return person.does(
        "note", "add", person.review, "--activity", person.activity, "--text", text, *more
    ).word


def test_note_that_was_added_is_listed(helen: Person) -> None:
    note = add(
        helen, "Pupils explain.", "--tag", "curriculum-design", "--tag", "assessment-in-lesson",
        "--polarity", "www",
    )  # fmt: skip
    [listed] = helen.does("note", "list", helen.review, "--json").json["notes"]
    assert listed["id"] == note
    assert listed["text"] == "Pupils explain."
    assert listed["bearing"] == "www"
    assert listed["criteria"] == ["assessment-in-lesson", "curriculum-design"]
    assert listed["author_name"] == "Helen Marsh"
    [line] = helen.does("note", "list", helen.review).out.splitlines()
    assert "Pupils explain." in line


def test_a_first_word_says_which_way_it_points_unless_that_is_said(helen: Person) -> None:
    add(helen, "www Pupils explain.")
    add(helen, "EBI they read more.")
    add(helen, "www is what the lesson is about.", "--polarity", "neutral")
    assert helen.refused(
        *("note", "add", helen.review, "--activity", helen.activity, "--text", "ebi ")
    ) == "note.empty"  # fmt: skip
    notes = helen.does("note", "list", helen.review, "--json").json["notes"]
    assert [(one["bearing"], one["text"]) for one in notes] == [
        ("www", "Pupils explain."),
        ("ebi", "they read more."),
        ("neutral", "www is what the lesson is about."),
    ]


def test_dash_reads_standard_input(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("“Prove it”, she says.\n"))
    add(helen, "-")
    assert "“Prove it”, she says." in helen.does("note", "list", helen.review).out


def test_input_that_is_no_text_is_refused(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = io.TextIOWrapper(io.BytesIO(b"\xff\xfe"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", broken)
    arguments = ("note", "add", helen.review, "--activity", helen.activity, "--text", "-")
    assert helen.refused(*arguments) == "file.not-text"


def test_note_is_refused_in_words(helen: Person) -> None:
    def refused(*arguments: str) -> str:
        return helen.refused("note", "add", *arguments)

    activity = ("--activity", helen.activity)
    assert refused(helen.review, *activity, "--text", " ") == "note.empty"
    assert refused("nowhere", *activity, "--text", "x") == "review.unknown"
    assert refused(helen.review, "--activity", "none", "--text", "x") == "review.record-gone"
    assert refused(helen.review, *activity, "--text", "x" * 20_001) == "review.value-not-allowed"
    tag = ("--tag", "no-such-criterion")
    assert refused(helen.review, *activity, "--text", "x", *tag) == "note.criterion-unknown"
    assert helen.does("note", "list", helen.review, "--json").json == {"notes": []}


def test_wrong_usage_ends_with_two(helen: Person) -> None:
    assert "--text" in helen.misused("note", "add", helen.review, "--activity", helen.activity)
    helen.misused("note", "add", helen.review, "--activity", "a", "--text", "x", "--polarity", "up")
    helen.misused("note", "list")
    helen.misused("note", "forget")


def test_history_tells_every_wording_and_who_removed_which(helen: Person) -> None:
    note = add(helen, "Names a child.")
    empty = ("note", "empty", note, "--reason", "names a child")
    assert helen.refused(*empty) == "note.nothing-earlier"
    session = helen.program.open(helen.folder)
    session.do(session.open(helen.review), capture.edit_note, note, text="Names nobody.")
    session.close()
    assert helen.does(*empty).out == "1 wording emptied.\n"
    history = helen.does("note", "history", note, "--json").json["history"]
    assert sorted(one["did"] for one in history) == ["add", "redact", "set"]
    assert history[0]["redacted"] is True
    assert {one["by"] for one in history} == {"Helen Marsh"}
    lines = helen.does("note", "history", note).out
    assert "Names a child" not in lines
    assert "(wording removed)" in lines
    assert "emptied words for good, names a child" in lines


def test_note_nobody_wrote_has_no_history(helen: Person) -> None:
    assert helen.refused("note", "history", "nothing") == "note.unknown"


@pytest.mark.parametrize("year", [1950, 1969, 9899])
def test_note_is_kept_though_the_clock_is_far_out(helen: Person, year: int) -> None:
    helen.clock.now = datetime(year, 12, 30, 23, 59, tzinfo=UTC)
    add(helen, "Seen all the same.")
    assert "Seen all the same." in helen.does("note", "list", helen.review).out


@pytest.mark.parametrize("year", [1, 9999])
def test_clock_beyond_the_calendar_refuses_notes_and_still_opens_the_review(
    helen: Person, year: int
) -> None:
    helen.clock.now = datetime(year, 12, 30, 23, 59, tzinfo=UTC)
    command = ("note", "add", helen.review, "--activity", helen.activity, "--text", "x")
    assert helen.refused(*command) == "clock.wrong"
    assert helen.does("note", "list", helen.review, "--json").json == {"notes": []}
