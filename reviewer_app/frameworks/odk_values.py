"""What a value is to ODK: XPath 1.0's text, number, truth and nodes, with days and times that compare as numbers.

Rules: ODK XForms specification, "Data types" and "XPath functions". Where XPath 1.0 takes a set of nodes as true
because it is not empty, ODK looks at the answer in the first of them.
"""

import math
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from elementpath import XPathNode

OdkValue = str | float | bool | list["XPathNode"]
"""What an expression gives; nodes are answers in the form."""

_NUMBER: Final = re.compile(r"[-+]?(\d{1,300}(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}.*)?")
_TIME: Final = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[-+]\d{2}:\d{2})?")
_EPOCH: Final = date(1970, 1, 1)
_SECONDS: Final = 86_400


def text_of(value: OdkValue) -> str:
    """Give a value as text: of nodes the first, of numbers the shortest form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _text_at(value[0]) if value else ""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) else repr(value)


def _text_at(node: "XPathNode") -> str:
    element = node.value
    # An answer is an element with nothing in it but its text; the library looks for more, and takes its time.
    if isinstance(element, Element) and not len(element):
        return element.text or ""
    return node.string_value


def number_of(value: OdkValue) -> float:
    """Give a value as a number: a day as days since 1970, a time as a part of the day, other text as NaN."""
    if isinstance(value, bool | int | float):
        return float(value)
    text = text_of(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if _TIME.fullmatch(text):
        return _part_of_day(text)
    moment = moment_of(text)
    if moment is None:
        return math.nan
    days = (moment.date() - _EPOCH).days
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return days + seconds / _SECONDS


def truth_of(value: OdkValue) -> bool:
    """Give a value as true or false: text that is not empty, a number that is neither 0 nor NaN."""
    if isinstance(value, str | list):
        return bool(text_of(value))
    return bool(value) and not math.isnan(value)


def moment_of(text: str) -> datetime | None:
    """Read a day, or a day with a time, as ISO 8601 writes them; None for any other text."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def day_of(number: float) -> str:
    """Write a number of days since 1970 as a day; "" for what is none."""
    try:
        return datetime.fromtimestamp(number // 1 * _SECONDS, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def each_text(value: OdkValue) -> list[str]:
    """Give the text of every node, or the one text of what is no set of nodes."""
    if isinstance(value, list):
        return [_text_at(one) for one in value]
    return [text_of(value)]


def numbers_of(value: OdkValue) -> list[float]:
    """Give every answer that is a number; what is open leaves the set."""
    found = (number_of(one) for one in each_text(value))
    return [one for one in found if not math.isnan(one)]


def compared(symbol: str, left: OdkValue, right: OdkValue) -> bool:
    """Compare as ODK does: of several nodes, whether any fits; days and times by their order."""
    if symbol in ("=", "!="):
        same = symbol == "="
        if isinstance(left, bool) or isinstance(right, bool):
            return (truth_of(left) == truth_of(right)) is same
        return any(_equal(a, b) is same for a in _atoms(left) for b in _atoms(right))
    for a in _atoms(left):
        for b in _atoms(right):
            first, second = number_of(a), number_of(b)
            if {
                "<": first < second,
                "<=": first <= second,
                ">": first > second,
                ">=": first >= second,
            }[symbol]:
                return True
    return False


def _atoms(value: OdkValue) -> list[str | float]:
    return [*each_text(value)] if isinstance(value, list) else [value]


def _equal(left: str | float, right: str | float) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return number_of(left) == number_of(right)


def _part_of_day(text: str) -> float:
    found = _TIME.fullmatch(text)
    if found is None:
        return math.nan
    hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return (hours * 3600 + minutes * 60 + seconds) / _SECONDS
