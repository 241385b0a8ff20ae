"""The report's own small phrases: counts, lists and times, with their plural forms."""

from collections.abc import Mapping, Sequence
from datetime import date

from reviewer_app.frameworks.form_blocks import Worked
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.moment import full_day
from reviewer_app.model.words import ActivityKind, Borne
from reviewer_app.report.content import (
    LEADERS_AND_STAFF,
    SCHOOLS_SESSION,
    Contact,
    DraftStatus,
    EvidenceBehind,
    FactsChecked,
    MadeFor,
    ReportContent,
    SummaryRow,
    WhatWasSeen,
)


def activity_label(kind: str) -> str:
    """What to call activities of a kind, as a label beside how many there were: one or several."""
    if kind == LEADERS_AND_STAFF:
        return _("Conversations with leaders and staff")
    if kind == SCHOOLS_SESSION:
        return _("Sessions the school put on")
    labels = {
        ActivityKind.LESSON_VISIT: _("Lesson visits"),
        ActivityKind.LEARNING_WALK: _("Learning walks"),
        ActivityKind.WORK_SCRUTINY: _("Looks through pupils’ books"),
        ActivityKind.PUPIL_VOICE: _("Conversations with pupils"),
        ActivityKind.STAFF_VOICE: _("Conversations with staff"),
        ActivityKind.LEADER_MEETING: _("Meetings with leaders"),
        ActivityKind.GOVERNOR_MEETING: _("Meetings with governors"),
        ActivityKind.PARENT_VOICE: _("Conversations with parents"),
        ActivityKind.DOCUMENT_REVIEW: _("Documents read"),
        ActivityKind.EXCELLENCE_SESSION: _("Sessions on the area of excellence"),
        ActivityKind.ENVIRONMENT_WALK: _("Walks round the school"),
    }
    return labels[ActivityKind(kind)]


def last_time_word(row: SummaryRow) -> str:
    """What the last review agreed for a heading, or that there is nothing to set beside today."""
    if row.last_time:
        return row.last_time
    return _("Not comparable") if row.last_note else _("No earlier estimate")


def last_time_notes(rows: Sequence[SummaryRow]) -> tuple[str, ...]:
    """What to bear in mind of last time, each reason once with its headings; nothing where nothing was agreed then."""
    if not any(row.last_time for row in rows):
        return ()
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        if row.last_note:
            by_reason.setdefault(row.last_note, []).append(row.heading)
    return tuple(
        _("Last time, {headings}: {reason}").format(headings=listed(headings), reason=reason)
        for reason, headings in by_reason.items()
    )


def time_spent(minutes: int) -> str:
    """A length of time in words, to the nearest half hour once it is an hour or more."""
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    halves = round(minutes / 30)
    hours, half = divmod(halves, 2)
    if half:
        return _("About {hours}½ hours").format(hours=hours)
    return ngettext("About {count} hour", "About {count} hours", hours).format(count=hours)


def seen_facts(seen: WhatWasSeen) -> tuple[tuple[str, str], ...]:
    """What the review rests on, label and value, as page and window list it."""
    facts = [(activity_label(one.kind), str(one.count)) for one in seen.activities if one.count]
    if seen.minutes:
        facts.append((_("Time in lessons"), time_spent(seen.minutes)))
    if seen.pupils_spoken_to:
        facts.append((_("Pupils spoken to"), str(seen.pupils_spoken_to)))
    if seen.year_groups:
        # A count is never parted from its years at the end of a line.
        counts = [
            _("{years}: {count}").format(years=one.name, count=one.lessons).replace(" ", "\u00a0")
            for one in seen.year_groups
        ]
        facts.append((_("Lessons by year group"), ", ".join(counts)))
    if seen.subjects:
        facts.append((_("Subjects"), listed(seen.subjects)))
    return tuple(facts)


def evidence_line(evidence: EvidenceBehind | None) -> str | None:
    """Where a finding comes from, as one says it: what was seen, then whom the team listened to."""
    if evidence is None:
        return None
    seen, heard = _named(evidence.kinds, _places()), _named(evidence.kinds, _voices())
    if seen and heard:
        return _("Seen in {places}, and heard from {people}.").format(places=seen, people=heard)
    if seen:
        return _("Seen in {places}.").format(places=seen)
    return _("Heard from {people}.").format(people=heard) if heard else None


def _named(kinds: Sequence[str], words: Mapping[str, str]) -> str:
    return listed(list(dict.fromkeys(words[kind] for kind in words if kind in kinds)))


