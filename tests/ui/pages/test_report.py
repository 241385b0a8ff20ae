"""Report: exported and sealed only for a reader, once it was checked; and what keeps it back."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_der_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import load_der_x509_certificate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, Reader, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import (
    exporting,
    findings,
    reporting,
    waivers,
    weigh,
)
from reviewer_app.ui.components.report_parts import ReportPassage
from reviewer_app.ui.components.seal_panel import SealPanel
from reviewer_app.ui.pages.report import EXPORTED, PAGES, ReportPage
from reviewer_app.ui.widgets import Scroller
from reviewer_app.vault.certificate import SigningCertificate
from tests.ui.pages.choosing import Chosen
from tests.ui.pages.report_stage import texts
from tests.ui.support import Larkfield, wait_until


def test_a_draft_is_exported_under_the_name_people_know_and_recorded(
    review: Larkfield, page: ReportPage, chosen: Chosen
) -> None:
    panel = page.draft
    panel.open()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    wait_until(lambda: bool(panel.outcome), 60)
    assert "U+" not in panel.outcome
    assert chosen.names == []
    made = chosen.folder / "Larkfield Primary School, peer review report, draft 1.pdf"
    assert made.read_bytes().startswith(b"%PDF-")
    version = review.opened.versions()[0]
    assert (version.stage, version.number, version.recipient, version.purpose) == (
        ReportStage.DRAFT,
        1,
        "the headteacher",
        "factual check",
    )
    panel.show_file.click()
    assert chosen.shown == [made]
    assert panel.place.name == "Larkfield Primary School, peer review report, draft 2.pdf"
    page.show_view(EXPORTED)
    assert [row.title for row in page.versions.rows.rows] == ["Draft 1"]
    assert any("Draft 1 exported 18 November 2026" in one for one in texts(page))


def test_every_export_names_its_reader(review: Larkfield, page: ReportPage, chosen: Chosen) -> None:
    for panel in (page.draft, page.seal):
        panel.open()
        panel.recipient.line.setText(" ")
        panel.begin()
        assert panel.recipient.error
        assert not page.seal.seal_now.isVisible()
    assert list(chosen.folder.glob("*.pdf")) == []


def test_a_file_that_is_there_is_never_written_over_unasked(
    page: ReportPage, chosen: Chosen
) -> None:
    page.draft.open()
    page.draft.place.write_bytes(b"mine")
    page.draft.open()
    assert page.draft.place.name.endswith("draft 1 (2).pdf")


def test_another_place_is_kept_for_the_next_export_and_what_no_font_has_is_told(
    page: ReportPage, chosen: Chosen
) -> None:
    stick = chosen.folder / "stick"
    stick.mkdir()
    chosen.save = stick / "draft.pdf"
    panel = page.draft
    panel.open()
    panel.elsewhere.click()
    assert panel.place == chosen.save
    panel.recipient.line.setText("the head \N{SLIGHTLY SMILING FACE}")
    panel.begin()
    wait_until(lambda: bool(panel.outcome), 60)
    assert chosen.save.exists()
    assert "U+1F642" in panel.outcome
    assert panel.place.parent == stick


def test_no_key_pressed_again_and_again_seals_a_report(
    page: ReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports: list[SealPanel] = []
    monkeypatch.setattr(SealPanel, "export", lambda panel, *_asked: exports.append(panel))
    panel = page.seal
    panel.open()
    control = Qt.KeyboardModifier.ControlModifier
    for modifier in (control, Qt.KeyboardModifier.NoModifier):
        for _again in range(5):
            QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return, modifier)
    assert exports == []


def test_the_findings_go_along_as_data_only_into_the_copy_they_were_asked_for(
    page: ReportPage,
) -> None:
    panel = page.seal
    asked: list[bool] = []
    for _copy in range(2):
        panel.open()
        asked.append(panel.made_for.with_data)
        panel.with_data.click()
        asked.append(panel.made_for.with_data)
        panel.close_sheet()
    assert asked == [False, True, False, True]


def test_not_yet_leads_back_from_sealing(page: ReportPage) -> None:
    panel = page.seal
    panel.open()
    panel.begin()
    assert panel.seal_now.isVisible()
    assert "for the headteacher" in panel.sure.text
    assert not panel.start.isVisible()
    panel.not_yet.click()
    assert not panel.seal_now.isVisible()
    assert not panel.sure.isVisible()
    assert panel.start.isVisible()
    assert panel.start.disabled_reason == ""


def test_a_question_about_sealing_is_taken_back_when_what_it_asked_changes(
    page: ReportPage, chosen: Chosen
) -> None:
    panel = page.seal
    changes: tuple[Callable[[], object], ...] = (
        lambda: panel.recipient.line.setText("the governors"),
        lambda: panel.recipient.line.setText(""),
        lambda: panel.purpose.line.setText("to read"),
        panel.with_data.toggle,
        panel.choose_place,
        panel.choose_certificate,
    )
    for change in changes:
        panel.recipient.line.setText("the headteacher")
        panel.open()
        panel.begin()
        assert panel.seal_now.isVisible()
        change()
        assert not panel.seal_now.isVisible()
        assert panel.start.isVisible()
        assert panel.start.disabled_reason == ""


def test_a_yes_that_nothing_was_asked_for_seals_nothing(
    review: Larkfield, page: ReportPage, chosen: Chosen
) -> None:
    panel = page.seal
    panel.open()
    panel.begin()
    panel.recipient.line.setText("")
    panel.seal_now.clicked.emit()
    assert panel.progress.isHidden()
    review.settle()
    assert list(chosen.folder.glob("*.pdf")) == []
    assert review.opened.versions() == []


def test_a_file_that_cannot_be_written_is_said_and_no_version_is_recorded(
    review: Larkfield, page: ReportPage, chosen: Chosen
) -> None:
    chosen.save = chosen.folder / "gone" / "report.pdf"
    panel = page.draft
    panel.open()
    panel.choose_place()
    panel.begin()
    wait_until(lambda: not panel.refused.isHidden(), 60)
    expected = UserError("file.not-written", name="report.pdf", reason="").remedy
    assert expected in panel.refused.text
    assert not panel.outcome
    assert review.opened.versions() == []
    assert panel.start.disabled_reason == ""


def test_sealed_is_said_only_after_the_file_was_opened_again_and_checked(
    review: Larkfield, page: ReportPage, chosen: Chosen, finding: str
) -> None:
    panel = page.seal
    panel.open()
    wait_until(lambda: "Helen Marsh" in " ".join(texts(panel)), 60)
    panel.begin()
    panel.seal_now.click()
    wait_until(lambda: "The final report waits for 1 finding" in " ".join(texts(panel)))
    panel.leave.click()
    assert panel.why.error
    panel.why.set_value("As agreed with the head.")
    panel.leave.click()
    wait_until(panel.why.isHidden)
    assert panel.to_settle.isHidden()
    assert panel.unagreed.isHidden()
    assert "It leaves so: As agreed with the head." in panel.open_points[0]
    assert review.opened.review.unagreed_because == "As agreed with the head."
    [waived] = waivers.broken(review.opened)
    assert waived.waiver is not None
    assert (waived.finding.id, waived.waiver.reason) == (finding, "As agreed with the head.")
    panel.begin()
    panel.seal_now.click()
    assert not panel.outcome
    assert panel.start.disabled_reason
    wait_until(lambda: bool(panel.outcome), 60)
    assert "nothing in this file has changed" in panel.outcome
    made = chosen.folder / "Larkfield Primary School, peer review report.pdf"
    version = review.opened.versions()[0]
    assert (version.stage, version.recipient, version.purpose) == (
        ReportStage.FINAL,
        "the headteacher",
        "to keep as the school’s own report",
    )

    check = page.check
    chosen.open = made
    wait_until(panel.stamp.isVisible, 60)
    check.choose()
    wait_until(lambda: bool(check.verdict), 60)
    assert check.verdict.startswith("Sealed")
    changed = bytearray(chosen.open.read_bytes())
    changed[len(changed) // 2] ^= 1
    chosen.open.write_bytes(changed)
    check.choose()
    wait_until(lambda: not check.verdict.startswith("Sealed") and bool(check.verdict), 60)
    assert check.verdict.startswith("Not valid")
    chosen.open = chosen.folder / "gone.pdf"
    check.choose()
    wait_until(lambda: "gone.pdf" in check.verdict, 60)


def test_exporting_leaves_the_open_review_to_the_windows_thread(
    review: Larkfield, finding: str, tmp_path: Path
) -> None:
    held = review.opened.snapshot()
    made = exporting.export_draft(
        review.session,
        held,
        tmp_path / "draft.pdf",
        MadeFor("the headteacher", reader=Reader.SCHOOL),
    )
    assert held.versions() == []
    assert review.opened.versions() == []
    review.bridge.take_in(made.outcome)
    assert [one.number for one in review.opened.versions()] == [1]
    assert held.versions() == []


def test_what_is_still_open_is_told_first_what_the_final_waits_for(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    review.session.do(
        review.opened, findings.add_finding, "provision", Bearing.EBI, "Ask pupils more often."
    )
    asked: list[tuple[str, str]] = []
    page.wants.connect(lambda where, record: asked.append((where, record)))
    page.seal.open()
    assert page.seal.open_points == (
        "2 findings rest on too little evidence, or do not say “so that”.",
        "Nothing has been agreed with the school as it is worded now.",
        "2 notes are still to follow up.",
    )
    assert page.seal.start.disabled_reason == ""
    page.seal.to_settle.acted.emit()
    page.seal.to_follow_up.acted.emit()
    assert asked[0][0] == "findings"
    assert asked[1] == ("notes", weigh.to_follow_up(review.opened)[0].id)


def test_a_certificate_file_is_imported_and_a_wrong_passphrase_is_said(
    review: Larkfield, page: ReportPage, chosen: Chosen
) -> None:
    issued = SigningCertificate.issue(
        "Helen Marsh, Lark Trust", now=datetime(2026, 11, 1, tzinfo=UTC)
    )
    key = load_der_private_key(issued.private_key_der, None)
    assert isinstance(key, RSAPrivateKey)
    certificate = load_der_x509_certificate(issued.certificate_der)
    chosen.open = chosen.folder / "signer.p12"
    chosen.open.write_bytes(
        serialize_key_and_certificates(
            b"signer",
            key,
            certificate,
            None,
            BestAvailableEncryption(b"larks"),
        )
    )
    panel = page.seal
    panel.open()
    panel.choose_certificate()
    panel.passphrase.line.setText("wrong")
    panel.import_certificate()
    wait_until(lambda: bool(panel.passphrase.error), 60)
    assert panel.passphrase.value == ""
    panel.passphrase.line.setText("larks")
    panel.import_certificate()
    wait_until(lambda: "Lark Trust" in " ".join(texts(panel)), 60)


def test_with_no_findings_the_sheet_teaches(bare_review: Larkfield) -> None:
    page = ReportPage(bare_review.bridge)
    page.show()
    page.enter("")
    assert "No findings yet" in texts(page.sheet)
    page.close()


def test_opening_the_page_writes_nothing(review: Larkfield, page: ReportPage) -> None:
    before = review.session.open(review.opened.id).position
    page.enter("")
    page.leave()
    review.settle()
    assert review.session.open(review.opened.id).position == before
    assert not review.opened.drafts


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What comes to the crash handler."""
    found: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: found.append(kind))
    return found


