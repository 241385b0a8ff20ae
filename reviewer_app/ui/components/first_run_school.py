"""Which school: found in the register as one types, or simply typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.local import RegisterSchool
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts, facts_of
from reviewer_app.ui.components.register_import import RegisterImport
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, Row, RowModel, TextField, TwoLineDelegate, announce

MOST_SHOWN = 6
FEWEST_LETTERS = 2


class SchoolChoice(QWidget):
    """One field; matches stand below it, and Down goes to them.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self, session: Session, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._run = session, run
        self._asked = ""
        self._found: dict[str, RegisterSchool] = {}
        self._chosen: RegisterSchool | None = None
        self.field = TextField(
            _("School"), help=_("Type its name, town, postcode or URN. A name alone is enough.")
        )
        self.model = RowModel()
        self.list = ListPanel(
            _("Schools that match"),
            self.model,
            TwoLineDelegate(time_column=False),
            fit=True,
            single_click=True,
        )
        self.list.hide()
        self.register = RegisterImport(session, run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.register)
        self.setFocusProxy(self.field)
        self.field.edited.connect(self._typed)
        self.field.line.installEventFilter(self)
        self.list.opened.connect(self.choose)
        self.register.imported.connect(lambda: self._typed(self.field.value))

    def facts(self) -> SchoolFacts | None:
        """Give the school, None after saying in place that there is none yet."""
        name = " ".join(self.field.value.split())
        if self._chosen is not None and self._chosen.name == self.field.value:
            return facts_of(self._chosen)
        self.field.set_error("" if name else _("Type the school's name."))
        return SchoolFacts(name) if name else None

    def choose(self, urn: str) -> None:
        """Take a school of the register."""
        school = self._found.get(urn)
        if school is None:
            return
        self._chosen = school
        self._asked = ""
        self.field.set_value(school.name)
        self.field.set_error("")
        self.field.set_help(where_it_is(school))
        self.list.hide()
        self.field.setFocus()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() == Qt.Key.Key_Down
            if down and self.list.isVisibleTo(self):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _typed(self, text: str) -> None:
        self._chosen = None
        wanted = self._asked = text.strip()
        self.changed.emit()
        self.field.set_error("")
        if len(wanted) < FEWEST_LETTERS:
            self._show(())
            return
        session = self._session

        def found(schools: Sequence[RegisterSchool]) -> None:
            if wanted == self._asked:
                self._show(schools)

        self._run(lambda: session.find_schools(wanted, MOST_SHOWN)).then(found)

    def _show(self, schools: Sequence[RegisterSchool]) -> None:
        self._found = {one.urn: one for one in schools}
        self.model.set_rows([_row(one) for one in schools])
        self.list.setVisible(bool(schools))
        if schools:
            self.field.set_help(_("Down goes to the list. Or keep the name as you typed it."))
            announce(self, _("{count} schools match").format(count=len(schools)))
        elif self._asked:
            self.field.set_help(
                _("Not in the register on this laptop. The name will stand as you type it.")
            )
        else:
            self.field.set_help(_("Type its name, town, postcode or URN. A name alone is enough."))


def where_it_is(school: RegisterSchool) -> str:
    """Say what tells a school from others of its name."""
    urn = "" if school.urn.startswith("hand-") else _("URN {urn}").format(urn=school.urn)
    parts = (school.town, school.postcode, school.phase, urn)
    return ", ".join(part for part in parts if part)


def _row(school: RegisterSchool) -> Row:
    closed = school.status if school.closed or school.status.startswith("Closed") else ""
    return Row(school.urn, school.name, where_it_is(school), chip=closed)
