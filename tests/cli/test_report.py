from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from reviewer_app.model.nouns import ReportVersion
from reviewer_app.model.words import Bearing, FindingRule, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import agreement, waivers
from reviewer_app.review.findings import add_finding, edit_finding
from reviewer_app.review.reporting import record_version
from tests.cli.conftest import Person
from tests.report.time_server import new_authority, served

pytestmark = pytest.mark.usefixtures("builds_here")


def test_report_is_built_signed_and_verified(helen: Person, tmp_path: Path) -> None:
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    helen.does("report", "build", helen.review, "--data", "-o", built)
    said = helen.does("report", "sign", built, "-o", signed, "--json").json
    assert said["valid"] is True
    assert said["attachments"] == ["review.json"]
    assert [one["signer"] for one in said["signatures"]] == ["Helen Marsh"]
    checked = helen.does("report", "verify", signed, "--json").json
    assert checked["files"][0]["valid"] is True
    assert signed.name in helen.does("report", "verify", signed).out


def test_the_final_waits_for_a_finding_until_it_is_waived(helen: Person, tmp_path: Path) -> None:
    session = helen.program.open(helen.folder)
    opened = session.open(helen.review)
    finding = session.do(opened, add_finding, "provision", Bearing.WWW, "Pupils explain.")
    session.close()
    build = ("report", "build", helen.review, "-o", tmp_path / "built.pdf")
    assert helen.refused(*build) == "finding.not-settled"
    [left] = helen.does("report", "settle", helen.review, "--json").json["findings"]
    assert (left["finding"], left["rule"], left["waived_because"]) == (finding, "enough", None)
    waive = ("report", "waive", helen.review, finding, "--rule", "enough", "--reason")
    assert helen.refused(*waive, " ") == "finding.waiver-without-reason"
    others = (
        ("report", "waive", helen.review, "abc", "--rule", "enough", "--reason", "Why."),
        ("report", "waive", helen.review, finding, "--rule", "so-that", "--reason", "Why."),
    )
    for other in others:
        assert helen.refused(*other) == "finding.nothing-to-waive"
    helen.does(*waive, "The head asked for it.")
    assert helen.does("report", "settle", helen.review).out.startswith("Nothing: nothing keeps")
    back = (*waive[:-1], "--take-back")
    helen.does(*back)
    assert helen.refused(*build) == "finding.not-settled"
    assert helen.refused(*back) == "review.record-gone"
    helen.misused(*back, "--reason", "Why.")
    helen.misused(*waive[:-1])
    helen.does(*waive, "The head asked for it.")
    helen.does(*build)


def test_the_final_waits_for_agreement_or_for_a_reason_why_there_is_none(
    helen: Person, tmp_path: Path
) -> None:
    helen.does("report", "waive", helen.review, "--take-back")
    session = helen.program.open(helen.folder)
    opened = session.open(helen.review)
    made = session.do(opened, add_finding, "provision", Bearing.WWW, "Pupils explain.")
    session.do(opened, waivers.waive, "It is for a test.", (made, FindingRule.ENOUGH))
    build = ("report", "build", helen.review, "-o", tmp_path / "built.pdf")
    settle, waive = ("report", "settle", helen.review), ("report", "waive", helen.review)
    session.close()
    said = helen.says(*build)
    assert said.err.startswith("error[report.not-agreed]")
    assert "report waive REVIEW --reason WHY" in said.err
    assert "Nothing in it has been agreed" in helen.does(*settle).out
    helen.misused(*waive, "abc", "--reason", "Why.")
    helen.misused(*waive, "--rule", "enough", "--reason", "Why.")
    assert helen.refused(*waive, "--reason", " ") == "report.unagreed-without-reason"
    helen.does(*waive, "--reason", "The head is away.")
    left = helen.does(*settle, "--json").json
    assert (left["agreed"], left["unagreed_because"]) == (False, "The head is away.")
    helen.does(*build)
    session = helen.program.open(helen.folder)
    opened = session.open(helen.review)
    session.do(opened, agreement.record, "the headteacher")
    session.close()
    assert helen.refused(*waive, "--reason", "Why.") == "report.agreed-already"


