import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from opendal import Operator, exceptions

from reviewer_app.errors import UserError
from reviewer_app.sync import stores
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.stores import PIECE, FolderStore
from tests.refusals import refusal

LIMIT = 10_000_000


@pytest.mark.parametrize("address", ["", " ", "ftp://host/path", "file:///x"])
def test_address_of_another_kind_is_refused(address: str) -> None:
    assert refusal(lambda: open_store(address)) == "store.address-unknown"


def test_missing_folder_is_refused_and_never_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    missing = (tmp_path / "stick", tmp_path / "file", tmp_path / "file" / "below")
    for folder in (
        *map(str, missing),
        "~nobody-of-this-name/x",
        f"{tmp_path}/\0",
        f"{tmp_path}/\udc00",
    ):
        assert refusal(lambda folder=folder: open_store(folder)) == "store.folder-missing"
    assert not (tmp_path / "stick").exists()


def test_stick_that_was_pulled_is_noticed_and_its_folder_never_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    store = FolderStore(folder)
    store.write_once("a.rvb", b"one")
    shutil.rmtree(folder)
    for act in (
        store.list,
        lambda: store.read("a.rvb", largest=LIMIT),
        lambda: store.write_once("b.rvb", b"two"),
    ):
        assert refusal(act) == "store.gone"
    assert not folder.exists()


def test_other_volume_in_the_same_place_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)
    monkeypatch.setattr(store, "_volume", -1)
    assert refusal(store.list) == "store.gone"


def test_writing_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.write_once("a.rvb", b"one")
    assert [file.name for file in tmp_path.iterdir()] == ["a.rvb"]


def test_no_part_of_a_file_is_ever_seen_at_its_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    content = bytes(8_000_000)
    sizes: set[int] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            sizes.update(file.stat().st_size for file in tmp_path.glob("*.rvb"))

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(8):
        store.write_once(f"a{number}.rvb", content)
    done.set()
    watcher.join()
    assert sizes <= {len(content)}


def test_a_large_file_that_goes_is_broken_off_within_a_piece_and_nothing_half_stands(
    tmp_path: Path,
) -> None:
    written: list[int] = []

    def stopped() -> bool:
        written.append(sum(one.stat().st_size for one in tmp_path.glob(".part-*/*")))
        return len(written) == 3

    store = FolderStore(tmp_path, stopped)
    assert refusal(lambda: store.write_once("a.rvp", bytes(9 * PIECE))) == "store.stopped"
    assert len(written) == 3
    assert all(size <= at * PIECE for at, size in enumerate(written))
    assert list(tmp_path.iterdir()) == []
    assert store.write_once("a.rvp", bytes(9 * PIECE)) is True


def test_a_large_file_that_comes_is_broken_off_within_a_piece(tmp_path: Path) -> None:
    FolderStore(tmp_path).write_once("a.rvp", bytes(9 * PIECE))
    looks: list[bool] = []

    def stopped() -> bool:
        looks.append(True)
        return len(looks) == 2

    store = FolderStore(tmp_path, stopped)
    assert refusal(lambda: store.read("a.rvp", largest=LIMIT)) == "store.stopped"
    assert len(looks) == 2
    assert store.read("a.rvp", largest=LIMIT) == bytes(9 * PIECE)


def test_folders_hidden_files_and_pipes_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "folder.rvb").mkdir()
    (tmp_path / ".hidden.rvb").touch()
    os.mkfifo(tmp_path / "pipe.rvb")
    (tmp_path / "Tom’s notes (1).rvb").write_bytes(b"x")
    store = FolderStore(tmp_path)
    assert store.list() == ("Tom’s notes (1).rvb",)
    assert store.read("Tom’s notes (1).rvb", largest=LIMIT) == b"x"


