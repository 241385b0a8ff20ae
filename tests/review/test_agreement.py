import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing
from reviewer_app.review import agreement, findings
from tests.support import Device


def test_agreement_covers_the_wording_it_saw_and_nothing_later(helen: Device) -> None:
    one = helen.does(findings.add_finding, "leadership", Bearing.WWW, "One.")
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Two.")
    helen.does(agreement.record, " Headteacher ")
    [made] = helen.open.agreements()
    assert made.role == "Headteacher"
    assert agreement.not_covered(made, helen.open.findings()) == []
    helen.does(findings.edit_finding, one, text="One, reworded.")
    added = helen.does(findings.add_finding, "leadership", Bearing.EBI, "Three.")
    assert {f.id for f in agreement.not_covered(made, helen.open.findings())} == {one, added}


def test_wording_that_was_put_back_is_covered_again(helen: Device) -> None:
    one = helen.does(findings.add_finding, "leadership", Bearing.WWW, "One.")
    helen.does(agreement.record, "Headteacher")
    helen.does(findings.edit_finding, one, text="Other.")
    helen.does(findings.edit_finding, one, text="One.")
    [made] = helen.open.agreements()
    assert agreement.not_covered(made, helen.open.findings()) == []


def test_different_view_is_kept_and_an_agreement_can_be_taken_back(helen: Device) -> None:
    made = helen.does(agreement.record, "Chair of governors", different_view=" Stronger. ")
    assert helen.open.agreements()[0].different_view == "Stronger."
    helen.does(agreement.take_back, made)
    assert helen.open.agreements() == []


def test_reviewer_records_no_agreement(asha: Device) -> None:
    with pytest.raises(UserError) as refused:
        asha.does(agreement.record, "Headteacher")
    assert refused.value.code == "review.not-allowed"
