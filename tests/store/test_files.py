"""A file for a person is whole, or what was there before is as it was; one they named is read within bounds."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.store.files import lies_there, text_in, write_atomically, write_folder


def test_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "report.pdf", b"one")
    write_atomically(tmp_path / "report.pdf", b"two")
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"two"


def test_failure_half_way_leaves_the_former_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    write_atomically(path, b"one")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError) as refused:
        write_atomically(path, b"two")
    assert refused.value.code == "file.not-written"
    assert "there is no room left on the disk" in str(refused.value)
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("name", ["nowhere/report.pdf", "folder", "x" * 300])
def test_place_that_takes_no_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError) as refused:
        write_atomically(tmp_path / name, b"one")
    assert refused.value.code == "file.not-written"
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "for the office" / "2026"
    write_folder(folder, {"a.csv": b"one", "b.csv": b"one"})
    (folder / "c.csv").mkdir()
    with pytest.raises(UserError) as refused:
        write_folder(folder, {"a.csv": b"two", "b.csv": b"two", "c.csv": b"two"})
    assert refused.value.code == "file.not-written"
    assert str(folder) in str(refused.value)
    assert sorted(one.name for one in folder.iterdir()) == ["a.csv", "b.csv", "c.csv"]
    assert {(folder / name).read_bytes() for name in ("a.csv", "b.csv")} == {b"one"}


def test_nothing_lies_under_a_name_that_no_disk_takes(tmp_path: Path) -> None:
    assert lies_there(tmp_path)
    assert not lies_there(tmp_path / "report.pdf")
    assert not lies_there(tmp_path / ("x" * 5_000))


@pytest.mark.parametrize("path", [Path(), Path("/"), Path("..")])
def test_folder_is_no_file(path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_atomically(path, b"one")
    assert refused.value.code == "file.not-written"


def test_words_are_read_without_the_mark_some_editors_put_before_them(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes("\ufeffseven lanterns \r\n".encode())
    assert text_in(file) == "seven lanterns \r\n"


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xfe\x00", "file.not-text"), (b"a" * 64_001, "file.over-limit")]
)
def test_words_that_are_no_text_or_too_many_are_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        text_in(file)
    assert refused.value.code == code
