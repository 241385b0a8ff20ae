"""Who sits here: the first name, and a passphrase where the computer has no keyring."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import recovery
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Text, TextField
from reviewer_app.ui.widgets.layouts import lay_in

SHORTEST = 12
"""Characters of a passphrase, as the key file asks for."""


class NewPassphrase(QWidget):
    """Two fields for a new passphrase; `wrong` says what keeps it from being taken."""

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        self.first = TextField(
            _("Passphrase"),
            secret=True,
            help=_(
                "{count} characters or more. Four words that do not belong together are easy to "
                "remember."
            ).format(count=SHORTEST),
        )
        self.second = TextField(_("The same passphrase again"), secret=True)
        self.why = Text(why, Step.LIST, "ink2")
        self.why.setVisible(bool(why))
        column.addWidget(self.why)
        column.addWidget(self.first)
        column.addWidget(self.second)

    def checked(self) -> str | None:
        """Give the passphrase, or None after saying in place what is wrong."""
        self.first.set_error("")
        self.second.set_error("")
        if len(self.first.value) < SHORTEST:
            self.first.set_error(
                _("This is too short. Use {count} characters or more.").format(count=SHORTEST)
            )
            self.first.setFocus()
            return None
        if self.first.value != self.second.value:
            self.second.set_error(_("The two are not the same. Type it once more."))
            self.second.setFocus()
            return None
        return self.first.value

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.set_value("")
        self.second.set_value("")


class PersonStep(Centred):
    """Asks for the name, makes the profile, and says who is known now.

    Signals:
        back()
        known(session, groups): the open session, and the groups of the new recovery code; () where the
            profile was there already.
    """

    back = Signal()
    known = Signal(object, object)

    def __init__(
        self,
        program: Program,
        folder: Path,
        run: Run,
        session: Session | None,
        passphrase: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(width=520, parent=parent)
        self._program, self._folder, self._run = program, folder, run
        self._session, self._passphrase = session, passphrase
        self._asks_passphrase = False
        self.name = TextField(
            _("Your first name"),
            help=_(
                "Your team sees it on your notes. It is on your card and cannot be changed later."
            ),
        )
        self.passphrase = NewPassphrase(
            _(
                "This computer has no keyring that could hold the key to your notes. A passphrase "
                "takes its place: you type it each time you start."
            )
        )
        self.passphrase.hide()
        self.trouble = Banner("", "alert")
        self.trouble.hide()
        self.go = Button(_("Continue"), "primary", key="Return")
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self.add(Text(_("Who are you?"), Step.TITLE))
        self.add(self.name)
        self.add(self.passphrase)
        self.add(self.trouble)
        actions = QHBoxLayout()
        actions.addWidget(self.go)
        actions.addWidget(self.go_back)
        actions.addStretch(1)
        lay_in(self.column, actions)
        self.column.addStretch(1)
        self.go.clicked.connect(self._go)
        self.go_back.clicked.connect(self.back)
        for field in (self.name, self.passphrase.first, self.passphrase.second):
            field.line.returnPressed.connect(self._go)
        if session is None and passphrase is None:
            self._look_for_keyring()

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.name

    def _look_for_keyring(self) -> None:
        self.go.set_disabled_reason(_("Looking for this computer's keyring."))

        def found(keyring: object) -> None:
            self.go.set_disabled_reason("")
            self._ask_passphrase(keyring is None)

        def refused(error: UserError) -> None:
            self.go.set_disabled_reason("")
            self._say(error)
            self._ask_passphrase(True)

        self._run(self._program.keyring).then(found).failed(refused)

    def _ask_passphrase(self, asks: bool) -> None:
        self._asks_passphrase = asks
        self.passphrase.setVisible(asks)

    def _go(self) -> None:
        if not self.go.isEnabled():
            return
        name = self.name.value.strip()
        self.name.set_error("" if name else _("Type your first name."))
        if not name:
            self.name.setFocus()
            return
        passphrase = self._passphrase
        if self._asks_passphrase:
            passphrase = self.passphrase.checked()
            if passphrase is None:
                return
        self.trouble.hide()
        self.go.set_disabled_reason(_("Your encrypted file is being made."))
        self.go.set_text(_("Making your encrypted file"))
        self._run(self._making(name, passphrase)).then(self._made).failed(self._refused)

    def _making(
        self, name: str, passphrase: str | None
    ) -> Callable[[], tuple[Session, tuple[str, ...]]]:
        def make() -> tuple[Session, tuple[str, ...]]:
            groups: tuple[str, ...] = ()
            if self._session is None:
                session, code = self._program.create(self._folder, passphrase=passphrase)
                self._session = session
                recovery.remember_code(session, code)
                groups = code.groups
            self._session.become(name)
            return self._session, groups

        return make

    def _made(self, made: tuple[Session, tuple[str, ...]]) -> None:
        self.passphrase.clear()
        self.known.emit(*made)

    def _refused(self, error: UserError) -> None:
        self.go.set_text(_("Continue"))
        self.go.set_disabled_reason("")
        if error.code == "vault.name-wrong":
            self.name.set_error(refusal_words(error))
            self.name.setFocus()
            return
        self._say(error)
        if error.code.startswith("vault.keyring"):
            self._ask_passphrase(True)
            self.passphrase.first.setFocus()

    def _say(self, error: UserError) -> None:
        self.trouble.say(refusal_words(error), "alert")
