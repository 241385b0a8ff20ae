"""Finding names in a text: pure, and fast enough to run while someone types.

A word that is only a name is a hit wherever it stands. A word that is also an ordinary word, a month or a place
(Will, Grace, Mark, May, Paris) is a hit only where what stands around it says so: a title, a family name, someone who
speaks, asks or is asked. What is known to be no name (figures, authors, works and their casts, programmes, classes
named after something) is masked first. What the rules reach on labelled notes stands in `tests/data/names`.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewer_app.review.names import cues
from reviewer_app.review.names.digests import NameDigests
from reviewer_app.review.names.folding import folded
from reviewer_app.review.names.lists import Lists, lists
from reviewer_app.review.names.masking import mask_known
from reviewer_app.review.names.tokens import Word, is_without_case, words_in

__all__ = ["Hit", "HitKind", "find_names", "may_stand"]

_INITIALS: Final = re.compile(r"(?<![\w.])(?:[A-Z]\.[ \u00a0]?){1,3}(?:(?=[A-Z][^\W\d_])|(?![\w]))")
_SPELT: Final = re.compile(r"(?<![\w.])(?:[A-Z](?:\. ?|[ \u00a0·_*/–-])){2,}[A-Z]\b\.?")
_SHORTEST_SPELT_FAMILY: Final = 5
_SHORTEST_SMALL: Final = 5
"""Letters of a name that is a hit though it was typed without its capital."""


class HitKind(StrEnum):
    """What a hit looks like, which decides what is offered for it first."""

    TITLED = "titled"
    NAME = "name"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: where it begins and ends, in characters, without a possessive 's."""

    start: int
    end: int
    text: str
    kind: HitKind


class _Sort(StrEnum):
    NAME = "name"  # a given name and nothing else
    FAMILY = "family"  # a family name and nothing else
    BOTH = "both"  # a given name that is also a word
    MAYBE_FAMILY = "maybe-family"  # a word or place that is also a family name
    UNKNOWN = "unknown"  # a capital and no list has it
    WORD = "word"


def find_names(text: str, *, listed: NameDigests | None = None) -> list[Hit]:
    """Find the names in a text, in order; `listed` are those the team entered, as digests."""
    return _Search(text, words_in(text), lists(), listed).hits() if text else []


def may_stand(hit: Hit, allowed: Collection[str]) -> bool:
    """Whether a name may stand: each of its words is allowed, or all of them together.

    Args:
        allowed: folded names that may stand here, and words that were said to be no names.
    """
    if not allowed:
        return False
    words = [one.folded for one in words_in(hit.text) if one.folded not in cues.TITLES]
    return " ".join(words) in allowed or all(word in allowed for word in words)


