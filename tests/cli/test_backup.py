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
