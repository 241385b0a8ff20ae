"""Who a reader is, and where it is somebody outside the school and the team, that the school agreed: recorded here."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.words import Consenting, Given, Reader
from reviewer_app.report.content import MadeFor
from reviewer_app.review import consent
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, CheckField, ChoiceField, ChoiceRow, Text


class ReaderConsent(QWidget):
    """Asks who the reader is; nothing more, until it is somebody the school has to agree to.

    Signals:
        changed(): another reader was chosen by the person, or what is said of the school's consent changed.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, reader: Reader) -> None:
        super().__init__()
        self._bridge = bridge
        self._made_for = MadeFor()
        self._given = ""
        self.who = ChoiceRow(_("Who that is"), _readers(), reader)
        self.who.chosen.connect(self._chosen)
        self._standing = Text("", Step.LIST, "ink2")
        self.withdraw = Button(_("The school has withdrawn this"), "quiet")
        self.withdraw.clicked.connect(self._withdraw)
        self.agreed = CheckField(_("The school agrees that they have it, for this"))
        self.agreed.toggled.connect(self._agreed)
        self.given_by = ChoiceField(
            _("Who said so"),
            [(one.value, consent.consenting_words(one)) for one in Consenting],
            Consenting.HEAD,
        )
        self.how = ChoiceRow(
            _("How they said so"), [(one.value, consent.given_words(one)) for one in Given]
        )
        self.how.set_value(Given.IN_PERSON)
        self._missing = Text("", Step.LIST, "alert")
        self._said = (self.given_by, _labelled(self.how))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._who = _labelled(self.who)
        parts = (self._who, self._standing, self.withdraw, self.agreed, *self._said, self._missing)
        for part in parts:
            column.addWidget(part)
        self._show()

    @property
    def reader(self) -> Reader:
        """Who the reader is said to be."""
        return Reader(self.who.value)

    @property
    def words(self) -> str:
        """What stands here of the school's consent; "" where none is on record."""
        return "" if self._standing.isHidden() else self._standing.text()

    @property
    def missing(self) -> str:
        """What is missing, in a sentence; "" until an export was asked for without it."""
        return "" if self._missing.isHidden() else self._missing.text()

    def set_reader(self, reader: Reader) -> None:
        """Propose who the reader is."""
        self.who.set_value(reader)
        self._show()

    def keep_to(self, reader: Reader) -> None:
        """Ask no more who the reader is: it is never anybody else."""
        self._who.hide()
        self.set_reader(reader)

    def look(self, made_for: MadeFor) -> None:
        """Show what the school has said of a reader and a purpose; for others it is asked anew."""
        known = (self._made_for.recipient, self._made_for.purpose)
        if known != (made_for.recipient, made_for.purpose):
            self.agreed.setChecked(False)
        self._made_for = made_for
        self._show()

    def is_enough(self, made_for: MadeFor) -> bool:
        """Say whether the reader may have it, and if not, what is missing, here."""
        self.look(made_for)
        if self.reader is not Reader.OTHER or self._given or self.agreed.isChecked():
            return True
        self._missing.setText(
            _("Ask the headteacher first: whoever is not of the school or the team has it only so.")
        )
        self._missing.show()
        self.agreed.setFocus()
        return False

    def recorded(
        self, made_for: MadeFor, then: Callable[[], None], failed: Callable[[UserError], None]
    ) -> None:
        """Record the consent that was ticked, if one is needed, and go on."""
        if made_for.reader is not Reader.OTHER or self._given or not self.agreed.isChecked():
            then()
            return
        who, how = Consenting(self.given_by.value), Given(self.how.value)
        asked = (made_for.recipient, made_for.purpose)
        reply = self._bridge.do(consent.record, *asked, who, how)

        def done(_given: object) -> None:
            self._show()
            then()

        reply.then(done).failed(failed)

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _agreed(self) -> None:
        self._show()
        self.changed.emit()

    def _withdraw(self) -> None:
        def done(_nothing: object) -> None:
            self.agreed.setChecked(False)
            self._show()
            self.agreed.setFocus()

        self._bridge.do(consent.withdraw, self._given).then(done)
        self.changed.emit()

    def _show(self) -> None:
        other = self.reader is Reader.OTHER
        made_for = replace(self._made_for, reader=self.reader)
        standing = consent.standing_for(consent.consents_in(self._bridge.opened), made_for)
        self._given = standing.id if standing else ""
        self._standing.setText(consent.consent_words(standing) if standing else "")
        for part in (self._standing, self.withdraw):
            part.setVisible(standing is not None)
        self.agreed.setVisible(other and standing is None)
        for said in self._said:
            said.setVisible(other and standing is None and self.agreed.isChecked())
        self._missing.hide()


def _labelled(choice: ChoiceRow) -> QWidget:
    """A choice below its name, as a field stands below its own."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS + 2)
    column.addWidget(Text(choice.accessibleName(), Step.LABEL, "ink2", weight=QFont.Weight.Medium))
    column.addWidget(choice)
    return part


def _readers() -> list[tuple[str, str]]:
    return [
        (Reader.SCHOOL, _("The school")),
        (Reader.TEAM, _("The team")),
        (Reader.OTHER, _("Somebody else")),
    ]
