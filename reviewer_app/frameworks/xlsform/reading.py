"""From a spreadsheet of questions to a framework, and the list of what could not be carried over.

pyxform reads the sheets, resolves the many spellings of columns and types, and refuses what is no XLSForm; every row
goes through it with its number. What our own exports wrote beside the questions is put back where it was.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from reviewer_app.errors import UserError
from reviewer_app.frameworks.dump import text_of_values
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.problems import problems_of
from reviewer_app.frameworks.schema import VERSION_PATTERN
from reviewer_app.frameworks.tree import VALUE_LIMIT
from reviewer_app.frameworks.xlsform import exported
from reviewer_app.frameworks.xlsform.alone import Alone
from reviewer_app.frameworks.xlsform.draft import (
    DEFAULT_LANGUAGE,
    Draft,
    Texts,
    code_of,
    every,
    identifier_for,
)
from reviewer_app.frameworks.xlsform.leftovers import Leftover, Leftovers
from reviewer_app.frameworks.xlsform.questions import MARK, Questions
from reviewer_app.frameworks.xlsform.settling import TangledError, settle
from reviewer_app.frameworks.xlsform.workbook import OURS, SHEETS, Workbook, clean, read_workbook
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind

_ROW: Final = re.compile(r"\[row\s*:?\s*(\d+)\]")
_SHEET: Final = re.compile(r"'(survey|choices|settings|external_choices|entities|osm)' sheet")
_SETTINGS: Final = frozenset(
    {"form_title", "title", "set_form_title", "form_id", "id_string", "set_form_id", "version"}
    | {"default_language", "name", "clean_text_values", "allow_choice_duplicates"}
)
_WITHOUT_EFFECT: Final = ("external_choices", "entities", "osm")
_COPY: Final = re.compile(r"\s*\(\d{1,3}\)$")


@dataclass(frozen=True, slots=True)
class Imported:
    """A framework made of a spreadsheet, and what of it could not be carried over, by sheet and row.

    `alone` tells of the one form that was exported where a framework was; None for any other spreadsheet.
    """

    loaded: LoadedFramework
    leftovers: tuple[Leftover, ...]
    alone: Alone | None


def import_xlsform(path: Path) -> Imported:
    """Read an XLSForm (.xlsx, .xls, or Markdown as pyxform writes it) as a framework of one form.

    Raises:
        UserError: "xlsform.unreadable", "xlsform.too-large", "xlsform.not-a-form", "xlsform.holds", and
            "xlsform.refused" with sheet, row and reason for what is no XLSForm; "xlsform.no-questions".
    """
    book = read_workbook(path)
    tree = _as_pyxform(book, path.name)
    leftovers = Leftovers()
    _note_sheets(book, leftovers)
    texts = Texts(_own_language(tree, book), leftovers)
    ours = exported.parts_of(book, path.name)
    named, kept = list[str](), dict[int, dict[str, Json]]()
    if ours is not None:
        named, kept = exported.take_alone(ours), exported.kept_items(book)
        exported.take_settings(ours, book, leftovers)
    questions = Questions(str(tree["name"]), texts, leftovers, kept)
    try:
        values = _values(tree, path, book, questions, ours)
    except TangledError as error:
        _refuse(
            _("[row : {row}] too many questions wait for each other").format(row=error.row),
            path.name,
        )
    loaded = _loaded(values, path.name, leftovers)
    alone = exported.alone_in(loaded.framework, named)
    return Imported(loaded, leftovers.sorted(), alone)


def _values(
    tree: Mapping[str, Any],
    path: Path,
    book: Workbook,
    questions: Questions,
    ours: dict[str, Json] | None,
) -> dict[str, Json]:
    """The values of the framework that the questions make.

    Raises:
        UserError: "xlsform.no-questions".
        TangledError: as `settle`.
    """
    drafts, leftovers = questions.items(tree["children"]), questions.leftovers
    if ours is None:
        drafts = settle(drafts, questions.renamed(), questions.lists, leftovers)
        if not drafts:
            places = "\n".join(map(str, leftovers.sorted()))
            raise UserError("xlsform.no-questions", name=path.name, places=places)
        return _framework(tree, path, questions.texts, drafts, questions)
    return exported.framework(ours, book, drafts, questions.lists, questions.texts)


def _as_pyxform(book: Workbook, name: str) -> Mapping[str, Any]:
    """The tree that pyxform makes of the sheets, each row with its number."""
    definition: dict[str, Any] = {"sheet_names": list(book)}
    for sheet in SHEETS:
        if sheet in book:
            columns = [*book[sheet].columns, MARK]
            definition[sheet] = [
                {**row, MARK: str(number)} if row else {}
                for number, row in enumerate(book[sheet].rows, 2)
            ]
            definition[f"{sheet}_header"] = [dict.fromkeys(columns)]
    for sheet in ("settings", *_WITHOUT_EFFECT):
        for row in definition.get(sheet, ()):
            row.pop(MARK, None)
    try:
        tree: Mapping[str, Any] = workbook_to_json(
            DefinitionData(**definition),
            fallback_form_name=_stem(Path(name)) or None,
            warnings=[],
        )
    except PyXFormError as error:
        _refuse(str(error), name)
    except RecursionError:
        _refuse(_("groups stand inside groups too deep"), name)
    except Exception as error:
        # What pyxform was not written for it stumbles over, in no way that stands in a list.
        raise UserError(
            "xlsform.refused", name=name, place=_("“survey” (pyxform cannot make sense of it)")
        ) from error
    return tree


def _refuse(said: str, name: str) -> NoReturn:
    """Refuse a form with pyxform's own reason, at the sheet and row it names."""
    row, sheet = _ROW.search(said), _SHEET.search(said)
    reason = " ".join(_ROW.sub("", said).split())[:400].rstrip(".")
    if row is not None:
        place = _("{sheet}, row {row}: {reason}").format(
            sheet=sheet[1] if sheet else "survey", row=row[1], reason=reason
        )
    else:
        place = _("{sheet}: {reason}").format(sheet=sheet[1] if sheet else "survey", reason=reason)
    raise UserError("xlsform.refused", name=name, place=place)


