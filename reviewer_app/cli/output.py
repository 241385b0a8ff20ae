"""How commands speak: results on stdout, messages on stderr, one JSON object where it is asked for."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import typer

from reviewer_app.errors import UserError

_COMMANDS_TO_A_TERMINAL: Final = {
    code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}
"""Letters that show nothing and do something: colours, the window's title, the direction of what follows."""


@dataclass(slots=True)
class Output:
    """Prints a command's result, as lines for a person or as one JSON object for a machine."""

    as_json: bool = False

    def result(self, values: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print the result.

        Raises:
            UserError: "output.not-written".
        """
        if self.as_json:
            _print(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
        else:
            _print("".join(f"{shown(line)}\n" for line in lines))

    def listing(self, values: Mapping[str, object], lines: Sequence[str], nothing: str) -> None:
        """Print a list; of one that is empty, `nothing` says so to a person, beside a result that stays empty.

        Raises:
            UserError: as `result`.
        """
        self.result(values, lines)
        if not (lines or self.as_json):
            self.say(nothing)

    def say(self, sentence: str) -> None:
        """Print a message beside the result; where nobody can hear it there is nobody to tell."""
        if sys.stderr is None:
            return
        try:
            sys.stderr.write(shown(sentence) + "\n")
            sys.stderr.flush()
        except OSError:
            # As with the results below.
            sys.stderr = None

    def refusal(self, error: UserError) -> typer.Exit:
        """Say why, beside a result that was printed already, and give what ends the command with 1."""
        self.say(str(error))
        return typer.Exit(1)


def shown(text: str) -> str:
    """Give text as a terminal may have it: what others wrote must not give it commands."""
    return text.translate(_COMMANDS_TO_A_TERMINAL)


def refused(error: UserError, *, as_json: bool) -> None:
    """Print why a command was refused, as `error[code]: what happened. What to do.` says it."""
    if as_json:
        said = {"error": error.code, "happened": error.happened, "remedy": error.command}
        # The sentence beside it tells more than that it could not be printed.
        with suppress(UserError, typer.Exit):
            _print(json.dumps(said, ensure_ascii=False) + "\n")
    Output().say(str(error))


def _print(text: str) -> None:
    if sys.stdout is None:
        raise UserError("output.not-written", reason=os.strerror(errno.EBADF))
    try:
        # A file's name may be no text, as Linux allows; JSON writes such a character just so.
        sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError as error:
        # Whoever read the results has seen enough; Python must not find that out again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from error
    except OSError as error:
        # What is left in the buffer would fail once more when Python ends.
        sys.stdout = None
        raise UserError("output.not-written", reason=error.strerror or str(error)) from error
