"""A session: one person at one open profile. Blocking, so the window calls it off its own thread.

Short verbs go to the lane at once; what takes longer (keys, files, PDFs) is done here, off the lane, and
only its outcome is written there.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.model.canonical import Json
from reviewer_app.model.local import RegisterSchool
from reviewer_app.model.moment import Clock, Ids, time_of
from reviewer_app.model.record import Record
from reviewer_app.model.roster import Member
from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import ReportContent
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.sheet_content import DaySheets
from reviewer_app.report.substitutes import Substituted
from reviewer_app.review import opened as opening
from reviewer_app.review import person, set_up
from reviewer_app.review.note_search import FoundNotes, search_notes
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.person import Me
from reviewer_app.review.set_up import ReviewOnList, SchoolFacts
from reviewer_app.review.versions import RecordVersion, versions_of
from reviewer_app.store import backup, photo_drafts, photos, settings
from reviewer_app.store import register as registry
from reviewer_app.store.audit import Audit, audit
from reviewer_app.store.backup import Backup
from reviewer_app.store.database import Database, Outcome
from reviewer_app.store.files import read_file, write_atomically
from reviewer_app.store.history import Version, history_of
from reviewer_app.store.profile import Profile
from reviewer_app.store.receive import is_unsettled
from reviewer_app.store.work import Work
from reviewer_app.sync.review_key import new_review_key
from reviewer_app.sync.roster import sign_roster
from reviewer_app.vault.certificate import SigningCertificate
from reviewer_app.vault.keyring import Keyring

BACKUP_EVERY: Final = timedelta(days=1)

T = TypeVar("T")
R = TypeVar("R", bound=Record)
P = ParamSpec("P")


class ReportBuilder(Protocol):
    """Builds a report's PDF in a child process."""

    def warm(self) -> None:
        """Start the child process ahead of the first build."""

    def build(self, content: ReportContent, *, draft: bool) -> bytes:
        """Give the PDF. Raises UserError "report.build-failed"."""

    def substitutes(self, content: ReportContent, *, draft: bool) -> tuple[Substituted, ...]:
        """Say which characters of the report no font has. Raises UserError "report.build-failed"."""

    def build_sheets(self, content: DaySheets) -> bytes:
        """Give a day's visit sheets as PDF. Raises UserError "report.build-failed"."""

    def build_response_form(self, content: ResponseForm, ending: str) -> bytes:
        """Give the form of a factual check, as its `ending` says. Raises UserError "report.build-failed"."""

    def build_shape(
        self, content: ReportContent, shape: ReportShape, ending: str, *, draft: bool
    ) -> bytes:
        """Give another shape of the report. Raises UserError "report.build-failed"."""

    def is_whole(
        self,
        written: bytes,
        content: ReportContent,
        shape: ReportShape,
        ending: str,
        *,
        draft: bool,
    ) -> bool:
        """Say whether all of the content stands in a written shape. Raises UserError "report.build-failed"."""

    def close(self) -> None:
        """End the child process."""


