"""Expressions say what XLSForm's authors mean by them, and what cannot be used says why."""

import math
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from elementpath import ElementNode, get_node_tree

from reviewer_app.frameworks.expressions import (
    Compiled,
    ExpressionError,
    Standing,
    compile_expression,
    evaluate,
)
from reviewer_app.frameworks.odk_functions import FUNCTIONS, REFUSED
from reviewer_app.frameworks.odk_parser import Context
from reviewer_app.frameworks.odk_values import OdkValue, text_of

FORM = """<form><seen>3</seen><day>2026-01-05</day><at>09:30</at><open/><chosen>red blue</chosen>
<words>a b</words><part><inner>deep</inner></part>
<round><count>1</count><note>first</note></round><round><count>2</count><note/></round></form>"""
PLACES = {
    **{name: ((name, False),) for name in ("seen", "day", "at", "open", "chosen", "words", "part")},
    "inner": (("part", False), ("inner", False)),
    "round": (("round", True),),
    "count": (("round", True), ("count", False)),
    "note": (("round", True), ("note", False)),
}
NOW = datetime(2026, 1, 9, 18, 0)  # noqa: DTZ001 (expressions know the person's own time of day alone)


def tree() -> ElementNode:
    found = get_node_tree(ET.fromstring("".join(FORM.split("\n"))))  # noqa: S314 (our own text)
    assert isinstance(found, ElementNode)
    return found


def value(text: str, owner: str = "seen", round_: int = 1) -> OdkValue:
    root = tree()
    found = [one for one in root.iter_descendants() if one.name == owner]
    node = found[round_ - 1]
    standing = Standing(Context(root), node, NOW, lambda choice, asked: f"<{choice} of {asked}>")
    return evaluate(compile_expression(text, PLACES, owner), standing)


def refusal(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, PLACES, "seen")
    return caught.value


# Worked out by hand from the ODK XForms specification and XPath 1.0.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${seen} + 1", "4"),
        ("${seen} * 2 - 1", "5"),
        ("${seen}-1", "2"),
        ("10 -${seen}", "7"),
        ("${seen}div 2", "1.5"),
        ("current()-1", "2"),
        ("7 div 2", "3.5"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("- ${seen}", "-3"),
        ("1 div 0", "Infinity"),
        ("0 div 0", "NaN"),
        ("${seen} > 2 and ${seen} < 4", "true"),
        ("${seen} = '3'", "true"),
        ("${seen} = 3.0", "true"),
        ("${seen} != 3", "false"),
        ("${open} = ''", "true"),
        ("${open} > 0", "false"),
        ("${open} or false()", "false"),
        ("not(${open})", "true"),
        (". = 3", "true"),
        ("../seen + /form/seen", "6"),
        ("current()/../seen", "3"),
        ("${part}/inner", "deep"),
        ("count(../*)", "9"),
        # days and times compare and count
        ("${day} < today()", "true"),
        ("${day} > '2026-01-05'", "false"),
        ("today() - ${day}", "4"),
        ("date(${day} + 2)", "2026-01-07"),
        ("${at} < '10:00'", "true"),
        ("now()", "2026-01-09T18:00:00"),
        ("decimal-date-time('1970-01-02T12:00:00')", "1.5"),
        ("decimal-time('06:00')", "0.25"),
        ("format-date(${day}, '%e %b %Y, %a')", "5 Jan 2026, Mon"),
        ("format-date-time(now(), '%d/%m/%y %H:%M')", "09/01/26 18:00"),
        ("format-date(${open}, '%Y')", ""),
        ("date('no day')", ""),
        # choices
        ("selected(${chosen}, 'red')", "true"),
        ("selected(${chosen}, 're')", "false"),
        ("count-selected(${chosen})", "2"),
        ("count-selected(${open})", "0"),
        ("selected-at(${chosen}, 1)", "blue"),
        ("selected-at(${chosen}, 5)", ""),
        ("jr:choice-name(${seen}, '${seen}')", "<3 of ${seen}>"),
        # repeats
        ("count(${round})", "2"),
        ("sum(${count})", "3"),
        ("max(${count})", "2"),
        ("min(${count}, 0)", "0"),
        ("count-non-empty(${note})", "1"),
        ("sum(${note})", "0"),
        ("max(${note})", "NaN"),
        ("join(', ', ${count})", "1, 2"),
        ("concat(${count}, '-')", "12-"),
        ("indexed-repeat(${count}, ${round}, 2)", "2"),
        ("indexed-repeat(${count}, ${round}, 3)", ""),
        ("/form/round[2]/count", "2"),
        ("/form/round[count = 2]/count", "2"),
        ("/form/round[position() = 1]/note", "first"),
        # choosing
        ("if(${seen} > 2, 'many', 'few')", "many"),
        ("if(${open}, 'a', 'b')", "b"),
        ("coalesce(${open}, 'x')", "x"),
        ("once('new')", "3"),
        # numbers
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("number('2.50')", "2.5"),
        ("number('many')", "NaN"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.345, 2)", "2.35"),
        ("round(1250, -2)", "1300"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.2)", "2"),
        ("abs(-4)", "4"),
        ("pow(2, 10)", "1024"),
        ("pow(9, 9999)", "NaN"),
        ("boolean(0)", "false"),
        ("boolean('0')", "true"),
        ("boolean-from-string('0')", "false"),
        # text
        ("string(1.0)", "1"),
        ("string-length(${words})", "3"),
        ("string-length()", "1"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -2)", "lo"),
        ("substring('hello', 2, 3)", "ell"),
        ("substring-before('a-b', '-')", "a"),
        ("substring-after('a-b', '-')", "b"),
        ("contains('hello', 'ell')", "true"),
        ("starts-with('hello', 'he')", "true"),
        ("ends-with('hello', 'he')", "false"),
        ("translate('abcd', 'abd', 'AB')", "ABc"),
        ("normalize-space(' a  b ')", "a b"),
        ("regex(${seen}, '[0-9]{1,2}')", "true"),
        ("regex('x1', '[0-9]')", "false"),
        ("true() != false()", "true"),
    ],
)
def test_an_expression_gives_what_its_authors_mean(text: str, expected: str) -> None:
    assert text_of(value(text)) == expected


