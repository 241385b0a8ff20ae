"""One press does both, says first what would go where, and leaves on record what it came to."""

import socket
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.local import ExchangePlace
from reviewer_app.model.moment import moment_of
from reviewer_app.model.words import Role
from reviewer_app.review import exchange_places, exchange_rounds, membership
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Coming, TeamNews
from reviewer_app.review.exchange_rounds import BOTH, Watcher, Way
from reviewer_app.store import exchanges
from reviewer_app.sync.stores import FolderStore
from tests.support import Device


def meet(store: Path, *people: Device) -> None:
    for one in people:
        exchange_places.choose(one.session, one.review, str(store))


def round_of(device: Device, *, by_itself: bool = False) -> exchange_rounds.Round:
    device.clock.forward(1)
    return exchange_rounds.exchange_now(
        device.session, device.review, BOTH, Watcher(), by_itself=by_itself
    )


def told_of_the_team(device: Device) -> TeamNews | None:
    gathered = round_of(device).gathered
    assert gathered is not None
    return gathered.team


def standing(device: Device) -> exchange_rounds.Standing:
    return exchange_rounds.standing_of(device.session, device.review, device.open.people())


def test_one_round_does_both(helen: Device, asha: Device, store: Path) -> None:
    meet(store, helen, asha)
    helen.writes(helen.visits(), "Helen's.")
    assert round_of(helen).stopped is None
    asha.writes(asha.visits("Year 2"), "Asha's.")
    done = round_of(asha)
    assert done.handed_over is not None
    assert done.gathered is not None
    assert (done.handed_over.sent, done.gathered.new) == (2, 2)
    round_of(helen)
    assert helen.notes == asha.notes


def test_what_would_go_and_come_is_counted_and_nothing_moves(
    helen: Device, asha: Device, store: Path
) -> None:
    meet(store, helen, asha)
    round_of(helen)
    visit = asha.visits("Year 2")
    for words in ("One.", "Two."):
        asha.writes(visit, words)
    round_of(asha)
    helen.writes(helen.visits(), "Mine.")
    files = sorted(store.iterdir())
    outlook = exchange_rounds.look_ahead(helen.session, helen.review, Watcher())
    assert outlook.going == Counted(changes=2, notes=1)
    assert outlook.coming == Coming({asha.session.person().identity.person: Counted(3, 2)})
    assert sorted(store.iterdir()) == files
    assert helen.notes == ["Mine."]
    round_of(helen)
    assert exchange_rounds.look_ahead(
        helen.session, helen.review, Watcher()
    ) == exchange_rounds.Outlook(Counted())


def test_it_is_said_what_waits_when_all_was_handed_over_and_whose_notes_are_in(
    helen: Device, asha: Device, store: Path
) -> None:
    assert standing(helen).place is None
    meet(store, helen, asha)
    visit = helen.visits()
    helen.writes(visit, "One.")
    before = standing(helen)
    assert (before.going, before.last) == (Counted(3, 1), "")
    done = round_of(helen)
    helen.writes(visit, "Two.")
    after = standing(helen)
    assert (after.going, after.last) == (Counted(1, 1), done.began_at)
    assert [(one.name, bool(one.latest)) for one in after.members] == [
        ("Helen Marsh", True),
        ("Asha", False),
    ]


def test_a_new_list_of_the_team_waits_until_it_is_handed_over_and_is_told_to_who_gathers(
    helen: Device, asha: Device, store: Path
) -> None:
    meet(store, helen, asha)
    round_of(helen)
    round_of(asha)
    who = asha.session.person().identity.person
    membership.change_role(helen.session, helen.review, who, Role.DEPUTY)
    assert standing(helen).going == Counted(new_list=True)
    assert round_of(helen).list_sent
    assert (standing(helen).going, standing(asha).going) == (Counted(), Counted())
    ahead = exchange_rounds.look_ahead(asha.session, asha.review, Watcher())
    assert ahead.coming == Coming(new_list=True)
    assert told_of_the_team(asha) == TeamNews(role=Role.DEPUTY)
    membership.hand_over_lead(helen.session, helen.review, who)
    round_of(helen)
    assert told_of_the_team(asha) == TeamNews(lead="Asha", role=Role.LEAD)
    # Who did not sign it hands it on, and owes it to nobody.
    assert not standing(asha).going.new_list
    membership.move_cut(asha.session, asha.review, helen.session.person().identity.person)
    round_of(asha)
    assert told_of_the_team(helen) == TeamNews()
    assert told_of_the_team(helen) is None


