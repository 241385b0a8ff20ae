from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from reviewer_app.review import capture, exchange_places, exchange_rounds, photo_taking, set_up
from reviewer_app.review.counted import Counted
from reviewer_app.review.photos import CleanPhoto
from tests.cli.conftest import Person


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    return folder


def add(person: Person, text: str) -> None:
    person.does("note", "add", person.review, "--activity", person.activity, "--text", text)


def notes(person: Person) -> list[str]:
    listed = person.does("note", "list", person.review, "--json").json["notes"]
    return [one["text"] for one in listed]


def test_note_travels_by_a_folder(helen: Person, asha: Person, store: Path) -> None:
    add(helen, "One.")
    sent = helen.does("bundle", "export", helen.review, "--to", store, "--json").json
    assert sent["sent"] == 4
    assert helen.does("bundle", "export", helen.review, "--to", store, "--json").json["sent"] == 0
    dry = asha.does("bundle", "apply", store, "--dry-run", "--json").json
    assert (dry["new"], dry["dry_run"]) == (1, True)
    assert notes(asha) == []
    assert asha.does("bundle", "apply", store, "--json").json["new"] == 1
    assert notes(asha) == notes(helen) == ["One."]
    assert asha.does("bundle", "apply", store, "--json").json["new"] == 0


def add_photo(person: Person) -> None:
    session = person.program.open(person.folder)
    opened = session.open(person.review)
    note = session.do(opened, capture.commit_note, person.activity, "One.")
    session.do(opened, set_up.allow_photos, "the programme office")
    page = CleanPhoto(b"\xff\xd8 a page", 900, 1200)
    session.do(opened, photo_taking.attach_photo, note, page, "A page")
    session.close()


def test_gathering_says_which_photos_came_and_what_is_held_back(
    helen: Person, asha: Person, store: Path
) -> None:
    add_photo(helen)
    helen.does("bundle", "export", helen.review, "--to", store)
    said = asha.does("bundle", "apply", store).out
    assert "1 photo came in." in said
    assert "held back" not in said


@pytest.mark.parametrize(
    ("command", "ways"),
    [(("sync", "{review}", "--store"), True), (("bundle", "export", "{review}", "--to"), False)],
)
def test_what_a_command_hands_over_is_handed_over_in_the_window_too(
    helen: Person, store: Path, command: tuple[str, ...], *, ways: bool
) -> None:
    add_photo(helen)
    helen.does(*(part.format(review=helen.review) for part in command), store)
    session = helen.program.open(helen.folder)
    try:
        people = session.open(helen.review).people()
        nowhere = exchange_rounds.standing_of(session, helen.review, people)
        [past] = exchange_rounds.past_exchanges(session, helen.review)
        exchange_places.choose(session, helen.review, str(store))
        there = exchange_rounds.standing_of(session, helen.review, people)
    finally:
        session.close()
    assert (past.handed_over, past.gathered, past.photos_sent) == (True, ways, 1)
    assert (nowhere.going, nowhere.last) == (there.going, there.last) == (Counted(), past.began_at)


def test_gathering_says_what_waits(helen: Person, asha: Person, store: Path) -> None:
    parts = []
    for words in ("One.", "Two.", "Three."):
        add(helen, words)
        before = set(store.rglob("*.rvb"))
        helen.does("bundle", "export", helen.review, "--to", store)
        [part] = set(store.rglob("*.rvb")) - before
        parts.append(part)
    parts[1].unlink()
    said = asha.does("bundle", "apply", parts[0], parts[2])
    assert "1 change waits for something that has not arrived yet" in said.out


def test_files_are_checked_without_being_taken_in(helen: Person, asha: Person, store: Path) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    files = sorted(one for one in store.rglob("*") if one.is_file())
    found = asha.does("bundle", "verify", *files, "--json").json["files"]
    assert all(one["valid"] for one in found)
    assert notes(asha) == []


