"""A spreadsheet that our own export wrote, read back: what stood beside the questions, and what was edited since."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.frameworks.items import ID_PATTERN
from reviewer_app.frameworks.schema import VERSION_PATTERN, Framework
from reviewer_app.frameworks.xlsform.alone import Alone
from reviewer_app.frameworks.xlsform.draft import Draft, Texts, every
from reviewer_app.frameworks.xlsform.leftovers import Leftovers
from reviewer_app.frameworks.xlsform.settling import settle
from reviewer_app.frameworks.xlsform.workbook import OURS, Workbook
from reviewer_app.frameworks.xlsform.writing import (
    ALONE,
    EXPRESSIONS,
    HOLDS,
    SETTINGS,
    WORDS,
    words_and_expressions,
)
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json

_FIELDS: Final[Mapping[str, str]] = {**WORDS, **EXPRESSIONS}

Values = dict[str, Json]
Lists = Mapping[str, Values]

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "form_title": ("form_title", "title", "set_form_title"),
    "form_id": ("form_id", "id_string", "set_form_id"),
    "version": ("version",),
}
"""What a column of the sheet `settings` may be called."""
_FIT: Final = {
    "title": re.compile(r".{1,100}"),
    "id": re.compile(rf"(?=.{{1,40}}$){ID_PATTERN}"),
    "version": re.compile(rf"(?=.{{1,20}}$){VERSION_PATTERN}"),
}


def take_alone(parts: Values) -> list[str]:
    """Take out which form was exported alone, and after it the forms that are there without items; empty for all."""
    named = parts.pop(ALONE, [])
    return [str(one) for one in named] if isinstance(named, list) else []


def alone_in(framework: Framework, named: Sequence[str]) -> Alone | None:
    """Tell of the one form that was exported; None where all of them were, or it is not there any more."""
    titles = {one.id: one.title for one in framework.forms}
    form, *others = (titles[one] for one in named if one in titles) if named else ("",)
    return Alone(form, tuple(others)) if others else None


def parts_of(book: Workbook, name: str) -> Values | None:
    """What the sheet `reviewer` holds of a framework; None for a spreadsheet that is not of our own making.

    Raises:
        UserError: "xlsform.refused", where the sheet was changed and cannot be read any more.
    """
    if OURS not in book:
        return None
    texts: dict[str, str] = {}
    for row in book[OURS].rows:
        part = row.get("part", "")
        texts[part] = texts.get(part, "") + row.get("content", "")
    try:
        values: Values = {part: json.loads(text) for part, text in texts.items()}
    except (ValueError, RecursionError):
        raise _changed(name) from None
    forms, lists = values.get("forms"), values.get("choices", [])
    sound = isinstance(forms, list) and all(isinstance(one, dict) for one in forms)
    if not sound or not isinstance(lists, list):
        raise _changed(name)
    return values


def take_settings(parts: Values, book: Workbook, leftovers: Leftovers) -> None:
    """Take what was edited on the sheet `settings`; what cannot be used there is noted, and what stood before stays."""
    row = next(iter(book["settings"].rows), {}) if "settings" in book else {}
    for column, name in SETTINGS.items():
        said = next((row[one] for one in _ALSO[column] if row.get(one)), "")
        stands = str(parts.get(name, ""))
        if not said or said == " ".join(stands.split()):
            continue
        if _FIT[name].fullmatch(said):
            parts[name] = said
        else:
            leftovers.add("setting-kept", "settings", 2, name=column, value=said, stands=stands)


def _changed(name: str) -> UserError:
    place = _("{sheet}: it was written by an export and has been changed since")
    return UserError("xlsform.refused", name=name, place=place.format(sheet=OURS))


def kept_items(book: Workbook) -> dict[int, Values]:
    """The items as they were exported, by their row, with what was edited in the sheet since."""
    found: dict[int, Values] = {}
    rows = dict(enumerate(book["survey"].rows if "survey" in book else (), 2))
    for number, row in rows.items():
        values = _object(row.get(OURS, ""))
        if values is not None:
            found[number] = values
    same_names = all(
        rows[number].get("name") == values.get("id")
        for number, values in found.items()
        if "id" in values
    )
    for number, values in found.items():
        if "id" in values and same_names:
            _take_edits(values, rows[number])
    return found


def _take_edits(values: Values, row: Mapping[str, str]) -> None:
    written = words_and_expressions(values, {})
    for column, name in _FIELDS.items():
        now, before = row.get(column, ""), " ".join(written[column].split())
        made_of_range = (
            column == "constraint" and not written[column] and values["type"] == "number"
        )
        if " ".join(now.split()) == before or made_of_range:
            continue
        if now:
            values[name] = now
        elif name != "label":
            values.pop(name, None)
    if row.get("required", "") != written["required"]:
        values["required"] = row.get("required", "").lower() in ("yes", "true", "true()")


def framework(
    parts: Values,
    book: Workbook,
    drafts: Sequence[Draft],
    lists: Lists,
    texts: Texts,
) -> Values:
    """Put a framework together again: the questions of the sheets, and around them what stood beside them."""
    forms = parts["forms"]
    assert isinstance(forms, list)  # noqa: S101 (`parts_of` saw to it)
    choices = _choices(book)
    named = parts.get("choices", [])
    order = [str(one) for one in named] if isinstance(named, list) else []
    known = {one: choices[one] for one in order if one in choices}
    used = {str(one.values.get("choices")) for one in every(drafts)}
    more = {name: one for name, one in lists.items() if name in used and name not in known}
    listed: dict[str, Values] = {
        name: {"id": name, "choices": [*rows]} for name, rows in known.items()
    }
    again = listed | more
    parts["forms"] = [
        _form(one, drafts, len(forms), again, texts.leftovers)
        for one in forms
        if isinstance(one, dict)
    ]
    parts["choices"] = [*again.values()]
    if not parts["choices"]:
        del parts["choices"]
    return parts


def _form(
    form: Values, drafts: Sequence[Draft], forms: int, lists: Lists, leftovers: Leftovers
) -> Values:
    own = next((one for one in drafts if one.values.get("form") == form.get("id")), None)
    in_groups = any("form" in one.values for one in drafts)
    items = own.items if own is not None else []
    if not in_groups and (forms == 1 or form.get(HOLDS)):
        items = list(drafts)
    form.pop(HOLDS, None)
    settled = settle(items, {}, lists, leftovers)
    return {**form, "items": [one.as_values() for one in settled]} if settled else form


def _choices(book: Workbook) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in book["choices"].rows if "choices" in book else ():
        values = _object(row.get(OURS, ""))
        name = row.get("list_name", "")
        if values is None or not name:
            continue
        if row.get("name"):
            values["id"] = row["name"]
        if row.get("label") and " ".join(str(values.get("label")).split()) != row["label"]:
            values["label"] = row["label"]
        found.setdefault(name, []).append(values)
    return found


def translations(texts: Texts) -> list[Json]:
    """What a form's texts are in other languages, as a framework has them."""
    return [
        {
            "language": language,
            "texts": [{"text": text, "says": says} for text, says in said.items()],
        }
        for language, said in texts.others.items()
    ]


def _object(text: str) -> Values | None:
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
