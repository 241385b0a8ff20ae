"""The plan on paper and in calendars: the sheets of the day shown, one's own or the team's, and the calendar file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.durable import unused
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import day_sheets
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Button, Flow, SectionLabel


class PlanPaper(QWidget):
    """Three files, each in one press and a place to save it; then the folder it lies in."""

    def __init__(self, bridge: Bridge, files: FileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._files = files
        self._day: date | None = None
        self._saved: Path | None = None
        self.mine = Button(_("My visit sheets"), "secondary")
        self.whole = Button(_("The team’s"), "secondary")
        self.calendar = Button(_("Calendar file"), "secondary")
        self.told = Banner("")
        self.told.hide()
        self.told.acted.connect(self._show)
        self.mine.clicked.connect(lambda: self.save_sheets(mine=True))
        self.whole.clicked.connect(lambda: self.save_sheets(mine=False))
        self.calendar.clicked.connect(self.save_calendar)
        choices = QWidget()
        flow = Flow(choices, gap=Space.S, line_gap=Space.S)
        for button in (self.mine, self.whole, self.calendar):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XL, 0, 0)
        column.setSpacing(Space.S)
        for part in (SectionLabel(_("On paper and in calendars")), choices, self.told):
            column.addWidget(part)

    def show_day(self, day: date | None) -> None:
        """Speak of a day; without one there are no sheets."""
        self._day = day
        for button in (self.mine, self.whole):
            button.setVisible(day is not None)

    def save_sheets(self, *, mine: bool) -> None:
        """Save the sheets of the day that is shown."""
        day, bridge = self._day, self._bridge
        if day is None:
            return
        opened = bridge.opened.snapshot()
        self._save(
            day_sheets.sheets_name(opened, day),
            lambda path: day_sheets.export_sheets(bridge.session, opened, day, path, mine=mine),
        )

    def save_calendar(self) -> None:
        """Save the whole plan as a calendar file."""
        bridge = self._bridge
        opened = bridge.opened.snapshot()
        self._save(
            day_sheets.calendar_name(opened),
            lambda path: day_sheets.export_calendar(bridge.session, opened, path),
        )

    def _save(self, name: str, write: Callable[[Path], int]) -> None:
        path = self._files.save(self, unused(self._files.folder() / name))
        if path is None:
            return
        self.told.say(_("The file is being made."))

        def saved(_count: int) -> None:
            self._saved = path
            self.told.say(_("Saved as {name}.").format(name=path.name), action=_("Show the file"))

        def refused(error: UserError) -> None:
            self._saved = None
            self.told.say(refusal_words(error), "alert")

        self._bridge.ask(lambda: write(path)).then(saved).failed(refused)

    def _show(self) -> None:
        if self._saved is not None:
            self._files.show(self._saved)
