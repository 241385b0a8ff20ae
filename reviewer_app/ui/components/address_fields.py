"""The address of a place on a network, and what to sign in there with."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, TextField, in_a_row


class AddressFields(QWidget):
    """An address and what to sign in with; emptied as soon as it is put away.

    Args:
        actions: the buttons that stand below the fields.
    """

    def __init__(self, actions: Sequence[Button], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = TextField(
            _("Address"),
            help=_("As your programme gave it to you: webdav+https://host/path, or s3://…"),
        )
        self.user = TextField(_("Name to sign in with"))
        self.secret = TextField(
            _("Password of the address"),
            help=_("Kept in this computer’s keyring and nowhere else."),
            secret=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.M)
        for field in (self.address, self.user, self.secret):
            column.addWidget(field)
        column.addWidget(in_a_row(*actions))

    @property
    def signs_in(self) -> tuple[str, str]:
        """The name and the password as typed; both "" where the place asks for none."""
        return self.user.value.strip(), self.secret.value

    def empty(self) -> None:
        """Leave nothing in the fields."""
        for field in (self.address, self.user, self.secret):
            field.set_value("")
            field.set_error("")
