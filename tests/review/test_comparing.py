"""Two versions of a report beside each other; the text of an export comes from the journal of that moment."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import comparing, findings, reporting
from reviewer_app.review.comparing import NOW, Fate, Pair, Paragraph, compare, compare_versions
from tests.support import Device

FIRST = "Pupils explain their mathematics."
SECOND = "Pupils explain their mathematics because every lesson asks for a proof."


def exports(device: Device, number: int = 1) -> str:
    made_for = MadeFor("the headteacher", "factual check")
    device.does(reporting.record_version, b"%PDF-", ReportStage.DRAFT, number, made_for)
    return comparing.named_version(device.open, f"draft-{number}")


def differ(device: Device, earlier: str, later: str = NOW) -> list[Pair]:
    pairs = compare_versions(device.session, device.open, earlier, later)
    return [one for one in pairs if one.fate is not Fate.SAME]


def free(*texts: str) -> list[Paragraph]:
    return [Paragraph("Introduction", "", one) for one in texts]


def keyed(*ones: tuple[str, str]) -> list[Paragraph]:
    return [Paragraph("Provision", f"finding:{key}", text) for key, text in ones]


def fates(before: list[Paragraph], after: list[Paragraph]) -> list[tuple[str, str, str]]:
    return [(one.before, one.after, one.fate.value) for one in compare(before, after)]


def test_the_text_of_a_draft_is_what_the_review_said_when_it_was_exported(helen: Device) -> None:
    kept = helen.does(findings.add_finding, "provision", Bearing.WWW, FIRST)
    gone = helen.does(findings.add_finding, "provision", Bearing.WWW, "Displays are tidy.")
    draft = exports(helen)
    helen.does(findings.edit_finding, kept, text=SECOND)
    helen.does(findings.remove_finding, gone, "said elsewhere")
    helen.does(findings.add_finding, "provision", Bearing.EBI, "Ask all, so that all reason.")
    found = {(one.before, one.after): one.fate for one in differ(helen, draft)}
    assert found == {
        (FIRST, SECOND): Fate.CHANGED,
        ("Displays are tidy.", ""): Fate.TAKEN_OUT,
        ("", "Ask all, so that all reason."): Fate.PUT_IN,
    }
    assert differ(helen, draft, exports(helen, 2)) == differ(helen, draft)
    assert differ(helen, NOW, NOW) == []


def test_what_arrived_after_the_export_was_not_in_it_though_it_was_written_before(
    helen: Device, asha: Device
) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.WWW, FIRST)
    asha.receives(helen.changes)
    asha.does(findings.edit_finding, finding, text=SECOND)
    helen.clock.forward(30)
    draft = exports(helen)
    helen.receives(asha.changes)
    assert [one.before for one in differ(helen, draft)] == [FIRST]


def test_on_another_laptop_a_draft_is_read_from_what_its_writer_had_written(
    helen: Device, asha: Device
) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.WWW, FIRST)
    draft = exports(helen)
    helen.does(findings.edit_finding, finding, text=SECOND)
    asha.receives(helen.changes)
    assert [(one.before, one.after) for one in differ(asha, draft)] == [(FIRST, SECOND)]


def test_on_another_laptop_what_others_say_they_had_written_by_then_was_in_a_draft(
    helen: Device, asha: Device
) -> None:
    before = helen.does(findings.add_finding, "provision", Bearing.WWW, FIRST)
    after = helen.does(findings.add_finding, "provision", Bearing.WWW, "Displays are tidy.")
    asha.receives(helen.changes)
    asha.does(findings.edit_finding, before, text=SECOND)
    helen.receives(asha.changes)
    helen.clock.forward(30)
    draft = exports(helen)
    asha.receives(helen.changes)
    helen.clock.forward(30)
    asha.clock.now = helen.clock.now
    asha.does(findings.edit_finding, after, text="Displays are new.")
    assert [(one.before, one.after) for one in differ(asha, draft)] == [
        ("Displays are tidy.", "Displays are new.")
    ]


def test_a_version_that_is_not_there_is_refused(helen: Device) -> None:
    for name in ("draft-1", "final-3", "yesterday"):
        with pytest.raises(UserError, match=r"report\.version-unknown"):
            comparing.named_version(helen.open, name)
    with pytest.raises(UserError, match=r"report\.version-unknown"):
        differ(helen, "no such id")
    with pytest.raises(UserError, match=r"report\.nothing-exported"):
        comparing.last_exported(helen.open)


def test_paragraphs_are_put_beside_those_they_came_from() -> None:
    one, two, three = "We thank the school.", "The review looked at talk.", "It took three days."
    reworded = "The review looked at talk in mathematics."
    assert fates(free(one, two, three), free(three, one, reworded)) == [
        ("", three, "put-in"),
        (one, one, "same"),
        (two, reworded, "changed"),
        (three, "", "taken-out"),
    ]
    assert fates(free(one), free("Nothing of it is left.")) == [
        ("", "Nothing of it is left.", "put-in"),
        (one, "", "taken-out"),
    ]
    assert fates(free(one, one), free(one)) == [(one, one, "same"), (one, "", "taken-out")]


def test_a_finding_is_known_by_itself_wherever_it_stands() -> None:
    before = keyed(("a", "First."), ("b", "Second."), ("c", "Third."))
    after = keyed(("c", "Third."), ("a", "First."), ("b", "Wholly otherwise worded."))
    assert fates(before, after) == [
        ("Third.", "Third.", "moved"),
        ("First.", "First.", "same"),
        ("Second.", "Wholly otherwise worded.", "changed"),
    ]


def test_a_part_that_went_stands_where_it_stood() -> None:
    before = [Paragraph(title, "", title) for title in ("One", "Two", "Three")]
    after = [Paragraph(title, "", title) for title in ("One", "Three", "Four")]
    assert [one.title for one in compare(before, after)] == ["One", "Two", "Three", "Four"]


def test_the_words_that_differ_are_told_in_words() -> None:
    [pair] = compare(keyed(("a", "Most pupils reason well.")), keyed(("a", "All pupils reason.")))
    assert comparing.pair_words(pair) == ("Taken out: “Most”; “well”", "Put in: “All”")
    assert comparing.changes_words([pair]) == "1 paragraph differs."
    assert comparing.changes_words([]) == "Both say the same, word for word."


def test_the_report_is_told_in_the_order_it_is_printed(helen: Device) -> None:
    helen.does(findings.add_finding, "provision", Bearing.WWW, FIRST)
    helen.does(findings.estimate, "provision", "effective")
    titles = [one.title for one in comparing.paragraphs_of(reporting.content_of(helen.open))]
    assert titles[:3] == ["On the cover", "Summary", "Introduction"]
    assert "Quality of provision and outcomes: what went well" in titles
    assert titles[-1] == "How to read this report"
