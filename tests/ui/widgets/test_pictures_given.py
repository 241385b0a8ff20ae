"""What is pasted or dropped: pictures and files are told from words."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Step, Theme
from reviewer_app.ui.widgets.pictures_given import GivenPicture, gives_pictures, pictures_in
from reviewer_app.ui.widgets.plain_edit import PlainEdit


def given(*, words: str = "", image: bool = False, files: tuple[str, ...] = ()) -> QMimeData:
    made = QMimeData()
    if words:
        made.setText(words)
    if image:
        picture = QImage(4, 3, QImage.Format.Format_RGB888)
        picture.fill(1)
        made.setImageData(picture)
    if files:
        made.setUrls([QUrl.fromLocalFile(one) for one in files])
    return made


def test_picture_alone_and_files_are_pictures_words_are_not(theme: Theme) -> None:
    assert gives_pictures(given(image=True))
    assert gives_pictures(given(files=("/home/helen/a.png",)))
    assert not gives_pictures(given(words="Words."))
    assert not gives_pictures(given())
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/a.png")])
    assert not gives_pictures(link)
    assert pictures_in(link) == []


def test_words_copied_with_a_picture_of_themselves_are_words(theme: Theme) -> None:
    both = given(words="A cell of a table", image=True)
    assert not gives_pictures(both)
    assert pictures_in(both) == []


def test_every_file_is_given_and_the_one_picture(theme: Theme) -> None:
    files = pictures_in(given(files=("/home/helen/a.png", "/home/helen/b.pdf")))
    assert files == [Path("/home/helen/a.png"), Path("/home/helen/b.pdf")]
    [image] = pictures_in(given(image=True))
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (4, 3)


def test_text_takes_pictures_only_where_it_is_to_and_words_as_ever(
    theme: Theme, qtbot: QtBot
) -> None:
    edit = PlainEdit(Step.NOTE)
    qtbot.addWidget(edit)
    told: list[list[GivenPicture]] = []
    edit.pictures_given.connect(told.append)
    edit.insertFromMimeData(given(image=True))
    assert (told, edit.text()) == ([], "")
    assert not edit.canInsertFromMimeData(given(image=True))
    edit.takes_pictures = True
    assert edit.canInsertFromMimeData(given(image=True))
    edit.insertFromMimeData(given(files=("/home/helen/a.png",)))
    assert (told, edit.text()) == ([[Path("/home/helen/a.png")]], "")
    edit.insertFromMimeData(given(words="Words.", image=True))
    assert (len(told), edit.text()) == (1, "Words.")
