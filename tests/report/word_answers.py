"""Fills in a form of a factual check in its XML, as Word saves it, and builds what no Word would."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reviewer_app.report.response_content import field_name
from tests.report.response_sample import CHECK


def controls_of(document: bytes) -> dict[str, Any]:
    """Give every content control by its tag."""
    return _controls(docx.Document(BytesIO(document)))


def filled_in_word(form: bytes, values: Mapping[str, str]) -> bytes:
    """Choose and type by the tags of the controls, each line of what is typed after a line break."""
    document = docx.Document(BytesIO(form))
    controls = _controls(document)
    for name, value in values.items():
        _fill(controls[name], value)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def answered_in_word(form: bytes, values: Mapping[tuple[int, str], str]) -> bytes:
    """Fill in the form of `CHECK` by the number of the paragraph and the part."""
    named = {field_name(CHECK, number, part): value for (number, part), value in values.items()}
    return filled_in_word(form, named)


def changed(document: bytes, change: Callable[[str], str]) -> bytes:
    """Give the package with the XML of its document changed."""
    parts = parts_of(document)
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    return packed(parts)


def parts_of(document: bytes) -> dict[str, bytes]:
    """Give the parts of a package by their names."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a package of these parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", way) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


def _controls(document: Any) -> dict[str, Any]:
    found = document.element.body.iter(qn("w:sdt"))
    return {one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): one for one in found}


def _fill(control: Any, value: str) -> None:
    """What Word does: the hint goes, with the mark that it is one, and a choice is kept by its words."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    hint = properties.find(qn("w:showingPlcHdr"))
    if hint is not None:
        properties.remove(hint)
    listed = {
        one.get(qn("w:value")): one.get(qn("w:displayText"))
        for one in properties.iter(qn("w:listItem"))
    }
    content.clear()
    run = OxmlElement("w:r")
    content.append(run)
    for number, line in enumerate(listed.get(value, value).split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:t")
        text.text = line
        run.append(text)
