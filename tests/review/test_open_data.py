"""Open data says what the report says: no note, no name, no id, and no count the report would not print."""

import hashlib
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import Bearing, ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import OpenData, Word, written
from reviewer_app.review import agreement, data_export, exporting, findings, reporting, set_up
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.open_data import open_data
from tests.review.consenting import consents
from tests.support import BuilderHere, Device

OFFICE = MadeFor(" the programme office ", "its records")


@pytest.fixture
def agreed(helen: Device) -> Device:
    """A review with a finding of each kind, one of them worded anew since the head agreed."""
    note = helen.writes(helen.visits(), "Seen by us in a corner.")
    helen.does(
        findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.", evidence=[note]
    )
    later = helen.does(findings.add_finding, "leadership", Bearing.EBI, "x so that y")
    helen.does(findings.estimate, "leadership", "effective")
    helen.does(set_up.change_facts, excellence_title="Reading", head_name="Priya Nair")
    helen.does(agreement.record, "Headteacher", name="Priya Nair", different_view="Stronger.")
    helen.does(findings.edit_finding, later, text="z so that y")
    return helen


def test_it_says_the_findings_the_estimate_and_who_agreed_by_role(agreed: Device) -> None:
    data = open_data(agreed.open, OFFICE)
    leadership = next(one for one in data.headings if one.id == "leadership")
    assert [(one.text, one.agreed) for one in leadership.went_well] == [
        ("Leaders know the school.", True)
    ]
    assert [(one.text, one.agreed) for one in leadership.even_better] == [("z so that y", False)]
    assert leadership.estimate == Word(id="effective", label="Effective")
    assert leadership.estimate in leadership.scale
    assert [(one.role, one.different_view) for one in data.agreed] == [("Headteacher", "Stronger.")]
    assert data.made_for.recipient == "the programme office"
    assert [one.school_title for one in data.headings if one.kind == "excellence"] == ["Reading"]
    assert (data.framework.id, data.framework.hash) == (
        usual().framework.id,
        agreed.open.framework.hash,
    )


def test_it_holds_no_note_no_name_and_no_id(agreed: Device) -> None:
    text = written(open_data(agreed.open, OFFICE)).decode()
    opened = agreed.open
    hidden = {
        "Seen by us in a corner.",
        "Helen",
        "Priya",
        opened.id,
        *(one.person for one in opened.people()),
        *(one.id for one in (*opened.activities(), *opened.evidence(), *opened.findings())),
    }
    assert [one for one in hidden if one in text] == []
    # One visit is one class: the report does not count it, and neither does this.
    assert open_data(opened, OFFICE).seen.activities == ()


def test_nothing_is_agreed_while_nobody_has(helen: Device) -> None:
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.")
    data = open_data(helen.open, OFFICE)
    assert [one.agreed for heading in data.headings for one in heading.went_well] == [False]


def test_whoever_asks_gets_the_same(agreed: Device, asha: Device) -> None:
    asha.receives(agreed.changes)
    assert open_data(asha.open, OFFICE) == open_data(agreed.open, OFFICE)


def test_each_kind_lies_in_the_folder_as_it_was_wanted(helen: Device, tmp_path: Path) -> None:
    consents(helen, OFFICE)
    folder = tmp_path / "new" / "folder"
    for kind, names in (
        (OpenKind.JSON, {"review.json"}),
        (OpenKind.XLSX, {"review.xlsx"}),
        (OpenKind.CSV, {"review.csv", "findings.csv", "estimates.csv"}),
    ):
        files = data_export.export_open(helen.session, helen.open, folder, kind, OFFICE).files
        assert names <= {one.name for one in files}
        assert all(one.is_file() and one.parent == folder for one in files)
    read = OpenData.model_validate_json((folder / "review.json").read_bytes())
    assert read == open_data(helen.open, OFFICE)


def test_it_leaves_as_the_report_does_by_who_leads_for_someone_without_names(
    helen: Device, asha: Device, tmp_path: Path
) -> None:
    def refused(device: Device, made_for: MadeFor, folder: Path) -> str:
        with pytest.raises(UserError) as problem:
            data_export.export_open(device.session, device.open, folder, OpenKind.JSON, made_for)
        return problem.value.code

    assert refused(asha, OFFICE, tmp_path / "out") == "review.not-allowed"
    assert refused(helen, MadeFor(" "), tmp_path / "out") == "report.reader-missing"
    assert refused(helen, OFFICE, tmp_path / "out") == "report.consent-missing"
    consents(helen, OFFICE)
    (tmp_path / "file").write_text("x")
    assert refused(helen, OFFICE, tmp_path / "file") == "file.not-written"
    helen.writes(helen.visits(), "We asked Kacper.")
    assert refused(helen, OFFICE, tmp_path / "out") == "name.stand"
    assert not (tmp_path / "out").exists()
    assert helen.open.versions() == []


def test_it_is_on_record_beside_the_version_that_says_the_same(
    helen: Device, tmp_path: Path
) -> None:
    helen.session.builder = BuilderHere()
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.")
    consents(helen, OFFICE)
    exporting.export_draft(helen.session, helen.open, tmp_path / "draft.pdf", OFFICE)
    for kind in (OpenKind.JSON, OpenKind.CSV):
        before = {one.id for one in helen.open.versions()}
        made = data_export.export_open(helen.session, helen.open, tmp_path, kind, OFFICE)
        [recorded] = [one for one in helen.open.versions() if one.id not in before]
        assert (recorded.shape, recorded.stage) == (ReportShape.OPEN_DATA, ReportStage.DRAFT)
        assert (recorded.number, recorded.recipient, recorded.purpose) == (
            1,
            "the programme office",
            "its records",
        )
        whole = b"".join(one.read_bytes() for one in made.files)
        assert recorded.digest == hashlib.sha256(whole).hexdigest()
    assert reporting.number_after(helen.open.versions(), ReportStage.DRAFT) == 2