def _places() -> dict[str, str]:
    walks = _("walks round the school")
    return {
        ActivityKind.LESSON_VISIT: _("lessons"),
        ActivityKind.LEARNING_WALK: walks,
        ActivityKind.ENVIRONMENT_WALK: walks,
        ActivityKind.WORK_SCRUTINY: _("pupils’ books"),
        ActivityKind.DOCUMENT_REVIEW: _("documents"),
        ActivityKind.EXCELLENCE_SESSION: _("the session on the area of excellence"),
        SCHOOLS_SESSION: _("a session the school put on"),
    }


def _voices() -> dict[str, str]:
    return {
        ActivityKind.PUPIL_VOICE: _("pupils"),
        ActivityKind.STAFF_VOICE: _("staff"),
        ActivityKind.LEADER_MEETING: _("leaders"),
        ActivityKind.GOVERNOR_MEETING: _("governors"),
        ActivityKind.PARENT_VOICE: _("parents"),
    }


def outcome_words(outcome: str) -> str:
    """Say in a few words what became of a hypothesis, by the value of its `Borne`."""
    return {
        Borne.OPEN: _("Still open"),
        Borne.BORNE_OUT: _("Borne out"),
        Borne.PARTLY: _("Borne out in part"),
        Borne.NOT_BORNE_OUT: _("Not borne out"),
        Borne.NOT_PURSUED: _("Not followed up"),
    }[Borne(outcome)]


def hypotheses_words() -> str:
    """What stands above the hypotheses."""
    return _(
        "The team formed these before the visit, from what the school had told it. The visit was to test them."
    )


def support_words() -> str:
    """What stands above the support the school would like."""
    return _("These are the school’s own wishes, for whoever can meet them.")


def from_whom_line(from_whom: str) -> str:
    """Of whom the school would like support: "Asked of the local authority’s English adviser"."""
    return _("Asked of {whom}").format(whom=from_whom)


def side_words() -> dict[str, str]:
    """What findings may rest on, by kind, in the order it is told in; both kinds of walk are one."""
    return {
        ActivityKind.LESSON_VISIT: _("Lessons"),
        ActivityKind.LEARNING_WALK: _("Walks round the school"),
        ActivityKind.WORK_SCRUTINY: _("Pupils’ books"),
        ActivityKind.DOCUMENT_REVIEW: _("Documents"),
        ActivityKind.EXCELLENCE_SESSION: _("The session on the area of excellence"),
        SCHOOLS_SESSION: _("A session the school put on"),
        ActivityKind.PUPIL_VOICE: _("What pupils said"),
        ActivityKind.STAFF_VOICE: _("What staff said"),
        ActivityKind.LEADER_MEETING: _("What leaders said"),
        ActivityKind.GOVERNOR_MEETING: _("What governors said"),
        ActivityKind.PARENT_VOICE: _("What parents said"),
    }


def not_agreed_lines(content: ReportContent) -> tuple[str, ...]:
    """What is not agreed as it is worded now, finding by finding; a single line where nobody has agreed."""
    if not content.not_agreed:
        return ()
    if not content.agreed:
        return (_("Nobody has agreed these findings yet."),)
    return tuple(
        _("Not agreed by {roles} as it is worded now: “{finding}”").format(
            roles=listed(one.roles), finding=one.text
        )
        if one.roles
        else _("Not agreed as it is worded now: “{finding}”").format(finding=one.text)
        for one in content.not_agreed
    )


def facts_checked_line(checked: FactsChecked) -> str:
    """That the school was heard: what it was sent, and how many of its corrections were accepted."""
    if not checked.answered:
        return _("The school had draft {number} to check from {sent} to {due}.").format(
            number=checked.draft,
            sent=full_day(date.fromisoformat(checked.sent)),
            due=full_day(date.fromisoformat(checked.due)),
        )
    if not checked.corrections:
        return _(
            "The school checked the facts of draft {number} and asked for no corrections."
        ).format(number=checked.draft)
    asked = ngettext(
        "The school checked the facts and asked for {count} correction",
        "The school checked the facts and asked for {count} corrections",
        checked.corrections,
    ).format(count=checked.corrections)
    if checked.accepted == checked.corrections:
        made = ngettext("it was accepted", "all were accepted", checked.corrections)
    elif not checked.accepted:
        made = ngettext("it was not accepted", "they were not accepted", checked.corrections)
    else:
        made = ngettext("{count} was accepted", "{count} were accepted", checked.accepted).format(
            count=checked.accepted
        )
    return _("{asked}; {made}.").format(asked=asked, made=made)


def rule_words(worked: Worked) -> str:
    """Say what a result looked at, and by which rule it was worked out."""
    rule = _("Worked out by the rule {rule} (version {version}).").format(
        rule=worked.rule, version=worked.version
    )
    return f"{worked.looked_at}. {rule}" if worked.looked_at else rule


