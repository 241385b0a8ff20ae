"""Masking what looks like a name and is none, before anything is searched."""

from typing import Final

from reviewer_app.review.names import cues
from reviewer_app.review.names.lists import Lists
from reviewer_app.review.names.tokens import Word

_BREAK: Final = frozenset(".\n;:?!")


def mask_known(words: list[Word], known: Lists) -> None:
    """Mask known phrases, works and their casts, classes and streets, saints and rulers."""
    cast = _mask_phrases(words, known)
    _mask_works(words)
    for at, word in enumerate(words):
        if not word.capital:
            continue
        if word.folded in cast:
            word.masked = True
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None or not following.joined:
            if following is not None and word.folded in cues.SAINTS and following.capital:
                following.masked = True
            continue
        if word.folded in cues.SAINTS and following.capital:
            following.masked = True
        elif word.folded in cues.RULERS and _names_a_ruler(following, known):
            word.masked = following.masked = True
        if word.possessive or (at and words[at - 1].folded in cues.TITLES and word.joined):
            continue
        group = following.folded in cues.GROUPS and not following.possessive
        if group or (following.folded in cues.PLACES and following.capital):
            _mask_back(words, at)


def _mask_phrases(words: list[Word], known: Lists) -> set[str]:
    """Mask phrases; give the cast of every work that is named."""
    cast: set[str] = set()
    said = [f"{word.folded}'s" if word.possessive else word.folded for word in words]
    before = ""
    for at, word in enumerate(words):
        one = word.folded
        if at and (
            phrases := known.phrases.get((before, one)) or known.phrases.get((before, said[at]))
        ):
            for phrase in phrases:
                if _stands_at(phrase, words[at - 1 : at - 1 + len(phrase)], said[at - 1 :]):
                    for part in words[at - 1 : at - 1 + len(phrase)]:
                        part.masked = True
                    cast |= known.casts.get(phrase, frozenset())
                    break
        if word.capital and (one in known.alone or said[at] in known.alone):
            word.masked = True
            cast |= known.casts.get((one,), frozenset())
        before = said[at]
    return cast


def _stands_at(phrase: tuple[str, ...], words: list[Word], said: list[str]) -> bool:
    """Whether a phrase stands here, within one sentence; its last word may be a possessive."""
    if len(words) < len(phrase):
        return False
    if any(one != word for one, word in zip(phrase[:-1], said, strict=False)):
        return False
    if phrase[-1] not in (words[-1].folded, said[len(phrase) - 1]):
        return False
    return len(phrase[0]) == 1 or not any(_BREAK & set(word.before) for word in words[1:])


def _mask_works(words: list[Word]) -> None:
    """Mask what is said to be a work: "Matilda is the school production", "their production of Oliver"."""
    for at, word in enumerate(words):
        if word.folded not in cues.WORKS:
            continue
        behind = words[at + 1 : at + 4]
        if behind and behind[0].folded in ("of", "is", "was") and behind[1:]:
            for one in behind[1:]:
                one.masked = one.masked or one.capital
        for place in range(at - 1, max(-1, at - 6), -1):
            if words[place + 1].opens:
                break
            if words[place].capital and words[place + 1].folded in ("is", "was"):
                words[place].masked = True


def _names_a_ruler(word: Word, known: Lists) -> bool:
    return (
        word.capital
        and word.joined
        and (word.folded in known.given or word.folded in known.given_words or word.masked)
    )


def _mask_back(words: list[Word], at: int) -> None:
    """Mask a word and what is listed before it: "Elm, Oak and Ash classes", "Alfred Lincoln Street"."""
    words[at].masked = True
    while (at and words[at - 1].capital) or (at > 1 and words[at - 1].folded == "and"):
        link = words[at].before.strip()
        if words[at - 1].folded == "and":
            at -= 2
        elif link in ("", ","):
            at -= 1
        else:
            break
        if not words[at].capital or words[at].possessive:
            break
        words[at].masked = True
