import errno
import os
import stat
from pathlib import Path

import pytest

from reviewer_app.durable import OWNER_ONLY, sync_folder, write_whole


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
