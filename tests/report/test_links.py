"""What leads to another place of the report leads there, for the eye and for who has it read out."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report import style
from tests.report.tools import failed_rules, run, structure_of


def test_a_long_report_with_its_links_is_accessible_and_lasts(long: bytes) -> None:
    assert failed_rules(long) == []
    assert structure_of(long).complaints == []


def test_contents_and_links_are_read_in_their_place(long: bytes) -> None:
    order = structure_of(long).order
    lines = [path for kind, path in order if "/TOC/" in path]
    assert set(lines) == {"/Document/Sect/TOC/TOCI/Reference/Link"}
    kinds = [kind for kind, _path in order]
    assert kinds.index("/H1") < kinds.index("/Link") < order.index(("/Link", lines[0]))
    # Title and number, and then the box that can be pressed.
    at = order.index(("/Link", lines[0]))
    assert order[at : at + 3] == [("/Link", lines[0])] * 2 + [("/Link", "link")]


def test_headings_of_the_summary_lead_to_what_was_found_and_the_plan_back_to_its_finding(
    final: bytes, tmp_path: Path
) -> None:
    led = list(_led(final, tmp_path))
    assert len(led) == 4 + 5
    for said, there in led[:4]:
        assert there.startswith(said[:40]), (said, there)
    for said, there in led[4:]:
        assert said[:40] in there, (said, there)


def test_each_line_of_the_contents_leads_to_its_section(long: bytes, tmp_path: Path) -> None:
    # Four lead from the summary; of the others on the first pages, some.
    for said, there in list(_led(long, tmp_path, every=6))[1:4]:
        title, page = said.rsplit(" ", 1)
        assert page.isdigit()
        assert there.startswith(title[:40]), (said, there)


def _led(pdf: bytes, folder: Path, every: int = 1) -> Iterator[tuple[str, str]]:
    """What stands in the box of each link, and what stands where it leads."""
    file = folder / "led.pdf"
    file.write_bytes(pdf)
    reader = PdfFileReader(BytesIO(pdf))
    kids: Any = reader.root["/Pages"].raw_get("/Kids")
    numbers = {kids.raw_get(at, decrypt=None).idnum: at + 1 for at in range(len(kids))}
    links = [
        (number, annotation.get_object())
        for kid, number in numbers.items()
        for annotation in kids.raw_get(number - 1, decrypt=None).get_object().get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    for number, link in links[::every]:
        left, bottom, right, top = (float(one) for one in link["/Rect"])
        page, _kind, x, y, _zoom = link.raw_get("/Dest")
        to = numbers[page.idnum]
        assert link["/Contents"] == f"Page {to}"
        said = _text(file, number, (left, top, right - left, top - bottom))
        yield said, _text(file, to, (float(x), float(y), style.TEXT_WIDTH, 60.0))


def _text(file: Path, page: int, box: tuple[float, float, float, float]) -> str:
    left, top, width, height = box
    corner = ["-x", str(int(left)), "-y", str(int(style.PAGE_HEIGHT - top))]
    size = ["-W", str(int(width)), "-H", str(int(height) + 1)]
    here = ["-r", "72", "-f", str(page), "-l", str(page)]
    return " ".join(run("pdftotext", *here, *corner, *size, file, "-").split())
