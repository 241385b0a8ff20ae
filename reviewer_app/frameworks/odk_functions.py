"""The functions of an expression: those of ODK, and those of XPath 1.0 where ODK takes them differently.

Each says how many arguments it takes and what it makes of them. What needs a telephone, another file or chance is
refused before a form is used, with a sentence that says why.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, Protocol

from reviewer_app.errors import N_
from reviewer_app.frameworks.cost import Meter
from reviewer_app.frameworks.odk_values import (
    OdkValue,
    day_of,
    each_text,
    moment_of,
    number_of,
    numbers_of,
    text_of,
    truth_of,
)
from reviewer_app.frameworks.patterns import pattern_of

if TYPE_CHECKING:
    from elementpath import XPathNode


class Scene(Protocol):
    """What a function may ask of the form it stands in."""

    @property
    def meter(self) -> Meter:
        """What counts the steps of the expression."""

    @property
    def node(self) -> "XPathNode":
        """The node of the answer the expression belongs to."""

    @property
    def here(self) -> OdkValue:
        """The answer the expression belongs to."""

    @property
    def now(self) -> datetime:
        """The moment, by the clock of whoever fills in the form."""

    def position(self, of: OdkValue | None) -> float:
        """Which time round a repeat this is, counted from 1; without one, the place among the nodes looked at."""

    def repeated(self, answers: OdkValue, repeat: OdkValue, number: float) -> OdkValue:
        """The answer of the same item in another time round."""

    def choice_name(self, value: str, question: str) -> str:
        """What a choice is called."""


Argument = Callable[[], OdkValue]
"""An argument is worked out when it is asked for, so that `if` looks at one branch alone."""


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how many arguments it takes (`most` None: any number), and what it gives."""

    least: int
    most: int | None
    gives: Callable[[Scene, Sequence[Argument]], OdkValue]


