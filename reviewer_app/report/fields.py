"""Writes the fields of a form: places to sign, to write in, and to tick.

Clauses are of ISO 32000-1: form fields 12.7, annotations 12.5, appearances 12.5.5. What is typed is drawn by whichever
reader it is typed in, so a text field carries a whole font of Western letters in the encoding every reader knows; a
reader takes a font of its own for any other letter, and the value itself is Unicode in all of them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from reviewer_app.places import resource
from reviewer_app.report.canvas import FormField, ReportCanvas
from reviewer_app.report.fonts import SANS

FIELD_SIZE: Final = 9.0
"""Points: the size of what is typed."""

# Annotation flags: print, and locked so that the field is not moved (12.5.3).
_PRINT: Final = 4
_PRINT_LOCKED: Final = 4 + 128
# What a signature leaves open: nothing (ISO 32000-2, table 236).
_NO_CHANGES: Final = 1
# Field flags: text of several lines (12.7.4.3), and one button out of several (12.7.4.2).
_MULTILINE: Final = 1 << 12
_RADIO: Final = 1 << 15
_OFF: Final = "Off"
# How far a circle's curves reach, in radii, drawn with four of them.
_CURVE: Final = 0.5523
_FONT_NAME: Final = "Answers"
_FIRST, _LAST = 32, 255


def write_fields(canvas: ReportCanvas) -> None:
    """Write every field that was prepared on the pages, and the form they make up."""
    if not canvas.fields:
        return
    document = canvas.document
    choices = {one.name: document.Reference(PDFDictionary({})) for one in _of(canvas, "choice")}
    for offset, field in enumerate(canvas.fields):
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "F": _PRINT_LOCKED if field.kind == "signature" else _PRINT,
            "TU": PDFString(field.tooltip),
            "P": PDFObjectReference(f"Page{field.page}"),
            "Rect": PDFArray(
                [
                    round(field.left, 3),
                    round(field.bottom, 3),
                    round(field.left + field.width, 3),
                    round(field.bottom + field.height, 3),
                ]
            ),
            "StructParent": len(canvas.pages) + offset,
            **_entries(canvas, field, choices),
        }
        document.addAnnotation(field.annotation, PDFDictionary(entries))
    form: dict[str, Any] = {"Fields": PDFArray(list(_top(canvas, choices)))}
    if any(_of(canvas, "text")):
        fonts = PDFDictionary({_FONT_NAME: document.Reference(_font(document))})
        form["DR"] = PDFDictionary({"Font": fonts})
        form["DA"] = PDFString(f"/{_FONT_NAME} {FIELD_SIZE:g} Tf 0 g")
    document.Catalog.AcroForm = PDFDictionary(form)


def _of(canvas: ReportCanvas, kind: str) -> Iterator[FormField]:
    return (field for field in canvas.fields if field.kind == kind)


def _top(canvas: ReportCanvas, choices: dict[str, Any]) -> Iterator[Any]:
    """The form's own fields: a choice once, with a widget for each of what may be chosen below it."""
    document = canvas.document
    written: set[str] = set()
    for field in canvas.fields:
        if field.kind != "choice":
            yield document.refAnnotation(field.annotation)
        elif field.name not in written:
            written.add(field.name)
            _write_choice(canvas, [one for one in canvas.fields if one.name == field.name], choices)
            yield choices[field.name]


def _write_choice(
    canvas: ReportCanvas, buttons: Sequence[FormField], choices: dict[str, Any]
) -> None:
    name = buttons[0].name
    document = canvas.document
    whole: Any = document.idToObject[choices[name].name]
    whole.dict.update(
        {
            "FT": PDFName("Btn"),
            "Ff": _RADIO,
            "T": PDFString(name),
            "TU": PDFString(buttons[0].choice[1]),
            "V": PDFName(_OFF),
            "Kids": PDFArray([document.refAnnotation(one.annotation) for one in buttons]),
        }
    )


def _entries(canvas: ReportCanvas, field: FormField, choices: dict[str, Any]) -> dict[str, Any]:
    """What a field has of its own."""
    if field.kind == "choice":
        on, off = (_circle(canvas, field, filled=filled) for filled in (True, False))
        return {
            "Parent": choices[field.name],
            "AS": PDFName(_OFF),
            "AP": PDFDictionary({"N": PDFDictionary({field.choice[0]: on, _OFF: off})}),
        }
    own = {"T": PDFString(field.name), "AP": PDFDictionary({"N": _empty(canvas, field)})}
    if field.kind == "signature":
        lock = {} if field.still_open is None else {"Lock": _lock(canvas, field.still_open)}
        return {"FT": PDFName("Sig"), **own, **lock}
    return {
        "FT": PDFName("Tx"),
        "Ff": _MULTILINE,
        "MaxLen": field.longest,
        "V": PDFString(""),
        **own,
    }


