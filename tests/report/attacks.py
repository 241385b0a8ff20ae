"""Changes an attacker can make to a signed PDF without any key of the people who signed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

# pyHanko's own objects have no types.
Name: Any = generic.NameObject
Text: Any = generic.TextStringObject
Number: Any = generic.NumberObject
Array: Any = generic.ArrayObject
Dictionary: Any = generic.DictionaryObject
Stream: Any = generic.StreamObject
Change = Callable[[Any], None]


def page_of(writer: Any, number: int = 0) -> Any:
    return writer.root["/Pages"]["/Kids"].raw_get(number).get_object()


def words_replaced(writer: Any) -> None:
    page = page_of(writer)
    page["/Contents"] = writer.add_object(Stream(stream_data=b"q Q"))
    writer.update_container(page)


def words_covered(writer: Any) -> None:
    page = page_of(writer)
    page["/Contents"] = Array(
        [
            page.raw_get("/Contents"),
            writer.add_object(Stream(stream_data=b"0 g 0 0 600 800 re f")),
        ]
    )
    writer.update_container(page)


def page_removed(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].pop()
    pages["/Count"] = Number(len(pages["/Kids"]))
    writer.update_container(pages)


def page_repeated(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages["/Count"] = Number(len(pages["/Kids"]))
    writer.update_container(pages)


def annotation_added(writer: Any) -> None:
    page = page_of(writer)
    note = Dictionary(
        {
            Name("/Type"): Name("/Annot"),
            Name("/Subtype"): Name("/FreeText"),
            Name("/Rect"): Array(map(Number, (50, 50, 400, 400))),
            Name("/Contents"): Text("Accredited"),
            Name("/DA"): Text("/Helv 20 Tf 0 g"),
        }
    )
    page["/Annots"] = Array([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)


def field_grown(writer: Any) -> None:
    field = next(
        one.get_object()
        for one in writer.root["/AcroForm"]["/Fields"]
        if one.get_object()["/T"] == "signature-head"
    )
    field["/Rect"] = Array(map(Number, (0, 0, 595, 842)))
    writer.update_container(field)


def action_added(writer: Any) -> None:
    action = {Name("/S"): Name("/JavaScript"), Name("/JS"): Text("this.print()")}
    writer.root["/OpenAction"] = Dictionary(action)
    writer.update_root()


def font_replaced(writer: Any) -> None:
    fonts = page_of(writer)["/Resources"]["/Font"]
    first, second, *_others = list(fonts)
    fonts[first] = fonts.raw_get(second)
    writer.update_container(fonts)


def words_for_the_blind_replaced(writer: Any) -> None:
    root = writer.root["/StructTreeRoot"]
    root["/K"] = Array()
    writer.update_container(root)


def file_attached(writer: Any) -> None:
    stream = writer.add_object(Stream(stream_data=b"other findings"))
    spec = Dictionary(
        {
            Name("/Type"): Name("/Filespec"),
            Name("/F"): Text("findings.json"),
            Name("/EF"): Dictionary({Name("/F"): stream}),
        }
    )
    tree = Dictionary({Name("/Names"): Array([Text("findings.json"), writer.add_object(spec)])})
    writer.root["/Names"] = Dictionary({Name("/EmbeddedFiles"): tree})
    writer.update_root()


CHANGES: dict[str, Change] = {
    one.__name__: one
    for one in (
        words_replaced,
        words_covered,
        page_removed,
        page_repeated,
        annotation_added,
        field_grown,
        action_added,
        font_replaced,
        words_for_the_blind_replaced,
        file_attached,
    )
}


def updated(pdf: bytes, change: Change) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
