"""Files chosen in a test of a page, where a person would choose them in a dialog."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.ui.components.file_choice import FileChoice


def under_its_own_name(folder: Path) -> FileChoice:
    """Save everything in a folder under the name that is proposed, and open nothing."""
    return FileChoice(
        lambda _parent, proposed: folder / proposed.name,
        lambda _parent, _kinds: None,
        lambda _path: None,
        lambda: folder,
    )


class Chosen:
    """Chooses files as a person would, without a dialog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.save: Path | None = folder / "report.pdf"
        self.open: Path | None = None
        self.names: list[str] = []
        self.shown: list[Path] = []

    def files(self) -> FileChoice:
        return FileChoice(
            self._save,
            lambda _parent, _kinds: self.open,
            self.shown.append,
            lambda: self.folder,
        )

    def _save(self, _parent: QWidget, proposed: Path) -> Path | None:
        self.names.append(proposed.name)
        return self.save
