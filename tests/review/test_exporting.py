"""Exporting: only who leads, only for someone, and the record says what the file says."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Reader, ReportStage
from reviewer_app.report.content import DraftStatus, MadeFor, ReportContent
from reviewer_app.report.substitutes import Substituted
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.review import checking, exporting, waivers
from reviewer_app.review.session import Session
from tests.review.consenting import consents
from tests.support import BuilderHere, Device

HEAD = MadeFor("the headteacher", "factual check", reader=Reader.SCHOOL)


@pytest.fixture
def helen(helen: Device) -> Device:
    """Helen, with a review whose report may leave though nothing of it was agreed."""
    helen.does(waivers.leave_unagreed, "It is for a test.")
    return helen


def builds_here(device: Device) -> Session:
    device.session.builder = BuilderHere()
    return device.session


def seals(device: Device, unsigned: Path, path: Path) -> exporting.Exported:
    session = device.session
    return exporting.seal_built(session, unsigned, path, session.certificate())


def test_sealed_report_is_checked_and_its_version_recorded(helen: Device, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    exported = exporting.seal(builds_here(helen), helen.open, path, HEAD)
    assert exported.checked.sealed
    assert path.read_bytes().startswith(b"%PDF")
    [version] = helen.open.versions()
    assert (version.stage, version.number, version.recipient, version.purpose) == (
        *(ReportStage.FINAL, 1),
        *("the headteacher", "factual check"),
    )


def test_what_no_font_has_is_told_with_the_export(helen: Device, tmp_path: Path) -> None:
    smile = "\N{SLIGHTLY SMILING FACE}"
    reader = MadeFor(f"the head {smile}", reader=Reader.SCHOOL)
    session, told = builds_here(helen), (Substituted("", smile),)
    made = exporting.export_draft(session, helen.open, tmp_path / "draft.pdf", reader)
    assert made.substituted == told
    built = exporting.build_final(session, helen.open, tmp_path / "final.pdf", reader)
    assert [one.characters for one in built] == [smile]


def test_only_a_copy_it_was_wanted_for_holds_the_findings_as_data(
    helen: Device, tmp_path: Path
) -> None:
    session = builds_here(helen)
    office = MadeFor("the programme office", "its records", with_data=True)
    consents(helen, office)
    for made_for, held in ((office, ("review.json",)), (HEAD, ())):
        path = tmp_path / f"{made_for.recipient}.pdf"
        exported = exporting.seal(session, helen.open, path, made_for)
        assert exported.checked.sealed
        assert exported.checked.attachments == held
    preview = exporting.build_draft(session, helen.open, office)
    assert verify_pdf(preview).attachments == ()


def test_version_is_on_record_with_what_it_is_worded_in(helen: Device, tmp_path: Path) -> None:
    session, built = builds_here(helen), tmp_path / "built.pdf"
    exporting.export_draft(session, helen.open, tmp_path / "d.pdf", HEAD, language="cy+en")
    exporting.build_final(session, helen.open, built, HEAD, language="cy")
    seals(helen, built, tmp_path / "sealed.pdf")
    exporting.seal(session, helen.open, tmp_path / "next.pdf", HEAD)
    recorded = {(one.stage, one.number): one.language for one in helen.open.versions()}
    assert recorded == {
        (ReportStage.DRAFT, 1): "cy+en",
        (ReportStage.FINAL, 1): "cy",
        (ReportStage.FINAL, 2): "en-GB",
    }


def test_draft_is_recorded_under_the_number_it_prints(
    helen: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[DraftStatus | None] = []
    session = builds_here(helen)

    def build(content: ReportContent, *, draft: bool) -> bytes:
        printed.append(content.draft)
        return BuilderHere().build(content, draft=draft)

    monkeypatch.setattr(session.builder, "build", build)
    opened = helen.open
    made = [
        exporting.export_draft(session, opened, tmp_path / f"{number}.pdf", HEAD)
        for number in (1, 2)
    ]
    assert printed == [DraftStatus(one, "18 November 2026") for one in (1, 2)]
    assert [one.number for one in made] == [1, 2]
    assert [one.number for one in helen.open.versions()] == [1, 2]
    assert not any(one.checked.sealed for one in made)


def test_preview_has_the_number_of_the_next_draft(helen: Device, tmp_path: Path) -> None:
    session, opened = builds_here(helen), helen.open
    exporting.export_draft(session, opened, tmp_path / "draft.pdf", HEAD)
    preview = exporting.build_draft(session, opened, HEAD)
    exporting.export_draft(session, opened, tmp_path / "next.pdf", HEAD)
    assert (tmp_path / "next.pdf").read_bytes() == preview


def test_who_may_not_record_a_version_writes_no_file_either(
    helen: Device, asha: Device, tmp_path: Path
) -> None:
    session = builds_here(asha)
    for export in (exporting.seal, exporting.export_draft, exporting.build_final):
        with pytest.raises(UserError) as refused:
            export(session, asha.open, tmp_path / "report.pdf", HEAD)
        assert refused.value.code == "review.not-allowed"
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        (MadeFor("  ", "reading"), "report.reader-missing"),
        (MadeFor("the governors" * 10, "reading"), "review.value-not-allowed"),
        (MadeFor("the governors", "reading" * 30), "review.value-not-allowed"),
    ],
    ids=["nobody", "a list of people", "a long purpose"],
)
def test_reader_no_version_can_be_on_record_for_is_refused_before_a_file_is_written(
    helen: Device, tmp_path: Path, reader: MadeFor, code: str
) -> None:
    session = builds_here(helen)
    for export in (exporting.seal, exporting.export_draft, exporting.build_final):
        with pytest.raises(UserError) as refused:
            export(session, helen.open, tmp_path / "report.pdf", reader)
        assert refused.value.code == code
    assert not (tmp_path / "report.pdf").exists()
    assert helen.open.versions() == []


def test_place_that_takes_no_file_records_no_version(helen: Device, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        exporting.seal(builds_here(helen), helen.open, tmp_path / "nowhere" / "report.pdf", HEAD)
    assert refused.value.code == "file.not-written"
    assert helen.open.versions() == []


def test_final_built_first_is_on_record_once_it_is_sealed(helen: Device, tmp_path: Path) -> None:
    unsigned, sealed = tmp_path / "built.pdf", tmp_path / "sealed.pdf"
    exporting.build_final(builds_here(helen), helen.open, unsigned, HEAD)
    assert helen.open.versions() == []
    helen.restarts()
    made = seals(helen, unsigned, sealed)
    assert made.checked.sealed
    assert checking.verify_path(sealed).sealed
    [version] = helen.open.versions()
    assert (version.stage, version.number, version.recipient, version.purpose) == (
        *(ReportStage.FINAL, made.number),
        *("the headteacher", "factual check"),
    )


def test_final_is_sealed_once_under_the_number_it_prints(helen: Device, tmp_path: Path) -> None:
    session = builds_here(helen)
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    exporting.build_final(session, helen.open, first, HEAD)
    exporting.build_final(session, helen.open, second, MadeFor("governors", reader=Reader.SCHOOL))
    assert seals(helen, second, tmp_path / "sealed.pdf").number == 1
    for built in (first, second):
        with pytest.raises(UserError) as refused:
            seals(helen, built, tmp_path / "again.pdf")
        assert refused.value.code == "report.built-before"
    assert not (tmp_path / "again.pdf").exists()
    assert [one.recipient for one in helen.open.versions()] == ["governors"]
    exporting.build_final(session, helen.open, first, HEAD)
    assert seals(helen, first, tmp_path / "next.pdf").number == 2


def test_final_built_elsewhere_is_not_sealed(helen: Device, asha: Device, tmp_path: Path) -> None:
    unsigned, sealed = tmp_path / "built.pdf", tmp_path / "sealed.pdf"
    exporting.build_final(builds_here(helen), helen.open, unsigned, HEAD)
    with pytest.raises(UserError) as refused:
        seals(asha, unsigned, sealed)
    assert refused.value.code == "report.not-built-here"
    assert not sealed.exists()
    assert asha.open.versions() == []


def test_clock_that_was_set_back_seals_nothing(helen: Device, tmp_path: Path) -> None:
    session, path = builds_here(helen), tmp_path / "report.pdf"
    session.certificate()
    helen.clock.forward(24 * 60)
    exporting.export_draft(session, helen.open, tmp_path / "draft.pdf", HEAD)
    helen.clock.forward(-120)
    with pytest.raises(UserError) as problem:
        exporting.seal(session, helen.open, path, HEAD)
    assert problem.value.code == "report.clock-set-back"
    assert not path.exists()
    assert [one.stage for one in helen.open.versions()] == [ReportStage.DRAFT]
    # Where it was the earlier clock that was wrong, a draft by the right one says so.
    exporting.export_draft(session, helen.open, tmp_path / "draft 2.pdf", HEAD)
    exporting.seal(session, helen.open, path, HEAD)
    helen.clock.forward(-60)
    with pytest.raises(UserError) as problem:
        exporting.seal(session, helen.open, tmp_path / "again.pdf", HEAD)
    assert problem.value.code == "report.clock-set-back"
