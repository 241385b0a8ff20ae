"""What handing over and gathering came to, in sentences."""

from collections.abc import Sequence

from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Gathering, HandOver, TeamNews
from reviewer_app.review.exchange_rounds import Round
from reviewer_app.review.held_back import Fork, Held
from reviewer_app.review.undecided import Undecided
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.review.wording import (
    absent_words,
    counted_words,
    held_words,
    role_words,
    undecided_words,
)
from reviewer_app.ui.components.refusal import refusal_words


def up_to_words(standing: UpTo, *, me: bool) -> str:
    """Say how far someone's notes are in: "In up to 10:58 on 18 November"."""
    told = _reach_words(standing, me=me)
    if standing.waiting:
        waits = ngettext(
            "{count} change waits for something that has not arrived yet",
            "{count} changes wait for something that has not arrived yet",
            standing.waiting,
        )
        told = _("{reach}; {waiting}").format(
            reach=told, waiting=waits.format(count=f"{standing.waiting:,}")
        )
    if standing.absent:
        absent = ngettext(
            "others have {count} change that is not here",
            "others have {count} changes that are not here",
            standing.absent,
        )
        told = _("{reach}; {absent}").format(
            reach=told, absent=absent.format(count=f"{standing.absent:,}")
        )
    if standing.undecided is not None:
        told = _("{reach}; {undecided}").format(
            reach=told, undecided=_to_decide_words(standing.undecided)
        )
    return told


def _to_decide_words(undecided: Undecided) -> str:
    number = undecided.notes or undecided.count
    words = (
        ngettext(
            "{what} waits for your decision, under People",
            "{what} wait for your decision, under People",
            number,
        )
        if undecided.decides
        else ngettext(
            "{what} waits for {lead} to decide", "{what} wait for {lead} to decide", number
        )
    )
    what = counted_words(Counted(undecided.count, undecided.notes))
    return words.format(what=what, lead=undecided.lead)


def _reach_words(standing: UpTo, *, me: bool) -> str:
    if not standing.latest:
        return _("Nothing of yours yet") if me else _("Nothing in yet")
    latest = time_of(standing.latest)
    time, day = f"{latest:%H:%M}", day_and_month(latest)
    if me:
        return _("You, up to {time} on {day}").format(time=time, day=day)
    return _("In up to {time} on {day}").format(time=time, day=day)


def round_words(done: Round, names: Sequence[str]) -> str:
    """Say what a round came to; `names` are the people something came from."""
    handed, gathered, sentences = done.handed_over, done.gathered, []
    if handed is not None:
        only_list = done.list_sent and not handed.sent and not done.photos_sent
        sentences.append(handed_over_words(handed, done.photos_sent, new_list=only_list))
    if gathered is not None:
        sentences.append(gathered_words(gathered, names))
    told = [half.stopped for half in (handed, gathered) if half is not None]
    if done.stopped is not None and done.stopped not in told:
        sentences.append(refusal_words(done.stopped))
    return " ".join(sentences)


def handed_over_words(done: HandOver, photos: int, *, new_list: bool) -> str:
    """Say what handing over came to, with so many photos, and a list of the team where that is to be told."""
    sentences = []
    went = counted_words(Counted(done.sent, done.notes, photos, new_list))
    if went:
        sentences.append(_("Handed over: {what}, checked.").format(what=went))
    if done.stopped is not None:
        why = refusal_words(done.stopped)
        half_way = _("Handing over stopped half way. {why}").format(why=why)
        sentences.append(half_way if went else why)
    return " ".join(sentences) or _("Everything of yours lies there already.")


def gathered_words(done: Gathering, names: Sequence[str]) -> str:
    """Say what gathering came to; `names` are the people something came from."""
    sentences = []
    came = counted_words(Counted(done.new, done.notes, done.photos))
    if came and names:
        sentences.append(_("{what} came in from {people}.").format(what=came, people=listed(names)))
    elif came:
        sentences.append(_("{what} came in.").format(what=came))
    elif done.stopped is None and done.team is None:
        sentences.append(
            _(
                "No notes of the others lie there yet. If you expected some, it may be another place "
                "than the team’s."
            )
            if done.alone
            else _("Nothing new there.")
        )
    if done.team is not None:
        sentences.append(_team_words(done.team))
    sentences += held_words(done.held_otherwise)
    sentences += undecided_words(done.undecided)
    sentences += absent_words((one.name, one.count) for one in done.absent)
    if done.refused:
        files = ngettext(
            "{count} file could not be added; see below.",
            "{count} files could not be added; see below.",
            done.turned_away,
        )
        sentences.append(files.format(count=f"{done.turned_away:,}"))
    if done.stopped is not None:
        why = refusal_words(done.stopped)
        half_way = _("Gathering stopped half way. {why}").format(why=why)
        sentences.append(half_way if came else why)
    return " ".join(sentences)


def _team_words(news: TeamNews) -> str:
    """Say what a newer list of the team says otherwise."""
    if news.role is Role.LEAD:
        return _("You lead the review now.")
    sentences = []
    if news.lead:
        sentences.append(_("{name} leads the review now.").format(name=news.lead))
    if news.role is not None:
        sentences.append(
            _("Your part on the team is now: {role}.").format(role=role_words(news.role))
        )
    return " ".join(sentences) or _("Who is on the team is another now: see People.")


def held_row_words(held: Held, name: str) -> tuple[str, str]:
    """Say what of a person's does not count, and in a second line why and what to do."""
    who = name or _("Someone not on the team")
    waits = ngettext(
        "{who}: {count} change waits", "{who}: {count} changes wait", held.count
    ).format(who=who, count=f"{held.count:,}")
    stays_out = ngettext(
        "{who}: {count} change does not count", "{who}: {count} changes do not count", held.count
    ).format(who=who, count=f"{held.count:,}")
    return {
        Standing.GAP: (
            waits,
            _(
                "Something written before has not arrived. Ask for everything to be handed over again, "
                "then gather."
            ),
        ),
        Standing.ROSTER: (
            waits,
            _(
                "The list of team members it was written under has not arrived, or two lists disagree. "
                "Gather once the lead reviewer has handed over."
            ),
        ),
        Standing.STRANGER: (
            stays_out,
            _(
                "Whoever made it was not on the team then. If they should be, ask the lead reviewer to "
                "add them."
            ),
        ),
        Standing.CUT: (
            stays_out,
            _(
                "It came after their part in the review had ended. The lead reviewer decides how far "
                "their notes count."
            ),
        ),
        Standing.MISPLACED: (
            stays_out,
            _("It does not fit what it says it follows. Ask for it to be handed over again."),
        ),
    }[held.standing]


def fork_words(fork: Fork, name: str) -> tuple[str, str]:
    """Say where two laptops of one person went on from one copy, and in a second line what to do."""
    if not fork.after:
        title = _("{who}: two laptops began from one copy").format(who=name)
    else:
        after = time_of(fork.after)
        title = _("{who}: two laptops went on from one copy after {time} on {day}").format(
            who=name, time=f"{after:%H:%M}", day=day_and_month(after)
        )
    return (
        title,
        _(
            "Both count, and nothing is lost. From now on write on one of them only, and set the other "
            "up anew."
        ),
    )
