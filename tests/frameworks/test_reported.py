from reviewer_app.frameworks.load import load_file
from reviewer_app.frameworks.reported import reported_texts, worded
from reviewer_app.places import forms

FRAMEWORK = load_file(forms() / "quality-assurance.yaml").framework


def test_what_a_report_prints_is_said_otherwise_and_nothing_else() -> None:
    said = worded(FRAMEWORK, str.upper)
    assert said.title == FRAMEWORK.title.upper()
    assert [one.id for one in said.headings] == [one.id for one in FRAMEWORK.headings]
    assert said.headings[0].title == FRAMEWORK.headings[0].title.upper()
    assert said.headings[0].covers == FRAMEWORK.headings[0].covers
    assert (said.criteria, said.forms) == (FRAMEWORK.criteria, FRAMEWORK.forms)


def test_each_text_a_report_prints_is_given_once() -> None:
    texts = list(reported_texts(FRAMEWORK))
    assert len(texts) == len(set(texts))
    assert "How to read this report" in texts
    assert FRAMEWORK.headings[0].short in texts
