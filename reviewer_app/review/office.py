"""The programme's office: it takes in findings of finished reviews from a store, and gives them out as open data.

It is on no roster and holds no key of a review: what it has is what leads handed in, each by the school's consent.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import islice
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.model.local import ReceivedFindings
from reviewer_app.model.moment import instant, moment_of
from reviewer_app.model.nouns import SharingConsent
from reviewer_app.report import open_data
from reviewer_app.report.open_data import OpenData
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.session import Session
from reviewer_app.store import packages
from reviewer_app.store.files import folder_written
from reviewer_app.store.journal import table_of
from reviewer_app.sync.container import Holds
from reviewer_app.sync.findings_file import Findings, read_findings
from reviewer_app.sync.naming import SUFFIXES
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.stores import Store, is_of_the_store
from reviewer_app.sync.turned_away import Alike, TurnedAway, how_many
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.store_access import StoreAccess

_TABLE: Final = table_of(ReceivedFindings)
_AT_ONCE: Final = 40
"""Packages that are kept in one transaction, so that no job holds the lane for long."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What taking in came to: how many are new, how many were here, what was refused, what ended it early.

    Of one reason so many files are told in `refused`, and the rest are in `more`, by reason.
    """

    place: str
    new: int
    known: int
    refused: tuple[tuple[str, UserError], ...] = ()
    stopped: UserError | None = None
    more: Mapping[str, Alike] = field(default_factory=dict)

    @property
    def turned_away(self) -> int:
        """How many files were refused, told one by one or not."""
        return how_many(self.refused, self.more)


@dataclass(frozen=True, slots=True)
class Received:
    """What a list shows of the findings of one review as they were handed in last; `digest` is of their package.

    Each field is named as its column is.
    """

    review: str
    digest: str
    signer: str
    made_at: str
    school: str
    urn: str
    start: str
    days: int
    consent: SharingConsent


def receive(session: Session, address: str, access: StoreAccess | None = None) -> Receipt:
    """Take in what was handed in at a place since; as `receive_from`.

    Raises:
        UserError: "review.nobody", "store...." where nothing of it could be asked for.
    """
    return receive_from(session, open_store(address, access))


def receive_from(session: Session, store: Store) -> Receipt:
    """Take in every package on a store that is not here yet; one that is refused blocks no other.

    Raises:
        UserError: "review.nobody", "store...." where the store could not be listed.
    """
    session.profile.require_writable()
    me = session.person().identity
    here = session.database.ask(_here).result()
    names = [one for one in store.list() if one.lower().endswith(SUFFIXES[Holds.FINDINGS])]
    wanted = [one for one in names if (store.place, one) not in here.names]
    taking = _Taking(me, store, here, moment_of(session.clock()))
    new = 0
    coming = taking.rows(wanted)
    while rows := list(islice(coming, _AT_ONCE)):
        session.database.local(packages.keep, rows).result()
        new += len(rows)
    known = len(names) - len(wanted) + taking.known
    refused = taking.refused
    return Receipt(store.place, new, known, tuple(refused.told), taking.stopped, refused.more)


def received(session: Session) -> list[Received]:
    """Say what is here of every review, as it was handed in last, by school and day; no findings are read for it."""
    latest: dict[str, Received] = {}
    here = session.database.ask(_listed).result()
    for one in sorted(here, key=lambda one: (instant(one.made_at), one.digest)):
        latest[one.review] = one
    return sorted(latest.values(), key=lambda one: (one.school, one.start, one.review))


def forget(session: Session, review: str) -> int:
    """Forget the findings of a review, so that they can be received anew; says how many packages went.

    Raises:
        UserError: "findings.unknown".
    """
    session.profile.require_writable()
    gone: int = session.database.local(packages.forget, review).result()
    if not gone:
        raise UserError("findings.unknown", review=review)
    return gone


def export_all(session: Session, folder: Path, kind: OpenKind) -> tuple[Path, ...]:
    """Write the open data of all reviews into a folder: one JSON file, one workbook, or a CSV file for each table.

    Raises:
        UserError: "findings.none", "file.not-written".
    """
    # What writes workbooks is imported where it is used: a start does not wait for it.
    from reviewer_app.report import open_tables  # noqa: PLC0415

    here = received(session)
    if not here:
        raise UserError("findings.none")
    many = _findings(session, here)
    names = [f"reviews.{kind.value}"]
    with folder_written(folder) as begin:
        match kind:
            case OpenKind.JSON:
                begin(names[0]).writelines(open_data.written_together(many))
            case OpenKind.CSV:
                names = open_tables.write_csv(open_tables.laid_under(many), begin)
            case OpenKind.XLSX:
                begin(names[0]).write(open_tables.workbook_of(open_tables.laid_under(many)))
    return tuple(folder / name for name in names)


def _findings(session: Session, here: Sequence[Received]) -> Iterator[OpenData]:
    """Read the findings of these reviews, one after the other."""
    for one in here:
        name, content = session.database.ask(_content, one.digest).result()
        yield open_data.read(content, name)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is here already: where it lay, its digests, and who handed each review in."""

    names: set[tuple[str, str]]
    digests: set[str]
    signers: dict[str, tuple[str, str]]


