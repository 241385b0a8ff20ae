"""A first glance at a profile: its settings, read before anything that takes long is imported.

Nothing here counts as opening: no lock is taken and nothing can be written. Wherever anything is not as after an
orderly close there is no glance, and the opening that follows finds out and says what is the matter.
"""

import base64
import json
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from reviewer_app.durable import read_at_most
from reviewer_app.errors import UserError
from reviewer_app.places import KEY_FILE, PROFILE_FILE
from reviewer_app.store.cipher import peek, wal_of
from reviewer_app.vault.keyring import Keyring

_LARGEST_KEY_FILE: Final = 64 * 1024


def settings_at_a_glance(folder: Path, keyring: Keyring | None) -> dict[str, object] | None:
    """Give the settings of a profile whose key the keyring holds; None where it was not closed in order.

    A profile that is open elsewhere, or whose program was killed, has a `-wal` beside it.
    """
    path = folder / PROFILE_FILE
    if keyring is None or not path.exists() or wal_of(path).exists():
        return None
    try:
        # The two fields it takes, without the seals around them: with a wrong key nothing opens, nor is harmed.
        key_file = json.loads(read_at_most(folder / KEY_FILE, _LARGEST_KEY_FILE))
        key = keyring.get(key_file["profile_id"])
        if key is None:
            return None
        connection = peek(path, key, base64.urlsafe_b64decode(key_file["salt"] + "=="))
    except (OSError, ValueError, KeyError, TypeError, UserError):
        return None
    try:
        rows = connection.execute("SELECT name, value FROM setting").fetchall()
        return {str(name): json.loads(value) for name, value in rows}
    except (dbapi2.Error, ValueError):
        return None
    finally:
        connection.close()
