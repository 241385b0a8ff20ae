"""From pyxform's tree of questions to items, and a note of everything in it that an evidence form does not hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reviewer_app.frameworks.expressions import ROOT
from reviewer_app.frameworks.items import CHOICE_PATTERN, NAME_PATTERN
from reviewer_app.frameworks.xlsform import kinds
from reviewer_app.frameworks.xlsform.draft import Draft, Texts, name_for
from reviewer_app.frameworks.xlsform.leftovers import Leftovers
from reviewer_app.model.canonical import Json

MARK: Final = "reviewer_row"
"""The column that carries each row's number through pyxform."""
PART: Final = "part"
"""What stands in the column `reviewer` of a row that belongs to the item before it."""

WORDING_LIMIT: Final = 2_000
SENTENCE_LIMIT: Final = 400
EXPRESSION_LIMIT: Final = 1_000
DEEPEST: Final = 6
ROUNDS: Final = 60

_YES: Final = frozenset({"yes", "true", "true()", "1"})
_NO: Final = frozenset({"no", "false", "false()", "0", ""})
_NO_EFFECT: Final = ("default", "trigger", "guidance_hint", "intent", "instance", "query")
_BIND_TAKEN: Final = frozenset(
    {"type", "relevant", "required", "constraint", "jr:constraintMsg", "calculate", "readonly"}
)
_CHOICE_TAKEN: Final = frozenset({"name", "label", "media", MARK, "reviewer", "list name"})

Node = Mapping[str, Any]
"""One question, group or choice in pyxform's tree."""


