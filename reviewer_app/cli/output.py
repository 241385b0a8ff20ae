"""How commands speak: results on stdout, messages on stderr, one JSON object where it is asked for."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import typer

from reviewer_app.errors import UserError


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
            text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
        else:
            text = "".join(f"{line}\n" for line in lines)
        if sys.stdout is None:
            raise UserError("output.not-written", reason=os.strerror(errno.EBADF))
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            # What is left in the buffer would fail once more when Python ends.
            sys.stdout = None
            raise UserError("output.not-written", reason=error.strerror or str(error)) from error

    def say(self, sentence: str) -> None:
        """Print a message beside the result."""
        sys.stderr.write(sentence + "\n")

    def refusal(self, error: UserError) -> typer.Exit:
        """Say why, beside a result that was printed already, and give what ends the command with 1."""
        self.say(str(error))
        return typer.Exit(1)


def refused(error: UserError, *, as_json: bool) -> None:
    """Print why a command was refused, as `error[code]: what happened. What to do.` says it."""
    if as_json and sys.stdout is not None:
        said = {"error": error.code, "happened": error.happened, "remedy": error.remedy}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{error}\n")
