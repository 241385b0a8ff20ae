"""Proving the recovery code: two of its groups, typed from the sheet, once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import recovery
from reviewer_app.review.session import Session
from reviewer_app.ui.components.recovery_sheet import RecoveryCodeSheet
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Button, Sheet, Text, TextField


class RecoveryProof(Sheet):
    """Asks for two groups; who has no sheet makes a new code here.

    Signals:
        proved()
    """

    proved = Signal()

    def __init__(self, host: QWidget, session: Session, run: Run) -> None:
        super().__init__(host, _("Check your recovery code"), close_words=_("Close"))
        self._session, self._run = session, run
        self._asked: tuple[int, int] | None = None
        self.words = Text("", Step.LIST, "ink2")
        self.first = TextField("")
        self.second = TextField("")
        self.trouble = Banner("", "alert")
        self.trouble.hide()
        self.code = RecoveryCodeSheet(session)
        self.code.hide()
        self.check = Button(_("Check"), "primary", key="Return")
        self.renew = Button(_("Make a new code"), "quiet")
        for widget in (self.words, self.code, self.first, self.second, self.trouble):
            self.add(widget)
        self.finish()
        self.set_actions([self.check, self.renew])
        self.check.clicked.connect(self._check)
        self.renew.clicked.connect(self._renew)
        self.code.continued.connect(self._ask)
        for field in (self.first, self.second):
            field.line.returnPressed.connect(self._check)

    def ask(self) -> None:
        """Open, with the two groups that are asked for."""
        self._run(lambda: recovery.groups_asked(self._session)).then(self._found)

    def renew_code(self) -> None:
        """Open, offering a new code in place of one that was proved and is lost now."""
        self._asked = None
        self.words.setText(
            _(
                "A new code replaces the one you have: the old sheet opens nothing any more. Make it, "
                "print it, and check it here."
            )
        )
        self._show(asks=False)
        self.renew.set_kind("primary")
        self.open()

    def _found(self, asked: tuple[int, int] | None) -> None:
        self._asked = asked
        if asked is None:
            self.words.setText(
                _(
                    "No recovery code was shown on this laptop yet. Make one, print it, and check it here."
                )
            )
            self._show(asks=False)
            self.renew.set_kind("primary")
        else:
            self._ask()
        self.open()

    def _ask(self) -> None:
        if self._asked is None:
            return
        self.words.setText(
            _(
                "Take the sheet and type these two groups. This shows that the code is on paper and "
                "can be read, before there is anything to lose."
            )
        )
        for field, place in zip((self.first, self.second), self._asked, strict=True):
            field.set_label(_("Group {number}").format(number=place + 1))
            field.set_value("")
        self.renew.set_kind("quiet")
        self._show(asks=True)
        self.first.setFocus()

    def _show(self, *, asks: bool) -> None:
        self.code.hide()
        self.renew.show()
        for widget in (self.first, self.second, self.check):
            widget.setVisible(asks)
        self.trouble.hide()

    def _check(self) -> None:
        if self._asked is None or not self.check.isEnabled():
            return
        fields = dict(zip(self._asked, (self.first, self.second), strict=True))
        for field in fields.values():
            if not field.value.strip():
                field.set_error(_("Type the four characters of this group."))
                field.setFocus()
                return
            field.set_error("")
        told = {place: field.value for place, field in fields.items()}
        self.check.set_disabled_reason(_("The groups are being checked."))
        self._run(lambda: recovery.prove(self._session, told)).then(self._checked)

    def _checked(self, right: bool) -> None:
        self.check.set_disabled_reason("")
        if right:
            self.close_sheet()
            self.proved.emit()
            return
        self.trouble.say(
            _(
                "These are not the two groups. Compare them with the sheet once more; if it is lost, "
                "make a new code."
            ),
            "alert",
        )
        self.first.setFocus()

    def _renew(self) -> None:
        self.renew.set_disabled_reason(_("A new code is being made."))

        def made(groups: tuple[str, ...]) -> None:
            self.renew.set_disabled_reason("")
            self._asked = self._asked or (0, 0)
            self._run(lambda: recovery.groups_asked(self._session)).then(self._take)
            self.words.setText(
                _(
                    "This is your new code. Print it now; a code printed earlier opens nothing any more."
                )
            )
            self._show(asks=False)
            self.renew.hide()
            self.code.show_code(groups)
            self.code.show()

        def refused(error: UserError) -> None:
            self.renew.set_disabled_reason("")
            self.trouble.say(refusal_words(error), "alert")

        self._run(lambda: recovery.new_code(self._session).groups).then(made).failed(refused)

    def _take(self, asked: tuple[int, int] | None) -> None:
        self._asked = asked
