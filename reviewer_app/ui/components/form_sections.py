"""The way about a long form: its groups by name, how much of each is answered, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.form_groups import heading_words
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_pane import FormPane
from reviewer_app.ui.components.form_sheet import FormSheet
from reviewer_app.ui.components.form_slots import Slot
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button

SECTIONS_KEY: Final = "Ctrl+G"

FEWEST: Final = 4
"""Groups from which on a form is long enough to get lost in."""

_DEEPEST: Final = 2
"""Groups within groups within groups are too many to choose from."""

_INSIDE: Final = "    "


@dataclass(frozen=True, slots=True)
class Section:
    """A group of a form, or one time round a repeat.

    Attributes:
        slot: its heading.
        deep: in how many others it lies.
        answered: how many of its questions are answered, those of groups within it too.
        asked: how many questions it asks now.
    """

    slot: Slot
    deep: int
    answered: int
    asked: int

    @property
    def words(self) -> str:
        """Its name, further in where it lies in another, and how much of it is answered."""
        stands = _("{answered} of {asked} answered").format(
            answered=self.answered, asked=self.asked
        )
        return f"{_INSIDE * self.deep}{heading_words(self.slot)}\t{stands}".replace("&", "&&")


def sections_of(open_form: OpenForm, slots: Sequence[Slot]) -> list[Section]:
    """Give the groups of a form in its order, those in which something is asked now.

    Args:
        slots: what is asked now.
    """
    found: list[Section] = []
    for at, slot in enumerate(slots):
        deep = open_form.depth(slot.item.id)
        if slot.kind != "heading" or deep >= _DEEPEST:
            continue
        inside = []
        for one in slots[at + 1 :]:
            if open_form.depth(one.item.id) <= deep:
                break
            if one.kind == "item" and open_form.can_be_answered(one.item.id):
                inside.append(one)
        if inside:
            answered = sum(open_form.is_answered(one.item.id, one.row) for one in inside)
            found.append(Section(slot, deep, answered, len(inside)))
    return found


class SectionMenu(Button):
    """A button that offers the groups of the forms in a pane, the one in sight marked; hidden where they are few."""

    def __init__(self, pane: FormPane) -> None:
        super().__init__(_("Parts of the form"), "quiet", key=SECTIONS_KEY, icon="chevron-down")
        self._pane = pane
        self.set_tip(_("Go to a part of the form, and see how much of each is answered"))
        self.clicked.connect(self.show_menu)

    @property
    def helps(self) -> bool:
        """Whether the forms are long enough to get lost in."""
        return len(self._sections()) >= FEWEST

    def show_menu(self) -> None:
        """Open the menu below the button, at where one is."""
        menu = self.menu_of_sections()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + Space.XS)))
        here = next((one for one in menu.actions() if one.isChecked()), menu.actions()[0])
        menu.setActiveAction(here)

    def menu_of_sections(self) -> QMenu:
        """Make the menu."""
        menu = QMenu(self)
        passed = self._pane.headings_in_sight()
        sections = self._sections()
        here = next((one for _s, one in reversed(sections) if one.slot in passed), None)
        for sheet, section in sections:
            action = QAction(section.words, menu)
            action.setCheckable(True)
            action.setChecked(section is here)
            go = partial(self._pane.go_to_heading, sheet, section.slot)
            action.triggered.connect(lambda _on, go=go: go())
            menu.addAction(action)
        return menu

    def _sections(self) -> list[tuple[FormSheet, Section]]:
        return [
            (sheet, section)
            for sheet in self._pane.sheets
            for section in sections_of(sheet.open_form, sheet.items.slots_asked)
        ]
