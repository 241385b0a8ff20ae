"""A framework loads exactly as it is written, or is refused with every problem at its place."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import SIZE_LIMIT, load_file, load_framework
from reviewer_app.frameworks.problems import PRINTED, SENTENCES, Problem, problems_of
from reviewer_app.frameworks.schema import TARGET_LIMIT
from reviewer_app.frameworks.tree import VALUE_LIMIT
from reviewer_app.places import forms

SHIPPED = (forms() / "quality-assurance.yaml").read_text(encoding="utf-8")


def problems_in(text: str) -> tuple[Problem, ...]:
    """Every problem found in a text."""
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    assert caught.value.code == "framework.invalid"
    assert problems_of(caught.value)
    return problems_of(caught.value)


def only_problem(text: str) -> Problem:
    """The one problem found in a text."""
    (problem,) = problems_in(text)
    return problem


def line_of(text: str, part: str) -> int:
    """The line, counted from 1, on which a part first stands."""
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_framework_loads_and_its_hash_is_of_the_exact_bytes(
    small: str, tmp_path: Path
) -> None:
    # Windows line ends and a byte order mark are part of the text a review is bound to.
    content = b"\xef\xbb\xbf" + small.replace("\n", "\r\n").encode()
    file = tmp_path / "small.yaml"
    file.write_bytes(content)

    loaded = load_file(file)

    assert loaded.framework.title == "Small review"
    assert loaded.text.encode() == content
    assert loaded.hash == hashlib.sha256(content).hexdigest()
    assert loaded.warnings == ()


def test_a_framework_loads_again_from_the_text_a_review_kept_when_the_file_is_gone(
    small: str, tmp_path: Path
) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(small, encoding="utf-8")
    first = load_file(file)
    file.unlink()

    again = load_framework(first.text, source="the review")

    assert again == first


def test_changing_one_space_changes_the_hash(small: str) -> None:
    before = load_framework(small, source="a")
    after = load_framework(small + " \n", source="a")
    assert before.framework == after.framework
    assert before.hash != after.hash


def test_a_problem_names_file_line_column_and_remedy(small: str) -> None:
    text = small.replace("    heading: teaching\n", "    headin: teaching\n")
    misspelt, missing, without = sorted(problems_in(text), key=lambda one: one.code, reverse=True)
    assert misspelt.code == "unknown-key-nearest"
    assert str(misspelt) == (
        f"mine.yaml:{line_of(text, 'headin: ')}:5: “headin” is not a name the program knows here. "
        "Write “heading” if that is what was meant; otherwise remove it."
    )
    assert (missing.code, missing.line) == ("missing-key", line_of(text, "id: clarity"))
    assert without.code == "heading-without-criteria"


def test_the_error_prints_all_problems_by_line(small: str) -> None:
    text = small.replace("title: Small review", "title: 5").replace("id: clarity", "id: Clarity")
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("error[framework.invalid]: mine.yaml cannot be used")
    assert [line.split(":")[1] for line in lines[1:]] == sorted(
        (line.split(":")[1] for line in lines[1:]), key=int
    )
    assert {problem.code for problem in problems_of(caught.value)} == {
        "not-text",
        "id-malformed",
        "dangling-nearest",
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("title: Small review", "title: 2026.1", "not-text", "title: 2026.1"),
        ("title: Small review", "title: [a, b]", "not-text", "title: [a"),
        ("title: Small review", "title:", "no-value", "title:\n"),
        ("title: Small review", "title: '  '", "no-value", "title: '"),
        ("title: Small review", "title: Small\ntitle: Twice", "duplicate-key", "title: Twice"),
        ("title: Small review", "titel: Small review\ntitle: A", "unknown-key-nearest", "titel"),
        ("title: Small review", "colour: red\ntitle: A", "unknown-key", "colour"),
        ("summary: Enough", "summary: |\n  a\n\n  b\n#", "not-one-line", "summary"),
        ("id: small", "id: Small One", "id-malformed", "id: Small"),
        ('version: "1"', "version: draft", "version-malformed", "version"),
        ("language: en-GB", "language: English", "language-malformed", "language"),
        ("format: 1", "format: 2", "format", "format"),
        ("format: 1", 'format: "1"', "format", "format"),
        ("short: Teaching\n", f"short: {'long ' * 9}\n", "too-long", "short: long"),
        ("    scale: estimate", "    scale: estimates", "dangling-nearest", "    scale: estimates"),
        ("    scale: estimate", "    scale: zebra", "dangling", "    scale: zebra"),
        ("strand: explaining", "strand: explainin", "dangling-nearest", "strand: expl"),
        ("targets: [clarity]", "targets: [clarty]", "dangling-nearest", "targets"),
        ("targets: [clarity]", "targets: [clarity, clarity]", "target-twice", "targets"),
        ("targets: [clarity]", "targets: clarity", "not-list", "targets"),
        ("prompts: [Is it clear?]", "prompts: []", "too-few", "prompts"),
        ("prompts: [Is it clear?]", "prompts: [See: this]", "not-text-colon", "prompts"),
        ("    covers: What", "    kind: best\n    covers: What", "not-allowed", "kind: best"),
        ("{id: secure,", "{id: not-enough,", "reserved-id", "{id: not-enough"),
        ("{id: secure,", "{id: begun,", "duplicate-id", "{id: begun, label: Begun"),
        ("{id: class_name,", "{id: class,", "not-allowed", "{id: class,"),
        ("{school} was", "{head} was", "placeholder", "{head}"),
        (
            "      - {id: explaining",
            "      - explaining\n      - {id: expl",
            "not-mapping",
            "- expl",
        ),
    ],
)
def test_each_mistake_is_told_at_its_line(
    small: str, old: str, new: str, code: str, at: str
) -> None:
    assert old in small
    text = small.replace(old, new, 1)
    problems = [problem for problem in problems_in(text) if problem.code == code]
    assert [problem.line for problem in problems] == [line_of(text, at)]
    assert "{" not in problems[0].what.replace("{head}", "")


@pytest.mark.parametrize("listed", ["scales", "headings", "criteria", "groups", "sources", "forms"])
def test_an_id_used_twice_in_one_list_is_told_with_the_first(small: str, listed: str) -> None:
    start = small.index(f"{listed}:\n") + len(f"{listed}:\n")
    entry = small[start:]
    end = next(
        (n for n, letter in enumerate(entry) if letter not in " \n" and entry[n - 1] == "\n" and n),
    )
    text = small[: start + end] + entry[:end] + small[start + end :]
    twice = [problem for problem in problems_in(text) if problem.code == "duplicate-id"]
    first = small[:start].count("\n") + 1
    assert f"the first is on line {first}." in twice[0].what
    assert twice[0].line == first + entry[:end].count("\n")


def test_a_criterion_of_no_heading_is_told_at_the_criterion(small: str) -> None:
    text = small.replace("    heading: teaching\n", "    heading: learning\n")
    dangling = [problem for problem in problems_in(text) if problem.code.startswith("dangling")]
    assert [problem.line for problem in dangling] == [line_of(text, "heading: learning")]


def test_an_activity_type_without_a_form_or_in_two_is_told(small: str) -> None:
    text = small.replace("[lesson-visit, ", "[lesson-visit, lesson-visit, ", 1)
    assert only_problem(text).code == "activity-twice"
    text = small.replace("[lesson-visit, ", "[", 1)
    problem = only_problem(text)
    assert problem.code == "activity-missing"
    assert "lesson-visit" in problem.what
    assert problem.line == line_of(text, "sources:")


def test_two_areas_of_excellence_are_one_too_many(small: str) -> None:
    more = """
  - {id: a, kind: excellence, title: A, short: A, covers: A thing.}
  - {id: b, kind: excellence, title: B, short: B, covers: A thing.}
