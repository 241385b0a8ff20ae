"""Dialogs begin where the person last saved; before that, and where the folder is gone, in Documents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from reviewer_app.review.session import Session
from reviewer_app.ui.components.file_choice import (
    FileChoice,
    ask_files,
    ask_folder,
    ask_where,
    documents_folder,
)
from tests.ui.support import Larkfield


class Dialog:
    """Answers the next dialog as a person would, and keeps where it began."""

    def __init__(self, answer: Callable[[QFileDialog], object]) -> None:
        self._answer = answer
        self.began: Path | None = None
        self.proposed = ""
        QTimer.singleShot(0, self._meet)

    def _meet(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(10, self._meet)
            return
        self.began = Path(dialog.directory().absolutePath())
        self.proposed = ", ".join(Path(one).name for one in dialog.selectedFiles())
        self._answer(dialog)


def saves_in(folder: Path) -> Callable[[QFileDialog], object]:
    def answer(dialog: QFileDialog) -> None:
        dialog.setDirectory(str(folder))
        dialog.selectFile("mine.card")
        QDialog.accept(dialog)

    return answer


@pytest.fixture
def session(review: Larkfield, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Session:
    """A person who never saved anything, with a folder for documents."""
    (tmp_path / "home" / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return review.session


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_the_first_dialog_begins_in_documents_with_the_name_proposed(
    session: Session, tmp_path: Path
) -> None:
    dialog = Dialog(QDialog.reject)
    assert ask_where(QWidget(), session, "Save my card", "Card of Helen.card") is None
    assert dialog.began == tmp_path / "home" / "Documents" == documents_folder()
    assert dialog.proposed == "Card of Helen.card"
    assert session.saved_in is None


def test_every_dialog_begins_where_the_person_last_saved(session: Session, stick: Path) -> None:
    Dialog(saves_in(stick))
    assert ask_where(QWidget(), session, "Save my card", "Card") == stick / "mine.card"
    dialog = Dialog(QDialog.reject)
    assert ask_where(QWidget(), session, "Save my card", "Card") is None
    assert dialog.began == stick
    for several in (False, True):
        dialog = Dialog(QDialog.reject)
        assert ask_files(QWidget(), session, "The cards", several=several) == []
        assert dialog.began == stick
    dialog = Dialog(QDialog.reject)
    assert ask_folder(QWidget(), session, "The folder", "") == ""
    assert dialog.began == stick
    files = FileChoice.of(session)
    dialog = Dialog(QDialog.reject)
    assert files.open(QWidget(), "PDF (*.pdf)") is None
    assert dialog.began == files.folder() == stick


def test_a_folder_that_is_gone_gives_way_to_documents(session: Session, stick: Path) -> None:
    session.saved_in = stick
    stick.rmdir()
    dialog = Dialog(QDialog.reject)
    assert ask_files(QWidget(), session, "The file you were sent") == []
    assert dialog.began == documents_folder()


def test_a_folder_for_the_team_begins_at_the_one_so_far(
    session: Session, stick: Path, tmp_path: Path
) -> None:
    session.saved_in = tmp_path
    dialog = Dialog(QDialog.reject)
    assert ask_folder(QWidget(), session, "The folder", str(stick)) == ""
    assert dialog.began == stick


def test_a_report_saved_without_an_ending_is_a_pdf(session: Session, stick: Path) -> None:
    Dialog(saves_in(stick))
    files = FileChoice.of(session)
    assert files.save(QWidget(), stick / "report.pdf") == stick / "mine.card.pdf"
