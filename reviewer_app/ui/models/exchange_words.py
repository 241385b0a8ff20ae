"""How handing over and gathering stands, what would go where, and what came of it, in sentences."""

from collections.abc import Callable
from datetime import datetime

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.local import ExchangePlace, PastExchange
from reviewer_app.model.moment import day_and_month, instant, time_of
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Coming
from reviewer_app.review.exchange_places import Chosen, is_on_network, short_name
from reviewer_app.review.exchange_rounds import Outlook, Standing, stopped_in
from reviewer_app.review.exchange_timing import Network, Rests
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.review.wording import counted_words


def when_words(moment: str, now: datetime) -> str:
    """Say when: "21:14" of today, "21:14 on 17 November" of another day."""
    then = time_of(moment)
    if then.date() == now.astimezone(then.tzinfo).date():
        return f"{then:%H:%M}"
    return _("{time} on {day}").format(time=f"{then:%H:%M}", day=day_and_month(then))


def state_words(standing: Standing | None, me: str, now: datetime) -> str:
    """Say it within a line: "4 notes not yet handed over; last at 21:14; Omar’s notes up to 15:58"; "" for nowhere."""
    if standing is None or standing.place is None:
        return ""
    waiting = counted_words(standing.going)
    parts = []
    if waiting:
        parts.append(_("{what} not yet handed over").format(what=waiting))
        if standing.last:
            parts.append(_("last at {time}").format(time=when_words(standing.last, now)))
    elif standing.last:
        parts.append(_("handed over at {time}").format(time=when_words(standing.last, now)))
    if standing.place.automatic and standing.place.paused:
        parts.append(_("paused"))
    elif standing.place.automatic and standing.missed is not None:
        time = when_words(standing.missed.began_at, now)
        parts.append(_("could not go by itself at {time}").format(time=time))
    others = [one for one in standing.members if one.person != me]
    parts += _furthest_behind(others, now)
    return "; ".join(parts)


def _furthest_behind(others: list[UpTo], now: datetime) -> list[str]:
    missing = [one.name for one in others if not one.latest]
    if missing:
        return [_("nothing in yet from {people}").format(people=listed(missing))]
    if not others:
        return []
    last = min(others, key=lambda one: instant(one.latest))
    return [
        _("{name}’s notes up to {time}").format(name=last.name, time=when_words(last.latest, now))
    ]


def summary_words(standing: Standing, me: str, now: datetime) -> str:
    """Say on the page what waits, when all was handed over last, and who is missing."""
    sentences = []
    waiting = counted_words(standing.going)
    if waiting and standing.last:
        sentences.append(
            _("Not yet handed over: {what}. Last handed over at {time}.").format(
                what=waiting, time=when_words(standing.last, now)
            )
        )
    elif waiting:
        sentences.append(_("Not yet handed over: {what}.").format(what=waiting))
    elif standing.last:
        sentences.append(
            _("Everything of yours is handed over, at {time}.").format(
                time=when_words(standing.last, now)
            )
        )
    else:
        sentences.append(_("Everything of yours is handed over."))
    missing = [one.name for one in standing.members if one.person != me and not one.latest]
    if missing:
        sentences.append(_("Nothing is in yet from {people}.").format(people=listed(missing)))
    others = [one for one in standing.members if one.person != me]
    if others and not missing:
        last = min(others, key=lambda one: instant(one.latest))
        words = _("{name}’s notes are in up to {time}.")
        sentences.append(words.format(name=last.name, time=when_words(last.latest, now)))
    return " ".join(sentences)


def place_words(place: ExchangePlace | None) -> str:
    """Say where the team's notes meet."""
    if place is None:
        return _(
            "The team’s notes meet in any folder, on a stick that goes round or a shared drive, or at an address your "
            "programme gave you. What lies there is sealed to the team."
        )
    name = short_name(place.address)
    if is_on_network(place.address):
        return _("At {name}. What lies there is sealed to the team.").format(name=name)
    return _("Over the folder {folder}. What lies in it is sealed to the team.").format(folder=name)