class _Search:
    """One text being searched."""

    def __init__(
        self,
        text: str,
        words: list[Word],
        known: Lists,
        listed: NameDigests | None,
    ) -> None:
        self._text = text
        self._words = words
        self._known = known
        self._listed = listed
        mask_known(words, known)
        self._known_sorts: dict[int, _Sort] = {}

    def hits(self) -> list[Hit]:
        spans: list[tuple[int, int, HitKind]] = []
        taken = 0
        given = self._known.given
        for at, word in enumerate(self._words):
            if at < taken:
                continue
            # Most words of a note are small and no names: they are passed over at once.
            small = not word.capital and word.folded not in given
            if small and self._listed is None and word.folded not in cues.SMALL_TITLES:
                continue
            found = self._at(at, word)
            if found is not None:
                end, kind = found
                spans.append((at, end, kind))
                taken = end
        spans = self._with_neighbours(spans)
        hits = [self._hit(*span) for span in spans] + self._dotted() + self._spelt()
        return _apart(hits)

    def _hit(self, start: int, end: int, kind: HitKind) -> Hit:
        first, last = self._words[start].start, self._words[end - 1].end
        return Hit(first, last, self._text[first:last], kind)

    def _sort(self, at: int) -> _Sort:
        sort = self._known_sorts.get(at)
        if sort is None:
            sort = self._known_sorts[at] = self._sort_of(self._words[at])
        return sort

    def _sort_of(self, word: Word) -> _Sort:
        one = word.folded
        if one in self._known.given:
            return _Sort.NAME
        if word.capital and "'" in one and _IRISH.match(word.text):
            return _Sort.FAMILY
        if one in self._known.given_words:
            return _Sort.BOTH
        if one in self._known.words:
            return _Sort.MAYBE_FAMILY if one in cues.FAMILY_WORDS else _Sort.WORD
        if one in self._known.family:
            return _Sort.MAYBE_FAMILY if one in self._known.proper else _Sort.FAMILY
        if one in self._known.proper or one.isdigit():
            return _Sort.WORD
        return self._sort_of_parts(word)

    def _sort_of_parts(self, word: Word) -> _Sort:
        one = word.folded
        if "-" in one:
            parts = one.split("-")
            if any(part in self._known.given for part in parts):
                return _Sort.NAME
            if any(part in self._known.family and part not in self._known.words for part in parts):
                return _Sort.FAMILY
            return _Sort.WORD
        if _SCOTTISH.match(word.text):
            return _Sort.FAMILY
        if "'" in one:
            return _Sort.WORD
        if is_without_case(word.text[0]):
            return _Sort.UNKNOWN
        stem = one.removesuffix("s")
        if stem in self._known.words or stem in self._known.proper or len(one) < 3:
            return _Sort.WORD
        return _Sort.UNKNOWN if word.capital and not word.shout else _Sort.WORD

    def _at(self, at: int, word: Word) -> tuple[int, HitKind] | None:
        """Say whether a name begins at a word: where it ends, and its kind."""
        if word.folded in cues.TITLES and (end := self._titled(at)):
            return end, HitKind.TITLED
        if self._listed is not None and (end := self._entered(at)):
            return end, HitKind.NAME
        if word.masked:
            return None
        if word.shout and len(word.text) == 2 and self._is_initials(at):
            return at + 1, HitKind.INITIALS
        if self._is_name(at, word):
            return self._extended(at + 1), HitKind.NAME
        return None

    def _titled(self, at: int) -> int:
        """Give the end of a title with a name behind it, 0 where there is none."""
        title = self._words[at]
        following = self._next(at)
        if following is None or following.before.strip(" \u00a0\r\n") not in ("", "."):
            return 0
        if "\n" in following.before and not self._goes_on(at):
            return 0
        if title.masked or (following.masked and self._is_phrase(at + 1)):
            return 0
        sort = self._sort(at + 1)
        plain = title.folded in cues.PLAIN_TITLES
        if not following.capital:
            typed_small = not title.capital and title.folded in cues.SMALL_TITLES
            if not typed_small or following.folded in cues.NEVER_A_NAME:
                return 0
            if sort is _Sort.WORD and following.folded in self._known.words:
                return 0
            return at + 2
        letter = len(following.text) == 1 and following.text != "I"
        if not title.capital or (following.folded in cues.NEVER_A_NAME and not letter):
            return 0
        if not plain and sort in (_Sort.WORD, _Sort.MAYBE_FAMILY) and not following.shout:
            return 0
        return self._extended(at + 2)

    def _goes_on(self, title: int) -> bool:
        """Whether a title at the end of a line belongs to the name that begins the next.

        Nobody is called Mrs alone; a line may well end with Miss, and a sentence begin the next.
        """
        before, following = self._words[title], self._words[title + 1]
        if following.before.count("\n") != 1 or following.folded in cues.NEVER_A_NAME:
            return False
        if not following.capital or before.folded not in cues.PLAIN_TITLES:
            return False
        called_alone = before.folded not in cues.SMALL_TITLES or before.folded == "miss"
        return not called_alone or following.folded not in self._known.words

    def _is_phrase(self, at: int) -> bool:
        """Whether a masked word is masked with its neighbours, as in "Mr Men"; a lone one may follow a title."""
        following = self._next(at)
        return following is not None and following.masked and following.joined

    def _entered(self, at: int) -> int:
        """Give the end of a name the team entered, the longest first; 0 where none begins here."""
        listed = self._listed
        word = self._words[at]
        if listed is None or not (word.capital or word.folded not in self._known.words):
            return 0
        longest = min(len(self._words), at + listed.longest)
        for end in range(longest, at, -1):
            part = self._words[at:end]
            if (
                all(one.joined for one in part[1:])
                and " ".join(one.folded for one in part) in listed
            ):
                return end
        return 0

    def _is_name(self, at: int, word: Word) -> bool:
        sort = self._sort(at)
        if not word.capital:
            return sort is _Sort.NAME and len(word.folded) >= _SHORTEST_SMALL
        if sort is _Sort.NAME:
            return not word.shout or (
                len(word.text) > 3 and word.folded not in self._known.initials
            )
        if word.shout:
            return False
        if sort is _Sort.FAMILY:
            return not word.opens or self._does(at, cues.HUMAN | cues.STATES)
        if sort is _Sort.BOTH:
            return self._is_one_by_context(at, word)
        if sort is _Sort.UNKNOWN:
            return self._is_spoken_of(at) or (
                self._does(at, cues.HUMAN)
                if word.opens
                else self._does(at, cues.SAYING) or (word.possessive and self._is_asked(at))
            )
        if sort is _Sort.MAYBE_FAMILY:
            return not word.opens and self._does(at, cues.SAYING) and not self._is_title_case(at)
        return False

    def _is_one_by_context(self, at: int, word: Word) -> bool:
        """Whether a name that is also a word is meant as a name here."""
        also = self._known.given_words[word.folded]
        if self._follows(at, cues.ARTICLES) or (also.town and self._follows(at, cues.WHERE)):
            return False
        if self._before_family(at):
            return True
        if also.place:
            return self._is_spoken_of(at) or self._does(at, cues.SAYING) or self._is_done_to(at)
        if self._is_spoken_of(at) or self._does(at, cues.HUMAN):
            return True
        if self._is_title_case(at):
            return False
        if also.weak:
            return False
        if word.opens:
            return word.possessive or self._does(at, cues.STATES)
        return not self._in_a_list_of_words(at)

    def _before_family(self, at: int) -> bool:
        following = self._next(at)
        return (
            following is not None
            and following.joined
            and following.capital
            and not following.masked
            and self._sort(at + 1) in (_Sort.FAMILY, _Sort.NAME, _Sort.UNKNOWN)
        )

    def _follows(self, at: int, words: frozenset[str]) -> bool:
        before = self._previous(at)
        return before is not None and self._words[at].joined and before.folded in words

    def _is_done_to(self, at: int) -> bool:
        """Whether something is done to whoever this is, or said of them, that no place bears: "Paris was asked"."""
        words = self._words[at + 1 : at + 4]
        states = [one.folded for one in words if one.joined]
        return (
            len(states) == 3
            and states[0] in cues.STATES
            and (states[1] in cues.DONE_TO or (states[1] == "been" and states[2] in cues.DONE_TO))
        )

    def _is_title_case(self, at: int) -> bool:
        """Whether the word stands in a run of capitals such as "Growth Mindset"."""
        following, word = self._next(at), self._words[at]
        if following is not None and following.joined and following.capital:
            return self._sort(at + 1) in (_Sort.WORD, _Sort.MAYBE_FAMILY) and not following.shout
        before = self._previous(at)
        return (
            before is not None
            and word.joined
            and before.capital
            and not before.opens
            and self._sort(at - 1) is _Sort.WORD
        )

    def _in_a_list_of_words(self, at: int) -> bool:
        """Whether the word is listed beside capitals that are no names: "Music, Art and PE"."""
        before, following = self._previous(at), self._next(at)
        if following is not None and following.before.strip() == "," and following.capital:
            return self._sort(at + 1) is _Sort.WORD
        if before is None:
            return False
        place = at - 1
        linked = self._words[at].before.strip() == ","
        if before.folded == "and" and at > 1:
            place, linked = at - 2, True
        return linked and self._words[place].capital and self._sort(place) is _Sort.WORD

    def _does(self, at: int, verbs: frozenset[str]) -> bool:
        """Whether a verb of a person follows, an adverb, a year or an aside in between."""
        word = self._words[at]
        if word.possessive:
            return False
        place = self._past_aside(at + 1)
        if place >= len(self._words):
            return False
        following = self._words[place]
        if place == at + 1 and not following.joined:
            return False
        if following.folded in cues.ADVERBS or following.folded.endswith("ly"):
            place += 1
            if place >= len(self._words):
                return False
            following = self._words[place]
        return not following.capital and following.folded in verbs

    def _past_aside(self, at: int) -> int:
        """Skip "(Y10)", "in Year 3", "in the office", ", a young carer," and "and Ivy" behind a name."""
        words = self._words
        if at >= len(words):
            return at
        if words[at].folded == "and" and at + 1 < len(words) and words[at + 1].capital:
            return at + 2
        opening = words[at].before.strip()
        if opening in ("(", ",", "-", "–"):
            closing = {"(": ")"}.get(opening, opening)
            for place in range(at + 1, min(at + cues.LONGEST_ASIDE, len(words))):
                if closing in words[place].before:
                    return place
            return at
        if words[at].folded in ("in", "from", "of") and at + 2 < len(words):
            if words[at + 1].folded == "year":
                return at + 3
            if re.fullmatch(r"y|reception|nursery", words[at + 1].folded):
                return at + 2 + words[at + 2].text.isdigit()
        placed = words[at].folded in ("in", "on", "at") and at + 1 < len(words)
        if placed and words[at + 1].folded == "the":
            verbs = (
                place
                for place in range(at + 3, min(at + 5, len(words)))
                if words[place].folded in cues.HUMAN and words[place].joined
            )
            return next(verbs, at)
        return at

    def _is_spoken_of(self, at: int) -> bool:
        """Whether someone asks, tells, thanks or sits with whoever this is."""
        before = self._previous(at)
        word = self._words[at]
        if before is None or not word.joined or word.opens:
            return False
        if before.folded in cues.ADDRESSING:
            return word.folded.isascii() or self._is_someone_addressed(at)
        if before.folded in cues.NAMING:
            around = self._words[max(0, at - 5) : at - 1]
            return any(one.folded in cues.PEOPLE for one in around)
        if before.folded in ("to", "with") and at > 1:
            return self._words[at - 2].folded in cues.TALKING
        return False

    def _is_someone_addressed(self, at: int) -> bool:
        """Whether a word in another script is who is asked, and not what: "asked X to read", not "asked X twice"."""
        following = self._next(at)
        return self._words[at - 1].opens or (
            following is not None and following.joined and following.folded in cues.ASKED_TO
        )

    def _is_asked(self, at: int) -> bool:
        before = self._previous(at)
        return before is not None and before.folded in cues.BESIDE

    def _is_initials(self, at: int) -> bool:
        """Whether two capitals are someone's: who says something, or is spoken to, and no abbreviation."""
        word = self._words[at]
        if word.folded in self._known.initials:
            return False
        before = self._previous(at)
        if before is not None and word.joined and before.folded in cues.PUPIL:
            return True
        if before is not None and before.folded == "and" and at > 1:
            other = self._words[at - 2]
            if other.shout and len(other.text) == 2 and self._is_initials(at - 2):
                return True
        return self._is_spoken_of(at) or self._does(at, cues.SAYING)

    def _extended(self, end: int) -> int:
        """Take in what belongs to the name behind it: family names, one more given name, an initial."""
        while end < len(self._words):
            word = self._words[end]
            if not word.joined or not word.capital or self._words[end - 1].possessive:
                break
            if len(word.text) == 1:
                if word.text == "I":
                    break
                end += 1
                continue
            if word.shout or word.masked or word.folded in cues.NEVER_A_NAME:
                break
            if self._sort(end) is _Sort.WORD and word.folded not in self._known.proper:
                break
            end += 1
        return end

    def _with_neighbours(
        self, spans: list[tuple[int, int, HitKind]]
    ) -> list[tuple[int, int, HitKind]]:
        """Take in a name that is also a word, or no list has, joined to a hit by "and", a comma, a slash."""
        found = list(spans)
        held = {at for start, end, _kind in spans for at in range(start, end)}
        waiting = list(spans)
        while waiting:
            start, end, _kind = waiting.pop()
            for at in (self._linked(end, 1), self._linked(start - 1, -1)):
                if at is None or at in held:
                    continue
                stop = self._extended(at + 1)
                span = (at, max(stop, at + 1), HitKind.NAME)
                held.update(range(span[0], span[1]))
                found.append(span)
                waiting.append(span)
        return sorted(found)

    def _linked(self, at: int, step: int) -> int | None:
        """Give the word joined to a hit by a link, going forwards from its end or backwards from its start."""
        words = self._words
        behind = at if step > 0 else at + 1
        if not 0 <= at < len(words):
            return None
        if words[at].folded in ("and", "or"):
            at += step
        elif words[behind].before.strip() not in (",", "/", "&"):
            return None
        return at if 0 <= at < len(words) and self._may_be_linked(at, opened=step > 0) else None

    def _may_be_linked(self, at: int, *, opened: bool) -> bool:
        """Whether a word is a name if the one it is joined to is; `opened` where it must not open a sentence."""
        word = self._words[at]
        if word.masked or not word.capital or word.shout or (opened and word.opens):
            return False
        sort = self._sort(at)
        if sort not in (_Sort.BOTH, _Sort.UNKNOWN, _Sort.FAMILY) or self._is_title_case(at):
            return False
        return sort is not _Sort.BOTH or not self._known.given_words[word.folded].place

    def _dotted(self) -> list[Hit]:
        """Find "T.M." and "J. Hargreaves"."""
        found = []
        for match in _INITIALS.finditer(self._text):
            letters = match.group().replace(".", "").replace("\u00a0", "").replace(" ", "")
            behind = next((one for one in self._words if one.start >= match.end()), None)
            named = behind is not None and behind.start == match.end() and behind.capital
            if named and behind is not None:
                at = self._words.index(behind)
                sort = self._sort(at)
                sure = sort in (_Sort.FAMILY, _Sort.UNKNOWN, _Sort.NAME)
                maybe = sort is _Sort.MAYBE_FAMILY and (match.start() == 0 or len(letters) > 1)
                if (
                    (sure or maybe)
                    and not behind.masked
                    and self._may_begin(match.start(), letters)
                ):
                    end = self._words[self._extended(at + 1) - 1].end
                    first = match.start()
                    found.append(Hit(first, end, self._text[first:end], HitKind.INITIALS))
                    continue
            if len(letters) > 1 and letters.lower() not in self._known.initials:
                end = match.start() + len(match.group().rstrip(" \u00a0"))
                found.append(
                    Hit(match.start(), end, self._text[match.start() : end], HitKind.INITIALS)
                )
        return found

    def _spelt(self) -> list[Hit]:
        """Find a name whose capitals stand apart: "O L I V E R", "O.L.I.V.E.R."; words that are spelt are none."""
        found = []
        for match in _SPELT.finditer(self._text):
            name = folded("".join(one for one in match.group() if one.isalpha()))
            given = name in self._known.given
            if given or (len(name) >= _SHORTEST_SPELT_FAMILY and name in self._known.family):
                found.append(Hit(match.start(), match.end(), match.group(), HitKind.NAME))
        return found

    def _may_begin(self, start: int, letters: str) -> bool:
        """Whether one letter and a full stop begin a name, and do not end a sentence ("option B. Patel said")."""
        if len(letters) > 1 or start == 0:
            return True
        before = self._text[:start].rstrip()
        last = before.rsplit(None, 1)[-1].lower() if before else ""
        return before[-1:] in '.(,:;"“\n' or last in cues.BESIDE

    def _next(self, at: int) -> Word | None:
        return self._words[at + 1] if at + 1 < len(self._words) else None

    def _previous(self, at: int) -> Word | None:
        return self._words[at - 1] if at else None


_IRISH: Final = re.compile(r"[OD]['’][A-Z][^\W\d_]{2,}$")
_SCOTTISH: Final = re.compile(r"Ma?c[A-Z][^\W\d_]{2,}$")


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits in order, of those that overlap the longest."""
    found: list[Hit] = []
    for one in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if found and one.start < found[-1].end:
            if one.end > found[-1].end:
                found[-1] = one
            continue
        found.append(one)
    return found
