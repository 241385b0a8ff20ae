"""The report's own small phrases: counts, lists and times, with their plural forms."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from reviewer_app.model.words import ActivityKind
from reviewer_app.report.content import DraftStatus, EvidenceBehind, ReportContent, Sealing


def listed(words: Sequence[str]) -> str:
    """Several words as a person says them: "lessons, books and pupils"."""
    if len(words) < 2:
        return "".join(words)
    return _("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])


def activity_label(kind: str, count: int) -> str:
    """What to call `count` activities of a kind, as a label beside the number."""
    labels = {
        ActivityKind.LESSON_VISIT: ngettext("Lesson visit", "Lesson visits", count),
        ActivityKind.LEARNING_WALK: ngettext("Learning walk", "Learning walks", count),
        ActivityKind.WORK_SCRUTINY: ngettext(
            "Look at pupils’ books", "Looks at pupils’ books", count
        ),
        ActivityKind.PUPIL_VOICE: ngettext(
            "Conversation with pupils", "Conversations with pupils", count
        ),
        ActivityKind.STAFF_VOICE: ngettext(
            "Conversation with staff", "Conversations with staff", count
        ),
        ActivityKind.LEADER_MEETING: ngettext(
            "Meeting with leaders", "Meetings with leaders", count
        ),
        ActivityKind.GOVERNOR_MEETING: ngettext(
            "Meeting with governors", "Meetings with governors", count
        ),
        ActivityKind.PARENT_VOICE: ngettext(
            "Conversation with parents", "Conversations with parents", count
        ),
        ActivityKind.DOCUMENT_REVIEW: ngettext("Document read", "Documents read", count),
        ActivityKind.EXCELLENCE_SESSION: ngettext(
            "Session on the area of excellence", "Sessions on the area of excellence", count
        ),
        ActivityKind.ENVIRONMENT_WALK: ngettext(
            "Walk round the school", "Walks round the school", count
        ),
    }
    return labels[ActivityKind(kind)]


def time_spent(minutes: int) -> str:
    """A length of time in words, to the nearest half hour once it is an hour or more."""
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    halves = round(minutes / 30)
    hours, half = divmod(halves, 2)
    if half:
        return _("About {hours}½ hours").format(hours=hours)
    return ngettext("About {count} hour", "About {count} hours", hours).format(count=hours)


def evidence_line(evidence: EvidenceBehind | None) -> str | None:
    """What a finding rests on, or nothing where there is nothing to say."""
    if evidence is None or evidence.notes < 1:
        return None
    notes = ngettext("{count} note", "{count} notes", evidence.notes).format(count=evidence.notes)
    if not evidence.sources:
        return _("Rests on {notes}.").format(notes=notes)
    return _("Rests on {notes}, from {sources}.").format(
        notes=notes, sources=listed(evidence.sources)
    )


def draft_number(draft: DraftStatus | None) -> str:
    """Which draft it is: "Draft 2"."""
    return _("Draft {number}").format(number=draft.number) if draft else _("Draft")


def draft_line(draft: DraftStatus | None) -> str:
    """The status line of a draft: "Draft 2, for the factual check"."""
    numbered = draft_number(draft)
    return f"{numbered}, {draft.purpose}" if draft and draft.purpose else numbered


def subtitle(content: ReportContent) -> str:
    """The sentence under the school's name: what this is, when it was, whose it is."""
    what = (
        _("A summary of {days} of conversations between peers, {dates}.")
        if content.dates
        else _("A summary of {days} of conversations between peers.")
    ).format(days=content.days, dates=content.dates)
    whose = _("This report belongs to the school. It is not the report of an inspection.")
    return f"{what} {whose}"


def sealing_lines(sealing: Sealing) -> tuple[str, ...]:
    """What a PDF reader will show of the seal and the signature, and how to check them."""
    sealed = _(
        "This file is sealed: any change made to it after {date} shows. The seal carries the "
        "certificate of {name}."
    ).format(date=sealing.date, name=sealing.certificate_name)
    if sealing.self_issued:
        reader = _(
            "The lead reviewer made that certificate, so a PDF reader will say that it does not "
            "know who signed. That is expected: it says nothing against the seal."
        )
    else:
        reader = _("A PDF reader that trusts its issuer names the person who signed.")
    how = _(
        "To check, open the signature panel of a PDF reader, or use “Check this PDF” in the "
        "program that made this report."
    )
    return (sealed, reader, how)
