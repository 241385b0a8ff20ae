"""The report: what it says, read from the open review; its passages; its versions.

A finding's sentence is the report's sentence: nothing is written twice.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, select

from reviewer_app.errors import N_, UserError
from reviewer_app.frameworks.schema import Framework, Heading
from reviewer_app.language import gettext as _
from reviewer_app.language import in_any_language, listed, ngettext
from reviewer_app.model.moment import day_and_month, full_day, month_name, time_of
from reviewer_app.model.nouns import Finding, Passage, ReportVersion, SharingConsent
from reviewer_app.model.reasons import Reason
from reviewer_app.model.record import validated
from reviewer_app.model.report import ReportVersionRow
from reviewer_app.model.words import Bearing, Borne, Reader, ReportShape, ReportStage
from reviewer_app.report.content import (
    AgreedBy,
    AreaOfExcellence,
    AttachedFile,
    Contact,
    DraftStatus,
    EvidenceBehind,
    Fact,
    HeadingFindings,
    MadeFor,
    PreviousEbi,
    ReportContent,
    ReportFinding,
    ReportHypothesis,
    ReportSupport,
    Reviewer,
    ScaleWord,
    Sealing,
    Section,
    Signatory,
    SummaryRow,
)
from reviewer_app.report.open_data import FILE, written
from reviewer_app.review import abbreviations, agreed, consent, factual_check, weigh
from reviewer_app.review.open_data import open_data
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.reported_forms import form_sections
from reviewer_app.review.reported_visits import classes_of, kind_said, lessons_seen, what_was_seen
from reviewer_app.review.wording import role_words
from reviewer_app.store.journal import table_of
from reviewer_app.store.work import Work
from reviewer_app.vault.certificate import SigningCertificate

CONTEXT: Final = "@context"
"""The section in which the school is told of, by whatever framework: an id that none of a framework can have."""

_HEADTEACHER: Final = N_("the headteacher")
_FACTUAL_CHECK: Final = N_("factual check")
_OWN_REPORT: Final = N_("to keep as the school’s own report")
_USUAL: Final = (
    _HEADTEACHER,
    _FACTUAL_CHECK,
    _OWN_REPORT,
    N_("to work on with the words"),
    N_("to read on a screen"),
    N_("the governors"),
    N_("their meeting"),
    N_("the improvement plan"),
    N_("everybody"),
    N_("the school’s website"),
)
"""Readers and purposes as they are proposed; what else people say stays in their words."""


def write_passage(
    work: Work,
    section: str,
    text: str,
    *,
    since: int | None = None,
    place: str | None = None,
) -> None:
    """Write the free text of a report section; "" takes it back to the framework's own wording."""
    record = f"{work.review}:{section}"
    there = work.get(Passage, record)
    if there is None and text.strip():
        work.add(Passage, record, section=section, text=text.strip())
    elif there is not None and text.strip():
        work.set(Passage, record, since=since, text=text.strip())
    elif there is not None:
        work.remove(Passage, record, Reason.FRAMEWORKS_WORDING)
    work.drop_draft(place)


def require_reader(review: str, made_for: MadeFor) -> None:
    """Refuse a reader or a purpose that no version could be on record with: before there is a file, not after.

    Raises:
        UserError: "report.reader-missing", "review.value-not-allowed".
    """
    if not made_for.recipient.strip():
        raise UserError("report.reader-missing")
    fields = _version_fields(b"", ReportStage.DRAFT, 1, made_for, ReportShape.REPORT)
    never = "1970-01-01T00:00:00+00:00"
    validated(ReportVersion, {**fields, "id": review, "review": review, "made_at": never})


def record_version(
    work: Work,
    written: bytes,
    stage: ReportStage,
    number: int,
    made_for: MadeFor,
    shape: ReportShape = ReportShape.REPORT,
    *,
    language: str = "",
) -> None:
    """Record an exported version: its number, digest, shape and language, for whom and why, and by whose consent."""
    fields = _version_fields(written, stage, number, made_for, shape)
    given = consent.standing_for(work.all(SharingConsent), made_for)
    work.add(
        ReportVersion,
        work.new_id(),
        **fields,
        language=language,
        consent=given.id if given else "",
        made_at=work.now,
    )


