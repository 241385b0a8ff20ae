"""The form of a factual check as a Word document: the same questions, answered in Word's own content controls.

Each place to answer is a control whose tag is the field's name, so that answers find their way back whatever else is
done to the document. Clauses are of ECMA-376, part 1: controls 17.5.2, drop-down lists 17.5.2.15.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Final

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reviewer_app.language import gettext as _
from reviewer_app.report.pieces import printable
from reviewer_app.report.response_content import AskedParagraph, ResponseForm, field_name
from reviewer_app.report.response_wording import (
    asked_words,
    choices,
    foot_words,
    form_title,
    known_as,
    labels,
    paragraph_words,
    place_words,
    return_words,
    whole_title,
    whose_words,
)
from reviewer_app.report.spans import shown
from reviewer_app.report.word_parts import (
    Known,
    begun,
    describe,
    fill,
    hold_together,
    set_foot,
    set_widths,
    written_out,
)
from reviewer_app.report.word_styles import ASKED, FORM, IN_TABLE, TO_WRITE
from reviewer_app.tongues import each_reading

_ACROSS: Final = (38, 78, 50)
_WHOLE: Final = (166,)
"""Millimetres of the columns of a table to answer in."""
_HIGH: Final = {"statement": 34, "who": 9}
_TALL: Final = 15
"""Millimetres of a place to write: two lines written by hand; it grows with what is typed."""
_TITLE_MOST: Final = 64
"""Characters of a control's title and tag; Word takes a document with longer ones for damaged."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place to answer: its field's name, what stands over it and is read out of it, the words to choose from."""

    name: str
    label: str
    told: str
    choices: tuple[tuple[str, str], ...] = ()
    height: float = _TALL


def word_response_form(content: ResponseForm) -> bytes:
    """Give the form as a DOCX file; the same content gives the same bytes."""
    known = Known(
        known_as(content), content.programme, form_title(), content.language, content.built_on
    )
    document = begun(known)
    set_foot(document, "; ".join(map(printable, foot_words(content))))
    numbers = count(1)
    for style, text in (
        ("Programme", content.programme),
        ("Title", form_title()),
        ("Subtitle", whose_words(content)),
        ("Normal", asked_words()),
        ("Normal", _how()),
        ("Status", return_words(content)),
    ):
        _say(document, style, text)
    for title, paragraphs in groupby(content.paragraphs, key=lambda one: one.title):
        _say(document, "Heading 1", title)
        for one in paragraphs:
            _say(document, ASKED, paragraph_words(one.number, " ".join(one.text.split())))
            _add_places(document, _places_of(content.check, one), _ACROSS, numbers)
    _say(document, "Heading 1", whole_title())
    for part in ("statement", "who"):
        place = _written_place(content.check, 0, part, _HIGH[part])
        _add_places(document, [place], _WHOLE, numbers)
        if part == "statement":
            # Two tables with nothing between them would be one.
            _say(document, "Small print", _("A role is enough, such as headteacher."))
    _say(document, "Status", return_words(content))
    return written_out(document)


def _how() -> str:
    return _(
        "Write in the framed places and save the document; what is changed in the sentences above them is not read "
        "back. You can print it and write by hand as well. Please write roles, not names. Every correction is "
        "accepted or answered with a reason."
    )


def _say(document: Document, style: str, text: str) -> None:
    fill(document.add_paragraph(style=style), printable(text))


def _places_of(check: str, paragraph: AskedParagraph) -> list[_Place]:
    number = paragraph.number
    label = _("Is it accurate?")
    name = field_name(check, number, "said")
    return [
        _Place(name, label, place_words(number, label), choices()),
        *(_written_place(check, number, part) for part in ("correction", "source")),
    ]


def _written_place(check: str, number: int, part: str, height: float = _TALL) -> _Place:
    label = labels()[part]
    name = field_name(check, number, part)
    return _Place(name, label, place_words(number, label), height=height)


def _add_places(
    document: Document, places: Sequence[_Place], widths: Sequence[float], numbers: "count[int]"
) -> None:
    """A table of two rows: what each place is for, which heads its column, and the places."""
    table = document.add_table(rows=2, cols=len(places))
    table.style = FORM
    describe(table, ", ".join(printable(one.told) for one in places))
    head, row = table.rows
    hold_together(head, head=True)
    hold_together(row, head=False)
    row.height_rule, row.height = (
        WD_ROW_HEIGHT_RULE.AT_LEAST,
        Mm(max(one.height for one in places)),
    )
    for place, above, below in zip(places, head.cells, row.cells, strict=True):
        above.paragraphs[0].style = below.paragraphs[0].style = IN_TABLE
        above.paragraphs[0].paragraph_format.keep_with_next = True
        fill(above.paragraphs[0], printable(place.label))
        _add_control(below.paragraphs[0], place, next(numbers))
    set_widths(table, widths)


def _add_control(paragraph: Paragraph, place: _Place, number: int) -> None:
    """A control that cannot be removed, only filled in; what stands in it at first goes when it is."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for tag, value in (
        ("alias", _titled(place.told)),
        ("tag", place.name),
        ("id", str(number)),
        ("lock", "sdtLocked"),
        ("showingPlcHdr", ""),
    ):
        properties.append(_element(tag, val=value) if value else _element(tag))
    properties.append(_kind(place))
    control.append(properties)
    inside = OxmlElement("w:sdtContent")
    control.append(inside)
    fill(paragraph, printable(_("Choose an answer") if place.choices else _("Write here")))
    for run in paragraph.runs:
        run.style = TO_WRITE
        inside.append(run._r)  # noqa: SLF001 (python-docx has no controls)
    paragraph._p.append(control)  # noqa: SLF001


def _kind(place: _Place) -> BaseOxmlElement:
    if not place.choices:
        return _element("text", multiLine="1")
    listed = _element("dropDownList")
    for value, words in place.choices:
        listed.append(_element("listItem", displayText=shown(printable(words)), value=value))
    return listed


def _titled(told: str) -> str:
    """What a control is called, in its leading language where there is no room for two."""
    whole = shown(printable(told))
    return whole if len(whole) <= _TITLE_MOST else each_reading(printable(told))[0]


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
