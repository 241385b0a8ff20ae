"""Why a finding stays as it is, below it: asked for in place, told and taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import FindingRule
from reviewer_app.review import waivers
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.layouts import lay_in


class WaiverLine(QWidget):
    """What whoever leads says of a finding that breaks a rule of the final report; nothing until it is asked for."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finding = ""
        self._asking = False
        self.reason = WrittenLine(bridge, "finding_waiver", _("Why it stays as it is"))
        self.reason.line.returnPressed.connect(self.waive)
        self.keep = Button(_("Leave it so"))
        self.keep.clicked.connect(self.waive)
        self.reason.put_beside(self.keep)
        self._told = Text("", Step.LABEL, "ink2")
        self.back = Button(_("Take back"), "quiet")
        self.back.clicked.connect(self.take_back)
        told = QHBoxLayout()
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        told.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.reason)
        lay_in(column, told)

    @property
    def told(self) -> str:
        """What it says stays as it is, and why; empty where nothing does."""
        return "" if self._told.isHidden() else self._told.text()

    def show_finding(self, finding: Finding) -> None:
        """Show what the review says of it now."""
        self._finding = finding.id
        opened = self._bridge.opened
        broken = waivers.broken_by(opened, finding)
        reasons = dict.fromkeys(one.waiver.reason for one in broken if one.waiver is not None)
        left = [one for one in broken if one.waiver is None] if opened.leads() else []
        self._asking = self._asking and bool(left)
        self.reason.setVisible(self._asking)
        words = _("Stays as it is: {reason}").format(reason="; ".join(reasons)) if reasons else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self.back.setVisible(bool(words) and opened.leads())
        for button in (self.keep, self.back):
            button.setAccessibleDescription(finding.text)
        self.setVisible(bool(self._asking or words))

    def ask(self) -> None:
        """Ask why it stays as it is."""
        self._asking = True
        self._shown_anew()
        self.reason.line.setFocus()

    def waive(self) -> None:
        """Leave it as it is for the reason that was typed; without one, it is asked for again."""
        reason = self.reason.value.strip()
        if not reason:
            self.reason.set_error(_("Write the reason in a few words."))
            return
        self.reason.set_error("")
        self._asking = False
        self._bridge.do(waivers.waive, reason, *self._rules(waived=False))
        self.reason.set_value("")

    def take_back(self) -> None:
        """Ask of it again what was waived."""
        self._bridge.do(waivers.take_back, *self._rules(waived=True))

    @property
    def can_ask(self) -> bool:
        """Whether there is something to say a reason for, and whoever sits here may."""
        return self._bridge.opened.leads() and bool(self._rules(waived=False))

    def _rules(self, *, waived: bool) -> list[tuple[str, FindingRule]]:
        finding = self._bridge.opened.get(Finding, self._finding)
        broken = waivers.broken_by(self._bridge.opened, finding) if finding is not None else ()
        return [(self._finding, one.rule) for one in broken if (one.waiver is not None) is waived]

    def _shown_anew(self) -> None:
        finding = self._bridge.opened.get(Finding, self._finding)
        if finding is not None:
            self.show_finding(finding)
