"""Exporting a numbered draft."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.words import ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import exporting, reporting
from reviewer_app.review.exporting import Written
from reviewer_app.ui.components.export_panel import ExportPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.shell.bridge import Bridge


class DraftPanel(ExportPanel):
    """Exports a numbered draft: watermarked, never signed."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("Export a draft"),
            _(
                "A draft carries its number on every page and is never signed. Use it for the "
                "factual check and for reading together."
            ),
            stage=ReportStage.DRAFT,
            action=_("Export"),
        )
        self.fill()

    def file_name(self) -> str:
        """The name the next draft is known by."""
        return reporting.file_name(self.bridge.opened, final=False)

    def progress_words(self) -> str:
        """That the draft is being built."""
        return _("Building the draft")

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], Written]:
        """Build a draft and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        return lambda: exporting.export_draft(session, opened, path, made_for)

    def done_words(self, exported: Written) -> tuple[str, str]:
        """That it was exported; a draft has no seal to check."""
        return _("Exported"), ""
