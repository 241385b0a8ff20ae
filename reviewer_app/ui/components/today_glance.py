"""Today as it was last seen, on the screen before the review itself is read.

It stands on the widgets alone, so that nothing that takes long is imported for it. It takes no keys: the window keeps
those for the page that follows.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.side_rows import SideRows, still_thin, waiting_for_you
from reviewer_app.ui.components.today_columns import (
    in_column,
    nothing_planned,
    today_columns,
    under_header,
)
from reviewer_app.ui.widgets import (
    Button,
    ListPanel,
    NextStep,
    PageHeader,
    Row,
    RowModel,
    TwoLineDelegate,
)


@dataclass(frozen=True, slots=True)
class DayLook:
    """What Today says, in words.

    `empty` while nothing is planned at all; `action` is the next step's button, "" where nothing comes next.
    """

    empty: bool
    title: str
    subtitle: str
    before: tuple[Row, ...]
    step_title: str
    step_text: str
    action: str
    after: tuple[Row, ...]
    thin: tuple[Row, ...]
    waiting: tuple[Row, ...]

    @classmethod
    def read(cls, kept: dict[str, object]) -> "DayLook":
        """Read what `dataclasses.asdict` wrote.

        Raises:
            TypeError, KeyError: another version of the program wrote it.
        """
        lists = ("before", "after", "thin", "waiting")
        rows = {name: tuple(Row(**row) for row in kept[name]) for name in lists}  # type: ignore[attr-defined]
        return cls(**{**kept, **rows})  # type: ignore[arg-type]


class TodayGlance(QWidget):
    """Shows a day's look in the places of the page Today."""

    def __init__(self, look: DayLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        card = look.empty or bool(look.action)
        buttons = [
            Button(_("Plan the day")),
            Button(_("New visit"), "secondary" if card else "primary", key="Ctrl+N"),
        ]
        step = NextStep(look.step_title, look.step_text, look.action, key="Return")
        step.setVisible(bool(look.action))
        self._before, self._after = _DayRows(), _DayRows()
        self._thin, self._waiting = SideRows(*still_thin()), SideRows(*waiting_for_you())
        body = (
            in_column(nothing_planned())
            if look.empty
            else today_columns([self._before, step, self._after], [self._thin, self._waiting])
        )
        under_header(self, PageHeader(look.title, look.subtitle, buttons), body)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in self.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the lists now that they know how wide they are: their rows wrap."""
        super().showEvent(event)
        self._before.show_rows(self._look.before)
        self._after.show_rows(self._look.after)
        self._thin.set_rows(self._look.thin)
        self._waiting.set_rows(self._look.waiting)


class _DayRows(ListPanel):
    def __init__(self) -> None:
        self._rows = RowModel()
        super().__init__(_("Today"), self._rows, TwoLineDelegate(wrap=True), fit=True)
        self._rows.setParent(self)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._rows.set_rows(rows)
        self.setVisible(bool(rows))