def _version_fields(
    written: bytes, stage: ReportStage, number: int, made_for: MadeFor, shape: ReportShape
) -> dict[str, object]:
    return {
        "number": number,
        "stage": stage,
        "shape": shape,
        "digest": hashlib.sha256(written).hexdigest(),
        "recipient": made_for.recipient.strip(),
        "purpose": made_for.purpose.strip(),
        "reader": made_for.reader,
    }


def reader_of(version: ReportVersion) -> MadeFor:
    """Give whom a version was made for, and why, as it is on record."""
    return MadeFor(version.recipient, version.purpose, reader=version.reader)


def versions_here(connection: Connection, review: str) -> list[ReportVersion]:
    """Give the versions of a review's report that are on record on this laptop."""
    table = table_of(ReportVersionRow)
    rows = connection.execute(select(table).where(table.c.review == review)).mappings()
    return [ReportVersion.model_validate(dict(row)) for row in rows]


def is_sealed(opened: OpenReview) -> bool:
    """Say whether a final report has left."""
    return any(one.stage is ReportStage.FINAL for one in reports_in(opened.versions()))


def number_after(versions: Iterable[ReportVersion], stage: ReportStage) -> int:
    """Give the number the next version of a stage has: drafts and finals are counted apart."""
    reports = [one for one in reports_in(versions) if one.stage is stage]
    return 1 + max((one.number for one in reports), default=0)


def reports_in(versions: Iterable[ReportVersion]) -> list[ReportVersion]:
    """Give the versions that are the report itself, and not another shape of one."""
    return [one for one in versions if one.shape is ReportShape.REPORT]


def usual_reader(stage: ReportStage) -> MadeFor:
    """Say for whom and for what an export usually is; what both front ends propose."""
    purpose = _(_FACTUAL_CHECK) if stage is ReportStage.DRAFT else _(_OWN_REPORT)
    return MadeFor(_(_HEADTEACHER), purpose, reader=Reader.SCHOOL)


def _named(made_for: MadeFor | None) -> MadeFor | None:
    """Say whom an export is for in the report's language, where it is as usual."""
    if made_for is None:
        return None

    def named(text: str) -> str:
        return next((_(one) for one in _USUAL if text.strip() in in_any_language(one)), text)

    return replace(made_for, recipient=named(made_for.recipient), purpose=named(made_for.purpose))


def day_words(start: str, days: int) -> str:
    """Say the dates of a visit in words: "17 to 19 November 2026"."""
    first = date.fromisoformat(start)
    last = first + timedelta(days=days - 1)
    if first == last:
        return full_day(first)
    if first.year != last.year:
        return _("{first} to {last}").format(first=full_day(first), last=full_day(last))
    same_month = first.month == last.month
    begin = str(first.day) if same_month else day_and_month(first)
    return _("{first} to {last}").format(first=begin, last=full_day(last))


def moment_words(moment: str) -> str:
    """Say a moment in words: "18 November 2026 at 12:31"."""
    when = time_of(moment)
    return _("{day} at {time}").format(day=full_day(when.date()), time=f"{when:%H:%M}")


def _days_words(days: int) -> str:
    words = (_("one day"), _("two days"), _("three days"), _("four days"), _("five days"))
    if days <= len(words):
        return words[days - 1]
    return ngettext("{count} day", "{count} days", days).format(count=days)


