"""Asking for the address of the place where the team's notes meet, over the page."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.address_fields import AddressFields
from reviewer_app.ui.widgets import Button, Sheet


class AddressSheet(Sheet):
    """Enter in any field looks there and uses it, Escape leaves; both buttons stay in sight below the fields."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(
            host, _("An address where the team’s notes meet"), close_words=_("Close without it")
        )
        self.fields = AddressFields()
        self.keep = Button(_("Look there and use it"), "primary", key="Enter")
        self.cancel = Button(_("Cancel"), "quiet", key="Esc")
        self.add(self.fields)
        self.finish()
        self.set_actions((self.keep, self.cancel))
        self.fields.entered.connect(self.keep.click)
        self.fields.left.connect(self.close_sheet)
        self.cancel.clicked.connect(self.close_sheet)
        self.closed.connect(self.fields.empty)

    def ask(self, address: str) -> None:
        """Open it; `address` is the one in use, "" for none."""
        if not self.fields.address.value:
            self.fields.address.set_value(address)
        self.open()
        self.fields.address.line.setFocus()
