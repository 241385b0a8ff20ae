"""Unlocking: what keeps the encrypted file shut, in plain words, and every way to open it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.app import GONE, Program
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.review import recovery
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.first_run_person import NewPassphrase
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.visit_words import clock_words, date_words
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Hairline, Text, TextField
from reviewer_app.ui.widgets.layouts import lay_in

_PASSPHRASE_OPENS: Final = frozenset(
    {"profile.passphrase-needed", "vault.passphrase-wrong", "vault.keyring-locked"}
)
_CODE_OPENS: Final = _PASSPHRASE_OPENS | {
    "profile.key-lost",
    "profile.key-wrong",
    "vault.keyring-refused",
    "vault.keyring-damaged",
    "vault.keyring-none",
    "vault.passphrase-unset",
    "vault.recovery-code-malformed",
    "vault.recovery-code-wrong",
}
_ONLY_AGAIN: Final = frozenset(
    {
        "profile.already-open",
        "profile.disk-full",
        "profile.unreadable",
        "profile.read-only",
        "profile.newer",
    }
)
"""Nothing is lost and nothing has to be brought back: put it right, then try again."""


class Unlock(QWidget):
    """Opens the profile with a passphrase or the recovery code; where neither helps, goes back to the newest backup.

    Signals:
        opened(session)
    """

    opened = Signal(object)

    def __init__(
        self,
        program: Program,
        folder: Path,
        errands: Errands,
        error: UserError,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._program, self._folder, self._errands = program, folder, errands
        self._no_keyring = False
        self._way: tuple[str | None, str | None] = (None, None)
        """The passphrase and the recovery code by which it was last tried to open."""
        self._backups: list[tuple[str, Path]] = []
        self.title = Text(_("Open your notes"), Step.TITLE)
        self.words = Text("", Step.NOTE, "ink2")
        self.passphrase = TextField(_("Passphrase"), secret=True)
        self.code = TextField(
            _("Recovery code"),
            help=_(
                "Nine groups of four from the printed sheet. Hyphens and capitals do not matter."
            ),
        )
        self.fresh = NewPassphrase(
            _(
                "This computer has no keyring that could hold the key, so choose a passphrase for "
                "from now on."
            )
        )
        self.trouble = Banner("", "alert")
        self.go = Button(_("Open"), "primary", key="Return")
        self.other = Button(_("Use the recovery code"), "quiet")
        self.back = Button("", "primary")
        self.again = Button(_("Try again"), icon="undo")
        self.backups = Button(_("Show the folder"), icon="folder")
        self.where = Text("", Step.LABEL, "ink3")
        self._by_code = False
        self._compose()
        self._connect()
        self._show(error)

    def _compose(self) -> None:
        page = Centred(width=560)
        for widget in (
            self.title,
            self.words,
            self.passphrase,
            self.code,
            self.fresh,
            self.trouble,
        ):
            page.add(widget)
        actions = QHBoxLayout()
        actions.setSpacing(Space.M)
        for button in (self.go, self.back, self.again, self.other):
            actions.addWidget(button)
        actions.addStretch(1)
        lay_in(page.column, actions)
        page.space(Space.L)
        page.add(Hairline())
        page.add(self.where)
        page.add_start(self.backups)
        page.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.fresh.hide()
        self.trouble.hide()
        self.back.hide()

    def _connect(self) -> None:
        self.go.clicked.connect(self._go)
        self.back.clicked.connect(self._go_back)
        self.again.clicked.connect(self._try_again)
        self.other.clicked.connect(self._other_way)
        self.backups.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        )
        for field in (self.passphrase, self.code, self.fresh.first, self.fresh.second):
            field.line.returnPressed.connect(self._go)

    def _show(self, error: UserError) -> None:
        """Offer what helps against an error."""
        code = error.code
        opens = code in _CODE_OPENS
        asks = code == "profile.passphrase-needed"
        self.words.setText(
            _("Your notes are encrypted. The passphrase opens them.")
            if asks
            else refusal_words(error)
        )
        self.where.setText(self._where(code, opens=opens).format(folder=self._folder))
        self._by_code = opens and code not in _PASSPHRASE_OPENS
        self.go.setVisible(opens)
        self.other.setVisible(code in _PASSPHRASE_OPENS)
        self.again.setVisible(not asks)
        self.again.set_kind("secondary" if opens else "primary")
        self._show_way(opens=opens)
        self.offer([])
        if code in GONE:
            self._errands.run(lambda: self._program.backups(self._folder)).then(self._found)

    def _found(self, backups: list[tuple[str, Path]]) -> None:
        if backups:
            self.offer(backups)

    def offer(self, backups: list[tuple[str, Path]]) -> None:
        """Offer the first of the backups, each the moment it was made and its file."""
        self._backups = backups
        self.back.setVisible(bool(backups))
        if not backups:
            return
        made, _file = backups[0]
        self.back.set_text(
            _("Go back to {day}, {time}").format(
                day=date_words(time_of(made).date()), time=clock_words(made)
            )
        )
        self.again.set_kind("secondary")
        self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def _where(self, code: str, *, opens: bool) -> str:
        if opens or code in _ONLY_AGAIN:
            return _(
                "Your notes lie in {folder}. Checked backups lie in the folder “backups” beside them."
            )
        if code in GONE:
            return _(
                "Nothing was changed in {folder}. Checked backups lie in its folder “backups”. When you go back to "
                "one, the file that does not open is kept beside it, and what you handed over since then comes back "
                "when you gather."
            )
        return _("Nothing was changed in {folder}. Checked backups lie in its folder “backups”.")

    def _show_way(self, *, opens: bool = True) -> None:
        self.passphrase.setVisible(opens and not self._by_code)
        self.code.setVisible(opens and self._by_code)
        self.fresh.setVisible(opens and self._by_code and self._no_keyring)
        self.other.set_text(
            _("Use the passphrase") if self._by_code else _("Use the recovery code")
        )
        if opens and self._by_code:
            self._errands.run(self._program.keyring).then(self._keyring_found).failed(
                lambda _error: self._keyring_found(None)
            )
        stop = (self.code if self._by_code else self.passphrase) if opens else self.again
        QTimer.singleShot(0, self, lambda: stop.setFocus(Qt.FocusReason.TabFocusReason))

    def _keyring_found(self, keyring: object) -> None:
        self._no_keyring = keyring is None
        self.fresh.setVisible(self._by_code and self._no_keyring)

    def _other_way(self) -> None:
        self._by_code = not self._by_code
        self.trouble.hide()
        self._show_way()

    def _go(self) -> None:
        if not self.go.isEnabled():
            return
        if not self._by_code:
            passphrase = self.passphrase.value
            self.passphrase.set_error("" if passphrase else _("Type your passphrase."))
            if passphrase:
                self._way = (passphrase, None)
                self._open(lambda: self._program.open_or_read(self._folder, passphrase=passphrase))
            return
        code = self.code.value
        self.code.set_error("" if code.strip() else _("Type the code from the printed sheet."))
        if not code.strip():
            return
        fresh = self.fresh.checked() if self._no_keyring else None
        if self._no_keyring and fresh is None:
            return
        self._way = (fresh, code)
        self._open(lambda: self._recovered(code, fresh))

    def _recovered(self, code: str, passphrase: str | None) -> Session:
        session = self._program.recover(self._folder, code, passphrase=passphrase)
        # Whoever typed the whole code has shown that the sheet is at hand.
        recovery.mark_proved(session)
        return session

    def _go_back(self) -> None:
        if self.back.isEnabled() and self._backups:
            file, (passphrase, code) = self._backups[0][1], self._way
            self._open(lambda: self._put_back(file, passphrase, code))

    def _put_back(self, file: Path, passphrase: str | None, code: str | None) -> Session:
        self._program.put_back(self._folder, file, passphrase=passphrase, code=code)
        return self._program.open_or_read(self._folder, passphrase=passphrase)

    def _try_again(self) -> None:
        self._open(lambda: self._program.open_or_read(self._folder))

    def _open(self, way: Callable[[], Session]) -> None:
        self.trouble.hide()
        for button in (self.go, self.back, self.again, self.other):
            button.set_disabled_reason(_("Your notes are being opened."))
        self._errands.run(way).then(self._opened).failed(self._refused)

    def _opened(self, session: Session) -> None:
        self._way = (None, None)
        for field in (self.passphrase, self.code):
            field.set_value("")
        self.fresh.clear()
        self.opened.emit(session)

    def _refused(self, error: UserError) -> None:
        for button in (self.go, self.back, self.again, self.other):
            button.set_disabled_reason("")
        if error.code == "backup.damaged":
            self.offer(self._backups[1:])
            self.trouble.say(_("That backup is damaged as well."), "alert")
            return
        field = {
            "vault.passphrase-wrong": self.passphrase,
            "vault.recovery-code-malformed": self.code,
            "vault.recovery-code-wrong": self.code,
        }.get(error.code)
        if field is not None:
            field.set_error(refusal_words(error))
            field.line.selectAll()
            field.setFocus()
            return
        if error.code == "profile.passphrase-needed":
            self._show(error)
            return
        self._show(error)
        self.trouble.say(_("It did not open this time either."), "alert")
