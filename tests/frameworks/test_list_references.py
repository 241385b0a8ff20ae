"""What stands twice in a file, counts against its order, or is of no use, is told."""

import pytest

from reviewer_app.frameworks.load import load_framework
from tests.frameworks.small_rules import WITH_RULES
from tests.frameworks.test_load import line_of, problems_in

SPARE = """\
  - id: spare
    title: Spare
    points:
      - {id: one, label: One, short: One, descriptor: It is.}
      - {id: two, label: Two, short: Two, descriptor: It is not.}
not_enough:"""
SPARE_LIST = "  - {id: spare, choices: [{id: a, label: A}]}\n"
STRAND = "      - {id: asking, short: Asking, title: Asking}\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("descriptor: It is not., value: 1", "descriptor: No., value: 3", "values-out-of-order", "descriptor: No"),
        ("descriptor: It is not., value: 1", "descriptor: No.", "value-missing", "descriptor: No"),
        ("not_enough:", SPARE, "unused", "- id: spare"),
        ("  - id: doing\n", f"{SPARE_LIST}  - id: doing\n", "unused", "- {id: spare"),
        ("      - {id: explaining, short", f"{STRAND}      - {{id: explaining, short", "unused", "- {id: asking"),
        (
            "  - id: clarity\n",
            "  - {id: more, heading: teaching, title: clarity, description: A., prompts: [Is it?]}\n  - id: clarity\n",
            "title-twice",
            "    title: Clarity",
        ),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_warning_in_its_line(old: str, new: str, code: str, at: str) -> None:
    text = WITH_RULES.replace(old, new, 1)
    assert text != WITH_RULES
    text = (
        text.replace("targets: [clarity]", "targets: [clarity, more]")
        if "id: more" in new
        else text
    )
    (warning,) = load_framework(text, source="mine.yaml").warnings
    assert (warning.code, warning.line) == (code, line_of(text, at))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - language: cy\n", "  - language: en-GB\n", "language-twice"),
        ("[{text: Calm, says: Tawel}]", "[{text: Calm, says: A}, {text: Calm, says: B}]", "text-twice"),
        (
            "  - language: cy\n",
            "  - {language: cy, texts: [{text: Level, says: Lefel}]}\n  - language: cy\n",
            "language-twice",
        ),
    ],
)  # fmt: skip
def test_what_stands_twice_in_translations_is_refused(old: str, new: str, code: str) -> None:
    assert WITH_RULES.count(old) == 1
    text = WITH_RULES.replace(old, new)
    (problem,) = problems_in(text)
    assert (problem.code, problem.line) == (
        code,
        line_of(text, new) + new.count("\n") - old.count("\n"),
    )
