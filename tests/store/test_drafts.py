"""A draft is kept as it was typed, and knows what its writer had seen when it was begun."""

from sqlalchemy import Connection

from reviewer_app.model.local import Draft
from reviewer_app.store import drafts
from tests.support import Device


def draft(text: str, *, position: int = 3, place: str = "note:a", at: str = "10:42") -> Draft:
    return Draft(
        review="r",
        place=place,
        text=text,
        cursor=len(text),
        extra="{}",
        position=position,
        started_at=f"2026-11-18T{at}:00+00:00",
        saved_at=f"2026-11-18T{at}:00+00:00",
    )


def kept(device: Device, place: str = "note:a") -> Draft | None:
    every = device.session.database.ask(drafts.of_review, "r").result()
    return next((one for one in every if one.place == place), None)


def test_latest_words_win_and_the_beginning_stays(helen: Device) -> None:
    local = helen.session.database.local
    local(drafts.keep, draft("The walls", position=3, at="10:42")).result()
    local(drafts.keep, draft("The walls show", position=9, at="10:45")).result()
    found = kept(helen)
    assert found is not None
    assert (found.text, found.cursor, found.position) == ("The walls show", 14, 3)
    assert (found.started_at[11:16], found.saved_at[11:16]) == ("10:42", "10:45")


def test_draft_is_there_after_the_program_was_closed(helen: Device) -> None:
    helen.session.database.local(drafts.keep, draft("The walls sh")).result()
    helen.restarts()
    found = kept(helen)
    assert found is not None
    assert found.text == "The walls sh"


def test_every_place_has_a_draft_of_its_own(helen: Device) -> None:
    def keep_two(connection: Connection) -> list[str]:
        drafts.keep(connection, draft("one", place="note:a"))
        drafts.keep(connection, draft("two", place="note:b"))
        drafts.drop(connection, "r", "note:a")
        return [one.text for one in drafts.of_review(connection, "r")]

    assert helen.session.database.local(keep_two).result() == ["two"]
    assert kept(helen, "note:a") is None
