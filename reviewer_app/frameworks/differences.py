"""Differences between two versions of a framework, and what people call their parts and kinds."""

from dataclasses import dataclass
from typing import Literal

from reviewer_app.language import gettext as _

Topic = Literal[
    "framework",
    "headings",
    "criteria",
    "scales",
    "groups",
    "choices",
    "sources",
    "forms",
    "items",
    "rules",
    "report",
    "earlier",
    "translations",
]
"""Which part of a framework a row is about; rows come in this order."""

Kind = Literal["added", "removed", "renamed", "reworded", "moved", "counts", "changed"]
"""What became of it. `counts`: a rule may give another result, or a choice counts otherwise; `changed`: the rest."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the later version.

    Attributes:
        topic: the part of the framework.
        kind: what became of it.
        place: where it stands, by the names people read, from the outside in: ("Teaching", "Explaining well").
        part: the same by ids: "headings/teaching/strands/explaining".
        name: the file's name for what differs, such as "title"; "order" for a place in a list, "group" for the group an
            item is asked in, "" for a whole part.
        before: how it was, "" for nothing.
        after: how it is, "" for nothing.
    """

    topic: Topic
    kind: Kind
    place: tuple[str, ...]
    part: str
    name: str = ""
    before: str = ""
    after: str = ""


def topic_word(topic: Topic) -> str:
    """Give what people call a part of a framework, as the head of its rows."""
    return {
        "framework": _("The framework"),
        "headings": _("Headings"),
        "criteria": _("Criteria"),
        "scales": _("Scales"),
        "groups": _("Groups of pupils"),
        "choices": _("Lists of choices"),
        "sources": _("Sources of evidence"),
        "forms": _("Evidence forms"),
        "items": _("Questions of the forms"),
        "rules": _("Scoring rules"),
        "report": _("Sections of the report"),
        "earlier": _("What is compared with earlier versions"),
        "translations": _("Other languages"),
    }[topic]


def kind_word(kind: Kind) -> str:
    """Give what people call what became of a part."""
    return {
        "added": _("added"),
        "removed": _("removed"),
        "renamed": _("renamed"),
        "reworded": _("reworded"),
        "moved": _("moved"),
        "counts": _("counts otherwise"),
        "changed": _("changed"),
    }[kind]
