"""The new recovery code: shown once, printed or saved, then checked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.session import Session
from reviewer_app.ui.components.file_choice import ask_where
from reviewer_app.ui.components.recovery_groups import PDF, RecoveryGroups, print_code, printers
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Button, ChoiceField, Flow


class RecoveryCodeSheet(QWidget):
    """The groups, where to print them, and on to checking.

    Signals:
        continued()
    """

    continued = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[str, ...] = ()
        self.groups = RecoveryGroups(())
        self.place = ChoiceField(_("Print to"))
        self.print = Button("", "secondary", icon="print")
        self.go_on = Button(_("I have it, check it now"), "primary")
        self.told = Banner("", "www")
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self.groups)
        column.addWidget(self.place)
        column.addWidget(self.told)
        row = QWidget()
        self.flow = Flow(row, gap=Space.M)
        self.flow.addWidget(self.go_on)
        self.flow.addWidget(self.print)
        column.addWidget(row)
        self.print.clicked.connect(self._print)
        self.go_on.clicked.connect(self.continued)

    def show_code(self, groups: Sequence[str]) -> None:
        """Show the groups of a code."""
        self._shown = tuple(groups)
        self.groups.set_groups(groups)
        # Not before: asking for printers asks the network, and a page only made for Today has nothing to print.
        self._offer(printers())
        self.told.hide()

    def _offer(self, names: Sequence[str]) -> None:
        """Offer to print to one of these printers, or a file."""
        places = [*((name, name) for name in names), (PDF, _("A PDF file"))]
        self.place.set_choices(places, places[0][0])
        self.place.setVisible(bool(names))
        self.print.set_text(_("Print") if names else _("Save as a PDF file"))

    def _print(self) -> None:
        printer = self.place.value
        file: Path | None = None
        if printer == PDF:
            file = ask_where(
                self,
                self._session,
                _("Save the recovery code"),
                _("Recovery code.pdf"),
                _("PDF (*.pdf)"),
            )
            if file is None:
                return
        self.put_on_paper(printer, file)

    def put_on_paper(self, printer: str, file: Path | None) -> None:
        """Print or save the sheet, and say how it went."""
        name = self._session.person().identity.name
        try:
            print_code(self._shown, name, printer=printer, file=file)
        except UserError as error:
            self.told.say(refusal_words(error), "alert")
            return
        if file is None:
            self.told.say(_("Sent to {printer}.").format(printer=printer), "www")
        else:
            self.told.say(
                _(
                    "Saved as “{name}”. Print it and move the file off this laptop: beside the notes "
                    "it protects nothing."
                ).format(name=file.name),
                "www",
            )