def _note_sheets(book: Workbook, leftovers: Leftovers) -> None:
    for name in _WITHOUT_EFFECT:
        if name in book and book[name].rows:
            leftovers.add("sheet", name, 0)
    if "settings" in book:
        for row in book["settings"].rows[:1]:
            for name in row.keys() - _SETTINGS:
                leftovers.add("setting", "settings", 2, name=name)


def _own_language(tree: Mapping[str, Any], book: Workbook) -> str:
    """The language a form is written in, as it names it: the one it says, or the first of its labels."""
    said = str(tree.get("default_language", "default"))
    if said != "default":
        return said
    columns = book["survey"].columns if "survey" in book else ()
    labels = [
        one for one in columns if one.lower().partition(":")[0].strip() in ("label", "caption")
    ]
    if not labels or any(":" not in one for one in labels):
        return "default"
    return re.split(r"\s*::?\s*", labels[0], maxsplit=1)[1]


def _stem(path: Path) -> str:
    """Give what a file is called, without the number a browser adds to a second one: "walk (1).xlsx" is "walk".

    What a file is called is no part of the form, but for one that says nothing else of itself.
    """
    return _COPY.sub("", clean(path.stem))


def _framework(
    tree: Mapping[str, Any],
    path: Path,
    texts: Texts,
    drafts: Sequence[Draft],
    questions: Questions,
) -> dict[str, Json]:
    """The values of a framework around one form."""
    stem = _stem(path) or "form"
    title = " ".join(str(tree.get("title") or stem).split())[:100].strip()
    name = identifier_for(str(tree.get("id_string") or stem), "form")
    version = str(tree.get("version") or "")
    activities: list[Json] = [str(kind) for kind in ActivityKind]
    covers = _("What the form “{title}” asks.").format(title=title)
    used = {str(one.values.get("choices")) for one in every(drafts)}
    values: dict[str, Json] = {
        "format": 1,
        "id": name,
        "version": version if re.fullmatch(VERSION_PATTERN, version[:20]) else "1",
        "language": code_of(texts.main) or DEFAULT_LANGUAGE,
        "title": title,
        "summary": _("Read from a spreadsheet of questions."),
        "credits": _("Say here who wrote the questions."),
        "licence": _("Not stated"),
        "not_enough": {
            "label": _("Not enough to say"),
            "short": _("Not enough"),
            "descriptor": _("Too little was seen to say."),
        },
        "headings": [{"id": "form", "title": title, "short": title[:24].strip(), "covers": covers}],
        "criteria": [
            {
                "id": "form",
                "heading": "form",
                "title": title[:40].strip(),
                "description": covers,
                "prompts": [covers],
            }
        ],
        "choices": [one for key, one in questions.lists.items() if key in used],
        "sources": [
            {
                "id": "visits",
                "short": _("Visits"),
                "title": _("Everything seen"),
                "activities": activities,
            }
        ],
        "forms": [
            {
                "id": name,
                "title": title,
                "activities": activities,
                "targets": ["form"],
                "items": [one.as_values() for one in drafts],
            }
        ],
        "report": [{"id": "findings", "kind": "findings", "title": _("Findings")}],
    }
    others = exported.translations(texts)
    return {**values, "translations": others} if others else values


def _loaded(values: dict[str, Json], name: str, leftovers: Leftovers) -> LoadedFramework:
    if _count(values) > VALUE_LIMIT and values.pop("translations", None):
        leftovers.add("translations", "survey", 1)
    try:
        return load_framework(text_of_values(values), source=name)
    except UserError as error:
        problem = problems_of(error)[0]
        if problem.code in ("too-large", "too-many-values", "too-many-expressions"):
            reason = problem.what.rstrip(".")
            raise UserError("xlsform.too-large", name=name, reason=reason) from None
        place = f"{OURS}: {problem.what}".rstrip(".")
        raise UserError("xlsform.refused", name=name, place=place) from None


def _count(value: Json) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_count, value.values()))
    return 1 + sum(map(_count, value)) if isinstance(value, list) else 1
