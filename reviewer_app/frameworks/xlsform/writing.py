"""From the forms of a framework to a spreadsheet: questions that any XLSForm program can ask.

What XLSForm has no place for (scales, instruments, rules, headings) stands beside it in columns and a sheet named
`reviewer`, which other programs pass over and our own import puts back, so that what comes back is equal.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl import Workbook

from reviewer_app.errors import UserError
from reviewer_app.frameworks.expressions import ROOT
from reviewer_app.frameworks.items import (
    Choice,
    ChoiceItem,
    GroupItem,
    HolisticItem,
    Item,
    LevelItem,
    MatrixItem,
    MetItem,
    NumberItem,
    RepeatItem,
    ScaleItem,
    SeveralChoicesItem,
    SnapshotsItem,
    YesNoItem,
)
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import LEVELS, MET, NOT_APPLICABLE, NOT_EVALUATED, NOT_SEEN
from reviewer_app.frameworks.xlsform.questions import PART
from reviewer_app.frameworks.xlsform.workbook import OURS
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json

CELL: Final = 30_000
"""Characters of the sheet `reviewer` in one cell."""

HOLDS: Final = "holds_items"
"""What marks the one form whose items stand in no group."""

ALONE: Final = "form_alone"
"""The part that names the one form which was exported, and those of its framework that are there without items."""

EXPRESSIONS: Final[Mapping[str, str]] = {
    "relevant": "relevant",
    "constraint": "constraint",
    "calculation": "calculation",
    "choice_filter": "filter",
}
"""Columns that hold expressions, and the fields of an item they are."""
WORDS: Final[Mapping[str, str]] = {
    "label": "label",
    "hint": "hint",
    "constraint_message": "constraint_message",
}
"""Columns that hold words, and the fields of an item they are."""

SETTINGS: Final[Mapping[str, str]] = {
    "form_title": "title",
    "form_id": "id",
    "version": "version",
}
"""Columns of the sheet `settings`, and the fields of a framework they are."""

_COLUMNS: Final = (
    "type",
    "name",
    *WORDS,
    "required",
    *EXPRESSIONS,
    "appearance",
    "repeat_count",
    "readonly",
    "reviewer",
)
_PLAIN: Final[Mapping[str, str]] = {
    "text": "text",
    "narrative": "text",
    "date": "date",
    "time": "time",
    "quote": "text",
    "photo": "image",
    "evidence-link": "text",
    "tally": "integer",
    "stopwatch": "decimal",
    "running-record": "text",
    "words": "note",
}
_MANY_LINES: Final = ("narrative", "quote", "running-record")
_LOOKS: Final[Mapping[str, str]] = {"list": "", "row": "horizontal", "menu": "minimal"}
_RESERVED: Final = ("meta", "instanceID", "instanceName")
_CHOICE_COLUMNS: Final = ("list_name", "name", "label")
NOT_TRAITS: Final = frozenset(
    {*_CHOICE_COLUMNS, "list", "value", "caption", "reviewer", "image", "big-image", "audio"}
    | {"video", "media", "order", "reviewer_row"}
)
"""Columns of choices that mean something of their own."""

Cells = dict[str, str]


def export_xlsform(framework: Framework, form: str | None = None) -> bytes:
    """Write the forms of a framework, or one of them, as an .xlsx workbook.

    Raises:
        UserError: "xlsform.form-unknown".
    """
    forms = framework.forms
    if form is not None:
        forms = tuple(one for one in forms if one.id == form)
        if not forms:
            every = ", ".join(one.id for one in framework.forms)
            raise UserError("xlsform.form-unknown", framework=framework.id, form=form, forms=every)
        one_form = _with_one_form(framework, form)
        emptied = [
            before.id
            for before, after in zip(framework.forms, one_form.forms, strict=True)
            if before != after
        ]
        return _Export(one_form, [form, *emptied] if emptied else []).workbook()
    return _Export(framework, []).workbook()


def _with_one_form(framework: Framework, form: str) -> Framework:
    """Leave the other forms without what they ask, and out what names it."""
    forms = tuple(
        one if one.id == form else one.model_copy(update={"items": (), "rules": ()})
        for one in framework.forms
    )
    report = tuple(one for one in framework.report if one.form in (None, form))
    earlier = tuple(
        one.model_copy(update={"items": tuple(item for item in one.items if item.form == form)})
        for one in framework.earlier
    )
    return framework.model_copy(update={"forms": forms, "report": report, "earlier": earlier})


def wrapped(framework: Framework) -> bool:
    """Whether each form stands in a group of its own: where more than one has items."""
    return sum(bool(one.items) for one in framework.forms) > 1


def words_and_expressions(item: Mapping[str, Any], renamed: Mapping[str, str]) -> Cells:
    """The cells of an item that a person may edit, as they are written."""
    cells = {column: str(item.get(name) or "") for column, name in WORDS.items()}
    cells |= {column: str(item.get(name) or "") for column, name in EXPRESSIONS.items()}
    for old, new in renamed.items():
        for column in cells:
            cells[column] = re.sub(rf"\$\{{\s*{re.escape(old)}\s*\}}", f"${{{new}}}", cells[column])
    cells["required"] = "yes" if item.get("required") else ""
    return cells


@dataclass(slots=True)
class _Export:
    framework: Framework
    alone: list[str]
    rows: list[Cells] = field(default_factory=list)
    made: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def workbook(self) -> bytes:
        self._survey()
        book = Workbook()
        book.remove(book.active)
        languages = [one.language for one in self.framework.translations]
        said = {
            one.language: {text.text: text.says for text in one.texts}
            for one in self.framework.translations
        }
        for row in self.rows:
            _translate(row, said, tuple(WORDS))
        _fill(book, "survey", self.rows, _with_languages(_COLUMNS, languages))
        choices = list(self._choices())
        for row in choices:
            _translate(row, said, ("label",))
        traits = dict.fromkeys(key for row in choices for key in row)
        columns = [one for one in traits if one not in (*_CHOICE_COLUMNS, OURS)]
        _fill(book, "choices", choices, [*_CHOICE_COLUMNS, *columns, OURS])
        _fill(book, "settings", [self._settings()], None)
        _fill(book, OURS, list(self._rest()), ["part", "content"])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def _settings(self) -> Cells:
        said = {column: getattr(self.framework, name) for column, name in SETTINGS.items()}
        return {**said, "name": ROOT}

    def _survey(self) -> None:
        in_groups = wrapped(self.framework)
        if not any(one.items for one in self.framework.forms):
            words = _("The forms of “{title}” ask for notes alone.").format(
                title=self.framework.title
            )
            self.rows.append({"type": "note", "name": "reviewer_note", "label": words, OURS: PART})
        seen: set[str] = {*_RESERVED}
        for form in self.framework.forms:
            if not form.items:
                continue
            self._name_items(form, seen)
            if in_groups:
                opened = {"type": "begin_group", "name": f"form.{form.id}", "label": form.title}
                self.rows.append({**opened, OURS: _json({"form": form.id})})
            self._items(form.items)
            if in_groups:
                self.rows.append({"type": "end_group"})

    def _name_items(self, form: EvidenceForm, seen: set[str]) -> None:
        """Names that another form has, or XLSForm keeps for itself, get the form's before them."""
        self.renamed = {}
        names = list(_names(form.items))
        for name in names:
            if name in seen:
                self.renamed[name] = f"{form.id}.{name}"
        seen.update(names)

    def _items(self, items: Iterable[Item]) -> None:
        for item in items:
            values = item.model_dump(mode="json", exclude_defaults=True, exclude={"items"})
            cells = words_and_expressions(values, self.renamed)
            cells["name"] = self.renamed.get(item.id, item.id)
            cells[OURS] = _json(values)
            self._write(item, cells)

    def _write(self, item: Item, cells: Cells) -> None:
        match item:
            case GroupItem() | RepeatItem():
                kind = item.type
                if isinstance(item, RepeatItem) and item.times:
                    cells["repeat_count"] = str(item.times)
                self.rows.append({**cells, "type": f"begin_{kind}"})
                self._items(item.items)
                self.rows.append({"type": f"end_{kind}"})
            case SnapshotsItem() | MatrixItem():
                self._grid(item, cells)
            case ChoiceItem() | SeveralChoicesItem():
                select = "select_one" if isinstance(item, ChoiceItem) else "select_multiple"
                other = " or_other" if item.other and item.filter is None else ""
                cells["type"] = f"{select} {item.choices}{other}"
                if isinstance(item, ChoiceItem):
                    cells["appearance"] = _LOOKS[item.look]
                self.rows.append(cells)
            case NumberItem():
                cells["type"] = "decimal" if item.decimals else "integer"
                if item.outside == "block" and item.constraint is None:
                    cells["constraint"] = _range(item)
                self.rows.append(cells)
            case ScaleItem() | LevelItem() | HolisticItem() | MetItem() | YesNoItem():
                cells["type"] = f"select_one {self._options(item)}"
                self.rows.append(cells)
            case _:
                cells["type"] = _PLAIN.get(item.type, "calculate")
                if item.type == "calculated" and item.shown:
                    cells |= {"type": "text", "readonly": "yes"}
                if item.type in _MANY_LINES:
                    cells["appearance"] = "multiline"
                self.rows.append(cells)

    def _grid(self, item: SnapshotsItem | MatrixItem, cells: Cells) -> None:
        """One question for each row and dimension, as often as the set is timed."""
        timing = item.timing
        kind = "repeat" if timing else "group"
        self.rows.append({**cells, "type": f"begin_{kind}"})
        if timing:
            self.rows[-1]["repeat_count"] = str(timing.count)
        dimensions = item.dimensions if isinstance(item, SnapshotsItem) else item.columns
        rows = item.rows if isinstance(item, MatrixItem) else (None,)
        for row in rows:
            for one in dimensions:
                several = "select_multiple" if one.several else "select_one"
                name = f"{cells['name']}.{row.id}.{one.id}" if row else f"{cells['name']}.{one.id}"
                label = f"{row.label}: {one.label}" if row else one.label
                self.rows.append(
                    {"type": f"{several} {one.choices}", "name": name, "label": label, OURS: PART}
                )
        self.rows.append({"type": f"end_{kind}", OURS: PART})

    def _options(self, item: Item) -> str:
        """The name of a list made for what is not a list of choices here."""
        options: list[tuple[str, str]]
        match item:
            case ScaleItem():
                name = f"scale.{item.scale}"
                options = [(one.id, one.label) for one in self.framework.scale(item.scale).points]
            case HolisticItem():
                name = f"points.{self.renamed.get(item.id, item.id)}"
                options = [
                    (str(one.score), f"{one.score}: {one.descriptor}") for one in item.points
                ]
            case LevelItem():
                name = "levels"
                options = [*zip(LEVELS, (_("Low"), _("Medium"), _("High")), strict=True)]
            case MetItem():
                name = "met"
                options = [(MET, _("Met")), ("not-met", _("Not met"))]
                options.append((NOT_EVALUATED, _("Not evaluated")))
            case _:
                name, options = "yes-no", [("yes", _("Yes")), ("no", _("No"))]
        if getattr(item, "not_applicable", False):
            name, options = f"{name}.na", [*options, (NOT_APPLICABLE, _("Not applicable"))]
        if getattr(item, "not_seen", False):
            name, options = f"{name}.not-seen", [*options, (NOT_SEEN, _("Not seen"))]
        name = f"made.{name}"
        self.made[name] = options
        return name

    def _choices(self) -> Iterator[Cells]:
        for choices in self.framework.choices:
            for choice in choices.choices:
                yield _choice_cells(choices.id, choice)
        for name, options in self.made.items():
            for value, label in options:
                yield {"list_name": name, "name": value, "label": label, OURS: PART}

    def _rest(self) -> Iterator[Cells]:
        """All of the framework but its questions and choices, by its parts, in cells of what a cell may hold."""
        values: dict[str, Json] = self.framework.model_dump(mode="json", exclude_defaults=True)
        values["forms"] = [self._without_items(one) for one in self.framework.forms]
        values["choices"] = [one.id for one in self.framework.choices]
        if self.alone:
            values[ALONE] = [*self.alone]
        for part, value in values.items():
            text = _json(value)
            for piece in _pieces(text):
                yield {"part": part, "content": piece}

    def _without_items(self, form: EvidenceForm) -> dict[str, Json]:
        values: dict[str, Json] = form.model_dump(
            mode="json", exclude_defaults=True, exclude={"items"}
        )
        alone = form.items and not wrapped(self.framework)
        return {**values, HOLDS: True} if alone else values


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into what a cell holds; no piece begins or ends with a space, which cells lose."""
    while text:
        end = min(CELL, len(text))
        while end < len(text) and (text[end - 1].isspace() or text[end].isspace()):
            end -= 1
        yield text[:end]
        text = text[end:]


def _choice_cells(list_name: str, choice: Choice) -> Cells:
    values = choice.model_dump(mode="json", exclude_defaults=True)
    traits = {one.name: one.value for one in choice.traits if one.name not in NOT_TRAITS}
    return {
        "list_name": list_name,
        "name": choice.id,
        "label": choice.label,
        **traits,
        OURS: _json(values),
    }


def _names(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield item.id
        if isinstance(item, GroupItem | RepeatItem):
            yield from _names(item.items)


def _range(item: NumberItem) -> str:
    ends = ((">=", item.lowest), ("<=", item.highest))
    return " and ".join(f". {sign} {end:g}" for sign, end in ends if end is not None)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _with_languages(columns: Iterable[str], languages: Iterable[str]) -> list[str]:
    found = [*columns]
    return [*found, *(f"{word}::{one} ({one})" for one in languages for word in WORDS)]


def _translate(row: Cells, said: Mapping[str, Mapping[str, str]], words: Iterable[str]) -> None:
    for language, texts in said.items():
        for word in words:
            if row.get(word, "") in texts and row.get(OURS) != PART:
                row[f"{word}::{language} ({language})"] = texts[row[word]]


def _fill(book: Any, title: str, rows: list[Cells], columns: Iterable[str] | None) -> None:
    """Write one sheet; every cell is text, also one that begins as a formula does."""
    sheet = book.create_sheet(title)
    names = list(columns or rows[0])
    sheet.append(names)
    for number, row in enumerate(rows, 2):
        for place, name in enumerate(names, 1):
            if row.get(name):
                cell = sheet.cell(number, place)
                cell.value = row[name]
                cell.data_type = "s"
