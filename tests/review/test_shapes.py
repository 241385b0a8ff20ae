"""Other shapes: of which version each is, that it is on record, and what none of them may be made of."""

from datetime import date
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, FindingRule, Reader, ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.report.shapes import build_shape
from reviewer_app.report.web import text_in_page
from reviewer_app.report.word import text_in
from reviewer_app.review import agreement, exporting, findings, reporting, shapes, waivers
from reviewer_app.review.session import Session
from tests.report.sample import TINY
from tests.support import BuilderHere, Device

HEAD = MadeFor("the headteacher", "to work on", reader=Reader.SCHOOL)
WEB, WORD, PUBLISHED = ReportShape.WEB, ReportShape.WORD, ReportShape.TO_PUBLISH


def session_of(device: Device) -> Session:
    device.session.builder = BuilderHere()
    return device.session


def finds(helen: Device, text: str = "Pupils explain.") -> str:
    made = helen.does(findings.add_finding, "provision", Bearing.WWW, text)
    helen.does(waivers.waive, "It is for a test.", (made, FindingRule.ENOUGH))
    return made


def exports(
    helen: Device, path: Path, shape: ReportShape = WEB, made_for: MadeFor = HEAD
) -> shapes.ShapeExported:
    helen.clock.forward(1)
    return shapes.export_shape(session_of(helen), helen.open, path, shape, made_for)


def seals(helen: Device, folder: Path) -> None:
    helen.does(waivers.leave_unagreed, "It is for a test.")
    exporting.seal(session_of(helen), helen.open, folder / "final.pdf", HEAD)


def refused(helen: Device, path: Path, shape: ReportShape, made_for: MadeFor = HEAD) -> str:
    with pytest.raises(UserError) as said:
        exports(helen, path, shape, made_for)
    assert not path.exists()
    return said.value.code


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def test_a_shape_is_on_record_with_its_reader_and_is_no_numbered_report(
    helen: Device, page: Path
) -> None:
    finds(helen)
    made = exports(helen, page)
    [version] = helen.open.versions()
    assert (version.shape, version.stage, version.number) == (WEB, ReportStage.DRAFT, 1)
    assert (version.recipient, version.purpose) == ("the headteacher", "to work on")
    assert (made.shape, made.stage, made.number) == (WEB, ReportStage.DRAFT, 1)
    assert reporting.number_after(helen.open.versions(), ReportStage.DRAFT) == 1


def test_a_shape_belongs_to_the_version_that_says_the_same(
    helen: Device, page: Path, tmp_path: Path
) -> None:
    finds(helen)
    session = session_of(helen)
    exporting.export_draft(session, helen.open, tmp_path / "draft.pdf", HEAD)
    assert shapes.report_now(session, helen.open).number == 1
    assert "Draft 1, made on 18 November 2026, for the headteacher, to work on" in text_in_page(
        _written(helen, page)
    )
    seals(helen, tmp_path)
    assert shapes.report_now(session, helen.open).stage is ReportStage.FINAL
    said = text_in_page(_written(helen, page))
    assert "The words of final version 1, made on 18 November 2026." in said
    finds(helen, "Pupils read, too.")
    now = shapes.report_now(session, helen.open)
    assert (now.stage, now.number) == (ReportStage.DRAFT, 2)
    assert any("Pupils read, too." in text for text in text_in_page(_written(helen, page)))


def _written(helen: Device, page: Path) -> bytes:
    exports(helen, page)
    return page.read_bytes()


def test_only_an_agreed_final_is_published(helen: Device, page: Path, tmp_path: Path) -> None:
    finds(helen)
    assert refused(helen, page, PUBLISHED) == "report.not-final"
    seals(helen, tmp_path)
    assert refused(helen, page, PUBLISHED) == "report.not-final"
    helen.does(agreement.record, "Headteacher")
    assert refused(helen, page, PUBLISHED) == "report.not-final"
    seals(helen, tmp_path)
    made = exports(helen, page, PUBLISHED)
    assert (made.stage, made.number) == (ReportStage.FINAL, 2)
    finds(helen, "And this was never agreed.")
    assert refused(helen, tmp_path / "other.html", PUBLISHED) == "report.not-final"


def test_the_gates_of_the_report_hold_for_every_shape(
    helen: Device, asha: Device, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    assert refused(helen, path, WORD, MadeFor(" ")) == "report.reader-missing"
    assert refused(asha, path, WORD) == "review.not-allowed"
    helen.does(findings.add_finding, "provision", Bearing.WWW, "Mrs Jones explains.")
    assert refused(helen, path, WORD) == "name.stand"
    assert helen.open.versions() == []


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.html.txt"])
def test_a_name_that_says_another_kind_of_file_is_refused(
    helen: Device, tmp_path: Path, name: str
) -> None:
    assert refused(helen, tmp_path / name, WORD) == "report.shape-ending"


def test_what_is_not_found_whole_is_not_on_record(
    helen: Device, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(helen)
    # A folder that gives back something else than was written to it.
    monkeypatch.setattr(shapes, "read_file", lambda _path, _most: b"<p>Half of it.</p>")
    with pytest.raises(UserError) as said:
        exports(helen, page)
    assert said.value.code == "report.shape-not-whole"
    assert helen.open.versions() == []


def test_every_shape_that_is_offered_can_be_built() -> None:
    for shape in shapes.OFFERED:
        for ending in shapes.ENDINGS[shape]:
            assert build_shape(TINY, shape, ending, draft=False)
    assert set(shapes.ENDINGS) == set(shapes.OFFERED)


def test_files_are_named_for_people(helen: Device) -> None:
    draft = shapes.Report(ReportStage.DRAFT, 2, date(2026, 11, 18))
    final = shapes.Report(ReportStage.FINAL, 1, date(2026, 11, 18))
    names = [
        shapes.file_name(helen.open, shape, shapes.ENDINGS[shape][0], report)
        for shape, report in ((WORD, draft), (ReportShape.GOVERNORS, final), (PUBLISHED, final))
    ]
    assert names == [
        "Larkfield Primary School, peer review report, draft 2.docx",
        "Larkfield Primary School, summary for governors.pdf",
        "Larkfield Primary School, published report.pdf",
    ]


def test_word_says_the_review_in_its_own_words(helen: Device, tmp_path: Path) -> None:
    finds(helen, "Pupils explain what they learned before they write it down.")
    path = tmp_path / "report.docx"
    exports(helen, path, WORD)
    assert "Pupils explain what they learned before they write it down." in text_in(
        path.read_bytes()
    )
