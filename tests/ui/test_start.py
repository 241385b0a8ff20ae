"""Starting: what is wrong with the command line is said before there is a window."""

import os
from functools import partial
from pathlib import Path

import pytest

from reviewer_app.__main__ import wants_window
from reviewer_app.durable import read_at_most
from reviewer_app.ui.start import start_window, window_options


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file.unreadable"),
        (b"\xff\xfe\x00", "file.not-text"),
        (b"a" * 64_001, "file.over-limit"),
    ],
)
def test_a_passphrase_file_that_cannot_be_read_ends_with_one_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: str
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    assert start_window(["--passphrase-file", str(file)]) == 1
    assert f"error[{code}]" in capsys.readouterr().err


def test_a_pipe_that_nothing_comes_from_does_not_keep_the_start_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    impatient = partial(read_at_most, patience=0.1)
    monkeypatch.setattr("reviewer_app.store.files.read_at_most", impatient)
    silent = os.open(pipe, os.O_RDWR)
    try:
        assert start_window(["--passphrase-file", str(pipe)]) == 1
    finally:
        os.close(silent)
    assert "error[file.unreadable]" in capsys.readouterr().err


def test_a_profile_without_a_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        start_window(["--profile", ""])
    assert ended.value.code == 2
    assert "Name a folder." in capsys.readouterr().err


def test_the_window_takes_its_own_options_only() -> None:
    assert wants_window(["--profile", "folder", "--open=r1/notes/a1", "--temp"])
    assert not wants_window(["review", "list"])
    assert not wants_window(["--profile"])
    options = window_options().parse_args(["--open", "r1/notes/a1"])
    assert options.open == "r1/notes/a1"
