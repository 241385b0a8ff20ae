import dataclasses
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.report import style
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import (
    Contact,
    DraftStatus,
    HeadingFindings,
    NotAgreed,
    ReportContent,
    ReportFinding,
    ScaleWord,
    Sealing,
    Section,
    Signatory,
    SummaryRow,
    WhatWasSeen,
)
from reviewer_app.report.outline import outline
from reviewer_app.report.pieces import Tabled
from reviewer_app.report.signature_place import TIME_FIELDS
from reviewer_app.report.structure import Element
from reviewer_app.report.tables import plan_table
from tests.report.sample import ASKED, HOSTILE, LONG_WORD, MARKUP, RICH, SIGNATORIES, TINY
from tests.report.tools import (
    page_objects,
    pages_of,
    qpdf_check,
    run,
    spoken,
    structure_of,
    table_rows,
    text_of,
)

ALL = pytest.mark.parametrize("content", [RICH, TINY, HOSTILE], ids=["rich", "tiny", "hostile"])
BOTH = pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])


def texts_of(value: object) -> Iterator[str]:
    """Every text in a content object, in the order of its fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))


@ALL
@BOTH
def test_qpdf_finds_nothing_wrong(content: ReportContent, draft: bool, tmp_path: Path) -> None:
    said = qpdf_check(build_pdf(content, draft=draft), tmp_path)
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


@ALL
def test_every_font_is_embedded_and_maps_to_text(content: ReportContent, tmp_path: Path) -> None:
    file = tmp_path / "fonts.pdf"
    file.write_bytes(build_pdf(content, draft=False))
    fonts = run("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all(re.search(r"yes yes yes", line) for line in fonts), fonts


@ALL
@BOTH
def test_content_tree_and_parent_tree_agree(content: ReportContent, draft: bool) -> None:
    assert structure_of(build_pdf(content, draft=draft)).complaints == []


def test_same_content_gives_same_bytes_in_any_process(tmp_path: Path) -> None:
    kept = tmp_path / "content"
    kept.write_bytes(pickle.dumps(RICH))
    script = (
        "import pickle,sys,hashlib;from reviewer_app.report.build import build_pdf;"
        f"content=pickle.loads(open({str(kept)!r},'rb').read());"
        "print(hashlib.sha256(build_pdf(content,draft=False)).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Pacific/Auckland"), ("77", "Europe/London"))
    }
    assert len(said) == 1
    assert build_pdf(RICH, draft=False) == build_pdf(RICH, draft=False)


def test_building_another_report_in_between_changes_nothing() -> None:
    before = build_pdf(RICH, draft=False)
    build_pdf(HOSTILE, draft=True)
    assert build_pdf(RICH, draft=False) == before


def test_report_is_dated_by_its_content_and_not_by_the_clock(tmp_path: Path) -> None:
    file = tmp_path / "dated.pdf"
    file.write_bytes(build_pdf(RICH, draft=False))
    said = run("pdfinfo", "-isodates", file)
    assert "CreationDate:    2026-11-27T00:00:00" in said
    assert "PDF version:     1.7" in said
    assert "Title:           Larkfield Primary School: peer review report" in said


def test_reading_order_is_the_order_of_the_report(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    places = [
        text.index(part)
        for part in (
            "Quality assurance review",
            "A summary of three days of conversations between peers, 17 to 19 November 2026.",
            "Phase Primary, 3 to 11",
            "Heading Last time Now, as agreed",
            "Introduction",
            "The school in context",
            "Leadership at all levels: what went well",
            "Quality of provision and outcomes: what went well",
            "so that those who are ready move on at once",
            "Area of excellence: talk in mathematics As agreed: Accredited",
            "For the improvement plan",
            "What became of the last review",
            "What we saw",
            "Who agreed these findings",
            "The school checked the facts and asked for 4 corrections; 3 were accepted.",
            "A different view",
            "The review team",
            "What the school plans to do next",
            "Signatures",
            "About this file",
        )
    ]
    assert places == sorted(places)


def test_what_was_to_be_found_out_and_what_the_school_wishes_stand_behind_the_findings(
    tmp_path: Path,
) -> None:
    text = text_of(build_pdf(ASKED, draft=False), tmp_path)
    places = [
        text.index(part)
        for part in (
            "Pupils talk about books",
            "Support the school would like",
            "Asked of the two neighbouring primaries",
            "A day of training for adults who work with groups. Here, if it can be.",
            "What became of the last review",
            "What we set out to find out",
            "who find it hardest. Borne out. In every class seen",
            "Borne out in part. In history and science it is. In art the plan",
            "Attendance has recovered. Not followed up.",
            "What we saw",
        )
    ]
    assert places == sorted(places)


def test_what_went_well_comes_before_even_better_if(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    for findings in RICH.findings:
        last_well = text.index(findings.went_well[-1].text[:30])
        assert text.index(findings.even_better[0].text[:30]) > last_well


def test_a_finding_is_printed_word_for_word(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    for findings in RICH.findings:
        for finding in (*findings.went_well, *findings.even_better):
            assert finding.text in text
            assert (finding.builds_on or "") in text


def test_lines_do_not_glue_words_together(tmp_path: Path) -> None:
    order = spoken(build_pdf(RICH, draft=False), tmp_path)
    assert "because every lesson asks them to prove an answer to a partner." in order


@ALL
@BOTH
def test_nothing_absent_is_printed(content: ReportContent, draft: bool, tmp_path: Path) -> None:
    text = text_of(build_pdf(content, draft=draft), tmp_path)
    for word in (r"\bNone\b", r"\bn/a\b", r"\b1 visits\b", r"\b1 notes\b", r"\b0 notes\b"):
        assert not re.search(word, text), word
    assert "Empty heading" not in text
    assert "Nothing here" not in text
    assert "Nothing agreed" not in text


def test_tiny_report_has_no_empty_section(tmp_path: Path) -> None:
    text = text_of(build_pdf(TINY, draft=False), tmp_path)
    for title in (
        "Even better if",
        "Introduction",
        "Heading",
        "Area of excellence",
        "The review",
        "Support",
        "What we set",
    ):
        assert title not in text
    assert "Heard from pupils." in text
    assert "Lesson visits 1" in text
    assert "About 1 hour" in text
    assert "Estimates" not in text


def test_no_estimate_means_no_table_and_no_word_of_estimates(tmp_path: Path) -> None:
    content = dataclasses.replace(RICH, summary=(SummaryRow("Leadership", "Effective", None),))
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "Last time" not in text
    assert "Estimates" not in text


def test_column_for_last_time_only_where_there_was_one(tmp_path: Path) -> None:
    content = dataclasses.replace(RICH, summary=(SummaryRow("Leadership", None, "Leading"),))
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "Heading As agreed Leadership Leading" in text


def test_what_cannot_be_compared_with_last_time_says_so_and_why_once_below_the_table(
    tmp_path: Path,
) -> None:
    new = "This heading is new."
    rows = (
        SummaryRow("Leadership", "Effective", "Leading", "It was called “Leading”."),
        SummaryRow("Reading", None, "Effective", new),
        SummaryRow("Writing", None, "Effective", new),
        SummaryRow("Talk", None, "Leading"),
        SummaryRow("Governing", None, None, "Nothing is printed of what was not agreed."),
    )
    content = dataclasses.replace(RICH, summary=rows)
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "Reading Not comparable Effective Writing Not comparable Effective" in text
    assert "Talk No earlier estimate Leading" in text
    assert "Last time, Leadership: It was called “Leading”." in text
    assert "Last time, Reading and Writing: This heading is new." in text
    assert "Nothing is printed" not in text


def test_without_any_word_of_last_time_nothing_is_said_of_comparing(tmp_path: Path) -> None:
    rows = (SummaryRow("Leadership", None, "Leading", "This heading is new."),)
    text = text_of(build_pdf(dataclasses.replace(RICH, summary=rows), draft=False), tmp_path)
    assert "Heading As agreed Leadership Leading" in text
    assert "Last time" not in text


def test_a_users_words_are_never_markup(tmp_path: Path) -> None:
    text = text_of(build_pdf(HOSTILE, draft=False), tmp_path)
    assert " ".join(MARKUP.split()) in text
    assert "Saint Bartholomew & Our Lady’s <b>Church of England</b> Voluntary Aided" in text


def test_long_words_wrap_and_long_texts_lose_nothing(tmp_path: Path) -> None:
    text = text_of(build_pdf(HOSTILE, draft=False), tmp_path)
    assert LONG_WORD in text.replace(" ", "")
    written = "\n".join(texts_of(HOSTILE))
    assert written.count("explain,") > 14 * 21
    assert text.count("explain,") == written.count("explain,")


def test_nothing_runs_over_the_margins(tmp_path: Path) -> None:
    file = tmp_path / "margins.pdf"
    file.write_bytes(build_pdf(HOSTILE, draft=False))
    boxes = run("pdftotext", "-bbox", file, "-")
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)" yMax', boxes)]
    assert edges
    assert max(edges) <= 595.3 - 63 + 0.5


def test_control_and_direction_characters_do_not_reach_the_page(tmp_path: Path) -> None:
    hidden = "Pupils\u202e read\x00 \x1baloud\u200b."
    content = dataclasses.replace(TINY, introduction=(hidden,))
    assert "Pupils read aloud." in text_of(build_pdf(content, draft=False), tmp_path)


def test_characters_no_font_has_are_visible(tmp_path: Path) -> None:
    content = dataclasses.replace(TINY, introduction=("Ελληνικά ✓ \U00013080 done",))
    assert "Ελληνικά ✓ � done" in text_of(build_pdf(content, draft=False), tmp_path)


def test_draft_says_so_on_every_page_and_has_no_place_to_sign(tmp_path: Path) -> None:
    pdf = build_pdf(RICH, draft=True)
    pages = pages_of(pdf, tmp_path)
    assert len(pages) > 4
    assert all("Draft 2: Larkfield Primary School" in page for page in pages)
    contents = [page["/Contents"].data for page in page_objects(pdf)]
    assert all(content.count(b"/Subtype/Watermark") == 1 for content in contents)
    assert "Draft 2, for the headteacher, for the factual check" in pages[0]
    assert b"/FT /Sig" not in pdf
    assert not any("Signatures" in page for page in pages)


@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
@pytest.mark.parametrize(
    "school",
    [
        "Saint Bartholomew and Our Lady’s Primary School",
        "Saint Bartholomew and Our Lady of the Assumption Roman Catholic Voluntary Aided Primary School",
    ],
    ids=len,
)
def test_a_long_schools_name_is_whole_in_the_footer(
    school: str, draft: bool, tmp_path: Path
) -> None:
    content = dataclasses.replace(RICH, school=school)
    pages = pages_of(build_pdf(content, draft=draft), tmp_path)
    for number, page in enumerate(pages, start=1):
        foot = " ".join(page[page.rindex(f"{number} of {len(pages)}") :].split())
        assert f"{school}, November 2026" in foot
        assert "Estimates are developmental and are not inspection grades" in foot
        assert "…" not in foot


def test_a_name_longer_than_any_schools_ends_at_a_whole_word(tmp_path: Path) -> None:
    content = dataclasses.replace(TINY, school="Larkfield and Harrowdean " * 12)
    [page, *_rest] = pages_of(build_pdf(content, draft=True), tmp_path)
    assert re.search(r"\b(Larkfield|and|Harrowdean)…$", page.strip())


def test_watermark_is_no_text_and_mixes_with_none(tmp_path: Path) -> None:
    draft = build_pdf(RICH, draft=True)
    assert text_of(draft, tmp_path).count("Draft 2") == len(pages_of(draft, tmp_path)) + 1
    assert not re.search(r"\bDraft\b(?! 2)", text_of(draft, tmp_path))
    for page in page_objects(draft):
        painted = page["/Contents"].data
        watermark = painted[painted.index(b"/Subtype/Watermark") :]
        assert not re.search(rb"\b(BT|Tj|TJ)\b", watermark[: watermark.index(b"EMC")])
    assert structure_of(draft).complaints == []


def test_every_ebi_stands_once_more_in_the_table_for_the_plan(tmp_path: Path) -> None:
    pdf = build_pdf(RICH, draft=False)
    text = text_of(pdf, tmp_path)
    table = text[text.index("For the improvement plan") : text.index("What became of the last")]
    assert "Heading Even better if So that Who By when" in table
    wishes = [one for under in RICH.findings for one in under.even_better]
    for wish in wishes:
        assert wish.text.split(",")[0].rsplit(" ", 3)[0][-12:] in table
    assert "Additional needs" in table
    # A row keeps its two empty cells, for who and by when.
    assert [len(row) for row in table_rows(pdf) if len(row) > 3] == [5] * (1 + len(wishes))


def test_the_plans_table_names_an_ebis_own_part_and_has_room_to_write() -> None:
    wish = ReportFinding("e", "x, so that y", short="Disadvantaged")
    joint = HeadingFindings("Both together", even_better=(wish,), short="Additional needs")
    pieces = outline(dataclasses.replace(TINY, findings=(joint,)), draft=True)
    [plan] = [one for one in pieces if isinstance(one, Tabled) and one.of == "plan"]
    table = plan_table(plan, Element("Table"))
    table.wrap(style.TEXT_WIDTH, 1_000)
    assert table.rows[0].cells[0].words.getPlainText() == "Disadvantaged"
    who, when = table.header.cells[3:]
    assert who.width >= 70
    assert when.width >= 60


def test_a_plan_that_fits_a_page_stands_on_one_page(tmp_path: Path) -> None:
    for lines in range(0, 40, 3):
        wishes = tuple(
            ReportFinding(str(at), f"Wish {at} is granted, so that pupils learn.")
            for at in range(14)
        )
        content = dataclasses.replace(
            TINY,
            introduction=("A line.\n\n" * lines,),
            findings=(HeadingFindings("Impact", even_better=wishes),),
        )
        pages = pages_of(build_pdf(content, draft=False), tmp_path)
        [page] = [one for one in pages if "For the improvement plan" in one]
        table = page[page.index("For the improvement plan") :]
        assert all(f"Wish {at} is" in table for at in range(14))


def test_a_draft_takes_no_page_for_one_sentence(tmp_path: Path) -> None:
    pages = pages_of(build_pdf(RICH, draft=True), tmp_path)
    assert "A draft is not signed." in pages[0]
    assert "About this draft" not in " ".join(pages)


def test_version_and_date_are_on_paper(tmp_path: Path) -> None:
    draft = dataclasses.replace(RICH, draft=DraftStatus(2, "18 November 2026"))
    assert "Draft 2, made on 18 November 2026, for the headteacher" in text_of(
        build_pdf(draft, draft=True), tmp_path
    )
    final = dataclasses.replace(RICH, sealing=Sealing("Helen Marsh", True, "27 November 2026", 3))
    text = text_of(build_pdf(final, draft=False), tmp_path)
    assert "Final version 3, made on 27 November 2026." in text


def test_what_is_not_agreed_as_worded_now_is_excepted(tmp_path: Path) -> None:
    missing = (NotAgreed("Reworded by all."), NotAgreed("Reworded again.", ("Headteacher",)))
    content = dataclasses.replace(RICH, not_agreed=missing)
    text = text_of(build_pdf(content, draft=True), tmp_path)
    assert "Not agreed as it is worded now: “Reworded by all.”" in text
    assert "Not agreed by Headteacher as it is worded now: “Reworded again.”" in text
    nobody = dataclasses.replace(RICH, not_agreed=missing[:1], agreed=())
    text = text_of(build_pdf(nobody, draft=True), tmp_path)
    assert "Who agreed these findings Nobody has agreed these findings yet." in text


def test_scale_words_stand_with_their_meaning(tmp_path: Path) -> None:
    section = Section(
        "How to read this report", ("It is yours.",), (ScaleWord("Effective", "It is."),)
    )
    content = dataclasses.replace(TINY, sections=(section,))
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "How to read this report It is yours. Effective: It is." in text


def test_too_little_to_count_is_said_where_counts_would_stand(tmp_path: Path) -> None:
    content = dataclasses.replace(TINY, seen=WhatWasSeen(uncounted=True))
    text = text_of(build_pdf(content, draft=True), tmp_path)
    assert "What we saw The team saw too little so far to count it here" in text


def test_no_ebi_means_no_table_for_the_plan(tmp_path: Path) -> None:
    assert "improvement plan" not in text_of(build_pdf(TINY, draft=False), tmp_path)


def test_last_points_outcome_is_never_an_empty_cell(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    assert "This review did not come back to it." in text


def test_evidence_is_said_plainly_and_never_counted(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    assert "Seen in lessons and pupils’ books, and heard from pupils." in text
    assert not re.search(r"\d+ notes?\b", text)


def test_whose_report_it_is_stands_there_once(tmp_path: Path) -> None:
    text = text_of(build_pdf(TINY, draft=False), tmp_path)
    assert text.count("This report belongs to the school. It is not an inspection report.") == 1
    assert text.count("belongs to the school") == 1


def test_contact_without_a_number_is_a_whole_sentence(tmp_path: Path) -> None:
    content = dataclasses.replace(TINY, contact=Contact("the programme office", ""))
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "To talk about this report: the programme office." in text


def test_place_to_sign_says_who_in_which_role_and_when(tmp_path: Path) -> None:
    known = text_of(build_pdf(RICH, draft=False), tmp_path)
    assert "For the review team Helen Marsh Lead reviewer 27 November 2026" in known
    unknown = Signatory("head", "Headteacher or principal")
    content = dataclasses.replace(RICH, signatories=(*SIGNATORIES[:1], unknown))
    text = text_of(build_pdf(content, draft=False), tmp_path)
    assert "For the school Name Headteacher or principal Date" in text


def test_sealed_file_says_what_a_pdf_reader_will_show(tmp_path: Path) -> None:
    text = text_of(build_pdf(RICH, draft=False), tmp_path)
    # It is printed before anybody signs: it says what seals the file, not that it is sealed.
    assert "the signature of Helen Marsh, made on 27 November 2026" in text
    assert "A file without it is not the sealed report." in text
    assert "no outside company has vouched for the name Helen Marsh" in text
    vouched = dataclasses.replace(RICH, sealing=Sealing("Helen Marsh", False, "27 November 2026"))
    text = text_of(build_pdf(vouched, draft=False), tmp_path)
    assert "vouched" not in text
    assert "shows the name as verified" in text


def test_final_does_not_mention_a_draft_and_has_a_field_for_each_signature_and_the_time(
    tmp_path: Path,
) -> None:
    pdf = build_pdf(RICH, draft=False)
    assert "Draft" not in text_of(pdf, tmp_path)
    prepared = 2 + len(TIME_FIELDS)
    assert pdf.count(b"/FT /Sig") == prepared
    assert [entry for entry in structure_of(pdf).order if entry[1] == "widget"] == [
        ("/Form", "widget")
    ] * prepared


def test_every_page_says_which_of_how_many(tmp_path: Path) -> None:
    pages = pages_of(build_pdf(RICH, draft=False), tmp_path)
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page
        assert "Larkfield Primary School, November 2026" in page
        assert "Estimates are developmental and are not inspection grades" in page


def test_estimates_are_read_with_their_heading() -> None:
    order = structure_of(build_pdf(RICH, draft=False)).order
    kinds = [kind for kind, _path in order]
    start = kinds.index("/TH")
    cells = ["/TH", "/TH", "/TH", "/Link", "/Link", "/TD", "/TD"]
    assert kinds[start : start + 7] == cells
    assert order[start + 3 : start + 5] == [
        ("/Link", "/Document/Table/TBody/TR/TH/Link"),
        ("/Link", "link"),
    ]
    assert kinds.count("/H1") == 1


def test_a_repeated_table_header_is_read_once(tmp_path: Path) -> None:
    rows = tuple(SummaryRow(f"Heading {number}", None, "Effective") for number in range(60))
    content = dataclasses.replace(TINY, summary=rows)
    pdf = build_pdf(content, draft=False)
    assert text_of(pdf, tmp_path).count("As agreed") == 3
    order = structure_of(pdf).order
    assert sum(path.endswith("/THead/TR/TH") for _kind, path in order) == 2
