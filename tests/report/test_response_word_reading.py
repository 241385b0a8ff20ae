"""What a school filled in with Word is read back; a document that means harm, or another one, is refused in words."""

import dataclasses
import struct
import tracemalloc
import zipfile

import pytest

from reviewer_app.errors import UserError
from reviewer_app.report.response_content import FIELD_LIMIT
from reviewer_app.report.response_reading import ReadAnswer, ReadForm, read_form
from reviewer_app.report.shapes import build_form
from tests.report.response_sample import ANSWERED, CHECK, CORRECTION, FORM
from tests.report.word_answers import answered_in_word, changed, packed, parts_of

VALUES = {
    (1, "said"): "inaccurate",
    (1, "correction"): CORRECTION,
    (1, "source"): "Census, 1 October",
    (2, "said"): "accurate",
    (3, "said"): "discuss",
    (0, "statement"): "Thank you.",
    (0, "who"): "Headteacher",
}
BODY = "<w:body>"


@pytest.fixture(scope="module")
def form() -> bytes:
    return build_form(FORM, ".docx")


@pytest.fixture(scope="module")
def answered(form: bytes) -> bytes:
    return answered_in_word(form, VALUES)


def refused(document: bytes) -> str:
    with pytest.raises(UserError) as why:
        read_form(document, "form.docx")
    return why.value.code


def control(part: str, inside: str, properties: str = "") -> str:
    """A control that another program wrote."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{CHECK}-4-{part}"/>{properties}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def holding(form: bytes, *controls: str) -> bytes:
    """The form with only these controls in it."""
    whole = "".join(controls)

    def change(xml: str) -> str:
        return xml[: xml.index(BODY)] + f"{BODY}{whole}</w:body></w:document>"

    return changed(form, change)


def test_what_is_chosen_and_typed_is_read_back(answered: bytes) -> None:
    assert read_form(answered, "form.docx") == ANSWERED


def test_empty_form_says_nothing_and_hints_are_no_answers(form: bytes) -> None:
    assert read_form(form, "form.docx") == ReadForm(CHECK, (), "", "")


def test_form_without_some_of_its_controls_is_read_as_far_as_it_answers(answered: bytes) -> None:
    def without(xml: str) -> str:
        start = xml.rindex("<w:sdt>", 0, xml.index(f"{CHECK}-1-correction"))
        return xml[:start] + xml[xml.index("</w:sdt>", start) + len("</w:sdt>") :]

    read = read_form(changed(answered, without), "form.docx")
    assert read.answers[0] == ReadAnswer(1, "inaccurate", "", "Census, 1 October")
    assert read.answers[1:] == ANSWERED.answers[1:]
    none = changed(answered, lambda xml: xml.replace("w:sdt>", "w:smartTag>"))
    assert refused(none) == "check.not-a-form"


def test_only_what_stands_now_is_read_of_tracked_changes_and_paragraphs(form: bytes) -> None:
    inside = (
        "<w:p><w:ins><w:r><w:t>There are </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>400</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>401</w:t></w:r></w:moveFrom><w:r><w:t>398</w:t><w:tab/><w:t>pupils</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>since September</w:t></w:r></w:p>"
    )
    read = read_form(holding(form, control("correction", inside)), "form.docx")
    assert read.answers == (ReadAnswer(4, "", "There are 398 pupils\nsince September", ""),)


def test_a_place_that_was_copied_counts_once_and_is_refused_where_it_says_two_things(
    form: bytes,
) -> None:
    one, other = (control("source", f"<w:r><w:t>{words}</w:t></w:r>") for words in ("One", "Two"))
    assert read_form(holding(form, one, one), "x").answers == (ReadAnswer(4, "", "", "One"),)
    assert refused(holding(form, one, other)) == "check.form-damaged"


def test_a_choice_that_was_never_offered_is_none(form: bytes) -> None:
    listed = '<w:dropDownList><w:listItem w:displayText="Yes" w:value="accepted"/></w:dropDownList>'
    chosen = control("said", "<w:r><w:t>Yes</w:t></w:r>", listed)
    written = control("source", "<w:r><w:t>Here</w:t></w:r>")
    read = read_form(holding(form, chosen, written), "form.docx")
    assert read.answers == (ReadAnswer(4, "", "", "Here"),)


def test_two_forms_in_one_document_and_answers_beyond_a_field_are_refused(form: bytes) -> None:
    other = control("source", "<w:r><w:t>One</w:t></w:r>").replace(CHECK, "f" * 20)
    both = holding(form, control("source", "<w:r><w:t>One</w:t></w:r>"), other)
    assert refused(both) == "check.form-damaged"
    long = answered_in_word(form, {(2, "correction"): "x" * (FIELD_LIMIT + 1)})
    assert refused(long) == "check.answer-too-long"


def test_a_document_called_otherwise_by_another_program_is_read(answered: bytes) -> None:
    parts = parts_of(answered)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert read_form(packed(parts, zipfile.ZIP_STORED), "form.docx") == ANSWERED


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
    ],
    ids=["grows", "reaches out"],
)
def test_a_document_that_declares_entities_is_refused(form: bytes, declared: str) -> None:
    def change(xml: str) -> str:
        start = xml.index("<w:document")
        whole = f"<!DOCTYPE x [{declared}]>{xml[start:]}"
        return whole.replace(BODY, BODY + control("source", "<w:r><w:t>&a;</w:t></w:r>"))

    assert refused(changed(form, change)) == "check.form-damaged"


def test_what_unpacks_to_more_than_any_form_is_refused_before_it_is(form: bytes) -> None:
    size = 40_000_000
    parts = parts_of(form)
    bomb = packed({**parts, "word/document.xml": b" " * size})
    assert len(bomb) < 100_000
    # The second says that it is small (APPNOTE.TXT, 4.4.9).
    liar = bomb.replace(struct.pack("<I", size), struct.pack("<I", 900))
    assert liar != bomb
    for document in (bomb, liar):
        tracemalloc.start()
        assert refused(document) == "check.form-damaged"
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 5_000_000


def test_more_parts_than_any_form_has_and_other_packing_are_refused(form: bytes) -> None:
    parts = parts_of(form)
    assert refused(packed(parts | {f"{number}": b"" for number in range(2_001)})) == (
        "check.form-damaged"
    )
    assert refused(packed(parts, zipfile.ZIP_BZIP2)) == "check.form-damaged"


def test_controls_within_each_other_without_end_are_refused(form: bytes) -> None:
    deep = "<w:sdt><w:sdtContent>" * 17 + "</w:sdtContent></w:sdt>" * 17
    assert refused(holding(form, deep)) == "check.form-damaged"


def test_cut_short_or_without_a_document_it_is_refused_and_never_a_bug(answered: bytes) -> None:
    for part in range(1, 20):
        assert refused(answered[: len(answered) * part // 20]) == "check.form-damaged"
    assert refused(packed({"mimetype": b"x"})) == "check.form-damaged"
    assert refused(changed(answered, lambda xml: xml[:-40])) == "check.form-damaged"


def test_two_languages_are_read_as_one(form: bytes) -> None:
    bilingual = build_form(dataclasses.replace(FORM, language="cy", also_in="en-GB"), ".docx")
    assert bilingual != form
    assert read_form(answered_in_word(bilingual, VALUES), "form.docx") == ANSWERED