def test_what_could_not_go_by_itself_is_said_until_something_goes(
    helen: Device, store: Path
) -> None:
    meet(store, helen)
    away = store.rename(store.with_name("away"))
    round_of(helen)
    # Who pressed was told.
    assert standing(helen).missed is None
    round_of(helen, by_itself=True)
    missed = standing(helen).missed
    assert missed is not None
    assert (missed.stopped, missed.began_at) == ("store.folder-missing", moment_of(helen.clock()))
    away.rename(store)
    round_of(helen, by_itself=True)
    assert standing(helen).missed is None


def test_stopped_between_two_files_keeps_what_went_and_the_rest_goes_next(
    helen: Device, store: Path
) -> None:
    meet(store, helen)
    helen.visits()
    moved: list[bool] = []
    once = Watcher(lambda: moved.append(True), lambda: bool(moved))
    done = exchange_rounds.exchange_now(helen.session, helen.review, BOTH, once)
    assert done.stopped is not None
    assert done.stopped.code == "store.stopped"
    assert done.gathered is None
    assert len(list(store.glob("*.rv?"))) == 1
    assert round_of(helen).stopped is None
    assert standing(helen).going == Counted()


def test_stopped_while_a_server_is_silent_it_ends_at_once(helen: Device) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"webdav+http://127.0.0.1:{silent.getsockname()[1]}/reviews"
        place = ExchangePlace(
            review=helen.review,
            address=address,
            place=address,
            credentials="",
            automatic=False,
            metered=False,
            paused=False,
        )
        helen.session.database.local(exchanges.put_place, place).result()
        now = Watcher(stopped=lambda: True)
        done = exchange_rounds.exchange_now(helen.session, helen.review, BOTH, now)
    assert done.stopped is not None
    assert done.stopped.code == "store.stopped"


def test_stopped_while_gathering_takes_in_what_came(
    helen: Device, asha: Device, store: Path
) -> None:
    meet(store, helen, asha)
    visit = helen.visits()
    helen.hands_over(store)
    helen.writes(visit, "One.")
    helen.hands_over(store)
    files: list[bool] = []
    two = Watcher(lambda: files.append(True), lambda: len(files) >= 2)
    done = exchange_rounds.exchange_now(asha.session, asha.review, [Way.GATHER], two)
    assert done.gathered is not None
    assert done.stopped is not None
    assert 0 < done.gathered.new < 3
    assert round_of(asha).gathered is not None
    assert asha.notes == ["One."]


def test_every_round_is_on_record_and_what_came_to_nothing_by_itself_stands_once(
    helen: Device, store: Path
) -> None:
    meet(store, helen)
    round_of(helen)
    last = [round_of(helen, by_itself=True) for _ in range(3)][-1]
    store.rename(store.with_name("pulled out"))
    for _ in range(2):
        last_failed = round_of(helen, by_itself=True)
    assert last_failed.stopped is not None
    past = exchange_rounds.past_exchanges(helen.session, helen.review)
    assert [(one.by_itself, one.sent, one.stopped) for one in past] == [
        (True, 0, "store.folder-missing"),
        (True, 0, ""),
        (False, 1, ""),
    ]
    assert [one.began_at for one in past[:2]] == [last_failed.began_at, last.began_at]
    error = exchange_rounds.stopped_in(past[0])
    assert error is not None
    assert str(error) == str(last_failed.stopped)


def test_others_come_where_ones_own_cannot_go(
    helen: Device, asha: Device, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(store, helen, asha)
    helen.writes(helen.visits(), "One.")
    round_of(helen)
    asha.visits("Year 2")

    def full(_store: FolderStore, _name: str, _content: bytes) -> bool:
        raise UserError("store.full", place=str(store))

    with monkeypatch.context() as no_room:
        no_room.setattr(FolderStore, "write_once", full)
        done = round_of(asha)
    assert done.stopped is not None
    assert done.stopped.code == "store.full"
    assert done.gathered is not None
    assert asha.notes == ["One."]