def test_a_name_taken_by_what_is_no_file_is_left_as_it_is_and_told(tmp_path: Path) -> None:
    (tmp_path / "folder.rvb").mkdir()
    os.mkfifo(tmp_path / "pipe.rvb")
    (tmp_path / "nowhere.rvb").symlink_to(tmp_path / "no such file")
    (tmp_path / "round.rvb").symlink_to("round.rvb")
    before = sorted(one.name for one in tmp_path.iterdir())
    store = FolderStore(tmp_path)
    for name in before:
        assert refusal(lambda name=name: store.write_once(name, b"one")) == "store.taken"
    assert sorted(one.name for one in tmp_path.iterdir()) == before
    assert (tmp_path / "nowhere.rvb").is_symlink()


@pytest.mark.parametrize("name", ["../secret.rvb", "/secret.rvb", "folder.rvb", "folder.rvb/"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "stick"
    (folder / "folder.rvb").mkdir(parents=True)
    (tmp_path / "secret.rvb").write_bytes(b"secret")
    store = FolderStore(folder)
    assert refusal(lambda: store.read(name, largest=LIMIT)) == "store.file-missing"


def test_what_does_not_read_back_equal_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)

    def write_less(name: str, content: bytes) -> None:
        (tmp_path / name).write_bytes(content[:-1])

    monkeypatch.setattr(store, "_write", write_less)
    assert refusal(lambda: store.write_once("a.rvb", b"one")) == "store.read-back-differs"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (28, "store.full"),
        (122, "store.full"),
        (30, "store.read-only"),
        (13, "store.read-only"),
        (5, "store.gone"),
    ],
)
def test_what_the_system_answers_becomes_what_to_do(
    tmp_path: Path, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(stores, "mkdtemp", refuse)
    store = FolderStore(tmp_path)
    assert refusal(lambda: store.write_once("a.rvb", b"one")) == code
    assert list(tmp_path.iterdir()) == []


def test_another_answer_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError(36, "File name too long")

    monkeypatch.setattr(stores, "mkdtemp", refuse)
    with pytest.raises(UserError) as caught:
        FolderStore(tmp_path).write_once("a.rvb", b"one")
    assert caught.value.code == "store.failed"
    assert "File name too long" in caught.value.happened


SMALL_DISK = """
import os, pathlib, subprocess, sys
from reviewer_app.errors import UserError
from reviewer_app.sync.stores import PIECE, FolderStore
disk = pathlib.Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=True)
store = FolderStore(disk)
store.write_once("small.rvb", b"kept")
def attempt(name, content):
    try:
        print(store.write_once(name, content))
    except UserError as error:
        print(error.code)
attempt("large.rvb", bytes(500_000))
attempt("huge.rvb", bytes(3_000_000))
print(sorted(os.listdir(disk)))
subprocess.run(["mount", "-o", "remount,ro,bind", disk], check=True)
attempt("other.rvb", b"x")
print(store.read("small.rvb", largest=10))
subprocess.run(["umount", disk], check=True)
attempt("other.rvb", b"x")
print(sorted(os.listdir(disk)))
"""


def test_full_disk_read_only_disk_and_pulled_stick(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", sys.executable, "-c", SMALL_DISK, tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "store.full",
        "store.full",
        "['small.rvb']",
        "store.read-only",
        "b'kept'",
        "store.gone",
        "[]",
    ]


def test_opendal_still_says_the_systems_error_number(tmp_path: Path) -> None:
    """The one place our reading of OpenDAL's messages stands on."""
    with pytest.raises(exceptions.NotFound, match=r"\(os error 2\)"):
        Operator("fs", root=str(tmp_path)).read("a")
    assert stores._opendal_answer("x\n\nSource:\n   Full (os error 28)\n") == (28, "Full")  # noqa: SLF001
    of_a_piece = (
        "Unexpected (temporary) at write, context: { path: a } => no, source: Full (os error 28)"
    )
    assert stores._opendal_answer(of_a_piece) == (28, "Full")  # noqa: SLF001
    with pytest.raises(OSError, match=r"source: .* \(os error 28\)") as caught:
        Operator("fs", root="/dev").open("full", "wb").write(bytes(9 * PIECE))
    assert caught.value.errno is None
    assert stores._opendal_answer("no number\nmore") == (None, "no number")  # noqa: SLF001
