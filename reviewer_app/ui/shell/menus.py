"""The menus, the palette and the sheet of keys: where every command stands, and where it is run from."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.keys_sheet import KeysSheet
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.shell.notices import Notices
from reviewer_app.ui.widgets import Palette, Suggestion

MENUS: Final = ("Review", "Visit", "Note", "Finding", "Report", "Edit", "View", "Help")


def _menu_words() -> dict[str, str]:
    return {
        "Review": _("&Review"),
        "Visit": _("V&isit"),
        "Note": _("&Note"),
        "Finding": _("&Finding"),
        "Report": _("Re&port"),
        "Edit": _("&Edit"),
        "View": _("&View"),
        "Help": _("&Help"),
    }


class Menus(QObject):
    """Shows the commands of the moment, and runs the one that is chosen.

    Args:
        window: whose menu bar it is, and which takes the keys.
        room: what the palette and the sheet of keys stand over: never over the line at the foot.
        commands: gives everything that can be done now.
        elsewhere: gives what can be done on other pages, which the palette finds as well.
        notices: says why something cannot.
    """

    def __init__(
        self,
        window: QMainWindow,
        room: QWidget,
        commands: Callable[[], list[Command]],
        elsewhere: Callable[[], list[Command]],
        notices: Notices,
    ) -> None:
        super().__init__(window)
        self._window, self._commands, self._notices = window, commands, notices
        self._elsewhere = elsewhere
        self._actions: dict[str, QAction] = {}
        self._shown: dict[str, Command] = {}
        self.keys = KeysSheet(room)
        self._palette = Palette(room, name=_("What to do"))
        self._palette.chosen.connect(self._run_by_id)
        # A menu that the bar makes itself goes when Python lets go of the bar: these have the window as parent.
        self._bar = window.menuBar()
        self._menus = {name: QMenu(_menu_words()[name], window) for name in MENUS}
        for menu in self._menus.values():
            self._bar.addMenu(menu)
            menu.menuAction().setVisible(False)

    def fill(self) -> None:
        """Put the commands of the moment into the menus, with their keys.

        An action is made once for each command and kept: one that is deleted while Qt still tells of it ends the
        program.
        """
        for menu in self._menus.values():
            menu.clear()
        for command_id in self._shown:
            self._window.removeAction(self._actions[command_id])
        self._shown = {command.id: command for command in self._commands()}
        for command in self._shown.values():
            self._show(command)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())

    def run(self, command: Command) -> None:
        """Do it, or say why it cannot be done now."""
        self._notices.pass_over()
        reason = command.why_not()
        if reason:
            self._notices.tell(reason)
        else:
            command.run()

    def open_palette(self) -> None:
        """Show everything that can be done now, here and on other pages."""
        found = [*self._commands(), *self._elsewhere()]
        self._palette.open([Suggestion(one.id, one.text, key_text(one.key)) for one in found])

    def close_palette(self) -> None:
        """Put the list of commands away."""
        self._palette.put_away()

    def show_keys(self) -> None:
        """Show every command that has a key."""
        words = _menu_words()
        self.keys.show_keys(
            [
                (words[menu].replace("&", ""), [(one.text, key_text(one.key)) for one in found])
                for menu in MENUS
                if (found := [one for one in self._commands() if one.menu == menu and one.key])
            ]
        )

    def _show(self, command: Command) -> None:
        action = self._actions.get(command.id)
        if action is None:
            action = self._actions[command.id] = QAction(self._window)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _on=False, shown=command.id: self._run_shown(shown))
        action.setText(command.text)
        keys = [key for key in (command.key, command.also) if key]
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)
        self._menus[command.menu].addAction(action)

    def _run_shown(self, command_id: str) -> None:
        command = self._shown.get(command_id)
        if command is not None:
            self.run(command)

    def _run_by_id(self, command_id: str) -> None:
        everything = [*self._commands(), *self._elsewhere()]
        found = next((one for one in everything if one.id == command_id), None)
        if found is not None:
            self.run(found)


def key_text(key: str) -> str:
    """Write a key sequence as the system's menus write it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
