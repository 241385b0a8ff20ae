"""Files written for a person: whole or not at all."""

import contextlib
import os
import secrets
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.store.disk import sync_folder


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, wait for the disk, and give it its name.

    Raises:
        UserError: "file.not-written"; whatever had that name before is as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(
            "file.not-written", name=path.name, reason=error.strerror or str(error)
        ) from error
