"""What both front ends say of roles, states, steps of a history, and of what came in."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.changes import Action
from reviewer_app.model.moment import full_day, time_of
from reviewer_app.model.nouns import Activity, Review
from reviewer_app.model.reasons import Reason
from reviewer_app.model.standing import WAITING, Standing
from reviewer_app.model.words import ActivityKind, ActivityState, Role
from reviewer_app.review.counted import Counted
from reviewer_app.store.history import Version

if TYPE_CHECKING:
    from reviewer_app.review.opened import OpenReview
    from reviewer_app.review.restoring import CameBack
    from reviewer_app.review.undecided import Undecided


def role_words(role: Role) -> str:
    """Name a role."""
    return {
        Role.LEAD: _("Lead reviewer"),
        Role.DEPUTY: _("Deputy lead"),
        Role.REVIEWER: _("Reviewer"),
        Role.READER: _("Reader"),
    }[role]


def first_name(opened: "OpenReview", person: str) -> str:
    """Give how a colleague appears to the others: by first name."""
    name = opened.name_of(person)
    return name.split()[0] if name else _("someone not on the team")


def where_words(activity: Activity) -> str:
    """Say where an activity is, "" where that is not known."""
    return _("by video") if activity.remote else activity.place


def with_words(activity: Activity) -> str:
    """Say by role who joins, "" for nobody."""
    if not activity.joint_observer:
        return ""
    return _("with {role}").format(role=activity.joint_observer)


def left_out_words() -> str:
    """Say that something is no evidence."""
    return _("Out of the evidence")


def state_words(activity: Activity) -> str:
    """Say how an activity stands: where it was left out of the evidence, that comes before all else."""
    if activity.left_out:
        return left_out_words()
    return {
        ActivityState.PLANNED: _("Planned"),
        ActivityState.RUNNING: _("Running"),
        ActivityState.SEEN: _("To write up"),
        ActivityState.WRITTEN_UP: _("Finished"),
        ActivityState.NOT_SEEN: _("Not seen"),
    }[activity.state]


def kind_words(framework: Framework, kind: ActivityKind) -> str:
    """Name a kind of activity (DOMAIN, activity types)."""
    if is_schools_session(framework, kind):
        return _("Session by the school")
    return {
        ActivityKind.LESSON_VISIT: _("Lesson visit"),
        ActivityKind.LEARNING_WALK: _("Learning walk"),
        ActivityKind.WORK_SCRUTINY: _("Work scrutiny"),
        ActivityKind.PUPIL_VOICE: _("Pupil voice"),
        ActivityKind.STAFF_VOICE: _("Staff voice"),
        ActivityKind.LEADER_MEETING: _("Meeting with leaders"),
        ActivityKind.GOVERNOR_MEETING: _("Meeting with governors"),
        ActivityKind.PARENT_VOICE: _("Parent voice"),
        ActivityKind.DOCUMENT_REVIEW: _("Documents and figures"),
        ActivityKind.EXCELLENCE_SESSION: _("Area of excellence"),
        ActivityKind.ENVIRONMENT_WALK: _("Environment walk"),
    }[kind]


def is_schools_session(framework: Framework, kind: ActivityKind) -> bool:
    """Whether a kind is a session on an area of excellence that the framework does not know."""
    return kind is ActivityKind.EXCELLENCE_SESSION and framework.excellence_heading() is None


def step_words(version: Version) -> str:
    """Say what was done to a note in one step, and why: "removed it, written twice"."""
    return ", ".join(part for part in (_did(version), reason_words(version.reason)) if part)


def _did(version: Version) -> str:
    shaped = str(version.values.get("shaped", "")).partition(" ")[0]
    if shaped:
        return {
            "from": _("split it from another note"),
            "into": _("split it in two or more"),
            "with": _("joined another note to it"),
        }.get(shaped, _("changed"))
    if version.action is Action.SET:
        names = {
            "text": _("changed the words"),
            "bearing": _("changed which way it points"),
            "seen_at": _("changed the time it was seen"),
            "speaker": _("changed who was quoted"),
            "follow_up": {
                "open": _("flagged it to follow up"),
                "done": _("said that it was followed up"),
            }.get(str(version.values.get("follow_up")), _("took the flag off")),
            "rank": _("moved it among the notes of the visit"),
        }
        return next(
            (words for name, words in names.items() if name in version.values), _("changed")
        )
    return {
        Action.ADD: _("wrote it"),
        Action.REMOVE: _("removed it"),
        Action.RESTORE: _("brought it back"),
        Action.REDACT: _("emptied words for good"),
    }[version.action]


def reason_words(reason: str) -> str:
    """Put a reason of the program's own into words; a person's stays as they typed it."""
    try:
        own = Reason(reason)
    except ValueError:
        return reason
    return {
        Reason.UNDONE: _("undone"),
        Reason.BY_MISTAKE: _("entered by mistake"),
        Reason.TAKEN_OFF: _("taken off"),
        Reason.TAKEN_BACK: _("taken back"),
        Reason.FRAMEWORKS_WORDING: _("back to the framework’s wording"),
        Reason.SOMEONE_ELSE: _("someone else goes"),
        Reason.NAMES_STAY_OUT: _("names stay out"),
        Reason.NOT_FOR_THE_REVIEW: _("not for the review"),
        Reason.JOINED: _("joined to another note"),
    }[own]


def photos_allowed_words(review: Review) -> str:
    """Say whether photos are on, and who allowed them when."""
    if review.photos_allowed_at is None:
        return _("Photos are off.")
    day = full_day(time_of(review.photos_allowed_at).date())
    return _("Photos are on: allowed on {date} by {who}.").format(
        who=review.photos_allowed_by, date=day
    )


def counted_words(counted: Counted) -> str:
    """Say how much it is: "31 notes and 3 photos"; "4 changes" only where none is of a note; "" for nothing."""
    return listed(_counts(counted)) if counted != Counted() else ""


def _counts(counted: Counted) -> list[str]:
    notes, changes, photos = counted.notes, counted.changes, counted.photos
    parts = []
    if notes:
        parts.append(ngettext("{count} note", "{count} notes", notes).format(count=f"{notes:,}"))
    elif changes:
        words = ngettext("{count} change", "{count} changes", changes)
        parts.append(words.format(count=f"{changes:,}"))
    if photos:
        parts.append(
            ngettext("{count} photo", "{count} photos", photos).format(count=f"{photos:,}")
        )
    if counted.new_list:
        parts.append(_("the new list of the team"))
    return parts


def more_files_words(count: int) -> str:
    """Say how many more files there are that are not told one by one."""
    words = ngettext("{count} more file", "{count} more files", count)
    return words.format(count=f"{count:,}")


def absent_words(absent: Iterable[tuple[str, int]]) -> list[str]:
    """Say by whom there are changes that others have and this laptop has not, and how many."""
    return [
        ngettext(
            "Others have {count} change by {name} that is not here; gather from other places too, or ask for it.",
            "Others have {count} changes by {name} that are not here; gather from other places too, or ask for them.",
            count,
        ).format(count=f"{count:,}", name=name)
        for name, count in absent
    ]


def undecided_words(undecided: Iterable["Undecided"]) -> list[str]:
    """Say of whom there is something that does not count until somebody says so, and who that is."""
    return [_undecided_words(one) for one in undecided]


def undecided_title(one: "Undecided") -> str:
    """Say it within a line: "2 notes of yours wait for Asha to decide"."""
    number = one.notes or one.count
    if one.mine and one.decides:
        words = ngettext(
            "{what} of yours waits for your decision",
            "{what} of yours wait for your decision",
            number,
        )
    elif one.mine:
        words = ngettext(
            "{what} of yours waits for {lead} to decide",
            "{what} of yours wait for {lead} to decide",
            number,
        )
    else:
        words = ngettext(
            "{what} by {name} waits for your decision",
            "{what} by {name} wait for your decision",
            number,
        )
    what = counted_words(Counted(one.count, one.notes))
    return words.format(what=what, name=one.name, lead=one.lead)


def _undecided_words(one: "Undecided") -> str:
    number = one.notes or one.count
    if one.mine and one.decides:
        words = ngettext(
            "{what} of yours came after your part in the review had changed, and waits for your decision.",
            "{what} of yours came after your part in the review had changed, and wait for your decision.",
            number,
        )
    elif one.mine:
        words = ngettext(
            "{what} of yours came after your part in the review had changed, and waits for {lead} to decide.",
            "{what} of yours came after your part in the review had changed, and wait for {lead} to decide.",
            number,
        )
    elif one.decides:
        words = ngettext(
            "{what} by {name} came after their part in the review had changed, and waits for your decision.",
            "{what} by {name} came after their part in the review had changed, and wait for your decision.",
            number,
        )
    else:
        words = ngettext(
            "{what} by {name} came after their part in the review had changed, and waits for {lead} to decide.",
            "{what} by {name} came after their part in the review had changed, and wait for {lead} to decide.",
            number,
        )
    what = counted_words(Counted(one.count, one.notes))
    return words.format(what=what, name=one.name, lead=one.lead)


def held_words(held: Mapping[str, int]) -> list[str]:
    """Say what does not count: what waits for something still to come, and apart from it what waits for nothing."""
    waiting = sum(held.get(one, 0) for one in WAITING)
    stranger, cut, misplaced = (
        held.get(one, 0) for one in (Standing.STRANGER, Standing.CUT, Standing.MISPLACED)
    )
    told = (
        (
            waiting,
            ngettext(
                "{count} change waits for something that has not arrived yet; gather again later.",
                "{count} changes wait for something that has not arrived yet; gather again later.",
                waiting,
            ),
        ),
        (
            stranger,
            ngettext(
                "{count} change is held back: whoever made it may not write in this review.",
                "{count} changes are held back: whoever made them may not write in this review.",
                stranger,
            ),
        ),
        (
            cut,
            ngettext(
                "{count} change is held back: it came after its writer’s part in the review ended.",
                "{count} changes are held back: they came after their writer’s part in the review "
                "ended.",
                cut,
            ),
        ),
        (
            misplaced,
            ngettext(
                "{count} change is held back: it does not fit the others of its writer.",
                "{count} changes are held back: they do not fit the others of their writer.",
                misplaced,
            ),
        ),
    )
    return [words.format(count=count) for count, words in told if count]


def came_back_words(came: "CameBack") -> list[str]:
    """Say what a backup brought back, in sentences."""
    if came.nothing:
        return [_("Nothing was missing."), *_stays_away_words(came)]
    return [_("{what} came back.").format(what=_lacked_words(came)), *_stays_away_words(came)]


def would_come_words(would: "CameBack") -> list[str]:
    """Say what a backup would bring back, in sentences."""
    if would.nothing:
        return [_("Nothing is missing here."), *_stays_away_words(would)]
    return [
        _("{what} would come back. Nothing that is here is changed.").format(
            what=_lacked_words(would)
        ),
        *_stays_away_words(would),
    ]


def _lacked_words(came: "CameBack") -> str:
    """Say how much of what there is was lacking: "12 notes, 2 photos and 1 draft"."""
    counted = (
        (came.rosters, ngettext("{n} list of the team", "{n} lists of the team", came.rosters)),
        (came.drafts, ngettext("{n} draft", "{n} drafts", came.drafts)),
        (came.frameworks, ngettext("{n} framework", "{n} frameworks", came.frameworks)),
    )
    parts = [
        *_counts(Counted(came.changes, came.notes, came.photos)),
        *(words.format(n=count) for count, words in counted if count),
    ]
    return listed(parts)


def _stays_away_words(came: "CameBack") -> list[str]:
    if not came.left_out:
        return []
    words = ngettext(
        "{n} draft stays away: words were removed for good since then, and it may hold them.",
        "{n} drafts stay away: words were removed for good since then, and they may hold them.",
        came.left_out,
    )
    return [words.format(n=came.left_out)]