def test_damaged_file_is_refused_and_blocks_nothing(
    helen: Person, asha: Person, store: Path
) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    (store / "holiday.jpg").write_bytes(b"\xff\xd8 not of the team")
    said = asha.says("bundle", "apply", store, "--json")
    assert said.code == 1
    assert said.json["new"] == 1
    assert [one["file"] for one in said.json["refused"]] == ["holiday.jpg"]
    assert said.err.startswith("error[bundle.some-refused]")
    assert notes(asha) == ["One."]
    assert asha.says("bundle", "verify", store / "holiday.jpg").code == 1


def test_a_folder_is_checked_file_by_file_and_one_that_is_damaged_ends_it_with_one(
    helen: Person, asha: Person, store: Path, tmp_path: Path
) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    (store / "holiday.jpg").write_bytes(b"\xff\xd8 not of the team")
    ours = sorted(store.glob("*.rv?"))
    assert asha.does("bundle", "verify", store).out.splitlines() == [
        f"{one.name}: valid" for one in ours
    ]
    ours[0].write_bytes(b"no beginning" + ours[0].read_bytes())
    said = asha.says("bundle", "verify", store, "--json")
    assert said.code == 1
    assert [one["error"] for one in said.json["files"]] == ["file.foreign", *[None] * len(ours[1:])]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert asha.does("bundle", "verify", empty).out == "No file of a team lies there.\n"


def test_store_that_is_none_is_refused(helen: Person, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    refused = helen.refused("bundle", "export", helen.review, "--to", nowhere)
    assert refused.startswith("store.")
    assert helen.refused("bundle", "apply", nowhere) == "file.unreadable"
    helen.misused("bundle", "export", helen.review)
    helen.misused("bundle", "apply")


@pytest.mark.parametrize("renamed", ["{stem} (1){suffix}", "ä ö{suffix}", "{long}{suffix}"])
def test_file_comes_in_whatever_a_mail_program_named_it(
    helen: Person, asha: Person, store: Path, renamed: str
) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    for file in sorted(one for one in store.rglob("*") if one.is_file()):
        file.rename(
            file.with_name(renamed.format(stem=file.stem, suffix=file.suffix, long="n" * 200))
        )
    assert asha.does("bundle", "apply", store, "--json").json["new"] == 1
    assert notes(asha) == ["One."]


def test_file_travels_as_an_attachment_to_an_e_mail(
    helen: Person, asha: Person, store: Path, tmp_path: Path
) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    mail = EmailMessage()
    mail.set_content("My notes of today.")
    for number, file in enumerate(sorted(store.iterdir())):
        name = f"Fwd Helen’s notes ({number}){file.suffix.upper()}"
        mail.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename=name
        )
    sent = mail.as_bytes(policy=SMTP)
    assert b"base64" in sent
    saved = tmp_path / "Downloads"
    saved.mkdir()
    received = message_from_bytes(sent, policy=SMTP)
    for part in received.iter_attachments():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        (saved / str(part.get_filename())).write_bytes(content)
    assert asha.does("bundle", "apply", *saved.iterdir(), "--json").json["new"] == 1
    assert notes(asha) == ["One."]


@pytest.mark.parametrize("good_first", [True, False])
def test_damaged_copy_of_one_name_does_not_hide_the_good_one(
    helen: Person, asha: Person, store: Path, tmp_path: Path, *, good_first: bool
) -> None:
    add(helen, "One.")
    helen.does("bundle", "export", helen.review, "--to", store)
    other = tmp_path / "other"
    other.mkdir()
    for file in store.glob("*.rvb"):
        spoilt = bytearray(file.read_bytes())
        spoilt[-1] ^= 1
        (other / file.name).write_bytes(spoilt)
    said = asha.says("bundle", "apply", *([store, other] if good_first else [other, store]))
    assert said.code == 1
    assert notes(asha) == ["One."]