def _if(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return given[1]() if truth_of(given[0]()) else given[2]()


def _coalesce(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    found = (text_of(one()) for one in given)
    return next((one for one in found if one), "")


def _once(scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return text_of(scene.here) or given[0]()


def _selected(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return text_of(given[1]()).strip() in text_of(given[0]()).split()


def _selected_at(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    chosen, place = text_of(given[0]()).split(), number_of(given[1]())
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def _joined(texts: Sequence[OdkValue], between: str) -> str:
    return between.join(text for one in texts for text in each_text(one))


def _extreme(pick: Callable[[list[float]], float], given: Sequence[Argument]) -> float:
    found = [number for one in given for number in numbers_of(one())]
    return pick(found) if found else math.nan


def _round(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    value = number_of(given[0]())
    places = number_of(given[1]()) if len(given) > 1 else 0
    if not math.isfinite(value) or not math.isfinite(places):
        return value
    step = Decimal(1).scaleb(-max(-15, min(15, int(places))))
    exact = Decimal(repr(value))
    return float((exact / step).to_integral_value(ROUND_HALF_UP) * step)


def _power(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    try:
        return math.pow(number_of(given[0]()), number_of(given[1]()))
    except (ValueError, OverflowError):
        return math.nan


def _whole(value: float) -> float:
    return float(math.trunc(value)) if math.isfinite(value) else math.nan


def _substr(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    """Give part of a text, counted from 0 up to before the end, from the back where negative."""
    text = text_of(given[0]())
    ends = [number_of(one()) for one in given[1:]]
    if not all(math.isfinite(one) for one in ends):
        return ""
    start, end = int(ends[0]), int(ends[1]) if len(ends) > 1 else None
    return text[start:end]


def _substring(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    """Give part of a text, counted from 1 (XPath 1.0, 4.2)."""
    text = text_of(given[0]())
    start = _rounded(number_of(given[1]()))
    end = start + _rounded(number_of(given[2]())) if len(given) > 2 else math.inf
    return "".join(one for place, one in enumerate(text, 1) if start <= place < end)


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if math.isfinite(value) else value


def _before(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    text, part = (text_of(one()) for one in given)
    return text.partition(part)[0] if part in text else ""


def _after(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    text, part = (text_of(one()) for one in given)
    return text.partition(part)[2]


def _translate(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    text, old, new = (text_of(one()) for one in given)
    table: dict[int, str | None] = {}
    for place, one in enumerate(old):
        table.setdefault(ord(one), new[place] if place < len(new) else None)
    return text.translate(table)


def _regex(scene: Scene, given: Sequence[Argument]) -> OdkValue:
    subject, pattern = (text_of(one()) for one in given)
    return pattern_of(pattern).fits(subject, scene.meter)


def _date(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    value = given[0]()
    if isinstance(value, float):
        return day_of(value)
    text = text_of(value)
    return text if moment_of(text) else ""


_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _format_date(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    moment = moment_of(text_of(given[0]()))
    pattern = text_of(given[1]())
    if moment is None:
        return ""
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": f"{moment.month}",
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": f"{moment.day}",
        "H": f"{moment.hour:02}",
        "h": f"{moment.hour}",
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "a": _DAYS[moment.weekday()],
        "%": "%",
    }
    return re.sub(r"%(.)", lambda found: parts.get(found[1], found[0]), pattern)


def _concat(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return _joined([one() for one in given], "")


def _join(_scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return _joined([one() for one in given[1:]], text_of(given[0]()))


def _count_of(value: OdkValue) -> float:
    return float(len(value)) if isinstance(value, list) else math.nan


def _count_answered(value: OdkValue) -> float:
    return float(sum(bool(one) for one in each_text(value)))


def _position(scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return scene.position(given[0]() if given else None)


def _indexed_repeat(scene: Scene, given: Sequence[Argument]) -> OdkValue:
    return scene.repeated(given[0](), given[1](), number_of(given[2]()))


def _text(work: Callable[[str], OdkValue]) -> Function:
    return Function(1, 1, lambda _scene, given: work(text_of(given[0]())))


def _texts(work: Callable[[str, str], OdkValue]) -> Function:
    return Function(2, 2, lambda _scene, given: work(text_of(given[0]()), text_of(given[1]())))


def _number(work: Callable[[float], float]) -> Function:
    return Function(1, 1, lambda _scene, given: work(number_of(given[0]())))


def _here(work: Callable[[OdkValue], OdkValue]) -> Function:
    """Give a function of one argument, or of the answer it stands at."""
    return Function(0, 1, lambda scene, given: work(given[0]() if given else scene.here))


FUNCTIONS: Final[Mapping[str, Function]] = {
    "if": Function(3, 3, _if),
    "coalesce": Function(1, None, _coalesce),
    "once": Function(1, 1, _once),
    "selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": _text(lambda text: float(len(text.split()))),
    "jr:choice-name": Function(
        2, 2, lambda scene, given: scene.choice_name(text_of(given[0]()), text_of(given[1]()))
    ),
    "position": Function(0, 1, _position),
    "indexed-repeat": Function(3, 3, _indexed_repeat),
    "count": Function(1, 1, lambda _scene, given: _count_of(given[0]())),
    "count-non-empty": Function(1, 1, lambda _scene, given: _count_answered(given[0]())),
    "sum": Function(1, 1, lambda _scene, given: math.fsum(numbers_of(given[0]()))),
    "max": Function(1, None, lambda _scene, given: _extreme(max, given)),
    "min": Function(1, None, lambda _scene, given: _extreme(min, given)),
    "int": _number(_whole),
    "number": _here(number_of),
    "round": Function(1, 2, _round),
    "floor": _number(lambda value: float(math.floor(value)) if math.isfinite(value) else value),
    "ceiling": _number(lambda value: float(math.ceil(value)) if math.isfinite(value) else value),
    "abs": _number(abs),
    "pow": Function(2, 2, _power),
    "string": _here(text_of),
    "concat": Function(1, None, _concat),
    "join": Function(2, None, _join),
    "string-length": _here(lambda value: float(len(text_of(value)))),
    "normalize-space": _here(lambda value: " ".join(text_of(value).split())),
    "substr": Function(2, 3, _substr),
    "substring": Function(2, 3, _substring),
    "substring-before": Function(2, 2, _before),
    "substring-after": Function(2, 2, _after),
    "contains": _texts(lambda text, part: part in text),
    "starts-with": _texts(lambda text, part: text.startswith(part)),
    "ends-with": _texts(lambda text, part: text.endswith(part)),
    "translate": Function(3, 3, _translate),
    "regex": Function(2, 2, _regex),
    "true": Function(0, 0, lambda _scene, _given: True),
    "false": Function(0, 0, lambda _scene, _given: False),
    "not": Function(1, 1, lambda _scene, given: not truth_of(given[0]())),
    "boolean": Function(1, 1, lambda _scene, given: truth_of(given[0]())),
    "boolean-from-string": _text(lambda text: text in ("1", "true")),
    "today": Function(0, 0, lambda scene, _given: scene.now.date().isoformat()),
    "now": Function(
        0, 0, lambda scene, _given: scene.now.replace(tzinfo=None).isoformat(timespec="seconds")
    ),
    "date": Function(1, 1, _date),
    "date-time": Function(1, 1, _date),
    "decimal-date-time": Function(1, 1, lambda _scene, given: number_of(given[0]())),
    "decimal-time": Function(1, 1, lambda _scene, given: number_of(given[0]()) % 1),
    "format-date": Function(2, 2, _format_date),
    "format-date-time": Function(2, 2, _format_date),
}
"""Every function an expression may use."""

_BY_CHANCE: Final = N_("what it gives differs each time, so two laptops would not show the same")
_ELSEWHERE: Final = N_("it looks things up in another file, which does not come with the form")
_ON_A_MAP: Final = N_("it works with places on a map, which evidence forms do not hold")
_OF_A_DEVICE: Final = N_("it asks the device for something the program does not know")

REFUSED: Final[Mapping[str, str]] = {
    "uuid": _BY_CHANCE,
    "random": _BY_CHANCE,
    "randomize": _BY_CHANCE,
    "pulldata": _ELSEWHERE,
    "instance": _ELSEWHERE,
    "area": _ON_A_MAP,
    "distance": _ON_A_MAP,
    "enclosed-area": _ON_A_MAP,
    "geofence": _ON_A_MAP,
    "property": _OF_A_DEVICE,
    "version": _OF_A_DEVICE,
    "digest": _OF_A_DEVICE,
    "base64-decode": _OF_A_DEVICE,
    "base64-encode": _OF_A_DEVICE,
    "extract-signed": _OF_A_DEVICE,
}
"""Functions of ODK that a form here cannot use, and why."""
