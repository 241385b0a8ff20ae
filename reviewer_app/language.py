"""The language the program speaks, and the language or the two that a report is made in.

The program speaks that of the reader's computer, else the English its sentences are written in. The catalogue is found
once. The standard library's `gettext.gettext` looks for its files at every sentence, which a list that is drawn or a
page that is made cannot afford.

A report is made in a language of its own (`speaking`), whatever the computer speaks, and for the one thread that makes
it: nothing of it reaches the window. Its sentences stand in a catalogue apart, `report.po`: a language may have all of
these and not yet those of the window, which would be half translated.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation
from typing import Final

from reviewer_app.places import resource
from reviewer_app.tongues import BETWEEN, both, in_each, in_place, own, reading, readings

DOMAIN: Final = "reviewer_app"
REPORT_DOMAIN: Final = "report"

ENGLISH: Final = "en-GB"
WELSH: Final = "cy"
LANGUAGES: Final = (ENGLISH, WELSH)
"""The languages a report can be made in (BCP 47)."""

_CATALOGUE: Final = translation(DOMAIN, resource("translations"), fallback=True)


@dataclass(frozen=True, slots=True)
class Speech:
    """The language a report's own words are in, or two, the leading one first; and that of what people typed."""

    languages: tuple[str, ...]
    written_in: str

    @property
    def is_marked(self) -> bool:
        """Whether words of several languages stand side by side, so that each has to say which it is."""
        return self.languages != (self.written_in,)

    def told(self, language: str) -> str:
        """Give a language that has to be told, "" for the leading one, which goes without saying."""
        return "" if language == self.languages[0] else language


_SPEECH: Final[ContextVar[Speech | None]] = ContextVar("speech", default=None)


@contextmanager
def speaking(languages: Sequence[str], written_in: str = "") -> Iterator[None]:
    """Speak these languages, one or two, meanwhile and in this thread.

    Args:
        languages: of `LANGUAGES`; any other is spoken as English.
        written_in: the language of what people typed; "" for the leading one.
    """
    token = _SPEECH.set(Speech(tuple(languages), written_in or languages[0]))
    try:
        yield
    finally:
        _SPEECH.reset(token)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language in LANGUAGES[1:]:
        return translation(REPORT_DOMAIN, resource("translations"), languages=[language])
    return NullTranslations()


def _said(say: Callable[[NullTranslations], str]) -> str:
    speech = _SPEECH.get()
    if speech is None:
        return say(_CATALOGUE)
    said = [say(_catalogue(one)) for one in speech.languages]
    if not speech.is_marked:
        return said[0]
    marked = [own(one) for one in said]
    return marked[0] if len(marked) == 1 else both(*marked)


def gettext(sentence: str) -> str:
    """Give a sentence in the language spoken now."""
    if _SPEECH.get() is None:
        return _CATALOGUE.gettext(sentence)
    return _said(lambda catalogue: catalogue.gettext(sentence))


def ngettext(one: str, several: str, count: int) -> str:
    """Give the form of a sentence that goes with a count, in the language spoken now."""
    return _said(lambda catalogue: catalogue.ngettext(one, several, count))


def in_any_language(sentence: str) -> tuple[str, ...]:
    """Give a sentence in every language a report can be made in, to find it in what people typed."""
    return tuple(dict.fromkeys(_catalogue(one).gettext(sentence) for one in LANGUAGES))


def told(text: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give a text reading by reading, each as stretches of one language (BCP 47), "" for the leading one."""
    speech = _SPEECH.get()
    if speech is None or not speech.is_marked:
        return (((text, ""),),)
    parts = in_place(text)
    if parts is not None:
        before, double, after = (_stretches(speech, part) for part in parts)
        between = ((BETWEEN, ""),)
        beside = tuple(part for one in double for part in (*between, *one))[1:]
        return ((*before[0], *beside, *after[0]),)
    return _stretches(speech, text)


def _stretches(speech: Speech, text: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(
        tuple(
            (words, speech.told(speech.languages[which] if is_own else speech.written_in))
            for words, is_own in one
        )
        for which, one in enumerate(readings(text))
    )


def listed(words: Sequence[str]) -> str:
    """Join words as a person says them: "lessons, books and pupils"."""
    if len(words) < 2:
        return "".join(words)
    speech = _SPEECH.get()
    if speech is None or WELSH not in speech.languages:
        return gettext("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])
    *before, last = words
    sentences = gettext("{several} and {last}")

    def join(sentence: str, which: int) -> str:
        several = ", ".join(reading(one, which) for one in before)
        final = reading(last, which)
        if speech.languages[which] == WELSH:
            return _and_in_welsh(sentence, several, final)
        return sentence.format(several=several, last=final)

    return in_each(sentences, join)


_ASPIRATED: Final[Mapping[str, str]] = {"c": "ch", "p": "ph", "t": "th"}
"""How a word begins after "a" (the aspirate mutation), where it does not begin so already."""
_BEGINNING: Final = re.compile(r"\w")


def _and_in_welsh(sentence: str, several: str, last: str) -> str:
    """Join with "a", or with "ac" before a vowel; a word of ours that follows "a" changes its first letter."""
    begins = _BEGINNING.search(last)
    if begins is None:
        return sentence.format(several=several, last=last)
    letter, at = begins[0].lower(), begins.start()
    if letter in "aeiouwyâêîôûŵŷ":
        return sentence.replace(" a ", " ac ").format(several=several, last=last)
    follows = last[at + 1 : at + 2].lower()
    is_ours = at > 0 or (speech := _SPEECH.get()) is None or not speech.is_marked
    if is_ours and letter in _ASPIRATED and follows != "h":
        kept = last[at]
        changed = _ASPIRATED[letter]
        last = last[:at] + (changed.capitalize() if kept.isupper() else changed) + last[at + 1 :]
    return sentence.format(several=several, last=last)