def test_within_a_repeat_a_name_means_the_same_time_round() -> None:
    assert text_of(value("${count}", "note", 1)) == "1"
    assert text_of(value("${count}", "note", 2)) == "2"
    assert value("position(..)", "note", 2) == 2
    assert (
        text_of(value("indexed-repeat(${note}, ${round}, position(..) - 1)", "note", 2)) == "first"
    )
    assert value("sum(/form/round/count)", "note", 2) == 3


def test_a_long_sum_is_worked_out_to_its_end() -> None:
    assert value("1" + " + ${seen}" * 90) == 271


def test_one_branch_alone_is_looked_at() -> None:
    assert value("if(true(), 'a', date(1 div 0 * 0))") == "a"
    assert value("true() or number('x') > 1") is True
    assert value("false() and pow('x', 'y')") is False


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("${seen} + ", "expression-syntax", ""),
        ("(1", "expression-syntax", ""),
        ("", "expression-syntax", ""),
        ("a b", "expression-syntax", ""),
        ("$seen", "expression-syntax", ""),
        ("//seen", "expression-syntax", ""),
        ("ancestor::part", "expression-syntax", ""),
        ("/form/*[seen[. = 1]]", "expression-syntax", ""),
        ("(" * 60 + "1" + ")" * 60, "expression-syntax", ""),
        ("-" * 60 + "1", "expression-syntax", ""),
        ("1" + "+1" * 400, "expression-syntax", ""),
        ("${sean} = 1", "expression-unknown", "sean"),
        ("'${sean}'", "expression-unknown", "sean"),
        ("frobnicate(1)", "expression-function", "frobnicate"),
        ("id('x')", "expression-function", "id"),
        ("uuid()", "expression-refused", "uuid"),
        ("once(random())", "expression-refused", "random"),
        ("pulldata('a', 'b')", "expression-refused", "pulldata"),
        ("instance('a')/root", "expression-refused", "instance"),
        ("if(1)", "expression-syntax", ""),
        ("regex(., '(')", "expression-regex", "("),
        ("regex(., '(?=a)a')", "expression-regex", "(?=a)a"),
    ],
)
def test_what_cannot_be_used_says_what_it_is(text: str, code: str, meant: str) -> None:
    error = refusal(text)
    assert (error.code, error.value) == (code, meant)
    assert bool(error.reason) == (code in ("expression-syntax", "expression-refused"))


def compiled(text: str) -> Compiled:
    return compile_expression(text, PLACES, "seen")


def test_an_expression_knows_what_it_looks_at() -> None:
    assert compiled("${day} > today() and ../open = 'x'").names == {"day", "open"}
    assert compiled("concat('${day}', 'open')").names == {"day"}
    assert compiled("once(${day})").names == {"day"}
    assert compiled("count(../*)").everything
    assert not compiled("${seen} * 2").everything


def test_what_cannot_be_worked_out_is_no_number() -> None:
    assert math.isnan(float(text_of(value("number(${chosen})"))))
    # A pattern that an answer makes is tried, and wrong.
    assert math.isnan(float(text_of(value("regex('x', concat('(', ${seen}))"))))


def test_no_function_is_both_known_and_refused() -> None:
    assert FUNCTIONS.keys() & REFUSED.keys() == set()
