from pathlib import Path

from tests.cli.conftest import Person


def test_backup_is_made_checked_and_listed(helen: Person) -> None:
    assert helen.does("backup", "list").out == "No backup has been made yet.\n"
    made = helen.does("backup", "create", "--json").json
    assert Path(made["file"]).stat().st_size == made["bytes"]
    [listed] = helen.does("backup", "list", "--json").json["backups"]
    assert listed["file"] == made["file"]
    assert helen.does("backup", "verify", made["file"], "--json").json["whole"] is True


def test_backup_with_one_changed_page_is_refused(helen: Person) -> None:
    file = Path(helen.does("backup", "create", "--json").json["file"])
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert helen.refused("backup", "verify", str(file)) == "backup.damaged"


def spoil(file: Path) -> bytes:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    return bytes(content)


def test_backup_of_a_profile_that_went_on_brings_back_nothing(helen: Person) -> None:
    file = helen.does("backup", "create").word
    said = helen.does("backup", "restore", file)
    assert said.out == "Nothing was missing.\n"
    assert helen.does("backup", "restore", file, "--json").json == {
        "file": file,
        "whole": False,
        "changes": 0,
        "rosters": 0,
        "drafts": 0,
        "photos": 0,
        "frameworks": 0,
        "left_out": 0,
    }


def test_older_file_gets_back_what_a_backup_has(helen: Person) -> None:
    older = Path(helen.does("backup", "create").word)
    helen.does("note", "add", helen.review, "--activity", helen.activity, "--text", "Seen since.")
    newer = helen.does("backup", "create").word
    (helen.folder / "profile.db").write_bytes(older.read_bytes())
    assert helen.does("backup", "restore", newer).out == "1 note came back.\n"
    assert "Seen since." in helen.does("note", "list", helen.review).out


def test_damaged_profile_is_put_back_whole_and_kept_aside(helen: Person) -> None:
    file = helen.does("backup", "create").word
    damaged = spoil(helen.folder / "profile.db")
    assert helen.refused("review", "list") == "profile.damaged"
    said = helen.does("backup", "restore", file, "--json").json
    assert said["whole"] is True
    assert said["made_at"].startswith("2026-11-18T10:")
    assert Path(said["kept_aside"]).read_bytes() == damaged
    assert helen.review in helen.does("review", "list").out


def test_profile_that_is_gone_is_put_back_in_words(helen: Person) -> None:
    file = helen.does("backup", "create").word
    (helen.folder / "profile.db").unlink()
    said = helen.does("backup", "restore", file).out.splitlines()
    assert said[0].startswith("Your notes are as they were on 2026-11-18 at 10:")
    assert said[1:] == ["What you handed over since then comes back when you gather."]
    assert helen.does("backup", "restore", file).out == "Nothing was missing.\n"


def test_damaged_backup_is_not_gone_back_to(helen: Person) -> None:
    file = Path(helen.does("backup", "create").word)
    spoil(file)
    assert helen.refused("backup", "restore", file) == "backup.damaged"
    spoiled = spoil(helen.folder / "profile.db")
    assert helen.refused("backup", "restore", file) == "backup.damaged"
    assert (helen.folder / "profile.db").read_bytes() == spoiled
