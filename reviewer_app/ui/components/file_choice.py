"""Choosing files through the system's own dialogs; tests choose without one."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

Save = Callable[[QWidget, str], Path | None]
Open = Callable[[QWidget, str], Path | None]


def choose_where(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a PDF; None where the person changed their mind."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = str(Path(documents) / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save as"), start, _("PDF (*.pdf)"))
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def choose_file(parent: QWidget, kinds: str) -> Path | None:
    """Ask for a file to open; `kinds` is a filter such as "PDF (*.pdf)"."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file"), documents, kinds)
    return Path(chosen) if chosen else None


def show_in_folder(path: Path) -> None:
    """Open the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


@dataclass(frozen=True, slots=True)
class FileChoice:
    """How files are chosen and shown; replaced in tests."""

    save: Save = choose_where
    open: Open = choose_file
    show: Callable[[Path], None] = show_in_folder
