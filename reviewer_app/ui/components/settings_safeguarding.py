"""Whom a concern about a child is told to in this school: what the safeguarding card says."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import set_up
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.safeguarding_fields import safeguarding_fields
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge


class SafeguardingSettings(SettingsPart):
    """The school's safeguarding lead: name, room and number, as the school gave them."""

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

    def show_state(self) -> None:
        """Show what the review says now, where nobody is writing."""
        for name, field in self.fields.items():
            if not field.line.hasFocus():
                field.set_value(getattr(self._bridge.opened.review, name))

    def _change(self, name: str, typed: str) -> None:
        field = self.fields[name]
        field.set_error("")

        def refused(error: UserError) -> None:
            field.set_error(refusal_words(error))

        fact: dict[str, Any] = {name: typed.strip()}
        self._bridge.do(set_up.change_facts, **fact).failed(refused)