class _Taking:
    """One round of taking in; what was refused on the way is told at the end."""

    def __init__(self, me: Identity, store: Store, here: _Here, now: str) -> None:
        self._me = me
        self._store = store
        self._here = here
        self._now = now
        self.known = 0
        self.refused = TurnedAway()
        self.stopped: UserError | None = None

    def rows(self, names: Sequence[str]) -> Iterator[ReceivedFindings]:
        """Give what is to be kept, one package after the other."""
        for name in names:
            try:
                row = self._row(name)
            except UserError as refusal:
                if is_of_the_store(refusal):
                    self.stopped = refusal
                    return
                self.refused.add(name, refusal)
            else:
                if row is None:
                    self.known += 1
                else:
                    yield row

    def _row(self, name: str) -> ReceivedFindings | None:
        """Read and check one package; None for one that is here under another name."""
        raw = self._store.read(name, largest=Holds.FINDINGS.largest)
        package = read_findings(raw, self._me)
        if package.digest in self._here.digests:
            return None
        data = _checked(package, name)
        person, signer = self._here.signers.setdefault(
            package.review, (package.person, package.consent["signer"])
        )
        if person != package.person:
            raise UserError("findings.other-signer", name=signer)
        self._here.digests.add(package.digest)
        return ReceivedFindings(
            digest=package.digest,
            review=package.review,
            place=self._store.place,
            name=name,
            person=package.person,
            signer=package.consent["signer"],
            made_at=package.made_at,
            received_at=self._now,
            school=data.school.name,
            urn=data.school.urn or "",
            start=data.visit.start,
            days=data.visit.days,
            consent=json.dumps(dict(package.consent), ensure_ascii=False),
            findings=package.data,
        )


def _checked(package: Findings, name: str) -> OpenData:
    """Read the findings, and check that they are for the reader and the purpose that the quoted consent is for."""
    data = open_data.read(package.data, name)
    _consent(package.review, package.consent)
    named = (data.made_for.recipient, data.made_for.purpose)
    if named != (package.consent["recipient"], package.consent["purpose"]):
        raise UserError("findings.other-reader")
    return data


def _consent(review: str, quoted: Mapping[str, str]) -> SharingConsent:
    said = {name: value for name, value in quoted.items() if name != "signer"}
    try:
        return SharingConsent.model_validate({**said, "id": review, "review": review})
    except ValidationError:
        raise UserError("findings.contents-malformed") from None


def _here(connection: Connection) -> _Here:
    columns = (_TABLE.c.place, _TABLE.c.name, _TABLE.c.digest, _TABLE.c.review)
    found = connection.execute(select(*columns, _TABLE.c.person, _TABLE.c.signer)).all()
    return _Here(
        names={(str(one.place), str(one.name)) for one in found},
        digests={str(one.digest) for one in found},
        signers={str(one.review): (str(one.person), str(one.signer)) for one in found},
    )


def _listed(connection: Connection) -> list[Received]:
    columns = [_TABLE.c[one.name] for one in fields(Received)]
    return [
        Received(**{**row, "consent": _consent(row["review"], json.loads(row["consent"]))})
        for row in connection.execute(select(*columns)).mappings()
    ]


def _content(connection: Connection, digest: str) -> tuple[str, bytes]:
    wanted = select(_TABLE.c.name, _TABLE.c.findings).where(_TABLE.c.digest == digest)
    name, content = connection.execute(wanted).one()
    return str(name), bytes(content)
