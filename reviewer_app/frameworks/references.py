"""How the parts of a framework must fit together."""

from reviewer_app.frameworks.earlier_references import EarlierReferences
from reviewer_app.frameworks.form_references import FormReferences, expression_length
from reviewer_app.frameworks.languages import texts_of
from reviewer_app.frameworks.list_references import ListReferences
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.rules import OVER_VISITS
from reviewer_app.frameworks.schema import (
    NOT_ENOUGH,
    PLACEHOLDER,
    PLACEHOLDERS,
    TARGET_LIMIT,
)
from reviewer_app.frameworks.tree import Path, Tree, Value
from reviewer_app.frameworks.whole import Whole, ids_of, nested
from reviewer_app.model.words import ActivityKind

EXPRESSIONS_LIMIT = 200_000
"""Characters of all expressions of a file; reading these takes most of a second."""

_COLOURS = frozenset(
    {"red", "amber", "yellow", "orange", "green", "blue", "grey", "black", "white"}
)
_LISTS = ("scales", "criteria", "headings", "groups", "choices", "sources", "forms", "report")


def check_references(tree: Tree, faults: Faults) -> None:
    """Note every id used twice, every id that leads nowhere, and what is missing from the whole."""
    _References(tree, faults).check()


class _References(Whole):
    def __init__(self, tree: Tree, faults: Faults) -> None:
        super().__init__(tree, faults)
        self.criteria = dict(self.parts(("criteria",)))
        self.headings = dict(self.parts(("headings",)))

    def check(self) -> None:
        for name in _LISTS:
            self.check_unique(self.parts((name,)))
        for path, _ in self.parts(("choices",)):
            self.check_unique(self.parts((*path, "choices")))
        self.check_unique(part for path in self.headings for part in self.parts((*path, "strands")))
        self.check_scales()
        self.check_headings()
        self.check_criteria()
        self.check_forms()
        for name in ("sources", "forms"):
            self.check_activities(name)
        self.check_wording()
        EarlierReferences(self).check()
        ListReferences(self).check()
        self.check_translations()
        self.check_asked()
        self.check_colours()
        self.check_sections()
        self.check_results()

    def check_scales(self) -> None:
        for path, _ in self.parts(("scales",)):
            self.check_unique(self.parts((*path, "points")))
            for point_path, point in self.parts((*path, "points")):
                if point.get("id") == NOT_ENOUGH:
                    self.error("reserved-id", (*point_path, "id"), value=NOT_ENOUGH)

    def check_headings(self) -> None:
        scales = ids_of(self.parts(("scales",)))
        named = (criterion.get("heading") for criterion in self.criteria.values())
        used = {heading for heading in named if isinstance(heading, str)}
        excellence: Path | None = None
        for path, heading in self.headings.items():
            self.check_known(heading.get("scale"), (*path, "scale"), scales, "scales")
            value = heading.get("id")
            if isinstance(value, str) and value not in used:
                self.error("heading-without-criteria", (*path, "id"), value=value)
            if heading.get("kind") == "excellence":
                if excellence is not None:
                    line, _ = self.tree.place((*excellence, "kind"))
                    self.error("excellence-twice", (*path, "kind"), first=line)
                excellence = excellence or path

    def check_criteria(self) -> None:
        headings = ids_of(self.headings.items())
        for path, criterion in self.criteria.items():
            heading = criterion.get("heading")
            self.check_known(heading, (*path, "heading"), headings, "headings")
            if isinstance(heading, str) and heading in headings:
                strands = ids_of(self.parts((*headings[heading], "strands")))
                self.check_known(
                    criterion.get("strand"), (*path, "strand"), strands, f"{heading}: strands"
                )

    def check_forms(self) -> None:
        criteria = self.lists["criteria"]
        few = expression_length(self.tree.value) <= EXPRESSIONS_LIMIT
        if not few:
            self.error("too-many-expressions", ("forms",), limit=EXPRESSIONS_LIMIT)
        for path, form in self.parts(("forms",)):
            references = FormReferences(path, form, self)
            references.check(expressions=few)
            self.check_unique(references.parts_with_ids)
            self.check_unique(self.parts((*path, "facts")))
            targets = dict(self.entries((*path, "targets")))
            seen: set[str] = set()
            for target_path, target in targets.items():
                self.check_known(target, target_path, criteria, "criteria")
                if isinstance(target, str):
                    if target in seen:
                        self.error("target-twice", target_path, value=target)
                    seen.add(target)
            if len(targets) > TARGET_LIMIT:
                place = self.tree.place((*path, "targets"))
                self.faults.warning(
                    "too-many-targets", place, count=len(targets), limit=TARGET_LIMIT
                )

    def check_activities(self, name: str) -> None:
        """Each activity type leads to one entry, so that no note is without a column or a form."""
        seen: dict[Value, Path] = {}
        for path, part in self.parts((name,)):
            if part.get("role", "main") != "main":
                continue
            for activity_path, activity in self.entries((*path, "activities")):
                if not isinstance(activity, str):
                    continue
                first = seen.setdefault(activity, activity_path)
                if first != activity_path:
                    line, _column = self.tree.place(first)
                    self.error(
                        "activity-twice", activity_path, value=activity, list=name, first=line
                    )
        missing = [str(kind) for kind in ActivityKind if str(kind) not in seen]
        if missing and seen:
            self.error("activity-missing", (name,), list=name, missing=", ".join(missing))

    def check_asked(self) -> None:
        """Tell of criteria that nobody would ever be led to."""
        # A list: where a word belongs a file may hold a mapping, which no set takes.
        asked: list[Value] = []
        for path, _ in self.parts(("forms",)):
            asked.extend(target for _place, target in self.entries((*path, "targets")))
            asked.extend(item.get("criterion") for _, item in nested(self.parts, (*path, "items")))
        for path, criterion in self.criteria.items():
            value = criterion.get("id")
            if isinstance(value, str) and value not in asked:
                self.warn("criterion-unasked", (*path, "id"), value=value)

    def check_colours(self) -> None:
        """Tell of a scale or a list of choices whose words are only colours."""
        listed = [*self.parts(("scales",)), *self.parts(("choices",))]
        for path, _ in listed:
            for name in ("points", "choices"):
                for point_path, point in self.parts((*path, name)):
                    label = point.get("label")
                    if isinstance(label, str) and label.strip().casefold() in _COLOURS:
                        self.warn("colour-only", (*point_path, "label"), value=label)

    def check_sections(self) -> None:
        """Tell of headings that the report would pass over."""
        kinds = [section.get("kind") for _, section in self.parts(("report",))]
        for path, heading in self.headings.items():
            excellence = heading.get("kind") == "excellence"
            wanted = "area-of-excellence" if excellence else "findings"
            if wanted not in kinds:
                self.warn("heading-without-section", (*path, "id"), value=wanted)

    def check_results(self) -> None:
        """What came of a form is printed by a form and rules that are there, and never of one visit alone."""
        forms = dict(self.parts(("forms",)))
        known = ids_of(forms.items())
        for path, section in self.parts(("report",)):
            name = section.get("form")
            if section.get("kind") != "results":
                if name is not None or section.get("rules"):
                    self.error("section-of-no-form", path)
                continue
            if name is None:
                self.error("missing-key", path, name="form")
            self.check_known(name, (*path, "form"), known, "forms")
            form = known.get(name) if isinstance(name, str) else None
            if form is None:
                continue
            rules = dict(self.parts((*form, "rules")))
            ids = ids_of(rules.items())
            at_visits = forms[form].get("role", "main") != "review"
            if at_visits and not section.get("rules"):
                self.error("section-without-rules", path)
            for rule_path, rule in self.entries((*path, "rules")):
                self.check_known(rule, rule_path, ids, f"{name}: rules")
                there = ids.get(rule) if isinstance(rule, str) and at_visits else None
                if there is not None and rules[there].get("kind") not in OVER_VISITS:
                    self.error("rule-of-one-visit", rule_path, value=rule)

    def check_translations(self) -> None:
        """Tell of translations of what the file does not say: the text was changed since, or mistyped."""
        texts = texts_of(self.tree)
        for path, _ in self.parts(("translations",)):
            for text_path, translation in self.parts((*path, "texts")):
                text = translation.get("text")
                if isinstance(text, str) and text.strip() not in texts:
                    place = self.tree.place((*text_path, "text"))
                    self.faults.warning("text-not-here", place, value=text)

    def check_wording(self) -> None:
        for path, _ in self.parts(("report",)):
            for paragraph_path, paragraph in self.entries((*path, "wording")):
                if not isinstance(paragraph, str):
                    continue
                for name in PLACEHOLDER.findall(paragraph):
                    if name not in PLACEHOLDERS:
                        allowed = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                        self.error(
                            "placeholder", paragraph_path, value=f"{{{name}}}", allowed=allowed
                        )
