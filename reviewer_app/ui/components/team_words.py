"""What handing over and gathering came to, in sentences."""

from collections.abc import Sequence

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import time_of
from reviewer_app.model.words import Role
from reviewer_app.review.exchange import Gathering, HandOver
from reviewer_app.review.team import UpTo
from reviewer_app.ui.components.refusal import refusal_words


def role_words(role: Role) -> str:
    """Name a role."""
    return {
        Role.LEAD: _("Lead reviewer"),
        Role.DEPUTY: _("Deputy lead"),
        Role.REVIEWER: _("Reviewer"),
        Role.READER: _("Reader"),
    }[role]


def up_to_words(standing: UpTo, *, me: bool) -> str:
    """Say how far someone's notes are in: "In up to 10:58 on 18 November"."""
    if not standing.latest:
        return _("Nothing of yours yet") if me else _("Nothing in yet")
    latest = time_of(standing.latest)
    time, day = f"{latest:%H:%M}", f"{latest.day} {latest:%B}"
    if me:
        return _("You, up to {time} on {day}").format(time=time, day=day)
    return _("In up to {time} on {day}").format(time=time, day=day)


def handed_over_words(done: HandOver) -> str:
    """Say what handing over came to."""
    if done.stopped is not None:
        return _("Handing over stopped half way. {why}").format(why=refusal_words(done.stopped))
    if not done.sent:
        return _("Everything of yours lies in the folder already.")
    return ngettext(
        "Handed over: {count} change, read back and equal.",
        "Handed over: {count} changes, read back and equal.",
        done.sent,
    ).format(count=f"{done.sent:,}")


def gathered_words(done: Gathering, names: Sequence[str]) -> str:
    """Say what gathering came to; `names` are the people something came from."""
    sentences = []
    if done.new:
        words = ngettext("{count} change came in", "{count} changes came in", done.new)
        sentence = words.format(count=f"{done.new:,}")
        if names:
            sentence = _("{what} from {people}").format(what=sentence, people=listed(names))
        sentences.append(f"{sentence}.")
    else:
        sentences.append(_("Nothing new in the folder."))
    if done.photos:
        photos = ngettext("{count} photo came in.", "{count} photos came in.", done.photos)
        sentences.append(photos.format(count=done.photos))
    held = sum(done.held.values())
    if held:
        waits = ngettext(
            "{count} change waits for something that has not arrived yet; gather again later.",
            "{count} changes wait for something that has not arrived yet; gather again later.",
            held,
        )
        sentences.append(waits.format(count=held))
    if done.refused:
        files = ngettext(
            "{count} file could not be added; see below.",
            "{count} files could not be added; see below.",
            len(done.refused),
        )
        sentences.append(files.format(count=len(done.refused)))
    return " ".join(sentences)


def listed(names: Sequence[str]) -> str:
    """Join names: "Asha, Tom and Ben"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
