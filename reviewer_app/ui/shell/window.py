"""The main window: the rail, one page at a time, the state line; it owns nothing but pages.

It first appears as empty paper, with nothing but Qt and the theme imported. `furnish` puts everything into it once
it is on the screen; `open` gives it a review later. Keys typed before that are kept and given to the page.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.language import gettext as _
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.shell.threshold import Threshold
from reviewer_app.ui.theme import Space
from reviewer_app.ui.theme.theme import THEME_NAMES, Theme, ThemeName

if TYPE_CHECKING:
    from reviewer_app.errors import UserError
    from reviewer_app.model.canonical import Json
    from reviewer_app.ui.pages.page import Page
    from reviewer_app.ui.shell.bridge import Bridge, Saving
    from reviewer_app.ui.widgets import RailItem

TEXT_STEP: Final = 0.1
TOLD_MS: Final = 8_000
"""Milliseconds a sentence that asks for nothing stands before it goes by itself."""

SLOW_MS: Final = 700
"""Milliseconds after which "Saving" is said instead of "Saved"."""

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


def rail_items() -> "list[RailItem]":
    """Give the stages of a review, with Team and Settings at the foot."""
    from reviewer_app.ui.widgets import RailItem

    return [
        RailItem("today", _("Today"), "today"),
        RailItem("plan", _("Plan"), "plan"),
        RailItem("notes", _("Notes"), "notes"),
        RailItem("evidence", _("Evidence"), "evidence"),
        RailItem("findings", _("Findings"), "findings"),
        RailItem("report", _("Report"), "report"),
        RailItem("team", _("Team"), "team", foot=True),
        RailItem("settings", _("Settings"), "settings", foot=True),
    ]


class MainWindow(Threshold):
    """The program's one window.

    Signals:
        closing: before it closes; everything typed is handed to the lane by then.
    """

    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bridge: Bridge | None = None
        self._pages: dict[str, Page] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._current = ""
        self._minimised = False
        self._alone: QWidget | None = None
        self._remembered: dict[str, Any] = {}
        self._notice_action: Callable[[], None] | None = None
        self._page_actions: list[QAction] = []
        self._own_commands: list[Command] = []
        self._second_text: Callable[[], str] = str
        self._next_text: Callable[[], str] = str

        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_saving)
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(TOLD_MS)
        self._told.timeout.connect(self._pass_over)

    def furnish(self) -> None:
        """Put rail, state line, menus and sheets into the empty window; the widgets are imported here."""
        from reviewer_app.ui.components.crash_report import CrashReport
        from reviewer_app.ui.components.keys_sheet import KeysSheet
        from reviewer_app.ui.widgets import Banner, Palette, Rail, StateLine

        self.rail = Rail(rail_items())
        self.state_line = StateLine()
        self.notice = Banner("", action=_("Close"))
        self.reminder = Banner("")
        self._stack = QStackedWidget()
        self._palette = Palette(self, name=_("What to do"))
        self._build()
        self.keys = KeysSheet(self.body)
        self.crash_report = CrashReport(self.body)

    def _build(self) -> None:
        self.body = QWidget()
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        strips = QVBoxLayout()
        strips.setContentsMargins(Space.PAGE - Space.M, Space.S, Space.PAGE - Space.M, 0)
        strips.setSpacing(Space.XS)
        for strip in (self.reminder, self.notice):
            strip.hide()
            strips.addWidget(strip)
        right.addLayout(strips)
        right.addWidget(self._stack, 1)
        right.addWidget(self.state_line)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(self.body)
        # Until there is a page nothing may take the focus, so that keys typed early come to the window.
        self.rail.hide()
        self.state_line.hide()
        self.notice.acted.connect(self._notice_acted)
        self.notice.second_acted.connect(self.notice.hide)
        self.rail.chosen.connect(self._go_to)
        self._palette.chosen.connect(self._run_by_id)
        # A menu that the bar makes itself goes when Python lets go of the bar: these have the window as parent.
        self._bar = self.menuBar()
        self._menus: dict[str, QMenu] = {name: QMenu(_menu_words()[name], self) for name in MENUS}
        for menu in self._menus.values():
            self._bar.addMenu(menu)
            menu.menuAction().setVisible(False)

    def open(
        self,
        bridge: "Bridge",
        makers: dict[str, Callable[[], "Page"]],
        own_commands: Sequence[Command],
        *,
        heading: tuple[str, str],
        second: Callable[[], str],
        next_up: Callable[[], str],
    ) -> None:
        """Show a review. `makers` make each page by its id when it is first wanted."""
        self.close_review()
        self._bridge, self._makers = bridge, dict(makers)
        self._own_commands = list(own_commands)
        self._second_text, self._next_text = second, next_up
        self.rail.set_heading(*heading)
        self.setWindowTitle(heading[0])
        bridge.changed.connect(self._changed)
        bridge.saving.connect(self._saving)
        bridge.refused.connect(self.refuse)
        self.rail.show()
        self.state_line.show()
        self._saving(bridge.state)
        self._say_beside()

    def close_review(self) -> None:
        """Let go of the review that was shown; everything typed is saved first."""
        self.save_all()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        if self._alone is not None:
            self._stack.removeWidget(self._alone)
            self._alone.deleteLater()
            self._alone = None
        self._pages.clear()
        self._makers = {}
        self._current = ""
        self._bridge = None

    def show_alone(self, widget: QWidget, commands: Sequence[Command] = ()) -> None:
        """Show something that is no page of a review: first run, unlocking."""
        self.close_review()
        self._close_sheets()
        self._own_commands = list(commands)
        self.rail.hide()
        self.state_line.hide()
        self.reminder.hide()
        self.setWindowTitle(_("Peer review"))
        self._alone = widget
        self._stack.addWidget(widget)
        self._bring(widget)
        self._fill_menus()
        self.give_early_keys(widget)

    def show_glance(self, glance: QWidget, heading: tuple[str, str]) -> None:
        """Show how Today looked last, until the review itself is there; keys are still kept for its page."""
        self.rail.set_heading(*heading)
        self.rail.set_current("today")
        self.setWindowTitle(heading[0])
        self._alone = glance
        self._stack.addWidget(glance)
        self.rail.show()
        self.state_line.show()

    def show_page(self, page_id: str, record: str = "") -> None:
        """Show a page; what was typed on the page before is saved."""
        if page_id not in self._makers:
            return
        page = self._pages.get(page_id)
        if page is None:
            page = self._pages[page_id] = self._makers[page_id]()
            page.wants.connect(self.show_page)
            self._stack.addWidget(page)
            remembered = self._remembered.get(page_id)
            if isinstance(remembered, dict):
                page.remember(remembered)
        if self._current and self._current != page_id:
            self._close_sheets()
            self._pages[self._current].leave()
        self._current = page_id
        self.rail.set_current(page_id)
        self._bring(page)
        page.enter(record)
        self._fill_menus()
        self._say_beside()
        self.give_early_keys(page)

    def _bring(self, widget: QWidget) -> None:
        """Show it; what is out of sight has no say in how small the window may be."""
        for at in range(self._stack.count()):
            hidden = self._stack.widget(at)
            if hidden is not None and hidden is not widget:
                hidden.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        # Out of sight it did not hear that the text became smaller, and would widen the window.
        for layout in widget.findChildren(QLayout):
            layout.invalidate()
        # A layout keeps what each of its widgets asked for until that widget asks again.
        for part in widget.findChildren(QWidget):
            part.updateGeometry()
        self._stack.setCurrentWidget(widget)

    @property
    def current_page(self) -> str:
        """The id of the page that is shown, "" for none."""
        return self._current

    @property
    def shown(self) -> QWidget | None:
        """What stands beside the rail: a page, or what comes before there is one."""
        return self._stack.currentWidget()

    def page(self, page_id: str) -> "Page | None":
        """Give a page that was made already."""
        return self._pages.get(page_id)

    def refuse(self, error: "UserError") -> None:
        """Say in place what was refused and what to do."""
        self._say(f"{error.happened} {error.remedy}", "alert")

    def tell(self, sentence: str) -> None:
        """Say something that asks for nothing, in place: it goes after some seconds, or with the next command."""
        self._say(sentence, "quiet")
        self._told.start()

    def remind(self, sentence: str, action: str) -> None:
        """Keep a quiet line standing above the page; empty takes it away."""
        if sentence:
            self.reminder.say(sentence, "quiet", action=action)
        else:
            self.reminder.hide()

    def crashed(self, path: object, report: str) -> None:
        """Say that the program went wrong, and offer the report to be read."""
        where = path if isinstance(path, Path) else None
        self._told.stop()
        self._notice_action = partial(self.crash_report.show_report, where, report)
        self.notice.say(
            _("Something went wrong in the program. What you typed is saved; you can go on."),
            "alert",
            action=_("Read the report"),
            second=_("Close"),
        )

    def show_keys(self) -> None:
        """Show every command that has a key."""
        words = _menu_words()
        self.keys.show_keys(
            [
                (words[menu].replace("&", ""), [(one.text, key_text(one.key)) for one in found])
                for menu in MENUS
                if (found := [one for one in self.commands() if one.menu == menu and one.key])
            ]
        )

    def _close_sheets(self) -> None:
        for sheet in (self.keys, self.crash_report):
            sheet.close_sheet()

    def _say(self, sentence: str, kind: Literal["quiet", "alert"]) -> None:
        self._told.stop()
        self._notice_action = None
        self.notice.say(sentence, kind, action=_("Close"))

    def _pass_over(self) -> None:
        """What was only told is read by now."""
        self._told.stop()
        self.notice.hide()

    def _go_to(self, page_id: str) -> None:
        if self._told.isActive():
            self._pass_over()
        self.show_page(page_id)

    def _notice_acted(self) -> None:
        action, self._notice_action = self._notice_action, None
        self.notice.hide()
        if action is not None:
            action()

    def save_all(self) -> None:
        """Hand everything typed to the lane at once."""
        for page in self._pages.values():
            page.leave()

    def memory(self) -> dict[str, "Json"]:
        """Say how the window looks, for the next start."""
        return {
            "geometry": bytes(self.saveGeometry().toBase64().data()).decode(),
            "pages": {
                **self._remembered,
                **{name: page.memory() for name, page in self._pages.items()},
            },
        }

    def remember(self, memory: dict[str, object]) -> None:
        """Take up the window's look of the last start."""
        geometry = memory.get("geometry")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        pages = memory.get("pages")
        if isinstance(pages, dict):
            self._remembered = pages

    def take_up(self, settings: Mapping[str, object]) -> None:
        """Look as at the last start: size and place, theme, text size."""
        look, theme, scale = (settings.get(name) for name in ("window", "theme", "text_size"))
        if isinstance(look, dict):
            self.remember(look)
        self.set_theme(
            theme if theme in THEME_NAMES else "system",
            float(scale) if isinstance(scale, int | float) else 1.0,
        )

    def set_theme(self, name: ThemeName, scale: float | None = None) -> None:
        """Put a theme and a text size in force."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._theme.apply(app, name, self._theme.scale if scale is None else scale)

    def commands(self) -> list[Command]:
        """Give everything that can be done now: the page's, the window's, the program's."""
        page = self._pages.get(self._current)
        return [*(page.commands() if page else ()), *self._window_commands(), *self._own_commands]

    def _window_commands(self) -> list[Command]:
        found: list[Command] = []
        if self._bridge is not None:
            for number, item in enumerate(rail_items(), 1):
                found.append(
                    Command(
                        f"go.{item.id}",
                        _("Go to {page}").format(page=item.label),
                        "View",
                        partial(self.show_page, item.id),
                        f"Alt+{number}",
                    )
                )
            bridge = self._bridge
            found += [
                Command(
                    "edit.undo", _("Undo"), "Edit", bridge.undo, "Ctrl+Z", self._nothing_to_undo
                ),
                Command(
                    "edit.redo",
                    _("Redo"),
                    "Edit",
                    bridge.redo,
                    "Ctrl+Shift+Z",
                    self._nothing_to_redo,
                ),
            ]
        found += [
            Command("view.palette", _("Find a command"), "View", self.open_palette, "Ctrl+K"),
            Command("view.larger", _("Larger text"), "View", lambda: self._scale_text(1), "Ctrl++"),
            Command(
                "view.smaller", _("Smaller text"), "View", lambda: self._scale_text(-1), "Ctrl+-"
            ),
            Command("view.light", _("Light"), "View", lambda: self.set_theme("light")),
            Command("view.dark", _("Dark"), "View", lambda: self.set_theme("dark")),
            Command(
                "view.contrast", _("High contrast"), "View", lambda: self.set_theme("contrast")
            ),
            Command(
                "view.system", _("As the computer is set"), "View", lambda: self.set_theme("system")
            ),
            Command("review.quit", _("Quit"), "Review", lambda: void(self.close()), "Ctrl+Q"),
        ]
        return found

    def _nothing_to_undo(self) -> str:
        can = self._bridge is not None and self._bridge.can_undo
        return "" if can else _("Nothing is left to take back since the program was started.")

    def _nothing_to_redo(self) -> str:
        can = self._bridge is not None and self._bridge.can_redo
        return "" if can else _("Nothing was taken back that could be done again.")

    def _scale_text(self, steps: int) -> None:
        self.set_theme(self._theme.name, self._theme.scale + steps * TEXT_STEP)

    def _fill_menus(self) -> None:
        for menu in self._menus.values():
            menu.clear()
        for action in self._page_actions:
            self.removeAction(action)
            action.deleteLater()
        self._page_actions = []
        for command in self.commands():
            action = QAction(command.text, self)
            if command.key:
                action.setShortcut(QKeySequence(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _on=False, command=command: self.run(command))
            self._page_actions.append(action)
            self.addAction(action)
            self._menus[command.menu].addAction(action)
        for menu in self._menus.values():
            menu.menuAction().setVisible(not menu.isEmpty())

    def run(self, command: Command) -> None:
        """Do it, or say why it cannot be done now."""
        if self._told.isActive():
            self._pass_over()
        reason = command.why_not()
        if reason:
            self.tell(reason)
        else:
            command.run()

    def _run_by_id(self, command_id: str) -> None:
        found = next((one for one in self.commands() if one.id == command_id), None)
        if found is not None:
            self.run(found)

    def open_palette(self) -> None:
        """Show everything that can be done now."""
        from reviewer_app.ui.widgets import Suggestion

        self._palette.open(
            [Suggestion(one.id, one.text, key_text(one.key)) for one in self.commands()]
        )

    def close_palette(self) -> None:
        """Put the list of commands away."""
        self._palette.close_palette()

    def _changed(self, kinds: frozenset[str]) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            page.refresh(kinds)
        self._say_beside()

    def _say_beside(self) -> None:
        self.state_line.set_second(self._second_text())
        self.state_line.set_right(self._next_text())

    def _saving(self, saving: "Saving") -> None:
        if saving.problem is not None:
            self._slow.stop()
            self.state_line.set_state(
                _("Not saved since {time}. {what} {remedy}").format(
                    time=saving.since[11:16],
                    what=saving.problem.happened,
                    remedy=saving.problem.remedy,
                ),
                "alert",
            )
        elif saving.pending:
            if not self._slow.isActive():
                self._slow.start()
        else:
            self._slow.stop()
            self.state_line.set_state(_("Saved"))

    def _say_saving(self) -> None:
        self.state_line.set_state(_("Saving"), "busy")

    def changeEvent(self, event: QEvent) -> None:
        """Save what was typed when the window is minimised; go on where one was when it comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            page = self._pages.get(self._current)
            if self.isMinimized():
                self.save_all()
            elif page is not None and self._minimised:
                page.enter()
            self._minimised = self.isMinimized()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything, then go."""
        self.save_all()
        self.closing.emit()
        event.accept()


def void(_value: object) -> None:
    """Pass over a value nobody needs."""


def key_text(key: str) -> str:
    """Write a key sequence as the system's menus write it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
