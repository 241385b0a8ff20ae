"""What a school filled in is read back, whatever program saved it; anything else is refused in words."""

import dataclasses
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ByteStringObject, NameObject

from reviewer_app.errors import UserError
from reviewer_app.report.build import build_response_form
from reviewer_app.report.response_content import FIELD_LIMIT
from reviewer_app.report.response_reading import ReadAnswer, ReadForm, read_form
from tests.report.response_sample import ANSWERED, CHECK, CORRECTION, FORM, filled
from tests.report.tools import run

VALUES = {
    (1, "said"): "/inaccurate",
    (1, "correction"): CORRECTION,
    (1, "source"): "Census, 1 October",
    (2, "said"): "/accurate",
    (3, "said"): "/discuss",
    (0, "statement"): "Thank you.",
    (0, "who"): "Headteacher",
}


@pytest.fixture(scope="module")
def form() -> bytes:
    return build_response_form(FORM)


@pytest.fixture(scope="module")
def answered(form: bytes) -> bytes:
    return filled(form, VALUES)


def refused(pdf: bytes) -> str:
    with pytest.raises(UserError) as why:
        read_form(pdf, "form.pdf")
    return why.value.code


def test_form_rewritten_whole_is_read(answered: bytes) -> None:
    assert read_form(answered, "form.pdf") == ANSWERED


def test_form_with_updates_behind_it_is_read_as_it_was_saved_last(form: bytes) -> None:
    first = filled(form, {**VALUES, (1, "source"): "A guess"}, incremental=True)
    last = filled(first, {(1, "source"): "Census, 1 October"}, incremental=True)
    assert first.startswith(form)
    assert last.startswith(first)
    assert read_form(last, "form.pdf") == ANSWERED


def test_form_that_leaves_its_appearance_to_the_reader_is_read(answered: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(answered))
    writer.set_need_appearances_writer(state=True)
    written = BytesIO()
    writer.write(written)
    assert b"/NeedAppearances true" in written.getvalue()
    assert read_form(written.getvalue(), "form.pdf") == ANSWERED


def test_form_goes_out_with_appearances_of_its_own(form: bytes) -> None:
    assert b"/NeedAppearances" not in form


def test_form_packed_into_object_streams_by_another_program_is_read(
    answered: bytes, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(answered)
    run("qpdf", "--object-streams=generate", "--recompress-flate", before, after)
    assert b"/ObjStm" in after.read_bytes()
    assert read_form(after.read_bytes(), "form.pdf") == ANSWERED


@pytest.mark.parametrize(
    "raw",
    [
        b"\xfe\xff" + "Łódź\rund".encode("utf-16-be"),
        b"\xff\xfe" + "Łódź\nund".encode("utf-16-le"),
        b"\xef\xbb\xbf" + "Łódź\r\nund".encode(),
    ],
    ids=["utf-16-be", "utf-16-le", "utf-8"],
)
def test_words_are_read_in_every_encoding_a_reader_may_write(form: bytes, raw: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(form))
    for page in writer.pages:
        for annotation in page["/Annots"]:  # type: ignore[attr-defined]
            if annotation.get_object().get("/T") == f"{CHECK}-4-correction":
                annotation.get_object()[NameObject("/V")] = ByteStringObject(raw)
    written = BytesIO()
    writer.write(written)
    assert read_form(written.getvalue(), "form.pdf").answers == (
        ReadAnswer(4, "", "Łódź\nund", ""),
    )


def test_tick_kept_in_the_button_alone_is_read(form: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(form))
    for page in writer.pages:
        for annotation in page["/Annots"]:  # type: ignore[attr-defined]
            if annotation.get_object().get("/TU") == "Paragraph 4: Inaccurate":
                annotation.get_object()[NameObject("/AS")] = NameObject("/inaccurate")
    written = BytesIO()
    writer.write(written)
    assert read_form(written.getvalue(), "form.pdf").answers == (
        ReadAnswer(4, "inaccurate", "", ""),
    )


def test_empty_form_says_nothing(form: bytes) -> None:
    assert read_form(form, "form.pdf") == ReadForm(CHECK, (), "", "")


def test_control_characters_never_reach_the_review(form: bytes) -> None:
    read = read_form(filled(form, {(1, "correction"): "a\x07b\tc\r\nd"}), "form.pdf")
    assert read.answers[0].correction == "a b c\nd"


def test_what_is_no_form_is_refused_in_words(form: bytes) -> None:
    assert refused(b"Thank you, all correct.") == "check.form-kind"
    assert (
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a locked or older document") == "check.form-kind"
    )
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    written = BytesIO()
    blank.write(written)
    assert refused(written.getvalue()) == "check.not-a-form"
    locked = PdfWriter(clone_from=BytesIO(form))
    locked.encrypt("secret")
    written = BytesIO()
    locked.write(written)
    assert refused(written.getvalue()) == "check.form-protected"


def test_two_forms_joined_in_one_file_are_refused(form: bytes) -> None:
    other = build_response_form(dataclasses.replace(FORM, check="f" * 20))
    writer = PdfWriter(clone_from=BytesIO(form))
    taken = PdfReader(BytesIO(other)).root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    fields = writer.root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    fields.append(taken[0].get_object().clone(writer))
    written = BytesIO()
    writer.write(written)
    assert refused(written.getvalue()) == "check.form-damaged"


def test_answer_longer_than_any_field_holds_is_refused_and_not_cut(form: bytes) -> None:
    assert refused(filled(form, {(2, "correction"): "x" * (FIELD_LIMIT + 1)})) == (
        "check.answer-too-long"
    )


def test_fields_that_stand_in_a_ring_are_refused(form: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(form))
    first = writer.root_object["/AcroForm"]["/Fields"][1].get_object()  # type: ignore[index]
    first[NameObject("/Kids")] = type(writer.root_object["/AcroForm"]["/Fields"])(  # type: ignore[index]
        [first.indirect_reference]
    )
    written = BytesIO()
    writer.write(written)
    assert refused(written.getvalue()) == "check.form-damaged"


def test_cut_short_anywhere_it_is_refused_or_read_but_never_a_bug(answered: bytes) -> None:
    codes = set()
    for part in range(1, 20):
        try:
            read_form(answered[: len(answered) * part // 20], "form.pdf")
        except UserError as why:
            codes.add(why.code)
    assert codes <= {"check.form-damaged", "check.not-a-form"}
    assert "check.form-damaged" in codes