def uncounted_words() -> str:
    """What stands in place of counts that would point to one class or one person."""
    return _(
        "The team saw too little so far to count it here without pointing to one class or one person."
    )


def plan_words() -> str:
    """What stands above the table of every EBI."""
    return _(
        "Every “even better if” of this report in one table, ready to be copied. Who takes each on, and "
        "by when, is for the school to fill in."
    )


def draft_number(draft: DraftStatus | None) -> str:
    """Which draft it is: "Draft 2"."""
    return _("Draft {number}").format(number=draft.number) if draft else _("Draft")


def draft_line(content: ReportContent) -> str:
    """The status line of a draft: "Draft 2, made on 18 November 2026, for the headteacher, for the factual check"."""
    reader = reader_words(content.made_for)
    number = draft_number(content.draft)
    if content.draft and content.draft.made_on:
        number = _("{draft}, made on {date}").format(draft=number, date=content.draft.made_on)
    return _("{draft}, {reader}").format(draft=number, reader=reader) if reader else number


def status_lines(content: ReportContent, *, draft: bool) -> tuple[str, ...]:
    """What stands on top of a draft, or of another shape of a sealed final; nothing on the final itself."""
    if draft:
        not_yet = _("A draft is not signed. What it says may change until it is final.")
        return (draft_line(content), not_yet)
    copy = content.copy_of
    if copy is None:
        return ()
    if copy.published:
        return (
            _("Published version: from final version {number}, made on {date}.").format(
                number=copy.number, date=copy.made_on
            ),
            _("It leaves out the estimates, and the names of all who have not agreed to be named."),
        )
    return (
        _("The words of final version {number}, made on {date}.").format(
            number=copy.number, date=copy.made_on
        ),
        _(
            "The report itself is the sealed PDF. This copy carries no seal: nobody can see whether it was changed."
        ),
    )


def reader_words(made_for: MadeFor | None) -> str:
    """Whom an export was made for and why: "for the headteacher, for the factual check"."""
    if made_for is None:
        return ""
    recipient = made_for.recipient.strip()
    named = _("for {recipient}").format(recipient=recipient) if recipient else ""
    return ", ".join(part for part in (named, made_for.purpose.strip()) if part)


def contact_line(contact: Contact) -> str:
    """Whom to ring about the report: "To talk about this report: the programme office, 01632 960123."."""
    who = ", ".join(part for part in (contact.who, contact.reach) if part)
    return _("To talk about this report: {who}.").format(who=who)


def subtitle(content: ReportContent) -> str:
    """The sentences under the school's name, in one line."""
    return " ".join(subtitles(content))


def subtitles(content: ReportContent) -> tuple[str, str]:
    """The sentences under the school's name: what this is and when it was; whose it is."""
    what = (
        _("A summary of {days} of conversations between peers, {dates}.")
        if content.dates
        else _("A summary of {days} of conversations between peers.")
    ).format(days=content.days, dates=content.dates)
    whose = _("This report belongs to the school. It is not an inspection report.")
    return what, whose


def sealing_lines(content: ReportContent) -> tuple[str, ...]:
    """Whom the file is for, what a PDF reader will show of its signature, and how to check it."""
    sealing = content.sealing
    if sealing is None:
        return ()
    name = sealing.certificate_name
    said = [
        _("Final version {number}, made on {date}.").format(
            number=sealing.number, date=sealing.date
        )
    ]
    reader = reader_words(content.made_for)
    if reader:
        said.append(_("This copy was made {reader}.").format(reader=reader))
    if content.attached:
        said.append(
            _(
                "This file also holds, for computers to read, its facts, findings and estimates, what was "
                "seen, and who agreed by role ({name}). It holds no notes."
            ).format(name=content.attached.name)
        )
    said.append(
        _(
            "What seals this file is the signature of {name}, made on {date}: a PDF reader shows it, "
            "and says so if anything in the file is changed afterwards. A file without it is not the "
            "sealed report. The place for the school may be signed too; that does not break the seal."
        ).format(name=name, date=sealing.date)
    )
    if sealing.self_issued:
        said.append(
            _(
                "Most PDF readers will add that the signature’s validity is unknown, or that the "
                "signer is not trusted. That is expected: no outside company has vouched for the "
                "name {name}. It does not mean that anything is wrong with the file."
            ).format(name=name)
        )
    else:
        said.append(
            _("A PDF reader that trusts the issuer of the certificate shows the name as verified.")
        )
    said.append(
        _(
            "To check, open the signature panel of a PDF reader, or use “Check this PDF” in the "
            "program that made this report."
        )
    )
    return tuple(said)
