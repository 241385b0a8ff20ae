"""What every command starts from: which profile, how it is opened, how to speak."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final

from reviewer_app.app import Program
from reviewer_app.cli.output import Output
from reviewer_app.errors import UserError
from reviewer_app.places import default_folder
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.files import text_in

_INPUT_MOST: Final = 1_000_000
"""Characters of standard input; a note has 20,000 at the most, and says so itself."""

_ATTEMPTS: Final = 11
_PAUSE: Final = 0.2
"""Seconds between two attempts to open a profile that is open elsewhere."""


@dataclass(slots=True)
class Context:
    """The global options, and the program they apply to; `window_check` says what draws the window."""

    program: Program
    folder: Path = field(default_factory=default_folder)
    passphrase_file: Path | None = None
    output: Output = field(default_factory=Output)
    window_check: Callable[[], str] = str
    _passphrase: str | None = None

    def passphrase(self) -> str | None:
        """Read the passphrase from its file, once; None where none was named.

        Raises:
            UserError: "file.unreadable".
        """
        if self.passphrase_file is not None and self._passphrase is None:
            # A pipe gives it only once.
            self._passphrase = text_in(self.passphrase_file).rstrip("\r\n")
        return self._passphrase

    @contextmanager
    def session(self, attempts: int = _ATTEMPTS) -> Iterator[Session]:
        """Open the profile for one command and close it again.

        One that is open elsewhere is waited for a moment: a laptop that serves has it open for no longer. Where its
        disk is full or cannot be written, commands that only read are done all the same, and any other is refused for
        the reason the profile did not open.

        Raises:
            UserError: "profile....", "vault....".
        """
        passphrase = self.passphrase()
        try:
            session = self._opened(passphrase, attempts)
        except UserError as why:
            if why.code not in ("profile.read-only", "profile.disk-full"):
                raise
            session = self.program.open(self.folder, passphrase=passphrase, reading=True)
            with _changes_refused(why), closing(session):
                yield session
            return
        with closing(session):
            yield session

    def _opened(self, passphrase: str | None, attempts: int) -> Session:
        for _attempt in range(attempts - 1):
            try:
                return self.program.open(self.folder, passphrase=passphrase)
            except UserError as elsewhere:
                if elsewhere.code != "profile.already-open":
                    raise
                Event().wait(_PAUSE)
        return self.program.open(self.folder, passphrase=passphrase)

    @contextmanager
    def review(self, review: str) -> Iterator[tuple[Session, OpenReview]]:
        """Open the profile and one of its reviews.

        Raises:
            UserError: "review.unknown" besides what `session` raises.
        """
        with self.session() as session:
            yield session, session.open(review)


@contextmanager
def _changes_refused(why: UserError) -> Iterator[None]:
    """Say of what cannot be written why it cannot."""
    try:
        yield
    except UserError as error:
        if error.code == "profile.read-only":
            raise why from error
        raise


def text_from(words: str) -> str:
    """Give a text argument; "-" reads standard input.

    Raises:
        UserError: "file.unreadable", "file.over-limit", "file.not-text".
    """
    return _standard_input() if words == "-" else words


def _standard_input() -> str:
    if sys.stdin is None:
        raise UserError("file.unreadable", name="-", reason=os.strerror(errno.EBADF))
    try:
        text = sys.stdin.read(_INPUT_MOST + 1).removeprefix("\ufeff")
        # In the C locale Python lets what is no text through, in disguise.
        text.encode()
    except OSError as error:
        raise UserError("file.unreadable", name="-", reason=error.strerror or str(error)) from error
    except UnicodeError:
        raise UserError("file.not-text", name="-") from None
    if len(text) > _INPUT_MOST:
        raise UserError("file.over-limit", name="-", limit="1 MB")
    return text


def progress(sentence: str) -> Callable[[int, int], None]:
    """Give what shows a long command's progress on a terminal, and nothing elsewhere."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = f"{100 * done // total} %" if total else f"{done}"
            end = "\n" if total and done >= total else "\r"
            sys.stderr.write(f"{sentence} {share}{end}")
            sys.stderr.flush()

    return show
