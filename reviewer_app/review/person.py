"""The person at this laptop: made once, with keys, a device, and a certificate to sign reports with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.moment import Clock, Ids
from reviewer_app.store import settings
from reviewer_app.store.work import Author
from reviewer_app.vault.card import card_of
from reviewer_app.vault.certificate import SigningCertificate
from reviewer_app.vault.identity import Identity, person_name

_IDENTITY = "identity"
_CERTIFICATE = "certificate"
_DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Me:
    """Who writes here: the person's keys and this device's id."""

    identity: Identity
    device: str

    @property
    def author(self) -> Author:
        """Whose journal changes go to."""
        return Author(self.identity.person, self.device)


def check_name(name: str) -> None:
    """Refuse a name that no person can have here, before anything is made for them.

    Raises:
        UserError: "vault.name-wrong".
    """
    person_name(name)


def make_me(connection: Connection, name: str, ids: Ids) -> Me:
    """Make the person once: first name, keys, and a device id of this profile.

    Raises:
        UserError: "person.exists" when the profile has someone already; "vault.name-wrong".
    """
    return make_me_again(connection, Identity.generate(name), ids)


def make_me_again(connection: Connection, identity: Identity, ids: Ids) -> Me:
    """Be a person whose keys are there already, on a device of its own: no two write one journal.

    Raises:
        UserError: "person.exists" when the profile has someone already.
    """
    if settings.get_secret(connection, _IDENTITY) is not None:
        raise UserError("person.exists")
    me = Me(identity, ids())
    settings.put_secret(connection, _IDENTITY, me.identity.to_bytes())
    settings.put(connection, _DEVICE, me.device)
    return me


def on_another_device(connection: Connection, ids: Ids) -> None:
    """Let whoever is here go on under a new device id; a profile without a person is left as it is.

    A profile put back from a copy writes no journal that the copy's original may have gone on with.
    """
    if settings.get_secret(connection, _IDENTITY) is not None:
        settings.put(connection, _DEVICE, ids())


def who_am_i(connection: Connection) -> Me | None:
    """Give the person of this profile, None while it has nobody."""
    kept = settings.get_secret(connection, _IDENTITY)
    if kept is None:
        return None
    return Me(Identity.from_bytes(kept), str(settings.get(connection, _DEVICE)))


def my_card(connection: Connection) -> bytes:
    """Give this person's card: name and public keys, to hand to a lead or the office.

    Raises:
        UserError: "review.nobody".
    """
    me = who_am_i(connection)
    if me is None:
        raise UserError("review.nobody")
    return card_of(me.identity)


def kept_certificate(connection: Connection) -> SigningCertificate | None:
    """Give the certificate this person signs with, None before the first sealing."""
    kept = settings.get_secret(connection, _CERTIFICATE)
    return SigningCertificate.from_bytes(kept) if kept else None


def keep_certificate(connection: Connection, certificate: SigningCertificate) -> None:
    """Keep a certificate, self-issued or imported, as the one to sign with from now on."""
    settings.put_secret(connection, _CERTIFICATE, certificate.to_bytes())


def keep_own_certificate(
    connection: Connection, certificate: SigningCertificate, now: datetime
) -> SigningCertificate:
    """Keep a self-issued certificate unless one that will do is kept already; gives the one to sign with.

    Issuing takes a second: a certificate imported meanwhile must not be lost to it.
    """
    there = kept_certificate(connection)
    if there is not None and not there.has_lapsed(now):
        return there
    keep_certificate(connection, certificate)
    return certificate


def issue_certificate(name: str, clock: Clock) -> SigningCertificate:
    """Issue a certificate for oneself; takes up to a second, so never on the lane."""
    return SigningCertificate.issue(name, now=clock())