def content_of(
    opened: OpenReview,
    *,
    draft: DraftStatus | None = None,
    made_for: MadeFor | None = None,
    certificate: SigningCertificate | None = None,
    sealed_on: date | None = None,
    number: int = 1,
    published: bool = False,
) -> ReportContent:
    """Say what the report of a review says now.

    `certificate`, `sealed_on` and `number` are given when it is about to be sealed, `made_for` when it is exported.
    `published`: a framework's own words name nobody and explain no estimate. The content is plain values; the same
    review gives the same content.
    """
    review = opened.review
    framework = opened.framework.framework
    last_day = date.fromisoformat(review.start) + timedelta(days=review.days - 1)
    passages = {
        section: _passages(opened, section, published=published)
        for section in (CONTEXT, *(one.id for one in framework.report))
    }
    hypotheses = _hypotheses(opened, draft=draft is not None)
    built_on = sealed_on or last_day
    sealing = _sealing(certificate, sealed_on, number)
    return ReportContent(
        programme=framework.title,
        school=review.school_name,
        dates=day_words(review.start, review.days),
        days=_days_words(review.days),
        month=f"{month_name(last_day.month)} {last_day.year}",
        built_on=built_on.isoformat(),
        facts=_facts(opened),
        summary=_summary(opened),
        introduction=_first(framework, passages, "introduction"),
        context=passages[CONTEXT],
        findings=_findings(opened),
        excellence=_excellence(opened, passages),
        previous=tuple(
            PreviousEbi(one.text, one.outcome or None) for one in opened.earlier_points()
        ),
        support=tuple(
            ReportSupport(one.id, one.text, one.from_whom or None)
            for one in opened.support_wanted()
        ),
        hypotheses=hypotheses,
        seen=what_was_seen(opened),
        agreed=tuple(
            AgreedBy(one.role, one.name or None, full_day(time_of(one.agreed_at).date()))
            for one in opened.agreements()
        ),
        not_agreed=agreed.not_agreed(opened),
        different_view=tuple(
            one.different_view for one in opened.agreements() if one.different_view
        ),
        facts_checked=None if draft else factual_check.facts_checked(opened),
        reviewers=tuple(Reviewer(one.name, role_words(one.role)) for one in opened.people()),
        sections=(
            *_sections(opened, passages, explained=not published),
            *_abbreviations(opened, passages, hypotheses),
        ),
        forms=form_sections(opened, passages),
        signatories=_signatories(opened, certificate, sealed_on),
        sealing=sealing,
        contact=_contact(review.contact),
        draft=draft,
        made_for=_named(made_for),
        # Only where the last page says so.
        attached=_data(opened, made_for) if sealing and made_for else None,
    )


def file_name(opened: OpenReview, *, final: bool) -> str:
    """Give the name people know the next file by: "Larkfield Primary School, peer review report, draft 2.pdf"."""
    # Here and not above: it brings the typesetting, and a start does not wait for that.
    from reviewer_app.report.naming import report_file_name  # noqa: PLC0415

    number = None if final else number_after(opened.versions(), ReportStage.DRAFT)
    return report_file_name(content_of(opened), number)


def _contact(written: str) -> Contact | None:
    """Take "who, how to reach them" apart at its first comma."""
    who, _comma, reach = (part.strip() for part in written.partition(","))
    return Contact(who, reach) if who else None


def _passages(opened: OpenReview, section: str, *, published: bool) -> tuple[str, ...]:
    own = opened.passage(section)
    if own:
        return tuple(part.strip() for part in own.split("\n\n") if part.strip())
    return starting_words(opened, section, published=published)


def starting_words(opened: OpenReview, section: str, *, published: bool = False) -> tuple[str, ...]:
    """Give the framework's own wording of a section, paragraph by paragraph; nothing where it has none."""
    sections = opened.framework.framework.report
    found = next((one for one in sections if one.id == section), None)
    return found.starting_text(placeholders(opened, published=published)) if found else ()


def placeholders(opened: OpenReview, *, published: bool = False) -> dict[str, str | None]:
    """Give the words that stand for the placeholders in a framework's wording; None leaves a paragraph out."""
    review = opened.review
    lead = _("a lead reviewer from outside the school") if published else lead_name(opened)
    return {
        "school": review.school_name,
        "dates": day_words(review.start, review.days),
        "lead": lead,
        "excellence": review.excellence_title or _("the area of excellence"),
        "agreed": agreed.agreed_words(opened),
        "words": "" if _scale_words(opened) and not published else None,
    }