def chosen_words(chosen: Chosen) -> str:
    """Say what was found at a place before it was kept."""
    name = short_name(chosen.place.address)
    if chosen.files:
        return ngettext(
            "{name} answers, and {count} file of this review lies there. It was only looked at; nothing was sent.",
            "{name} answers, and {count} files of this review lie there. It was only looked at; nothing was sent.",
            chosen.files,
        ).format(name=name, count=f"{chosen.files:,}")
    return _(
        "{name} answers, and nothing of this review lies there yet. It was only looked at; nothing was sent."
    ).format(name=name)


def going_sentence(standing: Standing) -> str:
    """Say what goes where before it goes."""
    if standing.place is None:
        return ""
    what, name = counted_words(standing.going), short_name(standing.place.address)
    if not what:
        return _("Nothing of yours waits to go to {name}.").format(name=name)
    return _("Of yours, {what} would go to {name}.").format(what=what, name=name)


def coming_sentence(coming: Coming, name_of: Callable[[str], str]) -> str:
    """Say of whom how much would come."""
    parts = [
        _("{what} of {name}’s").format(
            what=counted_words(counted), name=name_of(person) or _("someone new")
        )
        for person, counted in sorted(coming.by_person.items(), key=lambda one: -one[1].changes)
    ]
    sentences = [_("{what} would come in.").format(what=listed(parts))] if parts else []
    if coming.new_list:
        sentences.append(_("A new list of the team would come in."))
    return " ".join(sentences) or _("Nothing new from the others lies there.")


def outlook_words(outlook: Outlook, standing: Standing, name_of: Callable[[str], str]) -> str:
    """Say what would go and what would come; nothing moved for it."""
    return f"{going_sentence(standing)} {coming_sentence(outlook.coming, name_of)}"


def by_itself_words(resting: Rests | None, network: Network, *, over_network: bool) -> str:
    """Say whether it goes by itself now, and if not, what it waits for; "" where that is not allowed."""
    if resting is Rests.PAUSED:
        return _("Paused: nothing goes by itself until you go on.")
    if resting is Rests.NO_CONNECTION:
        return _("It waits: there is no connection.")
    if resting is Rests.PORTAL:
        return _("It waits: this network asks you to sign in, in a browser, before anything goes.")
    if resting is Rests.METERED:
        return _("It waits for another network: on this one, what goes is paid for.")
    if resting is not None:
        return ""
    if over_network and network.metered is None:
        return _(
            "It goes by itself. This computer does not tell whether a network is paid for by what goes over it."
        )
    return _("It goes by itself, every few minutes.")


def missed_words(missed: PastExchange, now: datetime) -> str:
    """Say that it could not go by itself, when, and why."""
    return _("It could not go at {time}: {why} It is tried again by itself.").format(
        time=when_words(missed.began_at, now), why=_why_words(missed)
    )


def past_title(past: PastExchange, now: datetime) -> str:
    """Say when it was, and that nobody pressed for it."""
    time = when_words(past.began_at, now)
    return _("{time}, by itself").format(time=time) if past.by_itself else time


def past_words(past: PastExchange) -> str:
    """Say what went, what came, and what stopped it."""
    went = counted_words(Counted(past.sent, past.notes_sent, past.photos_sent))
    came = counted_words(Counted(past.received, past.notes_received, past.photos_received))
    sentences = []
    if went:
        sentences.append(_("{what} handed over.").format(what=went))
    if came:
        sentences.append(_("{what} came in.").format(what=came))
    if past.refused:
        refused = ngettext(
            "{count} file could not be added.", "{count} files could not be added.", past.refused
        )
        sentences.append(refused.format(count=past.refused))
    why = _why_words(past)
    if why:
        sentences.append(why)
    return " ".join(sentences) or _("Nothing new either way.")


def _why_words(past: PastExchange) -> str:
    """Say what ended an exchange early, with the place by its short name; "" where nothing did."""
    error = stopped_in(past)
    if error is None:
        return ""
    place = error.parameters.get("place")
    named = {"place": short_name(str(place))} if place else {}
    return UserError(error.code, **{**error.parameters, **named}).happened
