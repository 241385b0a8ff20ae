"""What handing over and gathering came to, in sentences."""

from collections.abc import Sequence

from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.review.exchange import Gathering, HandOver
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.review.wording import held_words, photos_words
from reviewer_app.ui.components.refusal import refusal_words


def up_to_words(standing: UpTo, *, me: bool) -> str:
    """Say how far someone's notes are in: "In up to 10:58 on 18 November"."""
    if not standing.latest:
        return _("Nothing of yours yet") if me else _("Nothing in yet")
    latest = time_of(standing.latest)
    time, day = f"{latest:%H:%M}", day_and_month(latest)
    if me:
        return _("You, up to {time} on {day}").format(time=time, day=day)
    return _("In up to {time} on {day}").format(time=time, day=day)


def handed_over_words(done: HandOver) -> str:
    """Say what handing over came to."""
    sentences = []
    if done.sent:
        sent = ngettext(
            "Handed over: {count} change, read back and equal.",
            "Handed over: {count} changes, read back and equal.",
            done.sent,
        )
        sentences.append(sent.format(count=f"{done.sent:,}"))
    if done.stopped is not None:
        why = refusal_words(done.stopped)
        sentences.append(_("Handing over stopped half way. {why}").format(why=why))
    return " ".join(sentences) or _("Everything of yours lies in the folder already.")


def gathered_words(done: Gathering, names: Sequence[str]) -> str:
    """Say what gathering came to; `names` are the people something came from."""
    sentences = []
    if done.new:
        words = ngettext("{count} change came in", "{count} changes came in", done.new)
        sentence = words.format(count=f"{done.new:,}")
        if names:
            sentence = _("{what} from {people}").format(what=sentence, people=listed(names))
        sentences.append(f"{sentence}.")
    elif done.stopped is None:
        sentences.append(_("Nothing new in the folder."))
    if done.photos:
        sentences.append(photos_words(done.photos))
    sentences += held_words(done.held)
    if done.refused:
        files = ngettext(
            "{count} file could not be added; see below.",
            "{count} files could not be added; see below.",
            len(done.refused),
        )
        sentences.append(files.format(count=len(done.refused)))
    if done.stopped is not None:
        why = refusal_words(done.stopped)
        sentences.append(_("Gathering stopped half way. {why}").format(why=why))
    return " ".join(sentences)
