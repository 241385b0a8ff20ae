from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import ReportStage
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import ReportContent
from reviewer_app.review.session import Session
from tests.support import Device, TestClock


class BuilderHere:
    """Builds in this process: the child has its own tests."""

    def build(self, content: ReportContent, *, draft: bool) -> bytes:
        return build_pdf(content, draft=draft)

    def close(self) -> None:
        pass


def builds_here(device: Device) -> Session:
    device.session.builder = BuilderHere()
    return device.session


def test_sealed_report_is_checked_and_its_version_recorded(helen: Device, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    exported = builds_here(helen).seal(helen.open, path, recipient="Headteacher")
    assert exported.checked.sealed
    assert path.read_bytes().startswith(b"%PDF")
    [version] = helen.open.versions()
    assert (version.stage, version.number, version.recipient) == (
        ReportStage.FINAL,
        1,
        "Headteacher",
    )


def test_draft_is_numbered_one_by_one(helen: Device, tmp_path: Path) -> None:
    session = builds_here(helen)
    for number in (1, 2):
        exported = session.export_draft(helen.open, tmp_path / f"{number}.pdf")
        assert exported.outcome.value == number
        assert not exported.checked.sealed


def test_who_may_not_record_a_version_writes_no_file_either(
    helen: Device, asha: Device, tmp_path: Path
) -> None:
    session = builds_here(asha)
    for export in (session.seal, session.export_draft):
        with pytest.raises(UserError) as refused:
            export(asha.open, tmp_path / "report.pdf")
        assert refused.value.code == "review.not-allowed"
    assert not (tmp_path / "report.pdf").exists()


def test_place_that_takes_no_file_records_no_version(helen: Device, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        builds_here(helen).seal(helen.open, tmp_path / "nowhere" / "report.pdf")
    assert refused.value.code == "file.not-written"
    assert helen.open.versions() == []


def test_sample_is_played_at_the_times_of_another_clock_and_mine_comes_back(
    helen: Device,
) -> None:
    own = helen.session.clock
    with pytest.raises(LookupError), helen.session.at_times_of(TestClock()):
        raise LookupError
    assert helen.session.clock is helen.session.database.clock is own


def test_backup_is_wanted_once_a_day_and_the_folder_not_looked_at_in_every_pause(
    helen: Device,
) -> None:
    assert helen.session.wants_backup()
    made = helen.session.back_up()
    made.path.unlink()
    helen.clock.forward(23 * 60)
    assert not helen.session.wants_backup()
    helen.clock.forward(60)
    assert helen.session.wants_backup()


def test_backup_made_before_this_start_counts(helen: Device) -> None:
    helen.session.back_up()
    helen.restarts()
    assert not helen.session.wants_backup()
    helen.clock.forward(24 * 60)
    assert helen.session.wants_backup()
