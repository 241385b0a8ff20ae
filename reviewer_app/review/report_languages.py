"""The languages of a report: which they are, and what it says in them.

What people typed stands as they typed it, in the language they read their framework in. What is the program's own, and
the framework's where it has that language too, is said in the language of the report, or in both, Welsh first.

To know which is which the content is put into words twice, in two languages: what reads alike in both was typed.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.reported import worded
from reviewer_app.language import ENGLISH, LANGUAGES, WELSH, gettext, speaking
from reviewer_app.model.nouns import Review
from reviewer_app.report.content import ReportContent
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work
from reviewer_app.tongues import both, typed, wholly_own

BOTH: Final = f"{WELSH}+{ENGLISH.partition('-')[0]}"
CHOICES: Final = (ENGLISH, WELSH, BOTH)
"""What a report can be made in; "" stands for the language its framework is read in."""

C = TypeVar("C", ReportContent, ResponseForm)
T = TypeVar("T")


def checked(language: str) -> str:
    """Give a choice of languages as it is.

    Raises:
        UserError: "report.language-unknown".
    """
    if language not in ("", *CHOICES):
        raise UserError("report.language-unknown", language=language, languages=", ".join(CHOICES))
    return language


def choose(work: Work, language: str) -> None:
    """Say what the report of a review is made in.

    Raises:
        UserError: "report.language-unknown", "review.not-allowed".
    """
    work.set(Review, work.review, report_language=checked(language))


def written_in(opened: OpenReview) -> str:
    """Give the language in which people write: the one they read their framework in (BCP 47)."""
    return _usual(opened.framework.language)


def languages_of(opened: OpenReview, wanted: str = "") -> tuple[str, ...]:
    """Give the languages of a report, one or two, the leading one first.

    Args:
        wanted: one of `CHOICES` for this once; "" for what the review says.

    Raises:
        UserError: "report.language-unknown".
    """
    chosen = checked(wanted) or opened.review.report_language or written_in(opened)
    if chosen == BOTH:
        return (WELSH, ENGLISH)
    return (chosen,) if chosen in LANGUAGES else (ENGLISH,)


def choice_of(opened: OpenReview, wanted: str = "") -> str:
    """Give what a report is made in as one of `CHOICES`, such as a version is on record with.

    Args:
        wanted: as of `languages_of`.

    Raises:
        UserError: "report.language-unknown".
    """
    languages = languages_of(opened, wanted)
    return languages[0] if len(languages) == 1 else BOTH


def told_in(opened: OpenReview, say: Callable[[OpenReview], C], wanted: str = "") -> C:
    """Put what a file says into the languages of a report, every word marked with whose it is.

    Args:
        say: words it, in the language spoken when it is called.
        wanted: as of `languages_of`.
    """
    languages, written = languages_of(opened, wanted), written_in(opened)
    first = _said(opened, languages[0], say)
    if languages != (written,):
        second = _said(opened, _other(languages), say)
        first = cast("C", _together(first, second, double=len(languages) == 2))
    also = languages[1] if len(languages) == 2 else ""
    return replace(first, language=languages[0], also_in=also, written_in=written)


def in_leading(opened: OpenReview, say: Callable[[OpenReview], T], wanted: str = "") -> T:
    """Say something in the leading language of a report, as plain words."""
    return _said(opened, languages_of(opened, wanted)[0], say)


def _said(opened: OpenReview, language: str, say: Callable[[OpenReview], T]) -> T:
    with speaking((language,)):
        return say(_reading(opened, language))


def _reading(opened: OpenReview, language: str) -> OpenReview:
    """The review with its framework as it reads in a language: by the framework, else by the report's catalogue."""
    loaded = opened.framework
    if _usual(loaded.language) == language:
        return opened
    read = opened.snapshot()
    named = next((one for one in loaded.languages if _usual(one) == language), "")
    if named:
        source = f"{loaded.framework.id} {loaded.framework.version}"
        read.framework = load_framework(loaded.text, source=source, language=named)
    else:
        read.framework = replace(loaded, framework=worded(loaded.framework, gettext))
    return read


def _other(languages: tuple[str, ...]) -> str:
    """The language to compare with: the report's second, or any other than its only one."""
    return next(one for one in (*languages[1:], ENGLISH, WELSH) if one != languages[0])


def _usual(language: str) -> str:
    """A language as it is named here: "en" and "en-US" are English, "cy-GB" is Welsh."""
    main = language.partition("-")[0]
    return next((one for one in LANGUAGES if one.partition("-")[0] == main), language or ENGLISH)


def _together(one: object, other: object, *, double: bool) -> object:
    """Two wordings of one content as one.

    Where they list differently many, such as the abbreviations that each wording uses, the leading one stands alone.
    """
    if isinstance(one, str):
        return _text(one, cast("str", other), double=double)
    if isinstance(one, tuple):
        others = cast("tuple[object, ...]", other)
        if len(one) != len(others):
            return tuple(_together(part, _nothing(part), double=False) for part in one)
        return tuple(
            _together(part, beside, double=double) for part, beside in zip(one, others, strict=True)
        )
    if is_dataclass(one) and not isinstance(one, type):
        return replace(
            cast("Any", one),
            **{
                field.name: _together(
                    getattr(one, field.name), getattr(other, field.name), double=double
                )
                for field in fields(one)
            },
        )
    return one


def _nothing(one: object) -> object:
    """Something to compare with in which no words are alike."""
    if isinstance(one, str):
        return ""
    if isinstance(one, tuple):
        return tuple(map(_nothing, one))
    if is_dataclass(one) and not isinstance(one, type):
        return replace(
            cast("Any", one),
            **{each.name: _nothing(getattr(one, each.name)) for each in fields(one)},
        )
    return one


def _text(one: str, other: str, *, double: bool) -> str:
    if one == other:
        return typed(one)
    head, colon, tail = one.partition(": ")
    if colon and other.partition(": ")[2] == tail:
        # A heading of ours before words that were typed.
        return f"{_text(head, other.partition(': ')[0], double=double)}: {typed(tail)}"
    first = wholly_own(typed(one))
    return both(first, wholly_own(typed(other))) if double else first
