"""What each part of a framework must hold: the schema's verdict, told with a line and a remedy."""

import json
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.schema import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LINE_PATTERN,
    VERSION_PATTERN,
    Framework,
)
from reviewer_app.frameworks.tree import Path, Tree

_MALFORMED: Final = {
    ID_PATTERN: "id-malformed",
    VERSION_PATTERN: "version-malformed",
    LANGUAGE_PATTERN: "language-malformed",
    LINE_PATTERN: "not-one-line",
}

_PLAIN: Final = {
    "missing": "missing-key",
    "model_type": "not-mapping",
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
    code, values = (_PLAIN[verdict], {}) if verdict in _PLAIN else _VERDICTS[verdict](details)
    if not code:
        return
    path: Path = details["loc"]
    if path == ("format",):
        code = "format"
    names = [str(step) for step in path if isinstance(step, str)]
    faults.error(code, tree.place(path), **{"name": names[-1] if names else "", **values})


def _unknown_key(details: ErrorDetails) -> tuple[str, dict[str, object]]:
    *around, name = details["loc"]
    known = list(_part_at(tuple(around)).model_fields)
    nearest = get_close_matches(str(name), known, n=1)
    if nearest:
        return "unknown-key-nearest", {"nearest": nearest[0]}
    return "unknown-key", {"allowed": ", ".join(known)}


def _part_at(path: Path) -> type[BaseModel]:
    """The schema's part at a path of the file."""
    part: type[BaseModel] = Framework
    for step in path:
        if isinstance(step, str):
            part = _part_in(part.model_fields[step].annotation)
    return part


def _part_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return _part_in(get_args(annotation)[0])


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
    "extra_forbidden": _unknown_key,
    "literal_error": _not_allowed,
    "string_pattern_mismatch": _malformed,
    "string_too_long": _too_long,
    "string_type": _not_text,
    "too_short": _too_few,
    "tuple_type": _not_list,
}
"""How a verdict of the schema is told that needs a closer look. A verdict in neither is a bug."""
