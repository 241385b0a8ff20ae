"""How handing over stands is said in words, and never as all well where it is not known to be."""

from datetime import UTC, datetime

import pytest

from reviewer_app.model.local import ExchangePlace, PastExchange
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Coming
from reviewer_app.review.exchange_rounds import Outlook, Standing
from reviewer_app.review.exchange_timing import Network, Rests
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.ui.models.exchange_words import (
    by_itself_words,
    missed_words,
    outlook_words,
    state_words,
    summary_words,
)

NOW = datetime(2026, 11, 18, 21, 40, tzinfo=UTC)
LAST = "2026-11-18T21:14:00.000+00:00"
PLACE = ExchangePlace(
    review="r",
    address="webdav+https://files.example/reviews",
    place="webdav+https://files.example/reviews",
    credentials="",
    automatic=True,
    metered=False,
    paused=False,
)
ME = UpTo("me", "Helen", 4, LAST)
OMAR = UpTo("omar", "Omar", 9, "2026-11-18T15:58:00.000+00:00")
ASHA = UpTo("asha", "Asha", 9, "2026-11-18T18:00:00.000+02:00")
TOM = UpTo("tom", "Tom", 0)


@pytest.mark.parametrize(
    ("standing", "line"),
    [
        (None, ""),
        (Standing(None, Counted(4, 4), LAST, (ME, OMAR)), ""),
        (
            Standing(PLACE, Counted(5, 4), LAST, (ME, OMAR, ASHA)),
            # By the instant: 16:00 in London is later.
            "4 notes not yet handed over; last at 21:14; Omar’s notes up to 15:58",
        ),
        (
            Standing(PLACE, Counted(1, 0, 2), "", (ME, OMAR, TOM)),
            "1 change and 2 photos not yet handed over; nothing in yet from Tom",
        ),
        (Standing(PLACE, Counted(), LAST, (ME,)), "handed over at 21:14"),
        (
            Standing(PLACE, Counted(), "2026-11-17T21:14:00+00:00", (ME,)),
            "handed over at 21:14 on 17 November",
        ),
    ],
)
def test_the_state_line_says_what_waits_and_who_is_furthest_behind(
    standing: Standing | None, line: str
) -> None:
    assert state_words(standing, "me", NOW) == line


def test_the_page_says_who_is_missing() -> None:
    standing = Standing(PLACE, Counted(5, 4), LAST, (ME, OMAR, TOM))
    assert summary_words(standing, "me", NOW) == (
        "Not yet handed over: 4 notes. Last handed over at 21:14. Nothing is in yet from Tom."
    )


def test_where_nobody_is_missing_the_page_says_who_is_furthest_behind() -> None:
    standing = Standing(PLACE, Counted(), LAST, (ME, OMAR, ASHA))
    assert summary_words(standing, "me", NOW) == (
        "Everything of yours is handed over, at 21:14. Omar’s notes are in up to 15:58."
    )
    alone = Standing(PLACE, Counted(), LAST, (ME,))
    assert summary_words(alone, "me", NOW) == "Everything of yours is handed over, at 21:14."


def test_what_goes_where_is_said_of_each_before_it_goes() -> None:
    standing = Standing(PLACE, Counted(5, 3, 1), LAST, (ME,))
    names = {"omar": "Omar", "asha": "Asha"}
    words = outlook_words(
        Outlook(
            standing.going,
            Coming({"asha": Counted(1), "omar": Counted(12, 9), "ben": Counted(2, 2)}),
        ),
        standing,
        lambda person: names.get(person, ""),
    )
    assert words == (
        "Of yours, 3 notes and 1 photo would go to files.example. 9 notes of Omar’s, "
        "2 notes of someone new’s and 1 change of Asha’s would come in."
    )


def test_a_new_list_of_the_team_is_among_what_goes_and_what_comes() -> None:
    standing = Standing(PLACE, Counted(new_list=True), LAST, (ME,))
    assert state_words(standing, "me", NOW) == (
        "the new list of the team not yet handed over; last at 21:14"
    )
    assert outlook_words(
        Outlook(standing.going, Coming(new_list=True)), standing, lambda _person: ""
    ) == (
        "Of yours, the new list of the team would go to files.example. "
        "A new list of the team would come in."
    )


def test_what_could_not_go_by_itself_and_what_is_paused_are_said() -> None:
    missed = PastExchange(
        review="r",
        place=PLACE.place,
        began_at="2026-11-18T21:30:00.000+00:00",
        by_itself=True,
        handed_over=False,
        gathered=False,
        sent=0,
        notes_sent=0,
        photos_sent=0,
        received=0,
        notes_received=0,
        photos_received=0,
        refused=0,
        stopped="store.unreachable",
        parameters='{"place": "webdav+https://files.example/reviews"}',
    )
    standing = Standing(PLACE, Counted(1, 1), LAST, (ME,), missed)
    assert state_words(standing, "me", NOW) == (
        "1 note not yet handed over; last at 21:14; could not go by itself at 21:30"
    )
    assert missed_words(missed, NOW) == (
        "It could not go at 21:30: files.example cannot be reached from here. It is tried again by itself."
    )
    resting = ExchangePlace(**{**PLACE.model_dump(), "paused": True})
    assert state_words(Standing(resting, Counted(), LAST, (ME,), missed), "me", NOW) == (
        "handed over at 21:14; paused"
    )


def test_every_reason_why_it_waits_is_said_and_what_cannot_be_told_of_the_network() -> None:
    waiting = (Rests.PAUSED, Rests.NO_CONNECTION, Rests.PORTAL, Rests.METERED)
    said = [by_itself_words(one, Network(), over_network=True) for one in waiting]
    assert len(set(said)) == len(said)
    assert all(said)
    assert "does not tell" in by_itself_words(None, Network(), over_network=True)
    assert "does not tell" not in by_itself_words(None, Network(metered=False), over_network=True)