def _first(
    framework: Framework, passages: dict[str, tuple[str, ...]], kind: str
) -> tuple[str, ...]:
    return next((passages[one.id] for one in framework.report if one.kind == kind), ())


def _sections(
    opened: OpenReview, passages: dict[str, tuple[str, ...]], *, explained: bool
) -> tuple[Section, ...]:
    words = _scale_words(opened) if explained else ()
    return tuple(
        Section(one.title, passages[one.id], words)
        for one in opened.framework.framework.report
        if one.kind == "how-to-read" and (passages[one.id] or words)
    )


def _abbreviations(
    opened: OpenReview,
    passages: dict[str, tuple[str, ...]],
    hypotheses: Sequence[ReportHypothesis],
) -> tuple[Section, ...]:
    """Give a list of the abbreviations the report uses; nothing where it uses none."""
    texts = [
        *(one.text for one in opened.findings()),
        *(text for parts in passages.values() for text in parts),
        *(text for one in hypotheses for text in (one.text, one.found or "")),
        *(one.text for one in opened.support_wanted()),
    ]
    found = abbreviations.used_in(texts, abbreviations.known(opened, {}))
    if not found:
        return ()
    words = tuple(ScaleWord(short, written) for short, written in found.items())
    return (Section(_("Abbreviations"), (), words),)


def _scale_words(opened: OpenReview) -> tuple[ScaleWord, ...]:
    """Give each word of a scale the summary prints, now or for last time, with what it means."""
    framework = opened.framework.framework
    now, before = opened.estimates(), opened.earlier_estimates()
    words = [
        ScaleWord(point.label, point.descriptor)
        for heading in framework.headings
        if now.get(heading.id)
        for point in framework.points_for(heading.id)
        if point.id in (now[heading.id], before.get(heading.id))
    ]
    return tuple(dict.fromkeys(words))


def _facts(opened: OpenReview) -> tuple[Fact, ...]:
    review = opened.review
    visits = lessons_seen(opened)
    classes = {one.class_name for one in visits if one.class_name}
    lessons = ""
    if len(classes) > 1:
        lessons = _("{visits}, in {classes} classes").format(
            visits=len(visits), classes=len(classes)
        )
    elif classes_of(visits) > 1:
        lessons = str(len(visits))
    phase = ", ".join(part for part in (review.school_phase, review.school_ages) if part)
    lead = lead_name(opened)
    pairs = (
        (_("Phase"), phase),
        (_("Pupils"), str(review.school_pupils) if review.school_pupils else ""),
        (_("Local authority"), review.school_authority),
        (_("Lesson visits"), lessons),
        (lead_label(), lead),
        (_("Last review"), review.last_review),
    )
    return tuple(Fact(label, value) for label, value in pairs if value)


def _summary(opened: OpenReview) -> tuple[SummaryRow, ...]:
    framework = opened.framework.framework
    now, before = opened.estimates(), opened.earlier_estimates()
    notes = opened.earlier_reasons()
    rows = []
    for heading in framework.headings:
        labels = {one.id: one.label for one in framework.points_for(heading.id)}
        agreed = labels.get(now.get(heading.id, ""))
        title = heading.title
        if heading.kind == "excellence" and opened.review.excellence_title:
            title = _("{heading}: {title}").format(
                heading=title, title=opened.review.excellence_title
            )
        last = before.get(heading.id)
        then = labels.get(last, last) if last else None
        # Without the last: not enough to say is no word of the scale.
        scale = tuple(one.label for one in framework.points_for(heading.id)[-2::-1])
        rows.append(SummaryRow(title, then, agreed, notes.get(heading.id, ""), scale))
    return tuple(rows) if any(one.now or one.last_time for one in rows) else ()


def _findings(opened: OpenReview) -> tuple[HeadingFindings, ...]:
    framework = opened.framework.framework
    found = []
    for heading in framework.headings:
        if heading.kind == "excellence":
            continue
        if opened.findings(heading.id):
            found.append(_under(opened, heading))
    return tuple(found)