criteria:
  - {id: ca, heading: a, title: A, description: A., prompts: [A?]}
  - {id: cb, heading: b, title: B, description: B., prompts: [B?]}"""
    problem = only_problem(small.replace("\ncriteria:", more))
    assert problem.code == "excellence-twice"


def test_more_than_nine_targets_only_warns(small: str) -> None:
    criteria = "".join(
        f"  - {{id: c{n}, heading: teaching, title: C{n}, description: C., prompts: [C?]}}\n"
        for n in range(TARGET_LIMIT)
    )
    targets = ", ".join(["clarity", *(f"c{n}" for n in range(TARGET_LIMIT))])
    text = small.replace("groups:", criteria + "groups:").replace("[clarity]", f"[{targets}]")

    loaded = load_framework(text, source="mine.yaml")

    (warning,) = loaded.warnings
    assert warning.code == "too-many-targets"
    assert warning.line == line_of(text, "targets:")
    assert "10 targets" in warning.what


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty", 1),
        ("# only a comment\n", "empty", 1),
        ("---\n", "empty", 1),
        ("just words", "not-mapping", 1),
        ("- a\n- b\n", "not-mapping", 1),
        ("title: 'open\n", "not-closed", 1),
        ("a: 1\nb: [1, 2\n", "list-in-brackets", 2),
        ("a: 1\nb: [1, 2\nc: 3\n", "list-in-brackets", 3),
        ("a: 1\n  b: 2\n", "colon", 2),
        ("a: one: two\n", "colon", 1),
        ("a: 1\nb:2\nc: 3\n", "no-colon", 2),
        ("a:\n  b: 1\n c: 2\n", "indentation", 3),
        ("a: {b: ${c}}\n", "list-in-brackets", 1),
        ("title: @home\n", "quotation-marks", 1),
        ("%YAML 3.0\n---\na: 1\n", "not-yaml", 1),
        ("a:\n \u00a0b: 1\n", "wide-space", 2),
        ("a: b\u2028c\n", "character", 1),
        ("title: a\nsummary: b\x07c\n", "character", 2),
        ('title: a\nsummary: "b\\u0007c"\n', "character", 2),
        ('title: a\nsummary: "b\\ud800c"\n', "character", 2),
        ("a:\n\tb: 1\n", "tab", 2),
        ("a: 1\n---\nb: 2\n", "several-documents", 2),
        ("a: &x 1\nb: *x\n", "anchor", 1),
        ("a: 1\nb: *x\n", "alias", 2),
        ("a: !!python/object:os.system x\n", "tag", 1),
        ("a: !!set {x}\n", "tag", 1),
        ("? [a, b]\n: 1\n", "key-not-text", 1),
        ("a: {1, 2}\n: 3\n", "indentation", 2),
    ],
)
def test_text_that_is_no_plain_yaml_is_refused_at_its_line(text: str, code: str, line: int) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.line) == (code, line)


def test_a_quotation_mark_that_was_not_closed_is_told_where_it_opens(small: str) -> None:
    text = small.replace("title: Small review", 'title: "Small review').replace('"1"', "1")
    text = text.replace("covers: What", 'covers: "What')
    opened, closed = problems_in(text)
    assert (opened.code, opened.line) == ("quote-runs-on", line_of(text, "title:"))
    assert f"line {line_of(text, 'covers')} " in opened.what
    assert closed.line == line_of(text, "covers")


def test_every_tabbed_line_is_told(small: str) -> None:
    text = small.replace("    title: Teaching", "\ttitle: Teaching").replace(
        "    short", "  \tshort"
    )
    assert [problem.code for problem in problems_in(text)] == ["tab"] * text.count("\t")


def test_a_text_that_multiplies_itself_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert only_problem(bomb).code == "anchor"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_the_interpreter_runs_out_of_stack(opening: str) -> None:
    assert problems_in(opening * 50_000)[0].code in {"too-deep", "key-not-text", "not-mapping"}


@pytest.mark.parametrize("part", ["criteria:\n" + "  - {id: a}\n" * 80_000, "- a\n" * 200_000])
def test_a_text_of_endless_small_values_is_refused_before_it_is_read_through(part: str) -> None:
    problem = problems_in(part)[0]
    assert problem.code == "too-many-values"
    assert problem.line < VALUE_LIMIT + 2


def test_the_error_prints_the_first_twenty_problems_and_counts_the_rest(small: str) -> None:
    text = small + "".join(f"extra{n}: 1\n" for n in range(PRINTED + 1))
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    assert len(problems_of(caught.value)) == PRINTED + 1
    lines = caught.value.remedy.splitlines()
    assert len(lines) == 1 + PRINTED + 1
    assert lines[-1] == "and 1 more place."


def test_a_file_of_more_than_a_megabyte_is_refused(small: str, tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(small + "#" * SIZE_LIMIT, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_file(file)
    assert [problem.code for problem in problems_of(caught.value)] == ["too-large"]
    assert only_problem("#" * (SIZE_LIMIT + 1)).code == "too-large"


def test_a_file_that_is_not_utf_8_is_refused_at_the_first_wrong_byte(
    small: str, tmp_path: Path
) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(small.replace("What teachers", "Caf\xe9 teachers").encode("cp1252"))
    with pytest.raises(UserError) as caught:
        load_file(file)
    (problem,) = problems_of(caught.value)
    assert problem.code == "not-utf-8"
    assert problem.line == line_of(small, "covers:")
    assert problem.column == len("    covers: Caf") + 1


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "framework.yaml"
    if kind == "folder":
        path.mkdir()
    with pytest.raises(UserError) as caught:
        load_file(path)
    assert caught.value.code == "framework.unreadable"
    assert str(path.parent) not in str(caught.value)


def test_every_sentence_ends_as_a_sentence_and_names_a_remedy() -> None:
    for code, sentences in SENTENCES.items():
        assert sentences.happened.endswith((".", ").")), code
        assert sentences.remedy.endswith((".", "}.")), code


@pytest.mark.parametrize("value", ["{}", "[a]", "[[a]]"])
@pytest.mark.parametrize("name", ["heading", "strand", "scale", "id", "activities"])
def test_a_collection_where_an_id_belongs_is_refused_with_a_place(name: str, value: str) -> None:
    text = re.sub(rf"(?m)^(.*\b{name}: ).*$", rf"\g<1>{value}", SHIPPED, count=1)
    assert text != SHIPPED
    with pytest.raises(UserError) as caught:
        load_framework(text, source="mine.yaml")
    assert caught.value.code == "framework.invalid"


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "title", "points", "x"]), inner, max_size=3),
    ),
    max_leaves=5,
)


@given(st.data())
def test_whatever_stands_in_any_place_is_loaded_or_refused_with_a_place(
    data: st.DataObject,
) -> None:
    """Nothing a hand can do to a framework file ends in anything but a framework or named problems."""
    lines = SHIPPED.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    cut = data.draw(st.integers(0, len(lines[number])))
    value = data.draw(st.one_of(st.text(max_size=12), VALUES.map(repr)))
    lines[number] = lines[number][:cut] + value
    try:
        load_framework("\n".join(lines), source="mine.yaml")
    except UserError as error:
        refused = error
    else:
        return
    assert refused.code == "framework.invalid"
    for problem in problems_of(refused):
        assert 1 <= problem.line <= len("\n".join(lines).splitlines()) + 1
        assert problem.what
        assert problem.remedy


def test_a_name_nobody_knows_is_told_in_what_is_asked_again_and_again(with_items: str) -> None:
    text = with_items.replace("{id: calm, type: scale,", "{id: calm, titel: Calm, type: scale,")
    (problem,) = problems_in(text)
    assert (problem.code, problem.line) == ("unknown-key", line_of(text, "{id: calm"))


def test_a_word_is_no_item_wherever_items_stand(with_items: str) -> None:
    text = with_items.replace("          - {id: calm,", "          - calm\n          - {id: calm,")
    (problem,) = problems_in(text)
    assert (problem.code, problem.line) == ("not-mapping", line_of(text, "- calm"))
