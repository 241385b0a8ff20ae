"""How XLSForm's question types and looks become item types."""

from collections.abc import Mapping
from typing import Final

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

ONE: Final = "select one"
SEVERAL: Final = ("select all that apply", "rank")

_BINDS: Final[Mapping[str, str]] = {
    "string": "text",
    "int": "number",
    "decimal": "number",
    "date": "date",
    "dateTime": "date",
    "time": "time",
    "barcode": "text",
    "binary": "photo",
}
"""Item types by the type of what XForms keeps."""

_OF_ITSELF: Final[Mapping[str, str]] = {
    "today": "today()",
    "get today": "today()",
    "start": "once(now())",
    "start time": "once(now())",
    "get start time": "once(now())",
}
"""Questions that nobody is asked, and what works them out."""

_MENUS: Final = ("minimal", "autocomplete", "search", "autocomplete_chars")
_ROWS: Final = ("horizontal", "horizontal-compact", "likert", "label", "list-nolabel", "quick")


def item_type(kind: str, *, read_only: bool) -> str:
    """The item type of a question type; "" for one that evidence forms do not have."""
    known: Mapping[str, Mapping[str, str]] = QUESTION_TYPE_DICT.get(kind, {})
    control, bind = known.get("control", {}), known.get("bind", {})
    if kind == ONE:
        return "choice"
    if kind in SEVERAL:
        return "choices"
    if kind == "range":
        return "number"
    if control.get("tag") == "trigger":
        return "choice"
    if not control or control.get("tag") == "upload":
        return "photo" if bind.get("type") == "binary" and control else ""
    if bind.get("readonly") == "true()" or (read_only and bind.get("type") == "string"):
        return "words"
    return _BINDS.get(bind.get("type", ""), "")


def worked_out(kind: str) -> str:
    """The calculation of a question that nobody is asked; "" for any other."""
    return _OF_ITSELF.get(kind, "")


def is_calculation(kind: str) -> bool:
    """Whether a question is a calculation and nothing else."""
    return kind in {"calculate", "q calculate", "add calculate prompt", "hidden"}


def bound(kind: str, name: str) -> str:
    """What a type brings with it, such as the range of a percentage; "" without."""
    known: Mapping[str, Mapping[str, str]] = QUESTION_TYPE_DICT.get(kind, {})
    return known.get("bind", {}).get(name, "")


def look(appearance: str) -> str:
    """How a choice is shown."""
    words = appearance.replace("(", " ").split()
    if any(one in _MENUS for one in words):
        return "menu"
    if any(one in _ROWS or one.startswith("columns") for one in words):
        return "row"
    return "list"


def many_lines(appearance: str) -> bool:
    """Whether a text is one of several paragraphs."""
    return "multiline" in appearance.split()
