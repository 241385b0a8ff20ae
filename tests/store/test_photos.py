"""Photos are kept under their digest, once."""

import hashlib

from reviewer_app.review import photo_taking, set_up
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.store import photos
from tests.support import Device


def test_photo_is_found_under_the_digest_of_its_bytes(helen: Device) -> None:
    database = helen.session.database
    digest = database.local(photos.keep, b"a picture").result()
    assert digest == hashlib.sha256(b"a picture").hexdigest()
    assert database.local(photos.keep, b"a picture").result() == digest
    assert database.ask(photos.get, digest).result() == b"a picture"


def test_photos_are_listed_by_digest_without_reading_any(helen: Device, asha: Device) -> None:
    mine = helen.writes(helen.visits(), "One.")
    hers = asha.writes(asha.visits(), "Two.")
    helen.does(set_up.allow_photos, "the programme office")
    asha.receives(helen.changes)
    helen.does(photo_taking.attach_photo, mine, CleanPhoto(b"my picture", 10, 10), "Mine")
    asha.does(photo_taking.attach_photo, hers, CleanPhoto(b"her picture", 10, 10), "Hers")
    helen.receives(asha.changes)
    database = helen.session.database
    [my, her] = [hashlib.sha256(one).hexdigest() for one in (b"my picture", b"her picture")]
    me = helen.session.person().identity.person
    assert database.ask(photos.wanting, helen.review).result() == [her]
    assert database.ask(photos.of_author, helen.review, me).result() == [my]
    database.local(photos.keep, b"her picture").result()
    assert database.ask(photos.wanting, helen.review).result() == []


def test_photo_that_has_not_come_is_none(helen: Device) -> None:
    assert helen.session.database.ask(photos.get, "0" * 64).result() is None
