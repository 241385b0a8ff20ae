"""The order in which a line of mixed directions is drawn (Unicode Standard Annex 9).

Only the implicit rules: what embeds, overrides or isolates a direction is invisible, and `clean` takes it out.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from unicodedata import bidirectional, category

# The bracket pairs of BidiBrackets.txt that are typed.
_OPENING: Final = "([{⁅⁽₍〈❨❪❬❮❰❲❴⟦⟨⟪⟬⟮〈《「『【〔〖〘〚（［｛｟｢"
_CLOSING: Final = ")]}⁆⁾₎〉❩❫❭❯❱❳❵⟧⟩⟫⟭⟯〉》」』】〕〗〙〛）］｝｠｣"
_PARTNERS: Final = dict(zip(_OPENING, _CLOSING, strict=True))
_MOST_OPEN: Final = 63
_FROM_THE_LEFT: Final = "\N{LEFT-TO-RIGHT MARK}"
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON"})
_RIGHT: Final = frozenset({"R", "AL"})


def base_level(text: str) -> int:
    """Give 1 for a paragraph that begins with a letter written from the right and is mostly of such, else 0 (HL1).

    An English sentence that begins with an Arabic name, or quotes a longer one in Arabic, is still an English sentence.
    """
    strong = [kind for kind in map(bidirectional, text) if kind == "L" or kind in _RIGHT]
    right = len(strong) - strong.count("L")
    return int(bool(strong) and strong[0] != "L" and right > 2 * strong.count("L"))


def levels(text: str, base: int) -> list[int]:
    """Give each character's embedding level: odd ones run from the right."""
    if base:
        return _levels(text, base)
    ends = _quotations_end(text)
    marked = "".join(
        character + _FROM_THE_LEFT * (place in ends) for place, character in enumerate(text)
    )
    found = _levels(marked, base)
    return [
        level for level, character in zip(found, marked, strict=True) if character != _FROM_THE_LEFT
    ]


def _quotations_end(text: str) -> set[int]:
    """Where words written from the right end although a number follows: at a sign of punctuation (HL3).

    In "the rabbi, דוד, 3 pupils" the number belongs to the pupils; nothing but the sign tells.
    """
    ends: set[int] = set()
    last, sign, number = -1, False, False
    for place, character in enumerate(f"{text}{_FROM_THE_LEFT}"):
        kind = bidirectional(character)
        if kind in _RIGHT:
            last, sign, number = place, False, False
        elif last < 0 or kind == "NSM":
            last = place if last == place - 1 >= 0 else last
        elif kind == "L":
            if number:
                ends.add(last)
            last = -1
        else:
            sign = sign or category(character).startswith("P")
            number = number or (sign and kind == "EN")
    return ends


def _levels(text: str, base: int) -> list[int]:
    kinds = [bidirectional(character) or "L" for character in text]
    outside = "R" if base else "L"
    _weak(kinds, outside)
    _brackets(text, kinds, outside)
    _neutrals(kinds, outside)
    return [_level(kind, base) for kind in kinds]


def drawn_order(of_parts: Sequence[int]) -> list[int]:
    """Give the places of a line's parts, of these levels, from left to right (rule L2)."""
    order = list(range(len(of_parts)))
    for level in range(max(of_parts, default=0), 0, -1):
        turned: list[int] = []
        for high, group in groupby(order, key=lambda place: of_parts[place] >= level):
            places = list(group)
            turned += places[::-1] if high else places
        order = turned
    return order


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], outside: str) -> None:
    """Rules W1 to W7, and marks with what they stand on."""
    for place, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kinds[place] = kinds[place - 1] if place else outside
    _after_strong(kinds, outside, "AL", "AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1]
        joins = {"EN": {"ES", "CS"}, "AN": {"CS"}}.get(around, set())
        if around == kinds[place + 1] and kinds[place] in joins:
            kinds[place] = around
    _terminators(kinds)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    _after_strong(kinds, outside, "L", "L")


def _after_strong(kinds: list[str], outside: str, wanted: str, number: str) -> None:
    """Rules W2 and W7: what European numbers become after a letter of the wanted kind."""
    strong = outside
    for place, kind in enumerate(kinds):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == wanted:
            kinds[place] = number


def _terminators(kinds: list[str]) -> None:
    """Rule W5: signs like "%" belong to the number they touch."""
    start = 0
    for kind, group in groupby(list(kinds)):
        stop = start + len(list(group))
        touches = "EN" in {kinds[start - 1] if start else "", *kinds[stop : stop + 1]}
        if kind == "ET" and touches:
            kinds[start:stop] = ["EN"] * (stop - start)
        start = stop


def _strong(kind: str) -> str:
    """Numbers count as written from the right among neutrals (N0 and N1)."""
    return "R" if kind in {"EN", "AN"} else kind


def _brackets(text: str, kinds: list[str], outside: str) -> None:
    """Rule N0: both brackets of a pair run the same way."""
    for first, last in _pairs(text, kinds):
        within = {_strong(kind) for kind in kinds[first + 1 : last]} & {"L", "R"}
        if outside in within:
            chosen = outside
        elif within:
            context = next(
                (_strong(kind) for kind in kinds[:first][::-1] if _strong(kind) in {"L", "R"}),
                outside,
            )
            chosen = context if context in within else outside
        else:
            continue
        for bracket in (first, last):
            kinds[bracket] = chosen
            for place in range(bracket + 1, len(kinds)):
                if bidirectional(text[place]) != "NSM":
                    break
                kinds[place] = chosen


def _pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Rule BD16: the pairs by where they open."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in _PARTNERS:
            if len(opened) == _MOST_OPEN:
                return []
            opened.append((_PARTNERS[character], place))
        else:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    found.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(found)


def _neutrals(kinds: list[str], outside: str) -> None:
    """Rules N1 and N2: between two of one direction it is theirs, else the paragraph's."""
    start = 0
    for neutral, group in groupby(list(kinds), key=lambda kind: kind in _NEUTRAL):
        stop = start + len(list(group))
        if neutral:
            before = _strong(kinds[start - 1]) if start else outside
            after = _strong(kinds[stop]) if stop < len(kinds) else outside
            kinds[start:stop] = [before if before == after else outside] * (stop - start)
        start = stop
