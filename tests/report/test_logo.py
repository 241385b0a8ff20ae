"""A logo and a colour on the first page: seen, read out, archival, and in the way of nothing."""

import dataclasses
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor, white

from reviewer_app.report import style
from reviewer_app.report.build import build_pdf
from reviewer_app.report.chart import contrast, ink_on, tints_for
from reviewer_app.report.content import Look
from tests.report.sample import TINY
from tests.report.tools import elements_of, failed_rules, qpdf_check, run, structure_of


def _png(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).ellipse((0, 0, width - 1, height - 1), fill="#c0392b")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


LONG_NAME = "Saint Bartholomew and Our Lady’s Church of England Voluntary Aided Primary School"
DRESSED = dataclasses.replace(
    TINY, school=LONG_NAME, look=Look(_png(300, 200), "Larkfield", "#1f4e79")
)


@pytest.fixture(scope="module")
def dressed() -> bytes:
    return build_pdf(DRESSED, draft=False)


def test_a_report_with_a_logo_is_accessible_and_lasts(dressed: bytes, tmp_path: Path) -> None:
    assert failed_rules(dressed) == []
    assert structure_of(dressed).complaints == []
    assert "No syntax or stream encoding errors found" in qpdf_check(dressed, tmp_path)
    assert build_pdf(DRESSED, draft=False) == dressed


def test_whose_logo_it_is_is_read_out(dressed: bytes) -> None:
    [figure] = [one for one in elements_of(dressed) if one["/S"] == "/Figure"]
    assert figure["/Alt"] == "Logo of Larkfield"
    left, bottom, right, top = (float(one) for one in figure["/A"]["/BBox"])
    assert right == pytest.approx(style.PAGE_WIDTH - style.MARGIN, abs=0.1)
    assert top < style.PAGE_HEIGHT - style.TOP
    assert (right - left) / (top - bottom) == pytest.approx(1.5, abs=0.01)


def test_a_logo_of_nobody_named_is_for_the_eye_alone() -> None:
    pdf = build_pdf(dataclasses.replace(DRESSED, look=Look(_png(40, 40))), draft=True)
    assert not any(one["/S"] == "/Figure" for one in elements_of(pdf))
    assert failed_rules(pdf) == []
    assert structure_of(pdf).complaints == []


@pytest.mark.parametrize("size", [(2000, 20), (20, 2000), (1, 1)])
def test_a_logo_of_any_shape_stands_clear_of_the_words(
    size: tuple[int, int], tmp_path: Path
) -> None:
    file = tmp_path / "dressed.pdf"
    look = dataclasses.replace(DRESSED.look, logo=_png(*size))
    pdf = build_pdf(dataclasses.replace(DRESSED, look=look), draft=False)
    file.write_bytes(pdf)
    [figure] = [one for one in elements_of(pdf) if one["/S"] == "/Figure"]
    left, bottom, right, top = (float(one) for one in figure["/A"]["/BBox"])
    assert (right - left) <= 130.01
    assert (top - bottom) <= 46.01
    box: list[Any] = ["-x", int(left) - 2, "-y", int(style.PAGE_HEIGHT - top)]
    box += ["-W", int(right - left) + 4, "-H", int(top - bottom) + 1]
    inside = run("pdftotext", "-r", "72", "-l", "1", *map(str, box), file, "-")
    assert inside.strip() == ""


@pytest.mark.parametrize("colour", [0x1F4E79, 0x0F5E59, 0x000000, 0x8A4B08, 0x757575])
def test_a_chart_in_another_colour_can_be_read_too(colour: int) -> None:
    for count in range(1, 7):
        tints = tints_for(count, HexColor(colour))
        assert len(tints) == count
        assert all(contrast(ink_on(tint), tint) >= 4.5 for tint in tints)
    assert contrast(HexColor(colour), white) >= 4.5
