"""The cards in a folder, as a spreadsheet names them: by the file, or by the person it is called after."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.store.files import read_file
from reviewer_app.vault.card import Card, read_card

_LARGEST: Final = 64_000
"""Bytes of a file that may be a card; a card itself says what it may have."""
_ENDING: Final = ".card"


@dataclass(frozen=True, slots=True)
class NamedCard:
    """A card and its exact bytes."""

    card: Card
    raw: bytes


@dataclass(slots=True)
class CardsHere:
    """The cards of a folder; none leads out of it, whatever a spreadsheet writes.

    Each is read once, when it is first named.
    """

    _files: dict[str, Path]
    _read: dict[Path, NamedCard] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "CardsHere":
        """List a folder.

        Raises:
            UserError: "file.unreadable".
        """
        try:
            files = sorted(one for one in folder.iterdir() if one.is_file())
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError("file.unreadable", name=folder.name, reason=reason) from error
        return cls({_folded(one.name): one for one in files})

    def file_for(self, name: str) -> str:
        """Give the file whose card says that it is for somebody of a name, "" for none; a card may say any name."""
        for path in self._files.values():
            with suppress(UserError):
                if _folded(self._card_in(path).card.name) == _folded(name):
                    return path.name
        return ""

    def named(self, name: str) -> NamedCard | None:
        """Give the card that goes by a name, such as "Helen Marsh" for “Card of Helen Marsh.card”; None for none.

        Raises:
            UserError: "file....", "vault.card-invalid".
        """
        path = next((self._files[one] for one in _spellings(name) if one in self._files), None)
        return None if path is None else self._card_in(path)

    def _card_in(self, path: Path) -> NamedCard:
        if path not in self._read:
            raw = read_file(path, _LARGEST)
            self._read[path] = NamedCard(read_card(raw), raw)
        return self._read[path]


def _spellings(name: str) -> Iterator[str]:
    """Give what the file may be called, the name as it is first."""
    wanted = _folded(name)
    yield wanted
    yield wanted + _ENDING
    yield _folded(_("Card of {name}.card").format(name=name))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
