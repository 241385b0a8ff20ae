"""Every sentence people read can be translated, and keeps to the words of the field."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages import Catalog

from tests.checks import messages, source

# A review is not an inspection, grades no teacher and fails nobody. The report may say the first in so many words.
NEVER = re.compile(
    r"\binspect\w*|\bfail(s|ed|ing|ure|ures)?\b|\bgrad(e|es|ed|ing) (a |the |each |every )?teacher"
    r"|\bteachers?['’]?s? (scores?|grades?)|\bleague tables?|\boverall grade",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"\bnot (an |the report of an )?inspection\b", re.IGNORECASE)

# What one framework is called, because that is what its headings are known as (DOMAIN, starter frameworks).
NAME = re.compile(r"\binspection[ -]areas?\b", re.IGNORECASE)

# What the program calls things inside, and people never see.
INSIDE = re.compile(
    r"\b(journals?|lanes?|sync(ed|s)?|bundles?|quarantined?|polarity|lens(es)?|dissent|retire[ds]?)\b",
    re.IGNORECASE,
)

EMPTY = re.compile(r"\bn/a\b|\bNone\b|\b1 \w+s\b", re.IGNORECASE)

SENTENCES = [
    (text, {file for file, _ in message.locations})
    for message in messages.catalogue()
    if message.id
    for text in ([message.id] if isinstance(message.id, str) else message.id)
]


def test_template_is_in_step_with_the_sources() -> None:
    """If this is red: make messages."""
    assert messages.TEMPLATE.read_text(encoding="utf-8") == messages.template()


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_every_sentence_of_a_report_is_said_in_each_of_its_languages(language: str) -> None:
    """If this is red: make messages, and translate what stands empty in report.po; then make messages again."""
    assert messages.lacking(messages.translated(language), messages.printed()) == []
    assert messages.translation(language).read_text(encoding="utf-8") == messages.in_step(language)
    assert messages.compiled(language).read_bytes() == messages.binary(language)


def test_a_translation_with_another_gap_none_or_a_guess_is_found() -> None:
    wanted, said = Catalog(), Catalog()
    for catalogue, forms in ((wanted, None), (said, ("a {n}", "b"))):
        catalogue.add(("{n} note", "{n} notes"), forms)
        catalogue.add(
            "Draft", None if forms is None else "Drafft", flags=() if forms is None else ("fuzzy",)
        )
        catalogue.add("Due {day}", None if forms is None else "Erbyn {dydd}")
        catalogue.add("Name", None if forms is None else "Enw")
    assert messages.lacking(said, wanted) == ["{n} notes", "Draft", "Due {day}"]


def test_sentences_are_seen_in_each_of_their_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "reviewer_app"
    program.mkdir()
    (program / "page.py").write_text(
        '_("A")\nN_("B")\nngettext("{count} note", "{count} notes", 3)\n_("C" if x else "D")\nother("E")\n'
    )
    monkeypatch.setattr(source, "ROOT", tmp_path)
    monkeypatch.setattr(source.modules, "__defaults__", (program,))
    assert [message.id for message in messages.catalogue() if message.id] == [
        "A",
        "B",
        ("{count} note", "{count} notes"),
        "C",
        "D",
    ]


def test_every_sentence_is_whole_where_it_is_marked() -> None:
    """A sentence put together inside the marker is in no catalogue, so it is never translated."""
    pieced = [
        f"{source.place(path)}:{call.lineno}"
        for path, call in messages.marked()
        for argument in call.args
        for part in ast.walk(argument)
        if isinstance(part, ast.BinOp | ast.JoinedStr)
    ]
    assert pieced == []


def test_sentences_keep_to_the_words_of_the_field() -> None:
    assert [text for text, _ in SENTENCES if NEVER.search(ALLOWED.sub("", text))] == []
    # What a form offers to choose is called as everyone calls it, and is no empty place of a report.
    assert [text for text, _ in SENTENCES if EMPTY.search(text) and text != "N/A"] == []


def test_window_never_shows_what_the_program_calls_things_inside() -> None:
    shown = [
        text
        for text, files in SENTENCES
        if any(file.startswith("reviewer_app/ui/") for file in files)
    ]
    assert [text for text in shown if INSIDE.search(text)] == []


def test_frameworks_keep_to_the_words_of_the_field() -> None:
    shipped = [path for path in sorted((source.ROOT / "forms").rglob("*")) if path.is_file()]
    assert shipped
    for path in shipped:
        said = NAME.sub("", path.read_text(encoding="utf-8"))
        assert not NEVER.search(ALLOWED.sub("", said)), path.name
