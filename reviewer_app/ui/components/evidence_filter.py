"""What notes to show: words to search for, and six filters that fold away where it is narrow."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.words import Bearing, FollowUp
from reviewer_app.review.notes_found import Wanted
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.widgets import Button, ChoiceField, Flow, SearchField, bearing_spoken
from reviewer_app.ui.widgets.layouts import lay_in

_UNTAGGED = "untagged"
_FOLD_BELOW = 900


class EvidenceFilter(QWidget):
    """One line to search with, and the filters.

    Signals:
        asked(Wanted): after every change.
        moved_down(): from the search to the list.
    """

    asked = Signal(object)
    moved_down = Signal()

    def __init__(self, opened: OpenReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: bool | None = None
        framework = opened.framework.framework
        self.search = SearchField(_("Search the notes"), _("Search the notes"))
        self.toggle = Button(_("Filters"), "secondary", icon="filter")
        self.toggle.clicked.connect(self._turn)
        self.bears_on = self._field(
            _("Heading or criterion"),
            _("Any heading"),
            [
                (_UNTAGGED, _("Without a criterion")),
                *(
                    pair
                    for heading in framework.headings
                    for pair in (
                        (heading.id, heading.title),
                        *(
                            (one.id, f"    {one.title}")
                            for one in framework.criteria_of(heading.id)
                        ),
                    )
                ),
            ],
        )
        self.source = self._field(
            _("Source"), _("Any source"), [(one.id, one.title) for one in framework.sources]
        )
        self.bearing = self._field(
            _("Points to"),
            _("WWW, EBI, ?"),
            [
                (Bearing.WWW.value, bearing_spoken("www")),
                (Bearing.EBI.value, bearing_spoken("ebi")),
                (Bearing.QUESTION.value, bearing_spoken("question")),
                (Bearing.NEUTRAL.value, _("Points neither way")),
            ],
        )
        self.group = self._field(
            _("Pupils"), _("Any pupils"), [(one.id, one.spoken) for one in framework.groups]
        )
        self.person = self._field(
            _("Person"), _("Anyone"), [(one.person, one.name) for one in opened.people()]
        )
        self.follow_up = self._field(
            _("Follow up"),
            _("Any follow-up"),
            [(FollowUp.OPEN.value, _("To follow up")), (FollowUp.DONE.value, _("Followed up"))],
        )
        self._clear = Button(_("Show all notes"), "quiet")
        self._clear.clicked.connect(self.clear)
        self._fields = QWidget()
        flow = Flow(self._fields, gap=Space.S)
        for field in self._all():
            flow.addWidget(field)
        flow.addWidget(self._clear)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self.search, 1)
        line.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        lay_in(column, line)
        column.addWidget(self._fields)
        self.search.searched.connect(lambda _words: self._tell())
        self.search.moved.connect(lambda step: self.moved_down.emit() if step > 0 else None)
        self.search.entered.connect(self.moved_down)
        self._show_state()

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        bears_on = self.bears_on.value
        return Wanted(
            words=self.search.text().strip(),
            bears_on="" if bears_on == _UNTAGGED else bears_on,
            source=self.source.value,
            bearing=self.bearing.value,
            group=self.group.value,
            person=self.person.value,
            follow_up=self.follow_up.value,
            untagged=bears_on == _UNTAGGED,
        )

    def ask(
        self, *, words: str = "", bears_on: str = "", person: str = "", follow_up: str = ""
    ) -> None:
        """Ask for something, in place of what was asked."""
        self._reset()
        self.search.setText(words)
        self.bears_on.set_value(bears_on)
        self.person.set_value(person)
        self.follow_up.set_value(follow_up)
        self._tell()

    def ask_untagged(self) -> None:
        """Ask for the notes that bear on no criterion yet."""
        self.ask(bears_on=_UNTAGGED)

    def ask_to_follow_up(self) -> None:
        """Ask for the notes that are still to be followed up."""
        self.ask(follow_up=FollowUp.OPEN.value)

    def clear(self) -> None:
        """Ask for every note."""
        self._reset()
        self._tell()
        self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_state()

    def _field(self, name: str, every: str, choices: Iterable[tuple[str, str]]) -> ChoiceField:
        field = ChoiceField("", [("", every), *choices], "")
        field.control.setAccessibleName(name)
        field.combo.setCurrentIndex(0)
        narrow_to(field, 10)
        field.chosen.connect(lambda _choice: self._tell())
        return field

    def _all(self) -> tuple[ChoiceField, ...]:
        return (self.bears_on, self.source, self.bearing, self.group, self.person, self.follow_up)

    def _reset(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for field in self._all():
            field.combo.setCurrentIndex(0)

    def _turn(self) -> None:
        self._open = not self._fields.isVisibleTo(self)
        self._show_state()

    def _tell(self) -> None:
        self._show_state()
        self.asked.emit(self.wanted)

    def _show_state(self) -> None:
        wide = self.width() >= scaled(self.font(), _FOLD_BELOW)
        shown = self._open if self._open is not None else wide
        self._fields.setVisible(shown)
        count = sum(1 for field in self._all() if field.value)
        words = ngettext("Filters: {n} on", "Filters: {n} on", count).format(n=count)
        self.toggle.set_text(words if count else _("Filters"))
        self._clear.setVisible(not self.wanted.everything)
