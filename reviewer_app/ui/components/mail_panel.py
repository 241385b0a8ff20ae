"""A covering e-mail for the report exported last, to be copied into any mail program."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import covering
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, Sheet, Text, announce


class MailPanel(Sheet):
    """Shows the e-mail and copies it; nothing is sent."""

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host, _("Covering e-mail"), close_words=_("Close"))
        self._bridge = bridge
        self.add(
            Text(
                _(
                    "Copy it into your mail program and attach the files it names. Nothing is sent from here."
                ),
                Step.LIST,
                "ink2",
            )
        )
        self.words = Text("", Step.LIST)
        self.done = Text("", Step.LIST, "ink2")
        self.add(self.words)
        self.add(self.done)
        self.finish()
        self.copy = Button(_("Copy"), "primary", key="Return")
        self.copy.clicked.connect(self.copy_all)
        self.set_actions([self.copy])

    def open(self) -> None:
        """Show the e-mail for the report exported last, or that there is none yet."""
        self.done.hide()
        try:
            said, refused = covering.covering_mail(self._bridge.opened).text, ""
        except UserError as error:
            said = refused = refusal_words(error)
        self.words.setText(said)
        self.copy.set_disabled_reason(refused)
        super().open()

    def copy_all(self) -> None:
        """Put the whole e-mail on the clipboard, and say so."""
        if not self.copy.isEnabled():
            return
        QGuiApplication.clipboard().setText(self.words.text())
        self.done.setText(_("Copied."))
        self.done.show()
        announce(self, self.done.text())