@dataclass(slots=True)
class Session:
    """Everything one person does with one open profile.

    Attributes:
        me: the person, None until `become` was called once in this profile's life.
        saved_in: the folder the person last saved a file in, None for none yet.
        only_reads: why nothing can be changed in this profile now, None where it can.
        keyring: finds the system's keyring at the moment it is needed; None where there is none.
        passing: the temporary folder of a profile that is only looked round in; it goes at the end.
    """

    profile: Profile
    database: Database
    clock: Clock
    ids: Ids
    builder: ReportBuilder
    keyring: Callable[[], Keyring | None]
    me: Me | None = None
    saved_in: Path | None = None
    only_reads: UserError | None = None
    passing: "TemporaryDirectory[str] | None" = None
    _backed_up_at: datetime | None = None

    def become(self, name: str) -> Me:
        """Say who sits here; once in a profile's life.

        Raises:
            UserError: "person.exists", "vault.name-invalid".
        """
        self.me = self.database.local(person.make_me, name, self.ids).result()
        self.database.author = self.me.author
        return self.me

    def person(self) -> Me:
        """Give the person who sits here.

        Raises:
            UserError: "review.nobody".
        """
        if self.me is None:
            raise UserError("review.nobody")
        return self.me

    def reviews(self) -> list[ReviewOnList]:
        """Give the reviews on this laptop, the latest first."""
        return self.database.ask(set_up.reviews_here).result()

    def create_review(
        self,
        school: SchoolFacts,
        framework: LoadedFramework,
        *,
        start: str,
        days: int,
        practice: bool = False,
        safeguarding_lead: str = "",
        safeguarding_place: str = "",
        safeguarding_number: str = "",
        nonce: str = "",
        team: Sequence[Member] = (),
        fill: Callable[[Work], None] | None = None,
    ) -> str:
        """Set up a review with this person as its lead; gives its id.

        `nonce`, drawn by chance where it is "", makes the id; `team` is on the roster from the beginning. `fill`
        writes more into it, in the same change: there is all of it, or none.

        Raises:
            UserError: "review.nobody", "review.date-wrong", "review.value-not-allowed".
        """
        me = self.person()
        set_up.checked_dates(start, days)
        public, secret = new_review_key()
        roster = set_up.first_roster(
            me.identity,
            nonce or secrets.token_hex(16),
            public,
            set_up.retention_end_of(start, days),
            team,
        )
        signed = sign_roster(roster, me.identity, [secret])

        def set_it_up(work: Work) -> str:
            review = set_up.create_review(
                work,
                school,
                framework,
                start=start,
                days=days,
                practice=practice,
                safeguarding_lead=safeguarding_lead,
                safeguarding_place=safeguarding_place,
                safeguarding_number=safeguarding_number,
            )
            if fill is not None:
                fill(work)
            return review

        founding = (signed.raw, signed.signature, signed.sealed)
        return self.database.found(roster.review, founding, set_it_up).result().value

    def school(self, urn: str) -> RegisterSchool | None:
        """Give the school of the register with this URN, None for none."""
        return self.database.ask(registry.school, urn).result()

    def find_schools(self, text: str, limit: int = 20) -> list[RegisterSchool]:
        """Find schools by URN, name, town or postcode, best first; closed ones last."""
        return self.database.ask(registry.find_schools, text, limit).result()

    def search_notes(self, typed: str, *, review: str = "") -> "Future[FoundNotes]":
        """Find notes by the words typed so far, in one review or ("") in all; nothing to wait for on any thread.

        A broken index is made anew behind what is typed.
        """
        found = self.database.ask(search_notes, typed, review=review)
        found.add_done_callback(self._mend_search)
        return found

    def _mend_search(self, found: "Future[FoundNotes]") -> None:
        if self.only_reads is not None or found.cancelled() or found.exception() is not None:
            return
        with suppress(RuntimeError):  # closed meanwhile: the next opening sees to it
            if found.result().broken:
                self.database.mend_search()
            elif not found.result().whole:
                self.database.tend_search()

    def open(self, review: str) -> OpenReview:
        """Read a review into memory.

        Raises:
            UserError: "review.unknown".
        """
        if self.database.ask(is_unsettled, review).result():
            self.database.settle(review).result()
        return self.database.ask(opening.fill, review, self.person().identity.person).result()

    def do(
        self,
        opened: OpenReview,
        verb: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a verb, wait for it, and bring the open review up to date."""
        outcome: Outcome[T] = self.database.do(opened.id, verb, *args, **kwargs).result()
        opened.update(outcome.applied)
        return outcome.value

    @contextmanager
    def at_times_of(self, clock: Clock) -> Iterator[None]:
        """Let what is done meanwhile happen at the times of another clock: for playing a sample review."""
        own = self.clock
        self.clock = self.database.clock = clock
        try:
            yield
        finally:
            self.clock = self.database.clock = own

    def history(self, review: str, kind: str, record: str) -> list[Version]:
        """Give the history of a record, oldest first."""
        return self.database.ask(history_of, review, kind, record).result()

    def versions(self, review: str, noun: type[R], record: str) -> list[RecordVersion[R]]:
        """Give the versions of a record, the one that leads first; none where there is but one."""
        return self.database.ask(versions_of, review, noun, record).result()

    def audit(self, review: str) -> Audit:
        """Check the journal's chain, every digest and every row of a review."""
        return self.database.ask(audit, review).result()

    def setting(self, name: str) -> Json:
        """Give a setting, None where it was never made."""
        return self.database.ask(settings.get, name).result()

    def settings(self) -> dict[str, Json]:
        """Give all settings."""
        return self.database.ask(settings.every).result()

    def set_setting(self, name: str, value: Json) -> "Future[None]":
        """Keep a setting."""
        return self.database.local(settings.put, name, value)

    def photo(self, digest: str) -> bytes | None:
        """Give a photo's JPEG, None while it has not arrived."""
        return self.database.ask(photos.get, digest).result()

    def photo_draft(self, draft: str) -> bytes | None:
        """Give the JPEG of a photo that waits, None where it waits no more."""
        return self.database.ask(photo_drafts.picture, draft).result()

    def certificate(self) -> SigningCertificate:
        """Give the certificate to sign with; issues one for oneself at the first use (up to a second).

        Nobody else would renew it, so another is issued once it is not valid.
        """
        now = self.clock()
        kept = self.database.ask(person.kept_certificate).result()
        if kept is not None and not kept.has_lapsed(now):
            return kept
        made = person.issue_certificate(self.person().identity.name, self.clock)
        return self.database.local(person.keep_own_certificate, made, now).result()

    def import_certificate(self, path: Path, passphrase: str) -> SigningCertificate:
        """Import a PKCS#12 certificate and sign with it from now on.

        Raises:
            UserError: "vault.certificate-..." says what is wrong with it.
        """
        # Here and not above: a start does not wait for what signs and checks.
        from reviewer_app.review import checking  # noqa: PLC0415

        certificate = checking.certificate_in(path, passphrase, self.clock())
        self.database.local(person.keep_certificate, certificate).result()
        return certificate

    def write_certificate_request(self, path: Path) -> None:
        """Write the request (PEM) that a programme's office answers with a certificate for this person's key.

        Raises:
            UserError: "file.not-written".
        """
        # Here and not above: a start does not wait for what issues certificates.
        from reviewer_app.vault.authority import request_of  # noqa: PLC0415

        write_atomically(path, request_of(self.certificate()))

    def take_answer(self, path: Path) -> SigningCertificate:
        """Sign with the certificate that an office issued from now on; the key stays the same.

        Raises:
            UserError: "file.unreadable", "file.over-limit", "vault.answer-...", "vault.certificate-...".
        """
        from reviewer_app.vault.authority import LARGEST_ANSWER, answered  # noqa: PLC0415

        answer = read_file(path, LARGEST_ANSWER)
        certificate = answered(self.certificate(), answer, now=self.clock())
        self.database.local(person.keep_certificate, certificate).result()
        return certificate

    def back_up(self) -> Backup:
        """Make a backup beside the profile, check it whole, and only then thin older ones.

        Raises:
            UserError: "profile.disk-full", "profile.read-only", "backup.damaged"; "backup.none" where the profile
                was closed meanwhile.
        """
        kept = self.profile
        part = self.database.copy(kept.backups, kept.key, kept.salt, self.clock()).result()
        if part is None:  # the profile was closed meanwhile
            raise UserError("backup.none", path=kept.backups)
        made = backup.complete(part, kept.key, kept.salt)
        self._backed_up_at = time_of(made.made_at)
        return made

    def backups(self) -> list[Backup]:
        """Give the backups beside the profile, the newest first."""
        return backup.list_backups(self.profile.backups)

    def wants_backup(self) -> bool:
        """Say whether the newest backup is a day old, or there is none.

        Asked in every pause: their folder is looked at only at the first, and then once a day.
        """
        if self._is_backed_up():
            return False
        newest = next(iter(self.backups()), None)
        self._backed_up_at = None if newest is None else time_of(newest.made_at)
        return not self._is_backed_up()

    def _is_backed_up(self) -> bool:
        made = self._backed_up_at
        return made is not None and self.clock() - made < BACKUP_EVERY

    def verify_backup(self, path: Path) -> None:
        """Read a backup through and check it, changing nothing.

        Raises:
            UserError: "backup.none", "backup.other", "backup.damaged".
        """
        backup.verify(path, self.profile.key, self.profile.salt)

    def change_passphrase(self, passphrase: str) -> None:
        """Seal the profile's key under a new passphrase.

        Raises:
            UserError: "vault.passphrase-short".
        """
        self.profile.change_passphrase(passphrase)

    def close(self) -> None:
        """Finish what was handed in and close the profile; safe to call twice."""
        self.builder.close()
        try:
            self.database.close()
        finally:
            self.profile.close()
            if self.passing is not None:
                self.passing.cleanup()
