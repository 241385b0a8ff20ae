"""The report's structure tree while it is being built, in logical order.

Elements are made while the story is built, not while it is drawn: the reading order is then
independent of page breaks, and the parts of a split paragraph share one element. The canvas adds to
each element where its content was painted; `tagging` writes the tree.
"""

from dataclasses import dataclass, field
from typing import Literal, Self, TypeAlias

# The standard structure types in use (ISO 32000-1, 14.8.4).
StructureType: TypeAlias = Literal[
    "Document", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
    "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Figure", "Form", "Span",
    "TOC", "TOCI", "Reference", "Link", "Sect",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Painted:
    """One marked-content sequence: the page it is on (from 1) and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotation of a form field or a link, by the page it is on and its internal name."""

    page: int
    annotation: str


@dataclass(slots=True, eq=False)
class Spot:
    """Where something stands, for what leads to it: known by identity, as an element is.

    `page` counts from 1 and is known before anything is painted; `left` and `top`, points from the page's lower left
    corner, once it has been.
    """

    page: int = 0
    left: float = 0.0
    top: float = 0.0


@dataclass(slots=True, eq=False)
class Element:
    """One node of the structure tree; known by identity, so never copied.

    `kept` is for a table's cell: left empty to be written in, it is still a cell of its row. `spoken` and `box` (left,
    bottom, right, top, in points on its page) are for a figure. `language` (BCP 47) is told where it is not the
    document's, with the `words` of it as they were typed, `title` of a heading; `substituted` are the characters no
    font has a glyph for.
    """

    type: StructureType
    scope: Literal["Column", "Row"] | None = None
    kids: list["Element | Painted | Annotated"] = field(default_factory=list)
    kept: bool = False
    spoken: str = ""
    box: tuple[float, float, float, float] | None = None
    language: str = ""
    words: str = ""
    title: str = ""
    substituted: str = ""

    def add(
        self,
        type: StructureType,  # noqa: A002 (the standard's word)
        *,
        scope: Literal["Column", "Row"] | None = None,
    ) -> "Element":
        """Add a child at the end and return it."""
        child = Element(type, scope)
        self.kids.append(child)
        return child

    def in_language(self, language: str) -> "Element":
        """Give the span of another language at the end, a new one unless the last still goes on."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Element) and (last.type, last.language) == ("Span", language):
            return last
        span = self.add("Span")
        span.language = language
        return span

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        # Platypus copies flowables in places; the copies must speak of the same element.
        return self

    @property
    def empty(self) -> bool:
        """Whether nothing of it was painted anywhere, nor is kept all the same."""
        return not self.kept and all(isinstance(kid, Element) and kid.empty for kid in self.kids)
