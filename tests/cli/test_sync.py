"""Two people exchange over a real server, with what it asks for kept in the keyring."""

from pathlib import Path

import pytest

from reviewer_app.vault.store_access import StoreAccess
from tests.cli.conftest import Person
from tests.servers import ACCESS, Running


def keeps(person: Person, tmp_path: Path, access: StoreAccess, name: str = "team") -> None:
    (tmp_path / "secret").write_text(f"{access.secret}\n")
    person.does(
        "credentials", "keep", name, "--user", access.user, "--secret-file", tmp_path / "secret"
    )


def notes(person: Person) -> list[str]:
    listed = person.does("note", "list", person.review, "--json").json["notes"]
    return [one["text"] for one in listed]


@pytest.mark.parametrize("kind", ["apache-webdav", "rclone-s3"])
def test_notes_travel_over_a_server_and_nothing_goes_twice(
    helen: Person, asha: Person, tmp_path: Path, running: Running, kind: str
) -> None:
    keeps(helen, tmp_path, ACCESS)
    helen.does("note", "add", helen.review, "--activity", helen.activity, "--text", "One.")
    over = ("--store", running(kind).address, "--credentials", "team", "--json")
    [first] = helen.does("sync", helen.review, *over).json["reviews"]
    assert (first["sent"], first["notes_sent"], first["stopped"]) == (4, 1, None)
    assert helen.does("sync", *over).json["reviews"][0]["sent"] == 0
    [came] = asha.does("sync", *over).json["reviews"]
    assert (came["new"], came["notes"], came["refused"]) == (1, 1, [])
    assert notes(asha) == ["One."]
    told = asha.does("sync", asha.review, *over[:-1]).out
    assert "Nothing new came in." in told


def test_a_wrong_password_is_told_and_a_right_one_is_never_shown(
    helen: Person, tmp_path: Path, running: Running
) -> None:
    over = ("--store", running("apache-webdav").address, "--credentials", "other")
    assert helen.refused("sync", helen.review, *over) == "store.access-unknown"
    keeps(helen, tmp_path, StoreAccess("team", "a wrong one"), "other")
    assert helen.refused("sync", helen.review, *over) == "store.signed-in-wrongly"
    keeps(helen, tmp_path, ACCESS, "other")
    said = helen.does("sync", helen.review, *over)
    assert ACCESS.secret not in said.out + said.err
    helen.does("credentials", "forget", "other")
    assert helen.refused("sync", helen.review, *over) == "store.access-unknown"


def test_a_server_that_is_not_there_is_told(helen: Person) -> None:
    nowhere = "webdav+http://127.0.0.1:1/reviews"
    assert helen.refused("sync", helen.review, "--store", nowhere) == "store.unreachable"


def test_a_review_that_is_not_there_is_told_before_anything_is_sent(
    helen: Person, tmp_path: Path
) -> None:
    assert helen.refused("sync", "nosuch", "--store", tmp_path) == "review.unknown"
    assert not list(tmp_path.glob("*.rvb"))
