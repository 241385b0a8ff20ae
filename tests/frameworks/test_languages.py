"""One file in several languages reads in each of them, and says where it falls back."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.languages import marked
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.problems import problems_of

WELSH = """\
translations:
  - language: cy
    texts:
      - {text: Small review, says: Adolygiad bach}
      - {text: Clarity, says: Eglurder}
"""


@pytest.fixture
def two(small: str) -> str:
    """The small framework with some of its texts in Welsh."""
    return small + WELSH


def read(text: str, language: str = "") -> LoadedFramework:
    return load_framework(text, source="mine.yaml", language=language)


def test_it_reads_in_each_of_its_languages(two: str) -> None:
    assert read(two, "cy").framework.title == "Adolygiad bach"
    assert read(two, "en-GB").framework.title == "Small review"
    assert (read(two, "cy").language, read(two, "cy").languages) == ("cy", ("en-GB", "cy"))


def test_any_other_language_is_the_main_one(two: str) -> None:
    for language in ("", "fr"):
        assert read(two, language).framework.title == "Small review"
        assert read(two, language).language == "en-GB"


def test_the_text_and_its_hash_are_those_of_the_file_whatever_the_language(two: str) -> None:
    assert read(two, "cy").hash == read(two).hash
    assert read(two, "cy").text == two


def test_what_a_language_lacks_stands_in_the_main_one_and_says_so(two: str) -> None:
    welsh = read(two, "cy")
    assert welsh.framework.criterion("clarity").title == "Eglurder"
    assert welsh.framework.heading("teaching").title == "Teaching [en-GB]"
    assert welsh.untranslated > 10
    assert read(two).framework.heading("teaching").title == "Teaching"
    assert read(two).untranslated == 0


def test_ids_are_the_same_in_every_language(two: str) -> None:
    text = two.replace("{text: Clarity, says: Eglurder}", "{text: clarity, says: eglurder}")
    assert read(text, "cy").framework.criterion("clarity").id == "clarity"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Reading", "Reading [en-GB]"),
        ("Sixteen letters.", "Sixteen letters. [en-GB]"),
        # One more, and it would not fit where a short title stands: twenty-four characters.
        ("Seventeen letters", "Seventeen letters"),
    ],
)
def test_the_mark_never_makes_a_text_too_long_for_its_place(text: str, shown: str) -> None:
    assert marked(text, "en-GB") == shown


def test_a_translation_too_long_for_its_place_is_told(two: str) -> None:
    text = two.replace("says: Eglurder", f"says: {'hir ' * 20}")
    assert read(text).language == "en-GB"
    with pytest.raises(UserError) as caught:
        read(text, "cy")
    assert {one.code for one in problems_of(caught.value)} == {"too-long"}


def test_a_malformed_language_is_told_where_it_stands(two: str) -> None:
    text = two.replace("- language: cy", "- language: Welsh")
    with pytest.raises(UserError) as caught:
        read(text)
    (problem,) = problems_of(caught.value)
    assert (problem.code, problem.line) == (
        "language-malformed",
        text[: text.index("- language: Welsh")].count("\n") + 1,
    )


def test_a_translation_of_what_the_file_does_not_say_is_told(two: str) -> None:
    text = two.replace("{text: Clarity,", "{text: Clarityy,")
    (warning,) = read(text).warnings
    assert (warning.code, warning.line) == (
        "text-not-here",
        text[: text.index("{text: Clarityy")].count("\n") + 1,
    )
    assert read(two).warnings == ()
