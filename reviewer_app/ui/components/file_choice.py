"""Choosing files through the system's own dialogs; tests choose without one."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer_app.language import gettext as _

Save = Callable[[QWidget, Path], Path | None]
Open = Callable[[QWidget, str], Path | None]


def documents_folder() -> Path:
    """Give the folder people keep documents in, or their home where there is none."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents)
    return folder if documents and folder.is_dir() else Path.home()


def unused(path: Path) -> Path:
    """Give a path nothing lies at: "report.pdf", else "report (2).pdf", and so on."""
    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())


def choose_where(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save a PDF; None where the person changed their mind."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Save as"), str(proposed), _("PDF (*.pdf)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def choose_file(parent: QWidget, kinds: str) -> Path | None:
    """Ask for a file to open; `kinds` is a filter such as "PDF (*.pdf)"."""
    folder = str(documents_folder())
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file"), folder, kinds)
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
    folder: Callable[[], Path] = documents_folder
