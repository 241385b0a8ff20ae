"""Reads the fields of a form of a factual check that was filled in as a Word document.

The file is hostile until shown otherwise: how much is unpacked is bounded before any of it is, nothing is built in
memory but the text of our own controls, and no declaration of types or entities is read. Clauses are of ECMA-376: part
1 of the document, part 2 of its package.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.parsers import expat

ZIP: Final = b"PK\x03\x04"
"""What a document begins with (part 2, annex B)."""
_ENTRY: Final = b"PK\x01\x02"
_ENTRIES_MOST: Final = 2_000
_RELATIONS_MOST: Final = 200_000
_DOCUMENT_MOST: Final = 12_000_000
"""Bytes of the document's own part, unpacked; a form of forty pages has a tenth of them when Word has saved it."""
_DEPTH_MOST: Final = 16
"""Controls within each other; ours are in none."""
_TEXT_MOST: Final = 2_000_000
"""Characters that are kept of all controls together."""
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
"""The two namespaces of a document, of which the second is its strict form's (part 1, annex A)."""
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_GONE: Final = ("del", "moveFrom")
"""What a tracked change has taken away (part 1, 17.13.5)."""
_SPOKEN: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class DamagedError(ValueError):
    """The file cannot be read as a document, or holds what no document of ours does."""


@dataclass(slots=True)
class _Control:
    """A content control: whose field it is, what may be chosen, whether nothing is filled in yet, and its text."""

    name: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    waits: bool = False
    inside: bool = False
    text: list[str] = field(default_factory=list)

    def value(self) -> str:
        """What is filled in; of a choice how it is kept, "" for words that are none of it."""
        if self.waits:
            return ""
        text = "".join(self.text)
        return self.choices.get(" ".join(text.split()), "") if self.choices else text


class _Reading:
    """Goes through a document once and keeps what stands in its controls."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._open: list[_Control] = []
        self._runs = 0
        self._texts = 0
        self._gone = 0
        self._kept = 0

    def begin(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        name = _named(element)
        if name in _GONE or element == _FALLBACK:
            self._gone += 1
        elif name == "sdt":
            if len(self._open) == _DEPTH_MOST:
                raise DamagedError
            self._open.append(_Control())
        elif name == "r":
            self._runs += 1
        elif name == "t":
            self._texts += 1
        elif name in _SPOKEN and self._runs:
            self._keep(_SPOKEN[name])
        elif self._open and not self._open[-1].inside:
            self._describe(name, _without_names(attributes))

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        name = _named(element)
        if name in _GONE or element == _FALLBACK:
            self._gone -= 1
        elif name == "sdt":
            control = self._open.pop()
            if control.name:
                self.found.append((control.name, control.value()))
        elif name == "sdtContent" and self._open:
            self._open[-1].inside = False
        elif name == "r":
            self._runs -= 1
        elif name == "t":
            self._texts -= 1
        elif name == "p":
            self._keep("\n")

    def say(self, text: str) -> None:
        """Take in text."""
        if self._texts:
            self._keep(text)

    def _keep(self, text: str) -> None:
        if self._gone:
            return
        for control in self._open:
            if control.inside:
                self._kept += len(text)
                control.text.append(text)
        if self._kept > _TEXT_MOST:
            raise DamagedError

    def _describe(self, name: str, told: Mapping[str, str]) -> None:
        """Take in a property of the control that begins."""
        control = self._open[-1]
        if name == "tag":
            control.name = told.get("val", "")
        elif name == "showingPlcHdr":
            control.waits = told.get("val", "true") not in ("0", "false", "off")
        elif name == "listItem":
            words = " ".join(told.get("displayText", "").split())
            control.choices[words] = told.get("value", "")
        elif name == "sdtContent":
            control.inside = True


def word_fields(document: bytes) -> list[tuple[str, str]]:
    """Give every control that has a tag, in reading order: its tag, and what is filled in, "" for nothing yet.

    Raises:
        DamagedError: it is no document, or one that is larger or deeper than any form.
    """
    try:
        with _package(document) as package:
            part = _part(package, _document_name(package), _DOCUMENT_MOST)
        reading = _Reading()
        _parse(part, reading.begin, reading.end, reading.say)
    except DamagedError:
        raise
    except Exception as problem:
        # What a crafted package makes its readers raise stands in no list: struct, zlib, key, encodings ...
        raise DamagedError from problem
    return reading.found


def _package(document: bytes) -> zipfile.ZipFile:
    if document.count(_ENTRY) > _ENTRIES_MOST:
        raise DamagedError
    return zipfile.ZipFile(BytesIO(document))


def _document_name(package: zipfile.ZipFile) -> str:
    """Find the document among the package's parts by its relationship: some programs call it otherwise (part 2, 9)."""
    targets: list[str] = []

    def begin(_element: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            targets.append(attributes.get("Target", "").removeprefix("/"))

    _parse(_part(package, "_rels/.rels", _RELATIONS_MOST), begin)
    return targets[0]


def _part(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Unpack a part that says it is no larger than is allowed."""
    told = package.getinfo(name)
    if told.file_size > most or told.compress_type not in _PACKED:
        raise DamagedError
    with package.open(told) as packed:
        # As much as it says and no more: asked for all, zipfile would unpack all of what says less than it is.
        return packed.read(told.file_size)


def _parse(
    xml: bytes,
    begin: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = say
    parser.Parse(xml, True)


def _refuse(*_declared: object) -> None:
    """A document declares no types: what does may mean to grow, or to reach for other files."""
    raise DamagedError


def _named(element: str) -> str:
    """Give an element's name in a document, "" for one of another kind."""
    for namespace in _WORD:
        if element.startswith(namespace):
            return element.removeprefix(namespace)
    return ""


def _without_names(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}
