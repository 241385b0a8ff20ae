from reviewer_app.model.words import Bearing
from reviewer_app.report.content import NotAgreed
from reviewer_app.review import agreed, agreement, findings, reporting
from tests.support import Device

WWW = Bearing.WWW


def introduction(helen: Device) -> str:
    return " ".join(reporting.content_of(helen.open).introduction)


def test_a_report_claims_no_agreement_that_is_not_on_record(helen: Device) -> None:
    assert "It has not been agreed with the school’s leaders yet." in introduction(helen)
    helen.does(findings.add_finding, "leadership", WWW, "One.")
    assert "It has not been agreed with the school’s leaders yet." in introduction(helen)
    assert "agreed with them" not in introduction(helen)
    helen.does(agreement.record, "Headteacher")
    assert "shared with the school’s leaders and agreed with them." in introduction(helen)


def test_a_finding_reworded_after_it_was_agreed_is_excepted(helen: Device) -> None:
    one = helen.does(findings.add_finding, "leadership", WWW, "One.")
    helen.does(findings.add_finding, "leadership", WWW, "Two.")
    helen.does(agreement.record, "Headteacher")
    assert agreed.not_agreed(helen.open) == ()
    helen.does(findings.edit_finding, one, text="One, reworded.")
    assert reporting.content_of(helen.open).not_agreed == (NotAgreed("One, reworded."),)
    assert "and agreed with them" not in introduction(helen)
    assert "“Who agreed these findings”" in introduction(helen)


def test_who_has_not_agreed_the_present_wording_is_named_by_role(helen: Device) -> None:
    one = helen.does(findings.add_finding, "leadership", WWW, "One.")
    helen.does(agreement.record, "Headteacher")
    helen.does(findings.edit_finding, one, text="One, reworded.")
    helen.does(agreement.record, "Chair of governors")
    assert agreed.not_agreed(helen.open) == (NotAgreed("One, reworded.", ("Headteacher",)),)


def test_with_every_finding_reworded_nothing_is_called_agreed(helen: Device) -> None:
    one = helen.does(findings.add_finding, "leadership", WWW, "One.")
    helen.does(agreement.record, "Headteacher")
    helen.does(findings.edit_finding, one, text="One, reworded.")
    assert "It has not been agreed with the school’s leaders yet." in introduction(helen)
