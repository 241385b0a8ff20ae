"""What the report's tests look at a PDF with: poppler's and qpdf's tools, and a structural check."""

import dataclasses
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from page import ValidationProfile, validate_pdf_bytes
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.frameworks.form_blocks import Chart, Worked
from reviewer_app.report.content import FormSection


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def text_of(pdf: bytes, folder: Path) -> str:
    """The text in content order, white space made plain."""
    file = folder / "text.pdf"
    file.write_bytes(pdf)
    return " ".join(run("pdftotext", "-raw", file, "-").split())


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    file = folder / "pages.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", "-raw", file, "-").split("\f")[:-1]


def qpdf_check(pdf: bytes, folder: Path) -> str:
    file = folder / "check.pdf"
    file.write_bytes(pdf)
    return run("qpdf", "--check", file)


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler says of the signatures, with no certificate store to ask.

    (`-nssdir` wants a store that exists already; an empty folder makes every signature fail.)
    """
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    return run("env", f"HOME={folder}", "pdfsig", "-nocert", file)


def pdfsig_accepts(pdf: bytes, folder: Path) -> bool:
    """Whether poppler calls the (only or last) signature valid and the whole document signed."""
    said = pdfsig(pdf, folder)
    return said.count("Signature is Valid") == said.count("Signature Validation:") > 0 and (
        "- Total document signed" in said
    )


def failed_rules(pdf: bytes) -> list[str]:
    """What an independent checker finds against PDF/UA-1 (a file read aloud) and PDF/A-3A (a file that lasts)."""
    profiles = (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_3A)
    reports = [validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    return [one.rule_id for report in reports for one in report.failures]


@dataclass
class Structure:
    """The structure tree in reading order, and whether it and the pages agree."""

    order: list[tuple[str, str]]
    complaints: list[str]


_MARKED = re.compile(
    rb"/(\w+)\s*<<\s*/MCID (\d+)\s*>>\s*BDC|/Artifact\s*(?:<<.*?>>\s*BDC|BMC)|\bEMC\b"
    rb"|\((?:\\.|[^\\)])*\)|\b(Tj|TJ|S|f|f\*|B|Do|re|l|m|c)\b",
    re.DOTALL,
)


def structure_of(pdf: bytes) -> Structure:
    """Check that content, tree and parent tree name one another, and nothing is painted outside."""
    check = _Check(PdfFileReader(BytesIO(pdf)))
    return Structure(check.order, check.complaints)


def table_rows(pdf: bytes) -> list[list[str]]:
    """The kinds of cell in each row of every table, in reading order."""
    found: list[list[str]] = []

    def walk(element: Any) -> None:
        kids = element["/K"]
        below = [
            kid.get_object()
            for kid in (kids if isinstance(kids, list) else [kids])
            if "/S" in kid.get_object()
        ]
        if element["/S"] == "/TR":
            found.append([str(kid["/S"]) for kid in below])
        for kid in below:
            walk(kid)

    root: Any = PdfFileReader(BytesIO(pdf)).root["/StructTreeRoot"]
    walk(root["/K"])
    return found


def elements_of(pdf: bytes) -> list[Any]:
    """Every element of the structure tree, in reading order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        found.append(element)
        kids = element["/K"]
        for kid in kids if isinstance(kids, list) else [kids]:
            below = kid.get_object()
            if isinstance(below, dict) and "/S" in below:
                walk(below)

    root: Any = PdfFileReader(BytesIO(pdf)).root["/StructTreeRoot"]
    walk(root["/K"])
    return found


def words_of(form: FormSection) -> Iterator[str]:
    """Every text of a section as it is printed, its charts but for what is read out in their place."""
    yield from _texts((form.title, form.passages, form.blocks))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Worked):
        yield from _texts((value.title, value.said, value.instead, value.looked_at))
    elif dataclasses.is_dataclass(value) and not isinstance(value, Chart):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


