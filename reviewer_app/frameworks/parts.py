"""What each part of a framework must hold: the schema's verdict, told with a line and a remedy."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reviewer_app.frameworks.items import (
    CHOICE_PATTERN,
    ID_PATTERN,
    LINE_PATTERN,
    NAME_PATTERN,
    Item,
)
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.schema import LANGUAGE_PATTERN, VERSION_PATTERN, Framework
from reviewer_app.frameworks.tree import Path, Tree, Value

_MALFORMED: Final = {
    ID_PATTERN: "id-malformed",
    NAME_PATTERN: "name-malformed",
    CHOICE_PATTERN: "choice-malformed",
    VERSION_PATTERN: "version-malformed",
    LANGUAGE_PATTERN: "language-malformed",
    LINE_PATTERN: "not-one-line",
}

_PLAIN: Final = {
    "missing": "missing-key",
    "bool_type": "not-yes-or-no",
    "dict_type": "not-mapping",
    "float_type": "not-a-number",
    "int_type": "not-whole-number",
    "model_type": "not-mapping",
    "model_attributes_type": "not-mapping",
    "string_too_short": "no-value",
}
"""How a verdict of the schema is told by itself."""


def framework_of(tree: Tree, faults: Faults) -> Framework:
    """The framework that a file's values make.

    Raises:
        UserError("framework.invalid"): a part does not hold what it must, or `faults` has noted something before.
    """
    try:
        # As JSON, because strict models take names, lists and enumerations only from there.
        framework = Framework.model_validate_json(json.dumps(tree.value))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _explain(details, tree, faults)
        raise faults.refusal() from None
    faults.refuse_if_any()
    return framework


def _explain(details: ErrorDetails, tree: Tree, faults: Faults) -> None:
    verdict = details["type"]
    if verdict in _PLAIN:
        code, values = _PLAIN[verdict], dict[str, object]()
    elif verdict == "extra_forbidden":
        code, values = _unknown_key(details, faults)
    else:
        code, values = _VERDICTS[verdict](details)
    if not code:
        return
    path = _in_file(details["loc"], tree.value)
    if path == ("format",):
        code = "format"
    names = [str(step) for step in path if isinstance(step, str)]
    faults.error(code, tree.place(path), **{"name": names[-1] if names else "", **values})


def _in_file(loc: Path, value: Value) -> Path:
    """The path as the file has it: the schema puts the type of an item or a rule between."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(value, dict) and isinstance(step, str):
            if step in (value.get("type"), value.get("kind")) and step not in value:
                continue
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step]
        path.append(step)
    return tuple(path)


def _unknown_key(details: ErrorDetails, faults: Faults) -> tuple[str, dict[str, object]]:
    *around, name = details["loc"]
    known = list(_part_at(tuple(around)).model_fields)
    nearest = faults.nearest(str(name), known)
    if nearest is not None:
        return "unknown-key-nearest", {"nearest": nearest}
    return "unknown-key", {"allowed": ", ".join(known)}


def _part_at(path: Path) -> type[BaseModel]:
    """The schema's part at a path of the file."""
    parts: list[type[BaseModel]] = [Framework]
    for step in path:
        if not isinstance(step, str):
            continue
        tagged = [one for one in parts if step in _tags_of(one)]
        # A tag stands in the path of what can be of several types, and only there.
        parts = (
            tagged if len(parts) > 1 else list(_parts_in(parts[0].model_fields[step].annotation))
        )
    return parts[0]


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The parts an annotation may hold: one, or each type of item or rule."""
    if annotation == "Item":
        # What is asked again and again holds items of every type, which are told after it.
        annotation = Item
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _parts_in(inner)


def _tags_of(part: type[BaseModel]) -> tuple[object, ...]:
    found = [part.model_fields[name] for name in ("type", "kind") if name in part.model_fields]
    return tuple(value for one in found for value in get_args(one.annotation))


def _tag(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    allowed = details["ctx"]["expected_tags"].replace("'", "")
    return "not-allowed", {"value": details["ctx"]["tag"], "allowed": allowed}


def _tag_missing(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    if not isinstance(details["input"], dict):
        return "not-mapping", {}
    return "missing-key", {"name": details["ctx"]["discriminator"].strip("'")}


def _out_of_range(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    limits = {"ge": "at least {}", "gt": "more than {}", "le": "at most {}"}
    (name, limit), *_rest = details["ctx"].items()
    return "out-of-range", {"value": details["input"], "limit": limits[name].format(limit)}


def _not_text(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    if isinstance(details["input"], dict):
        return "not-text-colon", {}
    return ("no-value" if details["input"] is None else "not-text"), {}


def _not_list(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    return ("no-value" if details["input"] is None else "not-list"), {}


def _too_long(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    limit = details["ctx"]["max_length"]
    return "too-long", {"limit": limit, "length": len(str(details["input"]).strip())}


def _malformed(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    return _MALFORMED[details["ctx"]["pattern"]], {"value": details["input"]}


def _not_allowed(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    return "not-allowed", {"value": details["input"], "allowed": ", ".join(allowed)}


def _too_few(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    limit = details["ctx"]["min_length"]
    # The schema counts only sound entries; the unsound ones have been named already.
    if len(details["input"]) >= limit:
        return "", {}
    return "too-few", {"limit": limit}


_VERDICTS: Final[dict[str, Callable[[ErrorDetails], tuple[str, dict[str, object]]]]] = {
    "enum": _not_allowed,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _tag_missing,
    "literal_error": _not_allowed,
    "string_pattern_mismatch": _malformed,
    "string_too_long": _too_long,
    "string_type": _not_text,
    "too_short": _too_few,
    "tuple_type": _not_list,
}
"""How a verdict of the schema is told that needs a closer look. A verdict in neither is a bug."""
