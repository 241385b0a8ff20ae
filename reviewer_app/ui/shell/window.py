"""The main window: the rail, one page at a time, the line at the foot; it owns nothing but pages.

It first appears as empty paper, with nothing but Qt and the theme imported. `furnish` puts everything into it once
it is on the screen; `open` gives it a review later. Keys typed before that are kept and given to the page.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.language import gettext as _
from reviewer_app.ui.shell.commands import FIND, FORM, WORDS, Command
from reviewer_app.ui.shell.look import Look
from reviewer_app.ui.shell.page_list import (
    AT_THE_FOOT,
    BESIDE,
    PAGES,
    done_elsewhere,
    done_from_anywhere,
)
from reviewer_app.ui.shell.threshold import Threshold
from reviewer_app.ui.theme.theme import Theme
from reviewer_app.ui.widgets.layouts import lay_in

if TYPE_CHECKING:
    from reviewer_app.model.canonical import Json
    from reviewer_app.ui.components.note_finder import NoteFinder
    from reviewer_app.ui.models.due_model import Asking
    from reviewer_app.ui.pages.page import Page
    from reviewer_app.ui.shell.bridge import Bridge
    from reviewer_app.ui.widgets import RailItem


def rail_items() -> "list[RailItem]":
    """Give the stages of a review, with Team and Settings at the foot."""
    from reviewer_app.ui.widgets import RailItem

    words = {
        "today": _("Today"),
        "plan": _("Plan"),
        "notes": _("Notes"),
        "evidence": _("Evidence"),
        "findings": _("Findings"),
        "report": _("Report"),
        "team": _("Team"),
        "settings": _("Settings"),
    }
    return [RailItem(one, words[one], one, foot=one in AT_THE_FOOT) for one in PAGES]


class MainWindow(Threshold):
    """The program's one window.

    Attributes:
        look: theme and text size.
        room: all beside the rail and above the line at the foot; sheets stand over it, and never over that line.
        notices: what is said above the page.
        menus: where the commands stand.
        safeguarding: the card for a concern about a child, and the control that is in sight on every page.

    Signals:
        closing: before it closes; everything typed is handed to the lane by then.
        review_wanted(review, page, record): something of another review is to be shown.
    """

    closing = Signal()
    review_wanted = Signal(str, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.look = Look(theme)
        self._bridge: Bridge | None = None
        self._pages: dict[str, Page] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._current = ""
        self._minimised = False
        self._alone: QWidget | None = None
        self._remembered: dict[str, Any] = {}
        self._own_commands: list[Command] = []
        self._finder: NoteFinder | None = None

    def furnish(self) -> None:
        """Put rail, state line, menus and notices into the empty window; the widgets are imported here."""
        from reviewer_app.ui.shell.menus import Menus
        from reviewer_app.ui.shell.notices import Notices
        from reviewer_app.ui.shell.safeguarding import Safeguarding
        from reviewer_app.ui.shell.saving_line import SavingLine
        from reviewer_app.ui.widgets import Pile, Rail

        self.body = QWidget()
        self.rail = Rail(rail_items())
        self.state_line = SavingLine()
        self.safeguarding = Safeguarding(self, lambda: self._bridge, self._visit_shown)
        self.state_line.add_at_end(self.safeguarding.control)
        self.safeguarding.closed.connect(self._take_keys_back)
        self._stack = Pile()
        self.room = QWidget()
        self.notices = Notices(self.room)
        self.state_line.add_asking(self.notices.due)
        self.menus = Menus(self, self.room, self.commands, self._elsewhere, self.notices)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        above = QVBoxLayout(self.room)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        lay_in(above, self.notices.strips)
        above.addWidget(self._stack, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.room, 1)
        right.addWidget(self.state_line)
        row.addWidget(self.rail)
        lay_in(row, right, 1)
        self.setCentralWidget(self.body)
        # Until there is a page nothing may take the focus, so that keys typed early come to the window.
        self.rail.hide()
        self.state_line.hide()
        self.rail.chosen.connect(self._go_to)

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
        from reviewer_app.ui.shell.prompts import Prompts, Where

        self.close_review()
        self._bridge, self._makers = bridge, dict(makers)
        self._own_commands = list(own_commands)
        self.rail.set_heading(*heading)
        self.setWindowTitle(heading[0])
        bridge.changed.connect(self._changed)
        bridge.saving.connect(self.state_line.say_saving)
        bridge.refused.connect(self.notices.refuse)
        bridge.stepped.connect(self.notices.tell)
        self.rail.show()
        self.state_line.show()
        self.state_line.set_silent(False)
        self.state_line.say_saving(bridge.state)
        self.state_line.say_beside(second, next_up)
        where = Where(self.is_silent, self._shows_form_of, self._show_asking)
        self.prompts = Prompts(bridge, self.notices, where)

    def close_review(self) -> None:
        """Let go of the review that was shown; everything typed is saved first."""
        self.safeguarding.put_away()
        if self._finder is not None:
            self._finder.put_away()
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
        if self._bridge is not None:
            self.prompts.deleteLater()
            self.notices.pass_due()
        self._bridge = None

    def show_alone(self, widget: QWidget, commands: Sequence[Command] = ()) -> None:
        """Show something that is no page of a review: first run, unlocking."""
        self.close_review()
        self._close_sheets()
        self._own_commands = list(commands)
        self.rail.hide()
        self.state_line.show()
        self.state_line.set_silent(True)
        self.notices.remind("")
        self.setWindowTitle(_("Peer review"))
        self._alone = widget
        self._stack.addWidget(widget)
        self._bring(widget)
        self.menus.fill()
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
        from reviewer_app.ui.widgets.reading_order import put_in_reading_order

        if page_id not in self._makers:
            return
        page = self._pages.get(page_id)
        if page is None:
            page = self._pages[page_id] = self._makers[page_id]()
            page.wants.connect(self.show_page)
            page.safeguarding_wanted.connect(self.safeguarding.open)
            self._stack.addWidget(page)
            remembered = self._remembered.get(page_id)
            if isinstance(remembered, dict):
                page.remember(remembered)
        self.safeguarding.put_away()
        if self._current and self._current != page_id:
            self._close_sheets()
            self._pages[self._current].leave()
            self._step_off_page(page_id)
        self._current = page_id
        self.rail.set_current(BESIDE.get(page_id, page_id))
        self._bring(page)
        page.enter(record)
        put_in_reading_order(page)
        self.menus.fill()
        self.state_line.say_again()
        self.give_early_keys(page)

    def _step_off_page(self, page_id: str) -> None:
        """Take the keys from the page that goes to the rail, which says where one is now.

        Otherwise Qt walks on to whatever comes next on both pages, and a screen reader reads that out.
        """
        if self._stack.isAncestorOf(QApplication.focusWidget() or self):
            self.rail.button(BESIDE.get(page_id, page_id)).setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Go on with Tab in the order in which everything is laid out now."""
        from reviewer_app.ui.widgets.reading_order import next_stop

        found = next_stop(self.body, QApplication.focusWidget(), onward=next)
        if found is None:
            return super().focusNextPrevChild(next)
        reasons = Qt.FocusReason
        found.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def go_on(self) -> None:
        """Go on where one was on the page that is shown: it takes the focus."""
        page = self._pages.get(self._current)
        if page is not None:
            page.enter()

    def _take_keys_back(self) -> None:
        """Go on with the page, where what had the keys before the safeguarding card is gone meanwhile."""
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self.go_on()

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

    def is_silent(self) -> bool:
        """Say whether the page that is shown wants nothing said and nothing changed beside it."""
        page = self._pages.get(self._current)
        return page is not None and page.silent

    def _visit_shown(self) -> str:
        page = self._pages.get(self._current)
        return page.visit if page is not None else ""

    def _shows_form_of(self, activity: str) -> bool:
        page = self._pages.get(self._current)
        return page is not None and page.shows_form_of(activity)

    def _show_asking(self, one: "Asking") -> None:
        self.show_page("notes", f"{FORM}{one.activity}")
        self._pages["notes"].show_answer(one.form, one.item, one.row)

    def find_note(self) -> None:
        """Show the card that finds a note by its words, over whatever page is shown, but on no wall."""
        from reviewer_app.ui.components.note_finder import NoteFinder

        if self.is_silent():
            return
        if self._finder is None:
            self._finder = NoteFinder(self.room, lambda: self._bridge)
            self._finder.note_chosen.connect(self._show_note)
            self._finder.all_chosen.connect(
                lambda typed: self.show_page("evidence", f"{WORDS}{typed}")
            )
        self._finder.open()

    def _show_note(self, review: str, note: str) -> None:
        if self._bridge is not None and review != self._bridge.opened.id:
            self.review_wanted.emit(review, "notes", note)
        else:
            self.show_page("notes", note)

    def _close_sheets(self) -> None:
        for sheet in (self.menus.keys, self.notices.crash_report):
            sheet.close_sheet()

    def _go_to(self, page_id: str) -> None:
        self.notices.pass_over()
        self.show_page(page_id)

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
        look = settings.get("window")
        if isinstance(look, dict):
            self.remember(look)
        self.look.take_up(settings)

    def commands(self) -> list[Command]:
        """Give everything that can be done now: the page's, the window's, the program's."""
        page = self._pages.get(self._current)
        review = []
        if self._bridge is not None:
            review = [*self._finding(), *self._afar(), *self._ways(), *_steps(self._bridge)]
        return [
            *(page.commands() if page else ()),
            *review,
            self.safeguarding.command(),
            Command("view.palette", _("Find a command"), "View", self.menus.open_palette, "Ctrl+K"),
            *self.look.commands(),
            Command("review.quit", _("Quit"), "Review", self._quit, "Ctrl+Q"),
            *self._own_commands,
        ]

    def _finding(self) -> list[Command]:
        """One key from everywhere; Evidence has a field of its own for it."""
        if self._current == "evidence":
            return []
        return [Command("view.find", _("Find a note"), "View", self.find_note, FIND)]

    def _ways(self) -> list[Command]:
        return [
            Command(
                f"go.{item.id}",
                _("Go to {page}").format(page=item.label),
                "View",
                partial(self.show_page, item.id),
                f"Alt+{number}",
            )
            for number, item in enumerate(rail_items(), 1)
        ] + [
            Command(
                "go.frameworks",
                _("Go to Frameworks"),
                "View",
                partial(self.show_page, "frameworks"),
            ),
            Command(
                "go.due",
                _("Go to what is due now"),
                "View",
                self.notices.go_to_due,
                why_not=self.notices.why_not_go_to_due,
            ),
        ]

    def _afar(self) -> list[Command]:
        """What has its key on every page; going to its own is part of it."""
        return [
            Command(command, words, "Review", partial(self._do_there, page, command), key)
            for page, done in done_from_anywhere().items()
            if page != self._current
            for command, words, key in done
        ]

    def _elsewhere(self) -> list[Command]:
        """What is done on other pages: going there is part of it."""
        if self._bridge is None:
            return []
        return [
            Command(command, words, "View", partial(self._do_there, page, command))
            for page, done in done_elsewhere().items()
            if page != self._current
            for command, words in done
        ]

    def _do_there(self, page: str, command: str) -> None:
        if self.is_silent():
            # On the wall nothing takes the place of what is read there.
            return
        self.show_page(page)
        found = next((one for one in self.commands() if one.id == command), None)
        if found is not None:
            self.menus.run(found)

    def _quit(self) -> None:
        self.close()

    def _changed(self, kinds: frozenset[str]) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            page.refresh(kinds)
        self.safeguarding.refresh()
        self.state_line.say_again()

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


def _steps(bridge: "Bridge") -> list[Command]:
    def nothing_to_undo() -> str:
        if bridge.can_undo:
            return ""
        return _("Nothing is left to take back since the program was started.")

    def nothing_to_redo() -> str:
        return "" if bridge.can_redo else _("Nothing was taken back that could be done again.")

    return [
        Command("edit.undo", _("Undo"), "Edit", bridge.undo, "Ctrl+Z", nothing_to_undo),
        Command(
            "edit.redo", _("Redo"), "Edit", bridge.redo, "Ctrl+Shift+Z", nothing_to_redo, "Ctrl+Y"
        ),
    ]