class _Check:
    def __init__(self, reader: PdfFileReader) -> None:
        root: Any = reader.root["/StructTreeRoot"]
        self.order: list[tuple[str, str]] = []
        self.complaints: list[str] = []
        self.painted: dict[tuple[int, int], str] = {}
        self.named: dict[tuple[int, int], int] = {}
        self.annotated: set[int] = set()
        count = int(reader.root["/Pages"]["/Count"])
        pages = [_page(reader, number)[2] for number in range(count)]
        for page in pages:
            self.look_at_content(page)
        self.walk(root.raw_get("/K"), "")
        if set(self.named) != set(self.painted):
            self.complaints.append("content and tree differ")
        parents = _numbers(root["/ParentTree"])
        for page in pages:
            self.compare(page, parents)

    def look_at_content(self, page: Any) -> None:
        depth = 0
        for match in _MARKED.finditer(page.get_object()["/Contents"].data):
            token = match.group(0)
            if match.group(1):
                self.painted[page.idnum, int(match.group(2))] = "/" + match.group(1).decode()
            if match.group(1) or token.startswith(b"/Artifact"):
                depth += 1
            elif token == b"EMC":
                depth -= 1
            elif match.group(3) in {b"Tj", b"TJ", b"S", b"f", b"B", b"Do"} and depth != 1:
                self.complaints.append(f"painted outside marked content: {token!r}")
            if depth not in {0, 1}:
                self.complaints.append(f"marked content nested {depth} deep")

    def walk(self, reference: Any, path: str) -> None:
        element = reference.get_object()
        kind = str(element["/S"])
        kids = element.raw_get("/K")
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, IndirectObject):
                self.walk(kid, f"{path}{kind}")
            elif kid["/Type"] == "/OBJR":
                self.annotated.add(reference.idnum)
                self.order.append((kind, "link" if kind == "/Link" else "widget"))
            else:
                self.take(kid, reference.idnum, kind, f"{path}{kind}")

    def take(self, kid: Any, element: int, kind: str, path: str) -> None:
        key = (kid.raw_get("/Pg").idnum, int(kid["/MCID"]))
        if key in self.named:
            self.complaints.append(f"content {key} belongs to two elements")
        self.named[key] = element
        if self.painted.get(key) != kind:
            self.complaints.append(f"{kind} names {key}, painted as {self.painted.get(key)}")
        self.order.append((kind, path))

    def compare(self, reference: Any, parents: dict[int, Any]) -> None:
        page = reference.get_object()
        row = parents[int(page["/StructParents"])]
        row = row.get_object() if isinstance(row, IndirectObject) else row
        self.complaints += [
            f"parent tree differs at content {number}"
            for number in range(len(row))
            if row.raw_get(number, decrypt=None).idnum != self.named.get((reference.idnum, number))
        ]
        for annotation in page.get("/Annots", ()):
            key = int(annotation.get_object()["/StructParent"])
            if parents[key].idnum not in self.annotated:
                self.complaints.append(f"annotation {key} has no element")


def page_objects(pdf: bytes) -> list[Any]:
    reader = PdfFileReader(BytesIO(pdf))
    count = int(reader.root["/Pages"]["/Count"])
    return [_page(reader, number)[2].get_object() for number in range(count)]


def spoken(pdf: bytes, folder: Path) -> str:
    """What a screen reader is given: the structure tree's text, by poppler."""
    file = folder / "spoken.pdf"
    file.write_bytes(pdf)
    return run("pdfinfo", "-struct-text", file)


def read_aloud(pdf: bytes, folder: Path) -> str:
    """The same in one piece, without what glyphs beyond their text are read as.

    What a figure holds is not read: its alternative is (ISO 14289-1, 7.3).
    """
    words = re.sub(r"^( *)Figure.*\n(?:\1 .*\n)*", "", spoken(pdf, folder), flags=re.MULTILINE)
    said = re.findall(r'^ *"(.*)"$', words, re.MULTILINE)
    return " ".join("".join(said).replace("\N{ZERO WIDTH SPACE}", "").split())


def _page(reader: PdfFileReader, number: int) -> tuple[Any, int, Any]:
    kids: Any = reader.root["/Pages"].raw_get("/Kids")
    return reader.root["/Pages"], number, kids.raw_get(number, decrypt=None)


def _numbers(tree: Any) -> dict[int, Any]:
    nums = tree["/Nums"]
    return {
        int(nums[index]): nums.raw_get(index + 1, decrypt=None) for index in range(0, len(nums), 2)
    }
