"""Photos are kept under their digest, once."""

import hashlib

from reviewer_app.store import photos
from tests.support import Device


def test_photo_is_found_under_the_digest_of_its_bytes(helen: Device) -> None:
    database = helen.session.database
    digest = database.local(photos.keep, b"a picture").result()
    assert digest == hashlib.sha256(b"a picture").hexdigest()
    assert database.local(photos.keep, b"a picture").result() == digest
    assert database.ask(photos.get, digest).result() == b"a picture"


def test_photo_that_has_not_come_is_none(helen: Device) -> None:
    assert helen.session.database.ask(photos.get, "0" * 64).result() is None