def test_sealed_report_gets_a_trusted_time_where_it_lies(helen: Person, tmp_path: Path) -> None:
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    helen.does("report", "build", helen.review, "-o", built)
    helen.does("report", "sign", built, "-o", signed)
    before = signed.read_bytes()
    with served(new_authority(tmp_path)) as address:
        said = helen.does("report", "timestamp", signed, "--tsa", address, "--json").json
        [stamp] = said["time_stamps"]
        assert stamp["service"] == "Test Time Authority"
        assert signed.read_bytes().startswith(before)
        refused = helen.refused("report", "timestamp", built, "--tsa", address)
    assert refused == "report.time-not-sealed"
    assert (
        helen.refused("report", "timestamp", signed, "--tsa", "nowhere")
        == "report.time-there-already"
    )


def test_altered_report_is_said_to_be_altered_on_one_object_and_ends_with_one(
    helen: Person, tmp_path: Path
) -> None:
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    helen.does("report", "build", helen.review, "-o", built)
    helen.does("report", "sign", built, "-o", signed)
    content = bytearray(signed.read_bytes())
    content[len(content) // 3] ^= 1
    signed.write_bytes(content)
    said = helen.says("report", "verify", signed, built, "--json")
    assert said.code == 1
    assert [one["valid"] for one in said.json["files"]] == [False, False]
    assert said.err.startswith("error[report.not-valid]")


def test_draft_is_numbered_and_cannot_be_signed(helen: Person, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    helen.misused("report", "build", helen.review, "--draft", "--data", "-o", draft)
    helen.does("report", "build", helen.review, "--draft", "-o", draft)
    assert draft.read_bytes().startswith(b"%PDF")
    refused = helen.refused("report", "sign", draft, "-o", tmp_path / "signed.pdf")
    assert refused == "report.draft-not-signed"
    assert not (tmp_path / "signed.pdf").exists()
    said = helen.says("report", "verify", draft)
    assert said.err.startswith("error[report.is-draft]")
    assert "Nothing is wrong with it." in said.err


def test_reports_are_given_a_logo_and_a_colour(helen: Person, tmp_path: Path) -> None:
    plain, dressed, logo = tmp_path / "plain.pdf", tmp_path / "dressed.pdf", tmp_path / "logo.png"
    helen.does("report", "build", helen.review, "-o", plain)
    Image.new("RGB", (40, 20), "navy").save(logo)
    named = ("--logo", logo, "--logo-of", "Larkfield")
    said = helen.does("report", "look", *named, "--colour", "#ffd400", "--json")
    assert (said.json["logo"], said.json["logo_of"]) == (True, "Larkfield")
    assert said.json["colour"] != "#ffd400"
    assert said.json["colour"] in said.err
    helen.does("report", "build", helen.review, "-o", dressed)
    assert b"Logo of Larkfield" in dressed.read_bytes()
    assert b"Logo of Larkfield" not in plain.read_bytes()
    refused = helen.refused("report", "look", "--logo", plain, "--colour", "#1f4e79")
    assert refused == "report.logo-unreadable"
    helen.misused("report", "look", *named, "--no-logo")
    now = helen.does("report", "look", "--no-logo", "--json").json
    assert now == {"logo": False, "logo_of": "", "colour": said.json["colour"]}


def versions(person: Person) -> list[ReportVersion]:
    session = person.program.open(person.folder)
    try:
        return session.open(person.review).versions()
    finally:
        session.close()


def test_export_is_on_record_for_whom_it_was_said(helen: Person, tmp_path: Path) -> None:
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    said = helen.does("report", "build", helen.review, "-o", built, "--draft", "--json").json
    assert (said["number"], said["recipient"]) == (1, "the headteacher")
    helen.does(
        *("report", "build", helen.review, "-o", built),
        *("--for", "the governors", "--purpose", "their meeting", "--reader", "school"),
    )
    assert [one.stage for one in versions(helen)] == [ReportStage.DRAFT]
    helen.does("report", "sign", built, "-o", signed)
    recorded = {one.stage: (one.recipient, one.purpose) for one in versions(helen)}
    assert recorded == {
        ReportStage.DRAFT: ("the headteacher", "factual check"),
        ReportStage.FINAL: ("the governors", "their meeting"),
    }


def test_characters_no_font_has_are_told_beside_the_file(helen: Person, tmp_path: Path) -> None:
    smile = "\N{SLIGHTLY SMILING FACE}"
    build = ("report", "build", helen.review, "-o", tmp_path / "r.pdf", "--draft")
    said = helen.does(*build, "--for", f"the head {smile}", "--reader", "school", "--json")
    assert said.json["substituted"] == [{"section": "", "characters": smile}]
    assert "U+1F642" in said.err
    plain = helen.does(*build, "--json")
    assert (plain.json["substituted"], plain.err) == ([], "")


def test_report_for_nobody_is_refused(helen: Person, tmp_path: Path) -> None:
    for draft in ((), ("--draft",)):
        refused = helen.refused(
            *("report", "build", helen.review, "-o", tmp_path / "r.pdf", "--for", " "), *draft
        )
        assert refused == "report.reader-missing"
    assert not list(tmp_path.glob("*.pdf"))


def test_plain_reviewer_makes_no_sealed_report(
    helen: Person, people: Callable[[str], Person], tmp_path: Path
) -> None:
    asha = people("Asha")
    asha.does("card", "-o", tmp_path / "asha.card")
    helen.does(
        *("team", "setup", helen.review, "--card", tmp_path / "asha.card"),
        *("-o", tmp_path / "team.setup"),
    )
    asha.does("team", "join", tmp_path / "team.setup")
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    assert asha.refused("report", "build", helen.review, "-o", built) == "review.not-allowed"
    assert not built.exists()
    helen.does("report", "build", helen.review, "-o", built)
    assert asha.refused("report", "sign", built, "-o", signed) == "report.not-built-here"
    assert not signed.exists()


def test_head_signs_what_the_lead_has_sealed(
    helen: Person, people: Callable[[str], Person], tmp_path: Path
) -> None:
    built, sealed, signed = (tmp_path / f"{name}.pdf" for name in ("built", "sealed", "signed"))
    head = people("Ruth Dale")
    helen.does("report", "build", helen.review, "-o", built)
    helen.does("report", "sign", built, "-o", sealed)
    said = head.does("report", "sign", sealed, "-o", signed, "--as", "head", "--json").json
    assert said["valid"] is True
    assert [one["signer"] for one in said["signatures"]] == ["Helen Marsh", "Ruth Dale"]
    assert helen.refused("report", "sign", sealed, "-o", signed) == "report.already-signed"


def test_place_that_takes_no_file_is_refused(helen: Person, tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere" / "r.pdf", tmp_path, Path()):
        refused = helen.refused("report", "build", helen.review, "-o", place)
        assert refused == "file.not-written"


def test_file_that_is_no_report_is_refused(helen: Person, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    assert helen.refused("report", "verify", other) == "file.unreadable"
    other.write_text("not a PDF")
    assert helen.says("report", "verify", other).code == 1
    refused = helen.refused("report", "sign", other, "-o", tmp_path / "signed.pdf")
    assert refused.startswith("report.")
    assert helen.misused("report", "sign", other, "-o", tmp_path / "s.pdf", "--as", "cat")


def test_certificate_that_does_not_open_is_refused(helen: Person, tmp_path: Path) -> None:
    (tmp_path / "own.p12").write_text("no certificate")
    refused = helen.refused(
        "report", "sign", tmp_path / "own.p12", "-o", tmp_path / "s.pdf",
        "--p12", tmp_path / "own.p12",
    )  # fmt: skip
    assert refused.startswith("vault.certificate")
    words = ("--p12-passphrase-file", tmp_path / "words.txt")
    helen.misused("report", "sign", tmp_path / "b.pdf", "-o", tmp_path / "s.pdf", *words)


def test_what_differs_between_two_versions_is_told_in_words_and_for_machines(
    helen: Person, tmp_path: Path
) -> None:
    assert helen.refused("report", "compare", helen.review) == "report.nothing-exported"
    session = helen.program.open(helen.folder)
    opened = session.open(helen.review)
    finding = session.do(opened, add_finding, "provision", Bearing.WWW, "Pupils explain.")
    made_for = MadeFor("the headteacher", "factual check")
    session.do(opened, record_version, b"%PDF-", ReportStage.DRAFT, 1, made_for)
    session.do(opened, edit_finding, finding, text="All pupils explain.")
    session.close()
    said = helen.does("report", "compare", helen.review).out.splitlines()
    assert said[0] == "1 paragraph differs."
    assert said[2:4] == ["  Before: Pupils explain.", "  After: All pupils explain."]
    told = helen.does("report", "compare", helen.review, "--from", "draft-1", "--json").json
    assert (told["from"], told["to"]) == ("draft-1", "now")
    assert [one["after"] for one in told["differences"]] == ["All pupils explain."]
    assert told["unchanged"] > 0
    refused = helen.refused("report", "compare", helen.review, "--to", "draft-2")
    assert refused == "report.version-unknown"


def test_shapes_of_a_report_are_written_and_on_record(helen: Person, tmp_path: Path) -> None:
    names = {"web": "r.html", "governors": "g.pdf"}
    for shape, name in names.items():
        said = helen.does(
            "report", "shape", helen.review, "--as", shape, "-o", tmp_path / name, "--json"
        ).json
        assert (said["shape"], said["stage"], said["number"]) == (shape, "draft", 1)
        assert (tmp_path / name).stat().st_size > 1000
    recorded = versions(helen)
    assert sorted(one.shape.value for one in recorded) == sorted(names)
    assert {one.recipient for one in recorded} == {"the headteacher", "the governors"}
    command = ("report", "shape", helen.review, "--as")
    published = (*command, "to-publish", "-o", tmp_path / "p.pdf")
    assert helen.refused(*published) == "report.consent-missing"
    assert helen.refused(*published, "--reader", "school") == "report.not-final"
    assert helen.refused(*command, "word", "-o", tmp_path / "w.pdf") == "report.shape-ending"
    for other in ("report", "open-data", "nothing"):
        said = " ".join(helen.misused(*command, other, "-o", tmp_path / "w.pdf").split())
        assert "A shape is one of word, web, governors, plan-table and to-publish." in said


def test_covering_e_mail_is_printed_to_be_copied(helen: Person, tmp_path: Path) -> None:
    assert helen.refused("report", "e-mail", helen.review) == "report.nothing-exported"
    helen.does("report", "build", helen.review, "-o", tmp_path / "d.pdf", "--draft")
    said = helen.does("report", "e-mail", helen.review)
    assert said.out.startswith("To: the headteacher\nSubject: Larkfield Primary School: draft 1")
    assert helen.does("report", "e-mail", helen.review, "--json").json["attach"] == [
        "Larkfield Primary School, peer review report, draft 1.pdf"
    ]


def test_a_draft_is_built_in_another_language_for_once(helen: Person, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    helen.does("report", "build", helen.review, "--draft", "-o", draft, "--language", "cy")
    assert b"/Lang (cy)" in draft.read_bytes()
    refused = helen.refused(
        "report", "build", helen.review, "--draft", "-o", draft, "--language", "fr"
    )
    assert refused == "report.language-unknown"
