"""The report of a bug, to be read in full where it happened."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, Sheet, Text


class CrashReport(Sheet):
    """Shows what the report holds and where it lies; nothing is sent."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, _("What went wrong"), close_words=_("Close"))
        self.words = Text("", Step.LIST, "ink2")
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.report.setTabChangesFocus(True)
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        font.setPointSizeF(self.font().pointSizeF() * 0.9)
        self.report.setFont(font)
        self.report.setMinimumHeight(320)
        self.copy = Button(_("Copy the report"))
        self.add(self.words)
        self.body.addWidget(self.report, 1)
        self.set_actions([self.copy])
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.report.toPlainText())
        )

    def show_report(self, path: Path | None, report: str) -> None:
        """Show a report, and where it lies."""
        lies = (
            _("The report lies in {path}.").format(path=path)
            if path is not None
            else _("The report could not be written to the disk.")
        )
        self.words.setText(
            _(
                "This is all the report holds: where in the program it happened, and nothing you "
                "typed. {lies} It is sent to nobody; pass it on to whoever gave you this program, if "
                "you like."
            ).format(lies=lies)
        )
        self.report.setPlainText(report)
        self.open()
