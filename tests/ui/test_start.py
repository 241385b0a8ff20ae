"""Starting: what is wrong with the command line is said before there is a window."""

from pathlib import Path

import pytest

from reviewer_app.__main__ import wants_window
from reviewer_app.errors import UserError
from reviewer_app.ui.start import passphrase_in, start_window, window_options


def test_the_passphrase_is_the_file_without_its_line_end(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes("\ufeffseven lanterns \r\n".encode())
    assert passphrase_in(file) == "seven lanterns "


def test_a_passphrase_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        passphrase_in(tmp_path / "gone")
    assert refused.value.code == "file.unreadable"
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError) as refused:
        passphrase_in(binary)
    assert refused.value.code == "file.not-text"


def test_it_ends_with_one_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start_window(["--passphrase-file", str(tmp_path / "gone")]) == 1
    assert "error[file.unreadable]" in capsys.readouterr().err


def test_the_window_takes_its_own_options_only() -> None:
    assert wants_window(["--profile", "folder", "--open=r1/notes/a1", "--temp"])
    assert not wants_window(["review", "list"])
    assert not wants_window(["--profile"])
    options = window_options().parse_args(["--open", "r1/notes/a1"])
    assert options.open == "r1/notes/a1"
