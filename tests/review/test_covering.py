from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import covering, factual_check, findings, reporting, set_up
from tests.support import Device


def recorded(helen: Device, stage: ReportStage) -> None:
    helen.does(reporting.record_version, b"%PDF", stage, 1, MadeFor("the headteacher"))


def test_before_anything_is_exported_there_is_nothing_to_send(helen: Device) -> None:
    with pytest.raises(UserError) as refused:
        covering.covering_mail(helen.open)
    assert refused.value.code == "report.nothing-exported"


def test_a_draft_goes_with_its_form_and_the_day_it_is_wanted_back(helen: Device) -> None:
    helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain.")
    recorded(helen, ReportStage.DRAFT)
    without = covering.covering_mail(helen.open)
    assert without.attach == ("Larkfield Primary School, peer review report, draft 1.pdf",)
    draft = factual_check.latest_draft(helen.open)
    assert draft is not None
    asked = factual_check.asked_of(reporting.content_of(helen.open))
    helen.does(factual_check.open_check, draft, asked)
    mail = covering.covering_mail(helen.open)
    assert mail.attach == (
        "Larkfield Primary School, peer review report, draft 1.pdf",
        "Larkfield Primary School, factual check of draft 1",
    )
    assert "send the form back by 25 November 2026" in mail.body
    assert mail.subject == "Larkfield Primary School: draft 1 of the peer review report"


def test_a_final_is_theirs_and_says_how_its_seal_is_checked(helen: Device) -> None:
    recorded(helen, ReportStage.DRAFT)
    recorded(helen, ReportStage.FINAL)
    mail = covering.covering_mail(helen.open)
    assert Path(mail.attach[0]).name == "Larkfield Primary School, peer review report.pdf"
    assert "It belongs to the school" in mail.body
    assert "open its signature panel" in mail.body
    assert mail.text.startswith("To: the headteacher\nSubject: Larkfield Primary School")
    assert "- Larkfield Primary School, peer review report.pdf" in mail.text
    assert mail.body.rstrip().endswith("Lead reviewer")


def test_a_name_of_two_lines_is_no_second_recipient(helen: Device) -> None:
    helen.does(set_up.change_facts, head_name="Priya Nair\r\nBcc: everyone")
    recorded(helen, ReportStage.FINAL)
    mail = covering.covering_mail(helen.open)
    assert mail.to == "Priya Nair Bcc: everyone"
    assert mail.text.splitlines()[1].startswith("Subject: ")
