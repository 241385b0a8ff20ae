"""Pictures that are pasted or dropped: the picture itself, or the files they lie in."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

GivenPicture = QImage | Path
"""A picture from the clipboard, or the file of one."""


def gives_pictures(source: QMimeData) -> bool:
    """Whether what is pasted or dropped is pictures or files, and not words."""
    if any(url.isLocalFile() for url in source.urls()):
        return True
    # Copied out of a document, words often come with a picture of themselves.
    return source.hasImage() and not source.text().strip()


def pictures_in(source: QMimeData) -> list[GivenPicture]:
    """Give what is pasted or dropped: every file, whatever it holds, or else the one picture."""
    files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    if files:
        return list(files)
    image = source.imageData() if gives_pictures(source) else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []
