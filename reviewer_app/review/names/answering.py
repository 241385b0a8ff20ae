"""What is done about a name: put a role in its place, take it out, let it stay with a reason, or say it is none."""

import re
from collections.abc import Callable
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import listed
from reviewer_app.model.changes import Change, operations_in
from reviewer_app.model.nouns import DismissedWord, ListedName, NameWaiver
from reviewer_app.model.reasons import Reason
from reviewer_app.model.roster import Member, Roster
from reviewer_app.model.words import Role
from reviewer_app.review.names.digests import digests_for
from reviewer_app.review.names.guard import word_of
from reviewer_app.review.names.places import Place, changed_in, words_in
from reviewer_app.store import journal
from reviewer_app.store.work import Work

_OPENING: Final = " \"“‘'("
_ENDING: Final = ".!?:\n"
_CLOSING: Final = tuple(",.;:!?")
_BESIDE_A_GAP: Final = ' \n(“"'


def replace_name(work: Work, place: Place, name: str, words: str) -> None:
    """Put other words, such as a role, where a name stands, and empty every earlier wording that holds it.

    "" as words takes the name out. Earlier wordings are emptied on every laptop, for good; those of others stay until
    `who_empties` does it.

    Raises:
        UserError: "review.record-gone"; "name.nothing-left" where nothing but the name stood there.
    """
    record = work.need(place.noun, place.record)
    value = changed_in(place.kind, getattr(record, place.field), _swap(name, words))
    if not words_in(place.kind, value).strip():
        raise UserError("name.nothing-left")
    written: dict[str, object] = {place.field: value}
    work.set(place.noun, place.record, since=None, **written)
    for change in _holding(work, place, name, but=None):
        if _may_empty(work, change):
            _empty(work, place, change)


def empty_earlier(work: Work, place: Place, name: str) -> None:
    """Empty what earlier changes wrote in a place, wherever it holds a name; what stands now stays.

    Raises:
        UserError: "name.not-yours" where one is another's and this person is not the lead; nothing is emptied then.
    """
    now = work.get(place.noun, place.record)
    holding = _holding(
        work, place, name, but=getattr(now, place.field) if now is not None else None
    )
    for change in holding:
        if not _may_empty(work, change):
            able = who_empties(work.chain.tip, change.person)
            raise UserError("name.not-yours", who=listed([one.name for one in able]))
    for change in holding:
        _empty(work, place, change)


def who_empties(roster: Roster | None, author: str) -> list[Member]:
    """Give who can empty the words of an author for good: they themselves, and the lead (DESIGN, "redaction").

    Not a deputy: what is emptied is gone on every laptop.
    """
    members = roster.members.values() if roster else ()
    return [one for one in members if one.person == author or one.role is Role.LEAD]


def _may_empty(work: Work, change: Change) -> bool:
    able = who_empties(work.chain.tip, change.person)
    return work.author.person in {one.person for one in able}


def _holding(work: Work, place: Place, name: str, *, but: object) -> list[Change]:
    """Give the changes that wrote a name into a place, but for those that wrote what stands."""
    wanted, found = word_of(name), []
    for _record, filed in journal.changes_touching(work.connection, place.kind, [place.record]):
        for operation in operations_in(filed.change):
            value = operation.values.get(place.field)
            if operation.record != place.record or value in (None, but):
                continue
            if wanted in word_of(words_in(place.kind, value)):
                found.append(filed.change)
                break
    return found


def _empty(work: Work, place: Place, change: Change) -> None:
    work.redact(change.hash, {place.record: [place.field]}, Reason.NAMES_STAY_OUT)


def let_stay(work: Work, place: Place, name: str, reason: str) -> None:
    """Let a name stay in one place; the reason is kept.

    Raises:
        UserError: "name.reason-missing".
    """
    if not reason.strip():
        raise UserError("name.reason-missing")
    work.add(NameWaiver, work.new_id(), place=place.key, word=word_of(name), reason=reason.strip())


def dismiss(work: Work, word: str, reason: str = "") -> None:
    """Say that a word is no name: it is not raised again in this review, on any laptop."""
    wanted = word_of(word)
    if wanted and not work.all(DismissedWord, word=wanted):
        work.add(DismissedWord, work.new_id(), word=wanted, reason=reason.strip())


def raise_again(work: Work, word: str) -> None:
    """Take back that a word is no name."""
    for one in work.all(DismissedWord, word=word_of(word)):
        work.remove(DismissedWord, one.id, Reason.TAKEN_BACK)


def look_out_for(work: Work, names: str) -> int:
    """Put names, one a line, on the review's own list; gives how many are new. Only digests are kept."""
    there = {one.digest for one in work.all(ListedName)}
    new = 0
    for name in names.splitlines():
        digests = [one for one in digests_for(work.review, name) if one not in there]
        for digest in digests:
            work.add(ListedName, work.new_id(), digest=digest)
        there.update(digests)
        new += bool(digests)
    return new


def forget_names(work: Work) -> None:
    """Empty the review's own list."""
    for one in work.all(ListedName):
        work.remove(ListedName, one.id, Reason.TAKEN_OFF)


def _swap(name: str, words: str) -> Callable[[str], str]:
    return lambda text: without_name(text, name, words)


def without_name(text: str, name: str, words: str) -> str:
    """Put other words wherever a name stands in a text as a whole word; "" takes it out."""
    for match in reversed(list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))):
        text = in_place(text, match.start(), match.end(), words)
    return text


def in_place(text: str, start: int, end: int, words: str) -> str:
    """Put other words in the place of some; "" takes those out, with a possessive 's, and closes the gap.

    What begins a sentence takes a capital.
    """
    before, behind = text[:start], text[end:]
    if words:
        opening = before.rstrip(_OPENING)
        begins = not opening or opening[-1] in _ENDING
        return before + (words[:1].upper() + words[1:] if begins else words) + behind
    if behind.startswith(("'s ", "’s ")):
        behind = behind[2:]
    if behind[:1] in _CLOSING:
        return before.rstrip(" ") + behind
    gap = not before or before[-1] in _BESIDE_A_GAP
    return before + (behind[1:] if gap and behind[:1] == " " else behind)
