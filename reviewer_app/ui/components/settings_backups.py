"""Going back to a backup: what of it is missing here is said first, and comes in at a press."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.restoring import Backup, CameBack, take_in, would_come
from reviewer_app.review.wording import came_back_words, would_come_words
from reviewer_app.ui.components.file_choice import ask_files
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.models.exchange_words import when_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, Button, ListPanel, Row, RowModel, TwoLineDelegate


class BackupSettings(SettingsPart):
    """The backups beside the profile, the newest first; one is looked into by a press."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Backups"), parent=parent)
        self._bridge = bridge
        self._path: Path | None = None
        self.model = RowModel()
        self.list = ListPanel(
            _("Backups"),
            self.model,
            TwoLineDelegate(time_column=False),
            fit=True,
            single_click=True,
        )
        self.told = Banner("")
        self.told.hide()
        self.other = Button(_("Look into another file"), icon="folder")
        self.add(self.list)
        self.add(self.told)
        self.add_start(self.other)
        self.list.opened.connect(lambda path: self.look(Path(path)))
        self.told.acted.connect(self.bring_back)
        self.other.clicked.connect(self.choose)

    def show_state(self) -> None:
        """Show which backups there are."""
        self._bridge.ask(self._bridge.session.backups).then(self._show)

    def choose(self) -> None:
        """Ask for a backup that lies elsewhere."""
        title, kinds = _("A backup of your notes"), _("Backups (*.db);;All files (*)")
        for path in ask_files(self, self._bridge.session, title, kinds):
            self.look(path)

    def look(self, path: Path) -> None:
        """Say what of a backup is missing here; nothing is changed."""
        session = self._bridge.session
        self._wait(_("One moment: the backup is read through."))

        def seen(would: CameBack) -> None:
            self._path = path
            self.told.say(
                " ".join(would_come_words(would)),
                action="" if would.nothing else _("Bring it back"),
            )

        self._bridge.ask(lambda: would_come(session, path)).then(seen).failed(self._refused).lastly(
            self._rest
        )

    def bring_back(self) -> None:
        """Take in what is missing here of the backup that was looked into."""
        path, session = self._path, self._bridge.session
        if path is None:
            return
        self._wait(_("One moment: what is missing comes back."))

        def done(came: CameBack) -> None:
            self.told.say(" ".join(came_back_words(came)), "www")
            self._bridge.refresh()

        self._bridge.ask(lambda: take_in(session, path)).then(done).failed(self._refused).lastly(
            self._rest
        )

    def _show(self, backups: Sequence[Backup]) -> None:
        now = self._bridge.session.clock()
        self.model.set_rows(
            [
                Row(
                    str(one.path),
                    when_words(one.made_at, now),
                    _("{size} MB").format(size=f"{one.size / 1e6:.1f}"),
                    icon="history",
                )
                for one in backups
            ]
        )
        self.list.setVisible(bool(backups))
        self.say(
            _(
                "Checked copies are made by themselves, beside your notes. Press one to see what of it is missing "
                "here; it comes back only when you say so, and nothing that is here is changed."
            )
            if backups
            else _("No backup has been made yet. The first is made by itself, after a day.")
        )

    def _wait(self, words: str) -> None:
        self.told.say(words)
        self.other.set_disabled_reason(words)
        self.list.setEnabled(False)

    def _rest(self) -> None:
        self.other.set_disabled_reason("")
        self.list.setEnabled(True)

    def _refused(self, error: UserError) -> None:
        self._path = None
        self.told.say(refusal_words(error), "alert")
