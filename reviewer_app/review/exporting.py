"""Exporting the report: a numbered draft or the sealed final, always for a named reader, always on record.

A draft is recorded once it is written, a final once it is sealed: a file that nobody has signed is no version yet.
A final that is built now and sealed later (the command line's two steps) is remembered on this laptop in between, by
its digest, so that sealing it asks for the same role and records the same reader as sealing at once.

What signs and checks is imported where it is used: a start does not wait for it.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.moment import full_day, time_of
from reviewer_app.model.words import Reader, ReportStage
from reviewer_app.report.content import DraftStatus, MadeFor, ReportContent
from reviewer_app.report.substitutes import Substituted
from reviewer_app.review import consent, report_languages, reporting, waivers
from reviewer_app.review.names.gate import require_no_names
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.report_look import kept_look
from reviewer_app.review.session import Session
from reviewer_app.store import settings
from reviewer_app.store.database import Outcome
from reviewer_app.store.files import write_atomically
from reviewer_app.vault.certificate import SigningCertificate

if TYPE_CHECKING:
    from reviewer_app.report.verdict import Verification


_CLOCKS_APART: Final = timedelta(minutes=10)
"""How far the clocks of two laptops of a team may stand apart."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies where it was wanted and is on record as a version.

    Attributes:
        path: the file.
        number: which draft, or which final, it is.
        outcome: what recording the version changed; whoever holds an open review takes it in.
        substituted: which characters no font has, and where they are printed as a substitute; none where that was
            said when it was built.
    """

    path: Path
    number: int
    outcome: Outcome[None]
    substituted: tuple[Substituted, ...]

    @property
    def substituted_words(self) -> str:
        """What no font has, in a sentence each; "" for nothing."""
        return " ".join(one.sentence for one in self.substituted)

    @property
    def checked_words(self) -> str:
        """What opening it again found, where that is to be said."""
        return ""


@dataclass(frozen=True, slots=True)
class Exported(Written):
    """A report that lies where it was wanted; `checked` is what opening it again found."""

    checked: "Verification"

    @property
    def checked_words(self) -> str:
        """What opening it again found."""
        return self.checked.summary


@dataclass(frozen=True, slots=True)
class _Built:
    """A final that waits to be sealed: of which review, for whom, the number it prints, and in which language."""

    review: str
    made_for: MadeFor
    number: int
    language: str


@dataclass(frozen=True, slots=True)
class _Export:
    """One export under way; `language` is one of `report_languages.CHOICES`."""

    session: Session
    review: str
    path: Path
    made_for: MadeFor
    language: str

    def next_number(self, stage: ReportStage) -> int:
        """Ask the file and not the review in memory, which an earlier export left as it was."""
        return _next_number(self.session, self.review, stage)

    def require_consent(self) -> None:
        """Refuse once more, before anything is written: while a report was built the school may have withdrawn.

        Raises:
            UserError: "report.consent-...".
        """
        consent.require_consent(self.session.open(self.review), self.made_for)

    def recorded(
        self,
        pdf: bytes,
        stage: ReportStage,
        number: int,
        substituted: tuple[Substituted, ...] = (),
    ) -> Exported:
        """Check the written file once more and record it as a version."""
        from reviewer_app.review import checking  # noqa: PLC0415 (see the module's own words)

        checked = checking.verify_path(self.path, now=self.session.clock())
        outcome = self.session.database.do(
            self.review,
            reporting.record_version,
            pdf,
            stage,
            number,
            self.made_for,
            language=self.language,
        ).result()
        return Exported(self.path, number, outcome, substituted, checked)

    def sealed(
        self, pdf: bytes, number: int, substituted: tuple[Substituted, ...] = ()
    ) -> Exported:
        """Write a signed report, if it checks, and record it under the number it prints."""
        from reviewer_app.review import checking  # noqa: PLC0415 (see the module's own words)

        self._require_clock()
        self.require_consent()
        checking.write_sealed(self.path, pdf)
        return self.recorded(pdf, ReportStage.FINAL, number, substituted)

    def _require_clock(self) -> None:
        """Refuse to seal by a clock that was set back: the seal would state a moment before what it seals.

        Of the drafts the last one tells: where the clock was ahead once and is right now, another draft says so.
        """
        made = self.session.database.ask(reporting.versions_here, self.review).result()
        last = reporting.number_after(made, ReportStage.DRAFT) - 1
        versions = [one for one in made if one.stage is ReportStage.FINAL or one.number >= last]
        latest = max((one.made_at for one in versions), key=time_of, default=None)
        if latest is not None and time_of(latest) - self.session.clock() > _CLOCKS_APART:
            raise UserError("report.clock-set-back", made=reporting.moment_words(latest))


def build_draft(session: Session, opened: OpenReview, made_for: MadeFor | None = None) -> bytes:
    """Build the report as a draft with the number the next one has; never signed, not recorded."""
    number = _next_number(session, opened.id, ReportStage.DRAFT)
    return session.builder.build(_draft(session, opened, number, made_for), draft=True)


def export_draft(
    session: Session, opened: OpenReview, path: Path, made_for: MadeFor, *, language: str = ""
) -> Exported:
    """Build a draft, write it, and record the version. `opened` is read and left as it is.

    `language` is one of `report_languages.CHOICES` for this once, "" for the review's.

    Raises:
        UserError: "review.not-allowed", "report.reader-missing", "review.value-not-allowed", "name.stand",
            "report.consent-...",
            "report.build-failed", "file.not-written".
    """
    export = _begin(session, opened, path, made_for, language)
    number = export.next_number(ReportStage.DRAFT)
    content = _draft(session, opened, number, made_for, language)
    substituted = session.builder.substitutes(content, draft=True)
    pdf = session.builder.build(content, draft=True)
    export.require_consent()
    write_atomically(path, pdf)
    return export.recorded(pdf, ReportStage.DRAFT, number, substituted)


def seal(
    session: Session,
    opened: OpenReview,
    path: Path,
    made_for: MadeFor,
    certificate: SigningCertificate | None = None,
) -> Exported:
    """Build the final report, sign it, write it, open it again and check it; only then record it.

    `opened` is read and left as it is. It is signed with this person's certificate unless another is given.

    Raises:
        UserError: "review.not-allowed", "report.reader-missing", "review.value-not-allowed", "name.stand",
            "report.consent-...",
            "finding.not-settled", "report.not-agreed",
            "report.build-failed", "report.not-sealed", "report.clock-set-back",
            "file.not-written", "vault.certificate-...".
    """
    from reviewer_app.report.signing import sign_pdf  # noqa: PLC0415 (see the module's own words)

    export = _begin_final(session, opened, path, made_for)
    certificate = certificate or session.certificate()
    now = session.clock()
    number = export.next_number(ReportStage.FINAL)
    content = _final(session, opened, certificate, now, made_for, number)
    substituted = session.builder.substitutes(content, draft=False)
    unsigned = session.builder.build(content, draft=False)
    signed = sign_pdf(unsigned, certificate, role="lead", when=now)
    return export.sealed(signed, number, substituted)


def build_final(
    session: Session, opened: OpenReview, path: Path, made_for: MadeFor, *, language: str = ""
) -> tuple[Substituted, ...]:
    """Build the final report ready to be sealed by `seal_built`, and write it; gives what no font has.

    It is no version yet; this laptop remembers for whom it was built. `language` is as of `export_draft`.

    Raises:
        UserError: "review.not-allowed", "report.reader-missing", "review.value-not-allowed", "name.stand",
            "report.consent-...",
            "finding.not-settled", "report.not-agreed",
            "report.build-failed", "file.not-written".
    """
    export = _begin_final(session, opened, path, made_for, language)
    number = export.next_number(ReportStage.FINAL)
    content = _final(
        session, opened, session.certificate(), session.clock(), made_for, number, language=language
    )
    substituted = session.builder.substitutes(content, draft=False)
    pdf = session.builder.build(content, draft=False)
    export.require_consent()
    built = _Built(opened.id, made_for, number, export.language)
    session.database.local(_remember_built, pdf, built).result()
    write_atomically(path, pdf)
    return substituted


def seal_built(
    session: Session, unsigned: Path, path: Path, certificate: SigningCertificate
) -> Exported:
    """Seal a final that `build_final` wrote, as `seal` does: the same role, the same check, the same record.

    Raises:
        UserError: "report...." says what is wrong with the file, "report.not-built-here" that this laptop has not
            built it, "report.built-before" that another final has been sealed since; "review.not-allowed", "file....".
    """
    from reviewer_app.report.signing import sign_pdf  # noqa: PLC0415 (see the module's own words)
    from reviewer_app.review import checking  # noqa: PLC0415

    pdf = checking.read_pdf(unsigned)
    # First in memory: of a draft, or a file that is signed already, that is what is to be said.
    signed = sign_pdf(pdf, certificate, role="lead", when=session.clock())
    built = session.database.ask(_built, pdf).result()
    if built is None:
        raise UserError("report.not-built-here", name=unsigned.name)
    export = _begin(session, session.open(built.review), path, built.made_for, built.language)
    if built.number < export.next_number(ReportStage.FINAL):
        raise UserError("report.built-before", name=unsigned.name, number=built.number)
    return export.sealed(signed, built.number)


def _begin(
    session: Session, opened: OpenReview, path: Path, made_for: MadeFor, language: str = ""
) -> _Export:
    """Refuse before a file is written, not after: only leaders record a version, for someone, without names."""
    require_export(session, opened, made_for)
    chosen = report_languages.choice_of(opened, language)
    return _Export(session, opened.id, path, made_for, chosen)


def _begin_final(
    session: Session, opened: OpenReview, path: Path, made_for: MadeFor, language: str = ""
) -> _Export:
    """Refuse a final as any export is, and what is not settled."""
    export = _begin(session, opened, path, made_for, language)
    waivers.require_settled(opened)
    return export


def require_export(session: Session, opened: OpenReview, made_for: MadeFor) -> None:
    """Refuse what no version may be: one nobody may record, for nobody, for whom the school has not agreed, with names.

    Raises:
        UserError: "review.not-allowed", "report.reader-missing", "review.value-not-allowed", "report.consent-...",
            "name.stand".
    """
    session.profile.require_writable()
    _require_allowed(session, opened, made_for)


def _require_allowed(session: Session, opened: OpenReview, made_for: MadeFor) -> None:
    if not opened.leads():
        raise UserError("review.not-allowed")
    reporting.require_reader(opened.id, made_for)
    consent.require_consent(opened, made_for)
    require_no_names(session, opened)


def _draft(
    session: Session, opened: OpenReview, number: int, made_for: MadeFor | None, language: str = ""
) -> ReportContent:
    now = session.clock()
    today = date(now.year, now.month, now.day)

    def say(opened: OpenReview) -> ReportContent:
        status = DraftStatus(number, full_day(today))
        return reporting.content_of(opened, draft=status, made_for=made_for)

    return replace(report_languages.told_in(opened, say, language), look=kept_look(session))


def _final(
    session: Session,
    opened: OpenReview,
    certificate: SigningCertificate,
    now: datetime,
    made_for: MadeFor,
    number: int,
    *,
    language: str = "",
) -> ReportContent:
    say = partial(
        reporting.content_of,
        certificate=certificate,
        sealed_on=date(now.year, now.month, now.day),
        made_for=made_for,
        number=number,
    )
    return replace(report_languages.told_in(opened, say, language), look=kept_look(session))


def _next_number(session: Session, review: str, stage: ReportStage) -> int:
    versions = session.database.ask(reporting.versions_here, review).result()
    return reporting.number_after(versions, stage)


def _remember_built(connection: Connection, pdf: bytes, built: _Built) -> None:
    settings.put(
        connection,
        _place_of(pdf),
        {
            "review": built.review,
            "recipient": built.made_for.recipient,
            "purpose": built.made_for.purpose,
            "reader": built.made_for.reader.value,
            "number": built.number,
            "language": built.language,
        },
    )


def _built(connection: Connection, pdf: bytes) -> _Built | None:
    """Give what this laptop remembers of a final it built; None for a file it did not."""
    kept = cast("dict[str, Any] | None", settings.get(connection, _place_of(pdf)))
    if kept is None:
        return None
    made_for = MadeFor(kept["recipient"], kept["purpose"], reader=Reader(kept["reader"]))
    return _Built(kept["review"], made_for, kept["number"], kept["language"])


def _place_of(pdf: bytes) -> str:
    return f"built/{hashlib.sha256(pdf).hexdigest()}"
