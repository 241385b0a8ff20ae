"""Choosing files by the system's own dialogs, which begin where the person last saved; tests choose without one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.session import Session

Save = Callable[[QWidget, Path], Path | None]
Open = Callable[[QWidget, str], Path | None]


def documents_folder() -> Path:
    """Give the folder people keep documents in, or their home where there is none."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents)
    return folder if documents and folder.is_dir() else Path.home()


def folder_to_begin_in(session: Session) -> Path:
    """Give the folder the person last saved in; where that is gone, a stick for one, the folder for documents."""
    last = session.saved_in
    return last if last is not None and last.is_dir() else documents_folder()


def ask_where(
    parent: QWidget, session: Session, title: str, proposed: str | Path, kinds: str = ""
) -> Path | None:
    """Ask where to save; `proposed` is a name or a whole path. None where the person changed their mind."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, title, str(folder_to_begin_in(session) / proposed), kinds
    )
    if not chosen:
        return None
    session.saved_in = Path(chosen).parent
    return Path(chosen)


def ask_files(
    parent: QWidget, session: Session, title: str, kinds: str = "", *, several: bool = False
) -> list[Path]:
    """Ask for a file to open, or for several; none where the person changed their mind."""
    folder = str(folder_to_begin_in(session))
    if several:
        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, folder, kinds)
    else:
        one, _kind = QFileDialog.getOpenFileName(parent, title, folder, kinds)
        chosen = [one] if one else []
    return [Path(path) for path in chosen]


def ask_folder(parent: QWidget, session: Session, title: str, usual: str) -> str:
    """Ask for a folder; `usual` is the one so far. "" where the person changed their mind."""
    return QFileDialog.getExistingDirectory(
        parent, title, usual or str(folder_to_begin_in(session))
    )


def show_in_folder(path: Path) -> None:
    """Open the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


@dataclass(frozen=True, slots=True)
class FileChoice:
    """How a file is saved, chosen and shown; replaced in tests. What is saved is of the kind that is proposed."""

    save: Save
    open: Open
    show: Callable[[Path], None]
    folder: Callable[[], Path]

    @classmethod
    def of(cls, session: Session) -> "FileChoice":
        """Through the system's dialogs."""

        def save(parent: QWidget, proposed: Path) -> Path | None:
            ending = proposed.suffix
            path = ask_where(parent, session, _("Save as"), proposed, _kind_words(ending))
            if path is None or path.suffix.lower() == ending:
                return path
            return path.with_name(f"{path.name}{ending}")

        def choose(parent: QWidget, kinds: str) -> Path | None:
            return next(iter(ask_files(parent, session, _("Choose a file"), kinds)), None)

        return cls(save, choose, show_in_folder, lambda: folder_to_begin_in(session))


def _kind_words(ending: str) -> str:
    """Say which files a dialog shows."""
    return {
        ".pdf": _("PDF (*.pdf)"),
        ".docx": _("Word documents (*.docx)"),
        ".html": _("Web pages (*.html)"),
        ".xlsx": _("Spreadsheets (*.xlsx)"),
        ".yaml": _("Frameworks (*.yaml)"),
        ".ics": _("Calendars (*.ics)"),
        ".rvf": _("Findings (*.rvf)"),
    }[ending]
