"""What the guard found no name in, kept while the program runs: what is asked again reads only what is new."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides whether words are a name: what may stand anywhere, what in the report, and the review's own list."""

    anywhere: AbstractSet[str]
    in_report: AbstractSet[str]
    listed: AbstractSet[str]

    def finds_no_more_than(self, other: "Rules") -> bool:
        """Whether words that are no name by `other` are none by these: more may stand, and no more is looked for."""
        return (
            self.anywhere >= other.anywhere
            and self.in_report >= other.in_report
            and self.listed <= other.listed
        )


@dataclass(slots=True)
class Clean:
    """Changes, by hash, and texts in which no name was found; a text also by whether it is the report's own."""

    changes: set[str] = field(default_factory=set)
    texts: set[tuple[bool, str]] = field(default_factory=set)
    _rules: Rules | None = None

    def under(self, rules: Rules) -> "Clean":
        """Give what is clean by these rules: this, where they find no more than those before, else nothing yet."""
        if self._rules is None or not rules.finds_no_more_than(self._rules):
            return Clean(_rules=rules)
        return Clean(self.changes, self.texts, rules)
