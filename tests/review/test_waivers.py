"""Nothing final leaves while a finding breaks a rule that nobody waived with a reason."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import ActivityKind, Bearing, FindingRule, Reader
from reviewer_app.report.content import MadeFor
from reviewer_app.review import advice, agreement, capture, exporting, findings, waivers
from reviewer_app.review.advice import Advice
from tests.support import Device

HEAD = MadeFor("the headteacher", "to keep", reader=Reader.SCHOOL)
ENOUGH, SO_THAT = FindingRule.ENOUGH, FindingRule.SO_THAT


def rules(device: Device) -> list[tuple[str, FindingRule]]:
    return [(one.finding.text, one.rule) for one in waivers.to_settle(device.open)]


def test_a_finding_wants_two_notes_of_two_sources_and_an_ebi_says_so_that(helen: Device) -> None:
    lesson = helen.writes(helen.visits(), "Pupils explain.")
    again = helen.writes(helen.visits("Year 5"), "They explain.")
    made = helen.does(
        findings.add_finding, "provision", Bearing.EBI, "Explain more", evidence=[lesson, again]
    )
    assert rules(helen) == [("Explain more", ENOUGH), ("Explain more", SO_THAT)]
    books = helen.does(capture.start_unplanned, ActivityKind.WORK_SCRUTINY, "Books")
    helen.does(findings.link_evidence, made, helen.writes(books, "Reasons are written."))
    assert rules(helen) == [("Explain more", SO_THAT)]
    helen.does(findings.edit_finding, made, text="Explain more so that all can.")
    assert rules(helen) == []


def test_a_draft_leaves_and_the_final_waits_until_each_is_waived_with_a_reason(
    helen: Device, tmp_path: Path
) -> None:
    made = helen.does(findings.add_finding, "provision", Bearing.EBI, "Explain more")
    exporting.export_draft(helen.session, helen.open, tmp_path / "draft.pdf", HEAD)
    final = tmp_path / "final.pdf"
    for leaves in (exporting.seal, exporting.build_final):
        with pytest.raises(UserError) as refused:
            leaves(helen.session, helen.open, final, HEAD)
        assert refused.value.code == "finding.not-settled"
        assert "1 finding" in refused.value.happened
    assert not final.exists()
    assert advice.still_open(helen.open).to_settle == (made,)
    helen.does(waivers.waive, " The head asked for it. ", (made, ENOUGH))
    assert advice.advice_for(helen.open, helen.open.findings()[0]) is Advice.NO_SO_THAT
    helen.does(waivers.waive, "It stands for itself.", (made, SO_THAT))
    assert advice.advice_for(helen.open, helen.open.findings()[0]) is None
    assert [one.waiver.reason for one in waivers.broken(helen.open) if one.waiver] == [
        "The head asked for it.",
        "It stands for itself.",
    ]
    helen.does(agreement.record, "the headteacher")
    waivers.require_settled(helen.open)
    helen.does(waivers.take_back, (made, ENOUGH))
    assert rules(helen) == [("Explain more", ENOUGH)]


def test_a_waiver_says_why_and_is_the_leads_to_give(helen: Device, asha: Device) -> None:
    made = helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain.")
    with pytest.raises(UserError) as refused:
        helen.does(waivers.waive, " ", (made, ENOUGH))
    assert refused.value.code == "finding.waiver-without-reason"
    own = asha.does(findings.add_finding, "provision", Bearing.WWW, "Adults listen.")
    with pytest.raises(UserError) as refused:
        asha.does(waivers.waive, "Because.", (own, ENOUGH))
    assert refused.value.code == "review.not-allowed"


def test_the_final_waits_until_something_of_it_is_agreed_as_it_is_worded_now(
    helen: Device, tmp_path: Path
) -> None:
    final = tmp_path / "final.pdf"

    def refused() -> str:
        with pytest.raises(UserError) as refused:
            waivers.require_settled(helen.open)
        return refused.value.code

    # A report without a finding says nothing that anybody could agree; and whoever agreed then agreed to nothing.
    waivers.require_settled(helen.open)
    helen.does(agreement.record, "the headteacher")
    made = helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain.")
    helen.does(waivers.waive, "The head saw it.", (made, ENOUGH))
    for leaves in (exporting.seal, exporting.build_final):
        with pytest.raises(UserError) as waits:
            leaves(helen.session, helen.open, final, HEAD)
        assert waits.value.code == "report.not-agreed"
    assert not final.exists()
    assert refused() == "report.not-agreed"
    helen.does(agreement.record, "the headteacher")
    waivers.require_settled(helen.open)
    later = helen.does(findings.add_finding, "provision", Bearing.WWW, "Adults listen.")
    helen.does(waivers.waive, "The head saw it.", (later, ENOUGH))
    waivers.require_settled(helen.open)
    helen.does(findings.remove_finding, made, "Said twice.")
    assert refused() == "report.not-agreed"


def test_nothing_agreed_is_waived_with_a_reason_and_asked_for_again(
    helen: Device, asha: Device
) -> None:
    made = helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain.")
    helen.does(waivers.waive, "The head saw it.", (made, ENOUGH))
    assert waivers.waits_for_agreement(helen.open)
    with pytest.raises(UserError) as refused:
        helen.does(waivers.leave_unagreed, " ")
    assert refused.value.code == "report.unagreed-without-reason"
    with pytest.raises(UserError) as refused:
        asha.does(waivers.leave_unagreed, "Because.")
    assert refused.value.code == "review.not-allowed"
    helen.does(waivers.leave_unagreed, " The head is away. ")
    assert helen.open.review.unagreed_because == "The head is away."
    assert not waivers.waits_for_agreement(helen.open)
    waivers.require_settled(helen.open)
    helen.does(waivers.ask_for_agreement)
    assert waivers.waits_for_agreement(helen.open)
