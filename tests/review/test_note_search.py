"""A note is found again by its words, whatever is typed, with who, when and at which visit."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from reviewer_app.model.reasons import Reason
from reviewer_app.review import capture
from reviewer_app.review.note_search import Excerpt, FoundNotes, Sought, excerpt_of, search_notes
from reviewer_app.review.notes_found import Wanted, find_notes
from reviewer_app.store import search
from tests.support import Device


def found(device: Device, typed: str, *, most: int = 30) -> FoundNotes:
    return device.session.database.ask(
        search_notes, typed, review=device.review, most=most
    ).result()


def words(device: Device, typed: str) -> list[str]:
    return [one.text for one in found(device, typed).notes]


def test_found_note_says_whose_it_is_when_it_was_seen_and_where(
    helen: Device, asha: Device
) -> None:
    asha.writes(asha.visits("Year 2 phonics"), "Three pupils blend by themselves.")
    helen.receives(asha.changes)
    [one] = found(helen, "blend").notes
    assert (one.visit, one.name, one.school) == (
        "Year 2 phonics",
        "Asha",
        "Larkfield Primary School",
    )
    assert one.seen_at.startswith("2026-11-18T10:")
    assert one.first_day == "2026-11-17"
    assert one.excerpt == Excerpt("Three pupils blend by themselves.", ((13, 5),))


@pytest.mark.parametrize(
    "typed",
    [
        "children's",
        "children’s",
        "childrens",
        "CHILDREN'S caf",
        "cafe",
        "café",
        "cafe\u0301",
        '"children\'s"',
        "children's OR",
        "children's*",
        "(children's",
        "childrens stall",
    ],
)
def test_case_accents_apostrophes_and_signs_say_nothing(helen: Device, typed: str) -> None:
    helen.writes(helen.visits(), "The children’s café, or a stall.")
    assert words(helen, typed) == ["The children’s café, or a stall."]


ANY_WORDS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["NEAR", "AND", "OR", "NOT", '"', "*", "^", "-", ":", "🐦", "\ue000", "\0", "lark"]
        ),
    ),
    max_size=6,
).map(" ".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ANY_WORDS)
def test_nothing_typed_is_ever_wrong(helen: Device, typed: str) -> None:
    # One note for all examples: it is made once, and found by any that holds no other word.
    if not helen.notes:
        helen.writes(helen.visits(), "Lark 🐦")
    given_back = found(helen, typed)
    assert given_back.whole
    expected = [one for one in helen.notes if Sought.of(typed).asks and Sought.of(typed).fits(one)]
    assert [one.text for one in given_back.notes] == expected


def test_words_side_by_side_lead_then_the_latest_seen(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "In the reading corner two pupils share.")
    helen.writes(visit, "The corner is for reading.")
    helen.writes(visit, "Reading in every corner.")
    assert words(helen, "reading cor") == [
        "In the reading corner two pupils share.",
        "Reading in every corner.",
        "The corner is for reading.",
    ]


def test_no_more_than_asked_for_are_given_and_it_is_said(helen: Device) -> None:
    visit = helen.visits()
    for number in range(4):
        helen.writes(visit, f"Lark {number} here.")
    assert [len(found(helen, "lark", most=most).notes) for most in (3, 4, 5)] == [3, 4, 4]
    assert [found(helen, "lark", most=most).more for most in (3, 4, 5)] == [True, False, False]


def test_redacted_words_are_not_found_and_the_note_is_no_longer_shown_for_them(
    helen: Device,
) -> None:
    note = helen.writes(helen.visits(), "Wilhelmina reads aloud.")
    helen.does(capture.redact_note, note, helen.last_change.hash, Reason.NAMES_STAY_OUT)
    assert words(helen, "wilhelmina") == []
    assert words(helen, "reads") == []


def test_note_of_a_visit_left_out_of_the_evidence_is_found_and_says_so(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "Lark here.")
    helen.does(capture.leave_out, visit)
    [one] = found(helen, "lark").notes
    assert one.left_out
    assert find_notes(helen.open, Wanted(words="lark")) == []
    helen.does(capture.put_back, visit)
    assert not found(helen, "lark").notes[0].left_out


def test_evidence_and_the_index_find_the_same_notes(helen: Device) -> None:
    visit = helen.visits()
    for one in ("Year 4 read.", "Year 40 reading.", "Reads, years ago.", "A 4th year", "r"):
        helen.writes(visit, one)
    for typed in ("year", "yea", "year 4", "read y", "4", "year read", "year r", "zebra"):
        wanted = Wanted(words=typed)
        assert sorted(words(helen, typed)) == sorted(
            one.text for one in find_notes(helen.open, wanted)
        )


@pytest.mark.parametrize(
    ("text_", "typed", "shown"),
    [
        ("Pupils read.\nThey do.", "they", Excerpt("Pupils read. They do.", ((13, 4),))),
        (
            "a " * 100 + "the lark sings" + " b" * 100,
            "lark",
            Excerpt("…" + "a " * 18 + "the lark sings" + " b" * 64 + "…", ((41, 4),)),
        ),
        ("no match " + "word " * 60, "zebra", None),
        ("lark" * 100, "lark", Excerpt("lark" * 45 + "…", ((0, 180),))),
    ],
)
def test_excerpt_shows_the_first_word_that_fits_among_its_neighbours(
    text_: str, typed: str, shown: Excerpt | None
) -> None:
    excerpt = excerpt_of(text_, Sought.of(typed))
    assert len(excerpt.words) <= 182
    if shown is not None:
        assert excerpt == shown
    for start, length in excerpt.marks:
        assert excerpt.words[start : start + length].casefold().startswith(typed)


def test_index_that_is_broken_is_made_anew_after_the_first_search_that_finds_it_so(
    helen: Device,
) -> None:
    helen.writes(helen.visits(), "Lark here.")
    helen.session.database.tend_search().result()
    helen.session.database.local(
        lambda connection: connection.execute(text("DELETE FROM note_search_data"))
    ).result()
    first = helen.session.search_notes("lark", review=helen.review).result()
    assert first.broken
    assert not first.notes
    # Whatever is handed in now comes after the mending.
    helen.session.database.tend_search().result()
    assert helen.session.database.ask(search.is_whole).result()
    [one] = helen.session.search_notes("lark", review=helen.review).result().notes
    assert one.text == "Lark here."
