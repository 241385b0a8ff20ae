"""A place is looked at before it is kept, and asks for its password by way of the keyring alone."""

import json
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import exchange_places
from reviewer_app.vault.store_access import access_named
from tests.servers import ACCESS, Running, running
from tests.support import Device

__all__ = ["running"]


def refused(device: Device, address: str) -> str:
    with pytest.raises(UserError) as caught:
        exchange_places.choose(device.session, device.review, address)
    return caught.value.code


def test_folder_is_looked_at_and_nothing_is_written_to_it(helen: Device, store: Path) -> None:
    (store / "minutes.txt").write_text("another's")
    chosen = exchange_places.choose(helen.session, helen.review, str(store))
    assert (chosen.files, chosen.others) == (0, 1)
    assert [one.name for one in store.iterdir()] == ["minutes.txt"]
    helen.hands_over(store)
    again = exchange_places.choose(helen.session, helen.review, str(store))
    assert (again.files, again.others) == (3, 1)


def test_place_that_does_not_answer_is_not_kept_and_the_one_before_stays(
    helen: Device, store: Path
) -> None:
    exchange_places.choose(helen.session, helen.review, str(store))
    assert refused(helen, str(store / "gone")) == "store.folder-missing"
    assert (
        refused(helen, "webdav+https://someone:secret@files.example") == "store.secret-in-address"
    )
    kept = exchange_places.place_of(helen.session, helen.review)
    assert kept is not None
    assert kept.place == str(store)


def test_nothing_goes_by_itself_until_it_is_allowed_and_another_place_is_asked_for_anew(
    helen: Device, store: Path, tmp_path: Path
) -> None:
    session, review = helen.session, helen.review
    assert exchange_places.allow(session, review, automatic=True) is None
    assert not exchange_places.choose(session, review, str(store)).place.automatic
    allowed = exchange_places.allow(session, review, automatic=True, paused=True)
    assert allowed is not None
    assert (allowed.automatic, allowed.metered, allowed.paused) == (True, False, True)
    again = exchange_places.choose(session, review, str(store)).place
    assert (again.automatic, again.paused) == (True, False)
    (tmp_path / "other").mkdir()
    assert not exchange_places.choose(session, review, str(tmp_path / "other")).place.automatic


def test_password_is_kept_in_the_keyring_and_goes_with_the_last_review_that_needs_it(
    helen: Device, running: Running
) -> None:
    session, server = helen.session, running("rclone-webdav")
    first = helen.review
    other = helen.creates_review()
    chosen = [
        exchange_places.choose(session, review, server.address, ACCESS).place
        for review in (first, other)
    ]
    [name] = {one.credentials for one in chosen}
    assert access_named(session.keyring(), name) == ACCESS
    assert ACCESS.secret not in json.dumps([one.model_dump() for one in chosen])
    exchange_places.forget(session, other)
    assert access_named(session.keyring(), name) == ACCESS
    exchange_places.forget(session, first)
    with pytest.raises(UserError, match="does not know"):
        access_named(session.keyring(), name)


def test_without_a_keyring_no_password_is_kept(helen: Device, running: Running) -> None:
    helen.session.keyring = lambda: None
    with pytest.raises(UserError) as caught:
        exchange_places.choose(
            helen.session, helen.review, running("rclone-webdav").address, ACCESS
        )
    assert caught.value.code == "store.access-not-kept"
    assert exchange_places.place_of(helen.session, helen.review) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("webdav+https://files.example/reviews/season", "files.example"),
        ("s3://bucket/season?endpoint=https://s3.example:8443", "s3.example:8443"),
        ("/media/stick/Larkfield", "Larkfield"),
        ("/", "/"),
    ],
)
def test_place_is_named_in_a_word(address: str, name: str) -> None:
    assert exchange_places.short_name(address) == name
    assert exchange_places.is_on_network(address) == ("example" in address)
