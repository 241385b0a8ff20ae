"""Straight between two laptops on one network: this one shows a code, the other types it."""

from contextlib import ExitStack
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import laptops
from reviewer_app.review.exchange import Gathering
from reviewer_app.ui.components.five_words import FiveWords
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_part import TeamPart
from reviewer_app.ui.components.team_words import gathered_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import scaled
from reviewer_app.ui.widgets import Button, TextField, announce
from reviewer_app.ui.widgets.sheet import bring_into_sight

LONGEST_MINUTES: Final = 30
"""After which a laptop serves no more, whoever forgot it."""
_CODE_PIXELS: Final = 260


class TeamLaptops(TeamPart):
    """Let others gather from here, or gather from another; nothing is served but while the code is shown."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Without a stick, on one network"),
            _(
                "One laptop shows a code, the others type it. What goes over is sealed to the team, and no other "
                "network is needed."
            ),
            parent,
        )
        self._bridge = bridge
        self._serving: ExitStack | None = None
        self.serve = Button(_("Show a code"), icon="hand-over")
        self.stop = Button(_("Stop"))
        self.code = FiveWords((self.stop,))
        self.typed = TextField(
            _("The code another laptop shows"),
            help=_("Three groups of four letters and digits. Hyphens and capitals do not matter."),
        )
        self._fit()
        self.fetch = Button(_("Gather from it"), icon="gather")
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(LONGEST_MINUTES * 60_000)
        self.add_row(self.serve)
        self.add(self.code)
        self.add(self.typed)
        self.typed.put_beside(self.fetch)
        self.serve.clicked.connect(self.show_code)
        self.stop.clicked.connect(self.hide_code)
        self._over.timeout.connect(self.hide_code)
        self.fetch.clicked.connect(self.gather)
        self.typed.line.returnPressed.connect(self.gather)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """A code is short: its field is no wider than it needs."""
        self.typed.line.setMaximumWidth(scaled(self.font(), _CODE_PIXELS))

    def show_code(self) -> None:
        """Let the team gather this person's notes from here, and show the code."""
        session, review = self._bridge.session, self._bridge.opened.id
        self.serve.set_disabled_reason(_("One moment: the network is looked for."))

        def work() -> tuple[ExitStack, str]:
            stack = ExitStack()
            return stack, stack.enter_context(laptops.served(session, review))

        def done(serving: tuple[ExitStack, str]) -> None:
            self._serving, code = serving
            # Whatever becomes of this part of the window, what it serves ends with it.
            self.destroyed.connect(self._serving.close)
            self.code.show_words(*served_words(code))
            self.stop.setFocus()
            self._over.start()

        self._bridge.ask(work).then(done).failed(self._refused)

    def hide_code(self) -> None:
        """Serve nothing any more."""
        self._over.stop()
        serving, self._serving = self._serving, None
        if serving is not None:
            self._bridge.ask(serving.close)
        self.code.hide()
        self.serve.set_disabled_reason("")
        self.serve.setFocus()

    def gather(self) -> None:
        """Take in what the laptop serves whose code was typed."""
        written = self.typed.value
        if not written.strip():
            self.typed.line.setFocus()
            return
        session, review = self._bridge.session, self._bridge.opened.id
        self.typed.set_error("")
        self.fetch.set_disabled_reason(_("One moment: the other laptop is asked."))
        self._bridge.ask(lambda: laptops.gather(session, review, written)).then(
            self._gathered
        ).failed(self._not_gathered).lastly(self._bridge.refresh)

    def _gathered(self, done: Gathering) -> None:
        self.fetch.set_disabled_reason("")
        self.typed.set_value("")
        people = [self._bridge.opened.name_of(one) for one in done.people]
        held = bool(done.held or done.refused or done.stopped)
        self.told.emit(gathered_words(done, people), "quiet" if held else "www")

    def _not_gathered(self, error: UserError) -> None:
        """Say what is wrong with the code where it was typed; all else the page says."""
        self.fetch.set_disabled_reason("")
        if error.code.startswith("laptop."):
            self.typed.set_error(refusal_words(error))
            announce(self, self.typed.error)
            self.typed.line.setFocus()
            bring_into_sight(self.typed)
        else:
            self.tell_refusal(error)

    def _refused(self, error: UserError) -> None:
        self.serve.set_disabled_reason("")
        self.tell_refusal(error)


def served_words(code: str) -> tuple[str, list[str], str]:
    """Say what a code is for, and how long it holds."""
    return (
        _("Say this code to the others"),
        [code],
        _("They can gather your notes from this laptop until you stop, for half an hour at most."),
    )
