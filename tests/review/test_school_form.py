"""The form of a factual check goes out with the draft it is about, and comes back to the review it was sent for."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import FactualCheck, ParagraphAnswer
from reviewer_app.model.words import Bearing, Nation, Reader, Said
from reviewer_app.report.content import MadeFor
from reviewer_app.report.response_content import field_name
from reviewer_app.review import exporting, factual_check, findings, report_look, school_form
from reviewer_app.review.factual_check import Answered
from reviewer_app.review.names import gate
from reviewer_app.review.school_form import Sending
from tests.report.response_sample import filled_in
from tests.report.word_answers import filled_in_word
from tests.support import BuilderHere, Device, Devices

HEAD = MadeFor("the headteacher", "factual check", reader=Reader.SCHOOL)


def drafts(device: Device, folder: Path) -> None:
    device.session.builder = BuilderHere()
    if not device.open.findings():
        device.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain it.")
    exporting.export_draft(device.session, device.open, folder / "draft.pdf", HEAD)


def sends(device: Device, path: Path, nation: Nation = Nation.ENGLAND) -> school_form.Sent:
    return school_form.write_form(device.session, device.open, path, nation)


def code_of(device: Device, path: Path) -> str:
    with pytest.raises(UserError) as refused:
        sends(device, path)
    assert not path.exists()
    return refused.value.code


def test_form_goes_out_with_its_draft_and_comes_back_with_every_answer(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    form = tmp_path / "form.pdf"
    sent = sends(helen, form, Nation.SCOTLAND)
    assert (sent.draft, sent.due) == (1, "2026-11-25")
    back = tmp_path / "back.pdf"
    values = {
        field_name(sent.check, 1, "said"): "/inaccurate",
        field_name(sent.check, 1, "correction"): "There are 398 pupils.",
        field_name(sent.check, 2, "source"): "The timetable",
        field_name(sent.check, 0, "who"): "Headteacher",
    }
    back.write_bytes(filled_in(form.read_bytes(), values))
    taken = school_form.read_form(helen.session, back, helen.review)
    assert (taken.form.check, len(taken.form.answers), taken.new) == (sent.check, 2, 2)
    answers = {one.id: one for one in helen.open.all(ParagraphAnswer)}
    assert answers[f"{sent.check}:1"].correction == "There are 398 pupils."
    # Words with no tick beside them are not lost: they correct something.
    assert answers[f"{sent.check}:2"].said is Said.INACCURATE
    [check] = helen.open.all(FactualCheck)
    assert (check.answered_by, check.nation) == ("Headteacher", Nation.SCOTLAND)
    assert school_form.read_form(helen.session, back).new == 0
    # The same form as a Word document: what it answers is taken in beside the rest.
    word = tmp_path / "form.docx"
    assert sends(helen, word).check == sent.check
    word.write_bytes(
        filled_in_word(word.read_bytes(), {field_name(sent.check, 2, "said"): "discuss"})
    )
    assert school_form.read_form(helen.session, word, helen.review).new == 1
    answers = {one.id: one for one in helen.open.all(ParagraphAnswer)}
    assert answers[f"{sent.check}:2"].said is Said.DISCUSS


def test_form_that_could_not_be_written_leaves_no_check_behind(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    assert code_of(helen, tmp_path / "no such folder" / "form.pdf") == "file.not-written"
    assert helen.open.all(FactualCheck) == []
    assert sends(helen, tmp_path / "form.pdf").draft == 1


def test_form_written_again_is_the_same_form_on_any_later_day(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    first = sends(helen, tmp_path / "first.pdf")
    helen.clock.forward(3 * 24 * 60)
    [finding] = helen.open.findings()
    helen.does(findings.edit_finding, finding.id, text="Pupils in Year 4 explain it.")
    again = sends(helen, tmp_path / "again.pdf")
    assert again.outcome is None
    assert (again.check, again.due) == (first.check, first.due)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()


def test_school_is_never_asked_about_another_wording_than_its_drafts(
    helen: Device, tmp_path: Path
) -> None:
    helen.session.builder = BuilderHere()
    form = tmp_path / "form.pdf"
    assert code_of(helen, form) == "check.no-draft"
    assert code_of(helen, tmp_path / "form.odt") == "check.form-ending"
    drafts(helen, tmp_path)
    helen.does(findings.add_finding, "provision", Bearing.EBI, "More, so that it lasts.")
    assert code_of(helen, form) == "check.draft-changed"
    assert helen.open.all(FactualCheck) == []
    drafts(helen, tmp_path)
    assert sends(helen, form).draft == 2


def test_form_is_worded_as_its_draft_is_whatever_the_review_and_the_look_say_since(
    helen: Device, tmp_path: Path
) -> None:
    helen.session.builder = BuilderHere()
    helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain it.")
    exporting.export_draft(helen.session, helen.open, tmp_path / "draft.pdf", HEAD, language="cy")
    report_look.set_colour(helen.session, "#1f4e79")
    sends(helen, tmp_path / "form.pdf")
    opened = helen.open
    [check] = opened.all(FactualCheck)
    form = school_form.form_of(opened, check)
    assert (form.language, form.also_in) == ("cy", "")
    assert "Ar y clawr" in form.paragraphs[0].title
    assert [one.text for one in form.paragraphs if "Pupils" in one.text] == ["Pupils explain it."]
    assert not any(one.changed for one in school_form.answers_beside(opened, check))
    [finding] = opened.findings()
    helen.does(findings.edit_finding, finding.id, text="Pupils say it.")
    changed = [one for one in school_form.answers_beside(helen.open, check) if one.changed]
    assert [one.paragraph.text for one in changed] == ["Pupils explain it."]


def test_draft_that_looks_otherwise_now_is_made_anew_for_the_school(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    assert school_form.sending(helen.session, helen.open, HEAD) == Sending(1, made=True)
    report_look.set_colour(helen.session, "#1f4e79")
    assert school_form.sending(helen.session, helen.open, HEAD) == Sending(2, made=False)


def test_only_who_leads_sends_it(helen: Device, asha: Device, tmp_path: Path) -> None:
    asha.session.builder = helen.session.builder = BuilderHere()
    assert code_of(asha, tmp_path / "form.pdf") == "review.not-allowed"


def test_answer_to_another_review_is_refused(
    helen: Device, devices: Devices, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    form = tmp_path / "form.pdf"
    sends(helen, form)
    with pytest.raises(UserError) as refused:
        school_form.read_form(helen.session, form, "another")
    assert refused.value.code == "check.other-review"
    stranger = devices("Omar")
    with pytest.raises(UserError) as refused:
        school_form.read_form(stranger.session, form)
    assert refused.value.code == "check.other-review"


def test_form_of_an_older_draft_is_refused_once_a_later_one_went_to_the_school(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    older = tmp_path / "older.pdf"
    sends(helen, older)
    helen.clock.forward(5)
    drafts(helen, tmp_path)
    sends(helen, tmp_path / "later.pdf")
    with pytest.raises(UserError) as refused:
        school_form.read_form(helen.session, older, helen.review)
    assert refused.value.code == "check.older-draft"
    assert "draft 1; draft 2 went" in refused.value.happened
    assert school_form.read_form(helen.session, tmp_path / "later.pdf").form.answers == ()


def test_a_clock_that_is_set_right_leaves_the_later_draft_the_later(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    older, later = tmp_path / "older.pdf", tmp_path / "later.pdf"
    sends(helen, older)
    helen.clock.forward(-60 * 24)
    drafts(helen, tmp_path)
    assert sends(helen, later).draft == 2
    check = factual_check.latest(helen.open)
    assert check is not None
    assert check.draft == 2
    assert school_form.read_form(helen.session, later).form.check == check.id
    with pytest.raises(UserError) as refused:
        school_form.read_form(helen.session, older)
    assert refused.value.code == "check.older-draft"


def test_draft_that_still_holds_goes_along_and_any_other_time_the_next_is_made(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    session = helen.session
    for made_for, draft, made in (
        (HEAD, 1, True),
        (MadeFor("the governors", "to read", reader=Reader.SCHOOL), 2, False),
    ):
        found = school_form.sending(session, helen.open, made_for)
        assert (found.draft, found.made) == (draft, made)
    form = tmp_path / "form.pdf"
    sent = school_form.send(session, helen.open, form, HEAD, Nation.ENGLAND)
    assert (sent.exported, sent.form.draft) == (None, 1)
    assert sent.draft.read_bytes() == (tmp_path / "draft.pdf").read_bytes()
    again = school_form.send(session, helen.open, tmp_path / "2.pdf", HEAD, Nation.ENGLAND)
    assert again.exported is not None
    assert (again.form.draft, again.draft.name) == (
        2,
        "Larkfield Primary School, peer review report, draft 2.pdf",
    )
    assert {one.draft for one in helen.open.all(FactualCheck)} == {1, 2}


def test_what_the_school_writes_holds_no_report_up_and_is_marked_as_the_rest(
    helen: Device, tmp_path: Path
) -> None:
    drafts(helen, tmp_path)
    check = sends(helen, tmp_path / "form.pdf").check
    answered = [Answered(1, Said.INACCURATE, "Mrs Khan teaches Year 4.")]
    helen.does(factual_check.take_in, check, answered, "Mrs Khan says so.", "Headteacher")
    left = gate.names_left(helen.session, helen.open)
    assert {gate.place_words(helen.open, one) for one in left} == {
        "Factual check",
        "Factual check, what the school says",
    }
    gate.require_no_names(helen.session, helen.open)
    [finding] = helen.open.findings()
    helen.does(findings.edit_finding, finding.id, text="Mrs Khan teaches Year 4.")
    with pytest.raises(UserError) as refused:
        gate.require_no_names(helen.session, helen.open)
    assert refused.value.code == "name.stand"


def test_file_beyond_the_size_of_any_form_is_refused_unread(helen: Device, tmp_path: Path) -> None:
    huge = tmp_path / "scan.pdf"
    with huge.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(UserError) as refused:
        school_form.read_form(helen.session, huge, helen.review)
    assert refused.value.code == "file.over-limit"
    assert "20 MB" in refused.value.happened


def test_form_is_named_for_people(helen: Device, tmp_path: Path) -> None:
    drafts(helen, tmp_path)
    name = "Larkfield Primary School, factual check of draft 1"
    for ending in (".pdf", ".docx", ""):
        assert school_form.form_name(helen.open, 1, ending) == f"{name}{ending}"