def breaking(*_anything: object, **_named: object) -> bytes:
    raise ZeroDivisionError


def test_after_a_bug_the_pages_can_be_built_again(
    review: Larkfield,
    page: ReportPage,
    monkeypatch: pytest.MonkeyPatch,
    bugs: list[object],
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(exporting, "build_draft", breaking)
        page.show_view(PAGES)
        wait_until(lambda: bool(page.pages.refused))
    wait_until(lambda: bugs == [ZeroDivisionError])
    assert not page.pages.current
    page.pages.refresh()
    wait_until(lambda: page.pages.current and page.pages.pages > 0, 60)
    assert not page.pages.refused


def test_after_a_bug_exporting_can_be_tried_again(
    review: Larkfield,
    page: ReportPage,
    monkeypatch: pytest.MonkeyPatch,
    bugs: list[object],
) -> None:
    panel = page.draft
    panel.open()
    with monkeypatch.context() as broken:
        broken.setattr(exporting, "export_draft", breaking)
        panel.begin()
        assert panel.start.disabled_reason
        wait_until(lambda: panel.start.disabled_reason == "")
    wait_until(lambda: bugs == [ZeroDivisionError])
    assert panel.progress.isHidden()
    panel.begin()
    wait_until(lambda: bool(panel.outcome), 60)


def test_a_name_keeps_the_report_here_until_it_is_decided_about(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    review.bridge.do(findings.edit_finding, finding, text="Pupils ask Kacper to explain.")
    wait_until(lambda: page.opened.findings()[0].text == "Pupils ask Kacper to explain.")
    page.draft.open()
    page.draft.begin()
    wait_until(lambda: not page.draft.refused.isHidden(), 60)
    assert "1 in findings" in page.draft.refused.text
    assert not page.opened.versions()
    page.draft.refused.acted.emit()
    assert page.names.isVisible()
    wait_until(lambda: page.names.left == 1)
    page.names.choices()[0].click()
    wait_until(lambda: page.names.left == 0)
    page.draft.open()
    page.draft.begin()
    wait_until(lambda: bool(page.draft.outcome), 60)
    assert len(page.opened.versions()) == 1


def test_few_counted_pupils_are_told_before_sealing_as_help(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    words = "Three pupils with EAL explain well."
    review.bridge.do(findings.edit_finding, finding, text=words)
    wait_until(lambda: page.opened.findings()[0].text == words)
    page.seal.open()
    assert any("tell who is meant" in one for one in page.seal.open_points)


def test_few_counted_pupils_in_a_passage_are_told_where_it_is_written_and_before_sealing(
    review: Larkfield, page: ReportPage
) -> None:
    words = "We spoke with three pupils in Year 6."
    review.bridge.do(reporting.write_passage, "introduction", words)
    passage = page.sheet.column.part("introduction")
    assert isinstance(passage, ReportPassage)
    wait_until(lambda: passage.advice == "“three pupils” may tell who is meant.")
    page.seal.open()
    assert any("part of the report counts so few" in one for one in page.seal.open_points)
    page.seal.section_wanted.emit("introduction")
    assert not page.seal.isVisible()
    assert passage.text.sentence.words.hasFocus()
    passage.take_advice()
    assert passage.text.text == "We spoke with a few pupils in Year 6."
    QTest.keyClick(passage.text.sentence.words, Qt.Key.Key_Return)
    wait_until(lambda: passage.advice == "")
    assert review.opened.passage("introduction") == "We spoke with a few pupils in Year 6."


def test_a_long_path_does_not_widen_the_panel(
    review: Larkfield, page: ReportPage, chosen: Chosen
) -> None:
    folder = chosen.folder / ("a-folder-without-a-single-space" * 6)
    folder.mkdir()
    chosen.save = folder / "report.pdf"
    panel = page.draft
    panel.open()
    panel.choose_place()
    panel.begin()
    wait_until(lambda: bool(panel.outcome), 60)
    assert str(chosen.save) in panel.outcome
    assert panel.minimumSizeHint().width() <= panel.width()
    inner = panel.findChildren(Scroller)[0]
    assert panel.done.minimumSizeHint().width() <= inner.viewport().width()


def test_a_view_opened_by_its_key_has_the_keys_and_the_sheet_goes_on_where_it_was(
    page: ReportPage, finding: str
) -> None:
    page.resize(760, 560)
    page.activateWindow()
    run = {one.id: one.run for one in page.commands()}
    page.sheet.show_record(finding)
    words = page.focusWidget()
    assert words is not None
    run["report.pages"]()
    assert page.pages.view.hasFocus()
    run["report.exported"]()
    assert page.versions.shape.hasFocus()
    run["report.writing"]()
    assert words.hasFocus()
    assert not words.visibleRegion().isEmpty()


def test_the_page_begins_on_the_sheet(page: ReportPage) -> None:
    page.activateWindow()
    page.views.setFocus()
    page.enter("")
    focused = page.focusWidget()
    assert focused is not None
    assert page.sheet.isAncestorOf(focused)