@dataclass(slots=True)
class Questions:
    """Takes the questions of one form.

    Args:
        root: what its paths start from.
        texts: takes its words.
        leftovers: takes what cannot be carried over.
        kept: by row, the items that an export of ours wrote, as they are.
    """

    root: str
    texts: Texts
    leftovers: Leftovers
    kept: Mapping[int, dict[str, Json]] = field(default_factory=dict)
    lists: dict[str, dict[str, Json]] = field(default_factory=dict)
    _list_names: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _counts: dict[str, str] = field(default_factory=dict)

    def items(self, nodes: Sequence[Node], depth: int = 0, row: int = 0) -> list[Draft]:
        """Give the items of a group's questions, or of the whole form's."""
        found: list[Draft] = []
        for place, node in enumerate(nodes):
            if node.get("reviewer") == PART:
                continue
            following = nodes[place + 1] if place + 1 < len(nodes) else {}
            found.extend(self._item(node, following, depth, row))
        return found

    def renamed(self) -> dict[str, str]:
        """The names that expressions must follow: what an item was called, and what it is called now."""
        return {old: new for old, new in self._names.items() if old != new}

    def _item(self, node: Node, following: Node, depth: int, row: int) -> list[Draft]:
        kind = str(node.get("type", ""))
        marked = MARK in node
        row = int(node.get(MARK, row))
        if marked and row in self.kept:
            return [self._kept(node, depth, row)]
        if kind in ("group", "repeat", "loop"):
            return self._section(node, kind, depth, row)
        if not marked and not str(node["name"]).startswith("generated_table_list_label"):
            # pyxform made it of another row.
            self._counts[str(node["name"])] = str(node.get("bind", {}).get("calculate", ""))
            return []
        self._note_columns(node, row)
        draft = self._question(node, kind, row)
        if draft is None:
            return []
        if str(following.get("name")) == f"{node['name']}_other" and MARK not in following:
            draft.values["other"] = True
        return [draft]

    def _kept(self, node: Node, depth: int, row: int) -> Draft:
        """An item as it was exported; a form's own group counts for nothing."""
        values = self.kept[row]
        if "form" in values:
            return Draft({"id": "", "type": "group", **values}, row, self.items(node["children"]))
        if values.get("type") not in ("group", "repeat"):
            return Draft(values, row)
        return Draft(values, row, self.items(node["children"], depth + 1, row))

    def _section(self, node: Node, kind: str, depth: int, row: int) -> list[Draft]:
        if node.get("name") == "meta" and MARK not in node:
            for one in node["children"]:
                if MARK in one:
                    self.leftovers.add("type", "survey", int(one[MARK]), value=one["type"])
            return []
        if depth >= DEEPEST:
            self.leftovers.add("too-deep", "survey", row)
            return []
        self._note_columns(node, row)
        values = self._common(node, row, "repeat" if kind == "repeat" else "group")
        children = _looped(node) if kind == "loop" else node.get("children", [])
        draft = Draft(values, row, self.items(children, depth + 1, row))
        if kind == "repeat":
            self._rounds(node, draft, row)
        if draft.items:
            return [draft]
        self.leftovers.add("empty", "survey", row)
        return []

    def _rounds(self, node: Node, draft: Draft, row: int) -> None:
        said = str(node.get("control", {}).get("jr:count", ""))
        count = self._counts.get(said.strip("${}"), said).strip()
        if count.isdecimal() and 1 <= int(count) <= ROUNDS:
            draft.values["times"] = int(count)
        elif count:
            self.leftovers.add("rounds", "survey", row, value=count)

    def _question(self, node: Node, kind: str, row: int) -> Draft | None:
        bind = node.get("bind", {})
        calculation = self._expression(bind.get("calculate"), "calculation", row)
        of_itself = kinds.worked_out(kind)
        if calculation or of_itself:
            values = self._common(node, row, "calculated")
            values["calculation"] = calculation or of_itself
            if of_itself or kinds.is_calculation(kind):
                values["shown"] = False
            for name in ("required", "constraint", "constraint_message"):
                values.pop(name, None)
            return Draft(values, row)
        item_type = kinds.item_type(kind, read_only=_is_yes(bind.get("readonly")))
        make = _MAKERS.get(item_type)
        if make is None:
            self.leftovers.add("type", "survey", row, value=kind)
            return None
        return make(self, node, kind, row)

    def _plain(self, node: Node, kind: str, row: int) -> Draft:
        item_type = kinds.item_type(kind, read_only=_is_yes(node.get("bind", {}).get("readonly")))
        values = self._common(node, row, item_type)
        if kinds.bound(kind, "type") == "dateTime":
            self.leftovers.add("day-alone", "survey", row)
        if kinds.bound(kind, "type") == "barcode":
            self.leftovers.add("typed-in", "survey", row, value=kind)
        if item_type == "words":
            for name in ("required", "constraint", "constraint_message"):
                values.pop(name, None)
        return Draft(values, row)

    def _text(self, node: Node, kind: str, row: int) -> Draft:
        draft = self._plain(node, kind, row)
        control = node.get("control", {})
        if kinds.many_lines(str(control.get("appearance", ""))) or "rows" in control:
            draft.values["type"] = "narrative"
        return draft

    def _number(self, node: Node, kind: str, row: int) -> Draft:
        draft = self._plain(node, kind, row)
        if kinds.bound(kind, "type") == "decimal" or node.get("bind", {}).get("type") == "decimal":
            draft.values["decimals"] = 6
        if kind == "range":
            limits = node.get("parameters") or {}
            for name, ends in (("lowest", "start"), ("highest", "end")):
                said = str(limits.get(ends, node.get("control", {}).get(ends, "")))
                if re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", said):
                    draft.values[name] = float(said)
            low, high = (draft.values.get(one) for one in ("lowest", "highest"))
            if isinstance(low, float) and isinstance(high, float) and low > high:
                draft.values["lowest"], draft.values["highest"] = high, low
            draft.values["outside"] = "block"
        return draft

    def _chosen(self, node: Node, kind: str, row: int) -> Draft | None:
        choices = self._choices(node, kind)
        if choices is None:
            self.leftovers.add("dynamic-type", "survey", row)
            return None
        item_type = kinds.item_type(kind, read_only=False)
        values = self._common(node, row, item_type)
        values["choices"] = choices
        chosen = self._expression(node.get("choice_filter"), "filter", row)
        if chosen:
            values["filter"] = chosen
        look = kinds.look(str(node.get("control", {}).get("appearance", "")))
        if item_type == "choice" and look != "list":
            values["look"] = look
        if kind == "rank":
            self.leftovers.add("no-order", "survey", row)
        return Draft(values, row)

    def _choices(self, node: Node, kind: str) -> str | None:
        if kind != kinds.ONE and kind not in kinds.SEVERAL:
            self.lists.setdefault("acknowledge", {"id": "acknowledge", "choices": [_DONE]})
            return "acknowledge"
        choices = node.get("choices")
        if not choices:
            return None
        called = str(node.get("itemset") or node.get("list_name"))
        if called not in self._list_names:
            name = name_for(called, self._list_names.values())
            self._list_names[called] = name
            self.lists[name] = {"id": name, "choices": self.choices(choices)}
        return self._list_names[called]

    def choices(self, rows: Iterable[Node]) -> list[Json]:
        """Give the choices of a list; a name that is there already is left out."""
        found: dict[str, Json] = {}
        for one in rows:
            if MARK not in one or one.get("reviewer") == PART:
                continue
            row, name = int(one[MARK]), str(one["name"])
            called = re.sub(r"\s+", "_", name)[:64]
            if called != name or called in found:
                self.leftovers.add("named", "choices", row, value=called)
            if not re.fullmatch(CHOICE_PATTERN, called) or called in found:
                continue
            label = self.texts.take(one.get("label"), "choices", row, "label", SENTENCE_LIMIT)
            self._note_media(one, "choices", row)
            values: dict[str, Json] = {"id": called, "label": label or called}
            traits: list[Json] = [
                {"name": str(key), "value": " ".join(str(said).split())[:SENTENCE_LIMIT]}
                for key, said in one.items()
                if key not in _CHOICE_TAKEN
                and re.fullmatch(NAME_PATTERN, str(key))
                and _is_text(said)
            ]
            if traits:
                values["traits"] = traits
            found[called] = values
        return list(found.values())

    def _common(self, node: Node, row: int, item_type: str) -> dict[str, Json]:
        """What every item has."""
        name, bind = self._name(str(node["name"]), row), node.get("bind", {})
        label = self.texts.take(node.get("label"), "survey", row, "label", WORDING_LIMIT)
        hint = self.texts.take(node.get("hint"), "survey", row, "hint", WORDING_LIMIT)
        if not label:
            label, hint = hint or str(node["name"]).replace("_", " ").strip() or name, ""
        values: dict[str, Json] = {"id": name, "type": item_type, "label": label}
        if hint:
            values["hint"] = hint
        if self._required(bind.get("required"), row) and item_type not in ("group", "repeat"):
            values["required"] = True
        relevant = self._expression(bind.get("relevant"), "relevant", row)
        constraint = self._expression(
            bind.get("constraint") or kinds.bound(str(node.get("type")), "constraint"),
            "constraint",
            row,
        )
        message = self.texts.take(
            bind.get("jr:constraintMsg"), "survey", row, "constraint_message", SENTENCE_LIMIT
        )
        if relevant:
            values["relevant"] = relevant
        if constraint:
            values["constraint"] = constraint
        if message and constraint:
            values["constraint_message"] = message
        return values

    def _name(self, name: str, row: int) -> str:
        allowed = re.fullmatch(NAME_PATTERN, name) and len(name) <= 60
        made = name if allowed and name not in self._taken else name_for(name, self._taken)
        self._taken.add(made)
        self._names.setdefault(name, made)
        if made != name:
            self.leftovers.add("named", "survey", row, value=made)
        return made

    def _required(self, said: object, row: int) -> bool:
        text = str(said or "").strip()
        if text.lower() in _YES:
            return True
        if text.lower() not in _NO:
            self.leftovers.add("required-sometimes", "survey", row, value=text)
        return False

    def _expression(self, said: object, name: str, row: int) -> str:
        """An expression with its paths from our root; "" for none, and for what is not one."""
        text = " ".join(str(said or "").split())
        if len(text) > EXPRESSION_LIMIT:
            self.leftovers.add("too-long", "survey", row, name=name, limit=EXPRESSION_LIMIT)
            return ""
        return re.sub(rf"(?<![\w)\].])/{re.escape(self.root)}(?=/)", f"/{ROOT}", text)

    def _note_columns(self, node: Node, row: int) -> None:
        self._note_media(node, "survey", row)
        for name in _NO_EFFECT:
            if node.get(name):
                self.leftovers.add("column", "survey", row, name=name)
        for name in node.get("bind", {}).keys() - _BIND_TAKEN:
            shown = "required_message" if name == "jr:requiredMsg" else name
            self.leftovers.add("column", "survey", row, name=shown)
        if node.get("parameters") and node.get("type") not in ("range", "text"):
            self.leftovers.add("column", "survey", row, name="parameters")
        read_only = _is_yes(node.get("bind", {}).get("readonly"))
        if read_only and kinds.item_type(str(node.get("type")), read_only=True) != "words":
            self.leftovers.add("column", "survey", row, name="read_only")

    def _note_media(self, node: Node, sheet: str, row: int) -> None:
        for files in (node.get("media") or {}).values():
            for file in files.values() if isinstance(files, Mapping) else [files]:
                self.leftovers.add("media", sheet, row, value=file)


