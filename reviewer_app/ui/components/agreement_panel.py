"""Agreed in the room: who, by role, and which wording has changed since."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Agreement, Finding
from reviewer_app.review import agreement, reporting
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine, WrittenText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    CheckField,
    Hairline,
    Sheet,
    Text,
    TextField,
)
from reviewer_app.ui.widgets.layouts import lay_in


def changed_since(made: Agreement, findings: list[Finding]) -> str:
    """What an agreement does not cover, in a sentence; empty where it covers everything."""
    later = agreement.not_covered(made, findings)
    if not later:
        return ""
    names = ", ".join(f"“{finding_words.name_of(one)}”" for one in later[:3])
    count = ngettext(
        "{n} finding has been worded or added since: {findings}",
        "{n} findings have been worded or added since: {findings}",
        len(later),
    ).format(n=len(later), findings=names)
    return f"{count} …" if len(later) > 3 else f"{count}."


class AgreementCard(QWidget):
    """One agreement as recorded.

    Signals:
        taken_back(agreement)
    """

    taken_back = Signal(str)

    def __init__(self, bridge: Bridge, made: Agreement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        who = f"{made.role}, {made.name}" if made.name else made.role
        moment = reporting.moment_words(made.agreed_at)
        remove = Button(_("Recorded by mistake"), "quiet")
        remove.clicked.connect(lambda: self.taken_back.emit(made.id))
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(who, Step.ROW))
        words.addWidget(Text(moment, Step.LABEL, "ink3"))
        lay_in(head, words, 1)
        head.addWidget(remove)
        self._later = Banner("", "quiet")
        self._view = Text("", Step.NOTE, "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, 0)
        column.setSpacing(Space.S)
        lay_in(column, head)
        column.addWidget(self._view)
        column.addWidget(self._later)
        column.addWidget(Hairline())
        self.show_agreement(made)

    def show_agreement(self, made: Agreement) -> None:
        """Show what it covers now."""
        self._view.setText(_("A different view: {words}").format(words=made.different_view))
        self._view.setVisible(bool(made.different_view))
        later = changed_since(made, self._bridge.opened.findings())
        if later and later != self._later.text:
            self._later.say(later)
        self._later.setVisible(bool(later))


class AgreementSheet(Sheet):
    """Records that someone agreed the findings as they are worded now."""

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host, _("Agreed in the room"), close_words=_("Close"))
        self._bridge = bridge
        self.add(
            Text(
                _(
                    "This covers the findings exactly as they are worded now. What is changed "
                    "later is shown as not yet agreed."
                ),
                Step.LIST,
                "ink2",
            )
        )
        self.role = WrittenLine(
            bridge,
            "agreement",
            _("Who agreed, by role"),
            placeholder=_("such as: the headteacher"),
        )
        self.consent = CheckField(_("They want their name in the report"))
        self.name = TextField(_("Name, as the report prints it"))
        self.view = WrittenText(
            bridge,
            "agreement",
            _("A different view, in their own words"),
            help=_("Only where someone sees a point differently; the report prints it."),
        )
        self._error = Banner("", "alert")
        for part in (self.role, self.consent, self.name, self.view, self._error):
            self.add(part)
        self._error.hide()
        self.name.hide()
        self.finish()
        self.consent.toggled.connect(self.name.setVisible)
        self._record = Button(_("Record that it is agreed"), "primary")
        self._record.clicked.connect(self.record)
        self.set_actions([self._record])

    def record(self) -> None:
        """Record it, and close; or say what is missing."""
        if not self.role.value.strip():
            self.role.set_error(_("Say who agreed, by role."))
            self.role.setFocus()
            return
        self.role.set_error("")
        name = self.name.value if self.consent.isChecked() else ""

        def refused(error: UserError) -> None:
            self._error.say(refusal_words(error), "alert")

        def done(_value: object) -> None:
            for field in (self.role, self.name):
                field.set_value("")
            self.view.set_value("")
            self.consent.setChecked(False)
            self._error.hide()
            self.close_sheet()

        self._bridge.do(
            agreement.record, self.role.value, name=name, different_view=self.view.value
        ).then(done).failed(refused)
