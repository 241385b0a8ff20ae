from pathlib import Path

import pytest

from reviewer_app.report.response_content import field_name
from tests.cli.conftest import Person
from tests.report.response_sample import filled_in
from tests.report.word_answers import filled_in_word

pytestmark = pytest.mark.usefixtures("builds_here")


def test_form_is_written_and_its_answers_read_back_beside_their_sentences(
    helen: Person, tmp_path: Path
) -> None:
    form, back = tmp_path / "form.pdf", tmp_path / "back.pdf"
    assert helen.refused("response", "form", helen.review, "-o", form) == "check.no-draft"
    helen.does("report", "build", helen.review, "--draft", "-o", tmp_path / "draft.pdf")
    said = helen.does("response", "form", helen.review, "-o", form, "--nation", "wales", "--json")
    assert (said.json["draft"], said.json["due"]) == (1, "2026-11-25")
    values = {
        field_name(said.json["check"], 1, "said"): "/inaccurate",
        field_name(said.json["check"], 1, "correction"): "There are 398 pupils.",
    }
    back.write_bytes(filled_in(form.read_bytes(), values))
    read = helen.does("response", "read", back, "--json").json
    assert (read["review"], read["new"]) == (helen.review, 1)
    [answer] = read["answers"]
    assert (answer["number"], answer["said"]) == (1, "inaccurate")
    assert answer["correction"] == "There are 398 pupils."
    again = helen.does("response", "read", back).out
    assert f"1. {answer['paragraph']}" in again
    assert "Inaccurate; There are 398 pupils." in again
    assert "0 new answers." in again
    # A form that says nothing takes nothing back, and what is listed is what it says.
    assert helen.does("response", "read", form).out == "0 new answers.\n"
    word = tmp_path / "form.docx"
    helen.does("response", "form", helen.review, "-o", word)
    word.write_bytes(
        filled_in_word(word.read_bytes(), {field_name(said.json["check"], 1, "said"): "discuss"})
    )
    [answer] = helen.does("response", "read", word, "--json").json["answers"]
    assert answer["said"] == "discuss"


def test_file_that_is_no_form_is_refused(helen: Person, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    helen.does("report", "build", helen.review, "--draft", "-o", draft)
    assert helen.refused("response", "read", draft) == "check.not-a-form"
    assert helen.refused("response", "read", tmp_path / "nothing.pdf") == "file.unreadable"