_DONE: Final[Json] = {"id": "OK", "label": "OK"}
"""What ODK keeps for a statement that was acknowledged."""

_MAKERS: Final = {
    "text": Questions._text,  # noqa: SLF001 (the table of this class's own makers)
    "number": Questions._number,  # noqa: SLF001
    "date": Questions._plain,  # noqa: SLF001
    "time": Questions._plain,  # noqa: SLF001
    "photo": Questions._plain,  # noqa: SLF001
    "words": Questions._plain,  # noqa: SLF001
    "choice": Questions._chosen,  # noqa: SLF001
    "choices": Questions._chosen,  # noqa: SLF001
}


def _is_yes(said: object) -> bool:
    return str(said or "").strip().lower() in _YES


def _is_text(said: object) -> bool:
    return isinstance(said, str | int | float) and bool(str(said).strip())


def _looped(node: Node) -> list[dict[str, Any]]:
    """A loop asks its questions once for each choice of a list, whose name and label they may hold."""
    return [
        {
            "type": "group",
            "name": str(column["name"]),
            "label": column.get("label") or str(column["name"]),
            MARK: node[MARK],
            "children": [_said_of(one, column) for one in node.get("children", [])],
        }
        for column in node.get("columns", [])
        if MARK in column and column["name"] != "none"
    ]


def _said_of(value: Any, column: Node) -> Any:
    """A part of a loop's question, with the name and label of one choice put in."""
    if isinstance(value, str):
        label = column.get("label")
        words = next(iter(label.values()), "") if isinstance(label, Mapping) else label
        return value.replace("%(name)s", str(column["name"])).replace("%(label)s", str(words))
    if isinstance(value, Mapping):
        return {key: _said_of(one, column) for key, one in value.items()}
    return [_said_of(one, column) for one in value] if isinstance(value, list) else value
