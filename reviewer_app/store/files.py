"""Files written for a person: whole or not at all."""

from gettext import gettext as _
from pathlib import Path

from reviewer_app.durable import write_whole
from reviewer_app.errors import UserError


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees part of it.

    Raises:
        UserError: "file.not-written"; whatever had that name before is as it was.
    """
    if not path.name:
        raise UserError("file.not-written", name=str(path), reason=_("it is a folder"))
    try:
        write_whole(path, content)
    except OSError as error:
        raise UserError(
            "file.not-written", name=path.name, reason=error.strerror or str(error)
        ) from error
