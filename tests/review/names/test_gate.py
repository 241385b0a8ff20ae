"""No report leaves while a name stands; where they stand is said."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, Reader
from reviewer_app.report.content import MadeFor
from reviewer_app.review import exporting, findings, set_up, waivers
from reviewer_app.review.names import answering, gate
from reviewer_app.review.names.places import Place
from tests.support import BuilderHere, Device

HEAD = MadeFor("the headteacher", "factual check", reader=Reader.SCHOOL)


@pytest.mark.parametrize("export", [exporting.export_draft, exporting.build_final, exporting.seal])
def test_no_way_out_while_a_name_stands(helen: Device, tmp_path: Path, export: object) -> None:
    helen.session.builder = BuilderHere()
    helen.does(waivers.leave_unagreed, "It is for a test.")
    note = helen.writes(helen.visits(), "We asked Kacper.")
    path = tmp_path / "report.pdf"
    with pytest.raises(UserError, match=r"name\.stand") as refused:
        export(helen.session, helen.open, path, HEAD)  # type: ignore[operator]
    assert "1 in notes" in refused.value.happened
    assert not path.exists()
    helen.does(answering.replace_name, Place("note", note, "text"), "Kacper", "a pupil")
    export(helen.session, helen.open, path, HEAD)  # type: ignore[operator]
    assert path.exists()


def test_it_is_said_where_names_stand(helen: Device) -> None:
    helen.writes(helen.visits(), "We asked Kacper and Zuzanna.")
    heading = helen.open.framework.framework.headings[0].id
    helen.does(findings.add_finding, heading, Bearing.WWW, "Mrs Khan models well.")
    helen.does(set_up.set_earlier_estimate, heading, "", "Mrs Khan led it.")
    helen.does(waivers.leave_unagreed, "Mrs Khan is away.")
    found = gate.names_left(helen.session, helen.open)
    assert gate.where_words(found) == ("2 in notes, 1 in findings and 2 in the report’s own words")
    assert {gate.place_words(helen.open, one) for one in found} == {
        "Note, Year 4 mathematics",
        "Finding",
        "Estimate of the last review",
        "Why the report leaves unagreed",
    }