def _under(opened: OpenReview, heading: Heading) -> HeadingFindings:
    return HeadingFindings(
        heading.title,
        _said(opened, opened.findings(heading.id, Bearing.WWW)),
        _said(opened, opened.findings(heading.id, Bearing.EBI)),
        _short(heading),
    )


def _short(heading: Heading) -> str:
    """Name a heading in short; one that is called in short as only one of its parts is, by all of them."""
    names = [one.short for one in heading.strands]
    if heading.short not in names:
        return heading.short
    return listed([names[0], *(f"{name[:1].lower()}{name[1:]}" for name in names[1:])])


def _said(opened: OpenReview, findings: Sequence[Finding]) -> tuple[ReportFinding, ...]:
    return tuple(
        ReportFinding(
            one.id,
            one.text,
            one.cost or None,
            evidence_behind(opened, one.id),
            weigh.strand_behind(opened, one),
        )
        for one in findings
    )


def evidence_behind(opened: OpenReview, finding: str) -> EvidenceBehind | None:
    """Say what a finding rests on: the kinds of activity its notes come from, None without notes."""
    kinds = weigh.kinds_behind(opened, finding)
    return EvidenceBehind(tuple(kind_said(opened, kind) for kind in kinds)) if kinds else None


def _excellence(
    opened: OpenReview, passages: dict[str, tuple[str, ...]]
) -> AreaOfExcellence | None:
    framework = opened.framework.framework
    heading = framework.excellence_heading()
    if heading is None:
        return None
    findings = opened.findings(heading.id)
    # Without a title of its own it is called by its heading: what was found there is never left out.
    title = opened.review.excellence_title or (heading.title if findings else "")
    if not title:
        return None
    word = opened.estimates().get(heading.id, "")
    labels = {one.id: one.label for one in framework.points_for(heading.id)}
    own = _first(framework, passages, "area-of-excellence")
    found = _under(opened, heading) if findings else None
    return AreaOfExcellence(title, labels.get(word), own, found)


def _hypotheses(opened: OpenReview, *, draft: bool) -> tuple[ReportHypothesis, ...]:
    """Give what the team set out to find out; one that is still open is for a draft alone."""
    return tuple(
        ReportHypothesis(one.id, one.text, one.outcome.value, one.found or None)
        for one in opened.hypotheses()
        if draft or one.outcome is not Borne.OPEN
    )


def lead_label() -> str:
    """Say what the lead is called among the facts of the cover."""
    return _("Lead reviewer")


def lead_name(opened: OpenReview, certificate: SigningCertificate | None = None) -> str:
    """Give the lead's name as fully as it is known: colleagues have the first name, a signature wants all of it."""
    first = opened.chain.tip.lead.name if opened.chain.tip else ""
    contact = _contact(opened.review.contact)
    known = [certificate.subject_name] if certificate else []
    known += [contact.who] if contact else []
    return next((one for one in known if first and one.startswith(f"{first} ")), first)


def _signatories(
    opened: OpenReview, certificate: SigningCertificate | None, sealed_on: date | None
) -> tuple[Signatory, ...]:
    lead = lead_name(opened, certificate) or None
    return (
        Signatory("lead", _("Lead reviewer"), lead, full_day(sealed_on) if sealed_on else None),
        Signatory("head", _("Headteacher or principal"), opened.review.head_name or None),
    )


def _data(opened: OpenReview, made_for: MadeFor) -> AttachedFile | None:
    if not made_for.with_data:
        return None
    content = written(open_data(opened, made_for))
    return AttachedFile(FILE, _("The findings of this report as data"), content)


def _sealing(
    certificate: SigningCertificate | None, sealed_on: date | None, number: int
) -> Sealing | None:
    if certificate is None or sealed_on is None:
        return None
    return Sealing(certificate.subject_name, certificate.self_issued, full_day(sealed_on), number)
