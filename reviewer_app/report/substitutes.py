"""What could not be printed as it was typed: characters no font of the report has, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.report.structure import Element


@dataclass(frozen=True, slots=True)
class Substituted:
    """The characters of a section that are printed as a substitute; `section` is empty for the first page."""

    section: str
    characters: str

    @property
    def sentence(self) -> str:
        """Which characters, and in which section, for whoever exports the report."""
        named = listed([f"{character} (U+{ord(character):04X})" for character in self.characters])
        if not self.section:
            return _(
                "On the first page “�” is printed in place of {characters}: no font of the report has it."
            ).format(characters=named)
        return _(
            "Under “{section}” “�” is printed in place of {characters}: no font of the report has it."
        ).format(section=self.section, characters=named)


def substituted_in(root: Element) -> tuple[Substituted, ...]:
    """What is printed as a substitute, section by section, each character of a section once."""
    found: dict[str, str] = {}
    section = ""
    for element in _in_order(root):
        section = element.title or section
        if element.substituted:
            found[section] = found.get(section, "") + element.substituted
    return tuple(
        Substituted(section, "".join(dict.fromkeys(characters)))
        for section, characters in found.items()
    )


def _in_order(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _in_order(kid)
