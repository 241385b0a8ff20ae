"""The recovery code of a profile, before its first real review."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.recovery_proof import RecoveryProof
from reviewer_app.ui.components.recovery_sheet import RecoveryCodeSheet
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, Text


class CodeStep(Centred):
    """Shows the code once; it can be printed and checked now, or checked later.

    Signals:
        passed()
    """

    passed = Signal()

    def __init__(
        self,
        host: QWidget,
        session: Session,
        groups: Sequence[str],
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(width=600, parent=parent)
        self.code = RecoveryCodeSheet(session)
        self.code.show_code(groups)
        self.proof = RecoveryProof(host, session, run)
        self.later = Button(_("Later"), "quiet")
        self.code.flow.addWidget(self.later)
        self.add(Text(_("Your recovery code"), Step.TITLE))
        self.add(
            Text(
                _(
                    "Should this laptop be lost or forget you, this code brings your notes back. It is "
                    "shown only now: print it and keep the sheet apart from the laptop."
                ),
                Step.NOTE,
                "ink2",
            )
        )
        self.add(self.code)
        self.add(
            Text(
                _(
                    "Two of its groups are asked for before the first visit starts. You can look round "
                    "and plan before that."
                ),
                Step.LABEL,
                "ink3",
            )
        )
        self.column.addStretch(1)
        self.later.clicked.connect(self.passed)
        self.code.continued.connect(self._prove)
        self.proof.closed.connect(lambda: self.code.groups.set_covered(False))
        self.proof.proved.connect(self.passed)

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.code.print

    def _prove(self) -> None:
        # What is asked for must come from the sheet, not from the screen beside it.
        self.code.groups.set_covered(True)
        self.proof.ask()
