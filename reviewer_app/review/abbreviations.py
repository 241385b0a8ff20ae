"""Abbreviations: what they stand for here, written out where asked and listed where a report uses them.

What the team agreed on comes first, then a person's own, then the framework's groups of pupils, then the usual ones.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Abbreviation
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work

OWN: Final = "abbreviations"
"""The setting that keeps a person's own abbreviations, for the next review."""

_WORD: Final = re.compile(r"[^\W_][\w/&+-]*", re.UNICODE)


class Expansion(NamedTuple):
    """An abbreviation found in a text: where it stands, and what it stands for."""

    start: int
    end: int
    words: str


def keep(work: Work, short: str, words: str) -> None:
    """Say what an abbreviation stands for in this review, for the whole team; "" as words takes it out of use.

    Raises:
        UserError: "abbreviation.not-one" for what is no single word; "review.value-not-allowed".
    """
    short, words = short.strip(), words.strip()
    if not _WORD.fullmatch(short):
        raise UserError("abbreviation.not-one", short=short)
    record = f"{work.review}:{short}"
    if work.get(Abbreviation, record) is None:
        work.add(Abbreviation, record, short=short, words=words)
    else:
        work.set(Abbreviation, record, words=words)


def known(opened: OpenReview, own: Mapping[str, str]) -> dict[str, str]:
    """Give every abbreviation in use and what it stands for, sorted as in a list."""
    groups = opened.framework.framework.groups
    found = {
        **usual(),
        **{one.short: one.spoken for one in groups if _abbreviates(one.short, one.spoken)},
        **own,
        **{one.short: one.words for one in opened.all(Abbreviation)},
    }
    return {short: found[short] for short in sorted(found, key=str.casefold) if found[short]}


def expansion_before(text: str, cursor: int, abbreviations: Mapping[str, str]) -> Expansion | None:
    """Find the abbreviation that ends at the cursor; as it is written, else in other letters of the same."""
    word = next(
        (one for one in _WORD.finditer(text) if one.start() < cursor <= one.end()),
        None,
    )
    if word is None:
        return None
    written = word.group()
    words = abbreviations.get(written)
    if words is None:
        alike = {
            one for short, one in abbreviations.items() if short.casefold() == written.casefold()
        }
        words = alike.pop() if len(alike) == 1 else None
    return Expansion(word.start(), word.end(), words) if words else None


def used_in(texts: Iterable[str], abbreviations: Mapping[str, str]) -> dict[str, str]:
    """Give the abbreviations that texts use as they are written, and do not write out themselves."""
    whole = "\n".join(texts)
    written = set(_WORD.findall(whole))
    plain = whole.casefold()
    return {
        short: words
        for short, words in abbreviations.items()
        if short in written and words.casefold() not in plain
    }


def _abbreviates(short: str, spoken: str) -> bool:
    return short != spoken and short.isupper() and " " not in short


def usual() -> dict[str, str]:
    """Give what is usual in schools in England, in the reader's language."""
    return {
        "AfL": _("assessment for learning"),
        "CPD": _("continuing professional development"),
        "DHT": _("deputy headteacher"),
        "DSL": _("designated safeguarding lead"),
        "EAL": _("English as an additional language"),
        "ECT": _("early career teacher"),
        "EHCP": _("education, health and care plan"),
        "ELSA": _("emotional literacy support assistant"),
        "EYFS": _("early years foundation stage"),
        "FSM": _("free school meals"),
        "GLD": _("good level of development"),
        "HLTA": _("higher level teaching assistant"),
        "HT": _("headteacher"),
        "KS1": _("key stage 1"),
        "KS2": _("key stage 2"),
        "KS3": _("key stage 3"),
        "KS4": _("key stage 4"),
        "LSA": _("learning support assistant"),
        "MAT": _("multi-academy trust"),
        "PP": _("pupil premium"),
        "PPA": _("planning, preparation and assessment time"),
        "PSHE": _("personal, social, health and economic education"),
        "RE": _("religious education"),
        "RSHE": _("relationships, sex and health education"),
        "SEN": _("special educational needs"),
        "SENCo": _("special educational needs coordinator"),
        "SEND": _("special educational needs and disabilities"),
        "SLT": _("senior leadership team"),
        "SMSC": _("spiritual, moral, social and cultural development"),
        "TA": _("teaching assistant"),
    }
