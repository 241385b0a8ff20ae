"""The address of a place on a network, and what to sign in there with."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, TextField, announce
from reviewer_app.ui.widgets.sheet import bring_into_sight

OF_THE_SECRET: Final = frozenset(
    {"store.signed-in-wrongly", "store.access-not-kept", "store.access-too-long"}
)
"""Refusals that what is signed in with can mend."""
OF_THE_ADDRESS: Final = frozenset(
    {
        "store.address-unknown",
        "store.endpoint-missing",
        "store.secret-in-address",
        "store.not-encrypted",
        "store.nowhere",
        "store.not-permitted",
        "store.folder-missing",
    }
)
"""Refusals that another address can mend. Of all others neither is to blame: a line says them beside the fields."""


class AddressFields(QWidget):
    """An address and what to sign in with; emptied as soon as it is put away.

    What is wrong stands at the field that is wrong, with what was typed, and the keys go there.

    Signals:
        entered(): Enter, in any of the fields.
        left(): Escape.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
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
        self.told = Banner("")
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for field in self._fields:
            column.addWidget(field)
            field.line.returnPressed.connect(self.entered)
        column.addWidget(self.told)

    @property
    def _fields(self) -> tuple[TextField, ...]:
        return self.address, self.user, self.secret

    @property
    def signs_in(self) -> tuple[str, str]:
        """The name and the password as typed; both "" where the place asks for none."""
        return self.user.value.strip(), self.secret.value

    def refuse(self, error: UserError) -> None:
        """Say why it does not go; what was typed stays."""
        self.clear_errors()
        words = refusal_words(error)
        wrong = (
            self.secret
            if error.code in OF_THE_SECRET
            else self.address
            if error.code in OF_THE_ADDRESS
            else None
        )
        if wrong is None:
            self.told.say(words, "alert")
            bring_into_sight(self.told)
            return
        wrong.set_error(words)
        announce(self, words)
        wrong.line.setFocus()
        if wrong is self.secret:
            # It cannot be read, so it is typed anew; an address is mended where it is wrong.
            wrong.line.selectAll()
        bring_into_sight(wrong)

    def clear_errors(self) -> None:
        """Say nothing more of what was wrong."""
        for field in self._fields:
            field.set_error("")
        self.told.hide()

    def empty(self) -> None:
        """Leave nothing in the fields."""
        for field in self._fields:
            field.set_value("")
        self.clear_errors()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
