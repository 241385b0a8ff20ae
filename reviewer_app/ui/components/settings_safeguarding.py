"""Whom a concern about a child is told to in this school: what the safeguarding card says."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import safeguarding, set_up
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.safeguarding_fields import safeguarding_fields
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.models.safeguarding_words import told_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Text


class SafeguardingSettings(SettingsPart):
    """The school's safeguarding lead, as the school gave them; and below, when which role was told of a concern."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("The school’s safeguarding lead"),
            _(
                "Ask the head in the call before the visit. The safeguarding card (F9) says whom "
                "to tell and where; the name is destroyed with the evidence."
            ),
            parent,
        )
        self._bridge = bridge
        self.fields = safeguarding_fields()
        for name, field in self.fields.items():
            field.finished.connect(partial(self._change, name))
            self.add(field)
        self.told = Text("", Step.LIST, "ink2")
        self.add(self.told)

    def show_state(self) -> None:
        """Show what the review says now, where nobody is writing, and what was told so far."""
        opened = self._bridge.opened
        told = [told_words(opened, one) for one in safeguarding.told_in(opened)]
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        for name, field in self.fields.items():
            if not field.line.hasFocus():
                field.set_value(getattr(opened.review, name))

    def _change(self, name: str, typed: str) -> None:
        field = self.fields[name]
        field.set_error("")

        def refused(error: UserError) -> None:
            field.set_error(refusal_words(error))

        fact: dict[str, Any] = {name: typed.strip()}
        self._bridge.do(set_up.change_facts, **fact).failed(refused)
