import errno
import os
import stat
import tracemalloc
from pathlib import Path
from threading import Thread

import pytest

from reviewer_app.durable import OWNER_ONLY, read_at_most, sync_folder, write_whole


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_breaks_off_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"earlier")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"later")
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_readable_by_whom_it_was_written_for_whoever_could_read_the_earlier(
    tmp_path: Path,
) -> None:
    path = tmp_path / "profile.key"
    path.write_bytes(b"earlier")
    path.chmod(0o644)
    write_whole(path, b"later", mode=OWNER_ONLY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shared = tmp_path / "report.pdf"
    write_whole(shared, b"for all")
    touched = tmp_path / "touched"
    touched.touch()
    assert shared.stat().st_mode == touched.stat().st_mode


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_volume_that_cannot_keep_names_through_a_power_cut_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, "not here")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(tmp_path / "card.rvc", b"whole")
    assert (tmp_path / "card.rvc").read_bytes() == b"whole"


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        sync_folder(tmp_path)


def test_a_link_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "report.pdf", tmp_path / "report.pdf"
    link.symlink_to(target)
    for content in (b"first", b"second"):
        write_whole(link, content)
        assert link.is_symlink()
        assert target.read_bytes() == content
    assert list((tmp_path / "there").iterdir()) == [target]


def test_what_is_no_file_is_never_replaced_by_one(tmp_path: Path) -> None:
    pipe, link, folder = tmp_path / "pipe", tmp_path / "link", tmp_path / "folder"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    folder.mkdir()
    for path in (pipe, link, folder):
        with pytest.raises(OSError, match=r"Invalid argument|Is a directory"):
            write_whole(path, b"whole")
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [folder, link, pipe]
    with pytest.raises(OSError, match="Invalid argument"):
        write_whole(Path("/dev/null"), b"whole")
    assert Path("/dev/null").is_char_device()


def test_a_file_of_the_most_it_may_have_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "card"
    path.write_bytes(bytes(100_000))
    assert read_at_most(path, 100_000) == bytes(100_000)
    with pytest.raises(OSError, match="too large") as refused:
        read_at_most(path, 99_999)
    assert refused.value.errno == errno.EFBIG


def test_what_is_too_large_never_comes_into_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)
    tracemalloc.start()
    for path, allowed in ((huge, 100_000), (Path("/dev/zero"), 4_000_000)):
        tracemalloc.reset_peak()
        with pytest.raises(OSError, match="too large"):
            read_at_most(path, 1_000_000)
        assert tracemalloc.get_traced_memory()[1] < allowed
    tracemalloc.stop()


def test_a_pipe_is_read_to_its_end_and_not_waited_for_for_ever(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="timed out") as refused:
        read_at_most(pipe, 1_000_000, patience=0.1)
    assert refused.value.errno == errno.ETIMEDOUT
    writer = Thread(target=pipe.write_bytes, args=(bytes(300_000),))
    writer.start()
    assert read_at_most(pipe, 1_000_000, patience=60) == bytes(300_000)
    writer.join()