def _lock(canvas: ReportCanvas, still_open: Sequence[str]) -> Any:
    """What whoever signs here forbids from then on, in any reader: every change (12.7.4.5; P: ISO 32000-2, table 236).

    Time stamps may follow: they change nothing a report says (ISO 32000-2, 12.8.2.2.2).
    """
    names = PDFArray([PDFString(name) for name in still_open])
    entries = {"Type": PDFName("SigFieldLock"), "Action": PDFName("Exclude"), "Fields": names}
    return canvas.document.Reference(PDFDictionary({**entries, "P": _NO_CHANGES}))


def _empty(canvas: ReportCanvas, field: FormField) -> Any:
    """What a field shows until it is signed or written in: nothing but its place.

    Each has one of its own: a reader draws what is typed into the appearance it finds.
    """
    operators = "" if field.kind == "signature" else "/Tx BMC\nEMC"
    return _drawn(canvas, f"{field.name}-empty", (field.width, field.height), operators)


def _circle(canvas: ReportCanvas, field: FormField, *, filled: bool) -> Any:
    """A circle of the field's size, with a dot in it where it is ticked."""
    size = field.width
    operators = ["0.8 w", *_round(size / 2, size / 2 - 1), "S"]
    if filled:
        operators += [*_round(size / 2, size / 2 - 3.2), "f"]
    return _drawn(canvas, f"tick-{'on' if filled else 'off'}", (size, size), "\n".join(operators))


def _round(centre: float, radius: float) -> list[str]:
    low, high, arm = centre - radius, centre + radius, radius * _CURVE
    near, far = centre - arm, centre + arm
    points = (
        (high, far, far, high, centre, high),
        (near, high, low, far, low, centre),
        (low, near, near, low, centre, low),
        (far, low, high, near, high, centre),
    )
    curves = [" ".join(f"{one:.2f}" for one in numbers) + " c" for numbers in points]
    return [f"{high:.2f} {centre:.2f} m", *curves, "h"]


def _drawn(canvas: ReportCanvas, name: str, size: tuple[float, float], operators: str) -> Any:
    """Keep an appearance under its name; fields that look alike share it."""
    document = canvas.document
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, *size)
        canvas._code = [operators] if operators else []  # noqa: SLF001 (nothing of a page belongs here)
        canvas.endForm()
    return PDFObjectReference(document.getXObjectName(name))


def _font(document: Any) -> PDFDictionary:
    """The font answers are typed in, embedded whole as far as the Western code page goes."""
    widths, measures, file = _western()
    stream = PDFStream(PDFDictionary({"Length1": len(file)}), file, [PDFZCompress])
    name = PDFName(f"RVANSW+{SANS}")
    descriptor = {
        "Type": PDFName("FontDescriptor"),
        "FontName": name,
        "Flags": 32,
        "ItalicAngle": 0,
        "StemV": 80,
        "FontFile2": document.Reference(stream),
        **measures,
    }
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": name,
            "Encoding": PDFName("WinAnsiEncoding"),
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": PDFArray(list(widths)),
            "FontDescriptor": document.Reference(PDFDictionary(descriptor)),
        }
    )


@lru_cache(maxsize=1)
def _western() -> tuple[tuple[int, ...], dict[str, Any], bytes]:
    """The widths of the Western code page, the font's measures, and the font cut down to these letters."""
    letters = [
        bytes([code]).decode("cp1252", errors="replace").replace("\N{REPLACEMENT CHARACTER}", " ")
        for code in range(_FIRST, _LAST + 1)
    ]
    options = subset.Options()
    options.layout_features, options.hinting, options.drop_tables = [], False, ["STAT", "GDEF"]
    options.notdef_outline, options.name_IDs = True, []
    with TTFont(resource("fonts", f"{SANS}.ttf"), recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(letters))
        cutter.subset(font)
        tables: Any = font
        scale = 1000 / tables["head"].unitsPerEm
        names, advances = tables.getBestCmap(), tables["hmtx"]
        widths = tuple(
            round(advances[names.get(ord(letter), ".notdef")][0] * scale) for letter in letters
        )
        head, other = tables["head"], tables["OS/2"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        measures = {
            "FontBBox": PDFArray([round(one * scale) for one in box]),
            "Ascent": round(tables["hhea"].ascent * scale),
            "Descent": round(tables["hhea"].descent * scale),
            "CapHeight": round(other.sCapHeight * scale),
        }
        written = BytesIO()
        font.save(written)
    return widths, measures, written.getvalue()
