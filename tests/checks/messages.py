"""The catalogues of sentences people read, kept in resources/translations: extracted from the sources.

`python -m tests.checks.messages` brings the template into step, and what each language has of the report's sentences.
"""

import ast
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reviewer_app.frameworks.load import load_file
from reviewer_app.frameworks.reported import reported_texts
from reviewer_app.language import LANGUAGES, REPORT_DOMAIN
from reviewer_app.places import forms
from tests.checks import source

TEMPLATE = source.ROOT / "resources" / "translations" / "reviewer_app.pot"

MARKERS = {"_": 1, "gettext": 1, "N_": 1, "ngettext": 2}
"""How many arguments of each function are sentences."""

TRANSLATED: Final = LANGUAGES[1:]
"""The languages a report can be made in, but for the one its sentences are written in."""

PLURALS: Final = {"cy": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"}
"""How many forms a language has for a count, and which goes with which (GNU gettext, "Plural forms")."""

PRINTED: Final = (
    "reviewer_app/frameworks/answer_words.py",
    "reviewer_app/frameworks/form_blocks.py",
    "reviewer_app/frameworks/rendering.py",
    "reviewer_app/language.py",
    "reviewer_app/model/moment.py",
    "reviewer_app/report/*.py",
    "reviewer_app/review/abbreviations.py",
    "reviewer_app/review/agreed.py",
    "reviewer_app/review/factual_check.py",
    "reviewer_app/review/reported*.py",
    "reviewer_app/review/reporting.py",
    "reviewer_app/review/year_groups.py",
)
"""What words a report."""

PRINTED_OF: Final = {"reviewer_app/review/wording.py": ("role_words",)}
"""Functions that word a report in files that otherwise do not."""

FRAMEWORKS: Final = ("open-enquiry", "quality-assurance")
"""What a report prints of these is said in every language of reports."""

NOT_PRINTED: Final = (
    "reviewer_app/report/child.py",
    "reviewer_app/report/naming.py",
    "reviewer_app/report/open_data.py",
    "reviewer_app/report/sheets.py",
    "reviewer_app/report/stamp.py",
    "reviewer_app/report/substitutes.py",
    "reviewer_app/report/verdict.py",
    "reviewer_app/report/verifying.py",
)
"""What the window alone says, or what the team alone reads."""


def marked() -> Iterator[tuple[Path, ast.Call]]:
    """Give every call of a marker, with its file."""
    for path in source.modules():
        yield from (
            (path, call) for call in source.calls(path) if source.called_name(call) in MARKERS
        )


def catalogue() -> Catalog:
    """Extract every marked sentence; where a sentence stands is its file, without line numbers."""
    return _catalogue(marked())


def printed(language: str = "") -> Catalog:
    """Extract the sentences a report can print, with room for as many plural forms as a language has."""
    calls = ((path, call) for path, call in marked() if _is_printed(path, call))
    sentences = _catalogue(calls, PLURALS.get(language, ""))
    for name in FRAMEWORKS:
        file = forms() / f"{name}.yaml"
        for text in reported_texts(load_file(file).framework):
            sentences.add(text, None, [(source.place(file), 0)])
    return sentences


def _is_printed(path: Path, call: ast.Call) -> bool:
    place = source.place(path)
    functions = PRINTED_OF.get(place)
    if functions is not None:
        return any(
            function.name in functions and call in ast.walk(function)
            for function in ast.walk(source.tree(path))
            if isinstance(function, ast.FunctionDef)
        )
    return any(map(Path(place).match, PRINTED)) and place not in NOT_PRINTED


def _catalogue(calls: Iterable[tuple[Path, ast.Call]], plurals: str = "") -> Catalog:
    sentences = Catalog()
    if plurals:
        sentences.mime_headers = [("Plural-Forms", plurals)]
    for path, call in calls:
        arguments = call.args[: MARKERS[source.called_name(call)]]
        for choice in zip(*map(source.texts, arguments), strict=True):
            sentences.add(
                choice[0] if len(choice) == 1 else choice, None, [(source.place(path), 0)]
            )
    return sentences


def template() -> str:
    """Give the template's text: the same for the same sources, so without dates and versions."""
    header = '# The sentences of reviewer-app. Written by "make messages".\n' + _header()
    return header + _written(catalogue())


def translation(language: str) -> Path:
    """Name the file of what a language has of the report's sentences."""
    return TEMPLATE.parent / language / "LC_MESSAGES" / f"{REPORT_DOMAIN}.po"


def compiled(language: str) -> Path:
    """Name the file the program reads them from."""
    return translation(language).with_suffix(".mo")


def translated(language: str) -> Catalog:
    """Read what a language has of the report's sentences."""
    with translation(language).open("rb") as file:
        return read_po(file)


def in_step(language: str) -> str:
    """Give a language's file with the sentences a report can print now: new ones empty, those that are gone no more."""
    before, now = translated(language), printed(language)
    for message in now:
        if message.id and (known := before.get(message.id)) is not None:
            message.string = known.string
    header = (
        f'# What a report says, in the language "{language}". Sentences are added and removed by "make messages".\n'
        + _header(f'"Language: {language}\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n')
    )
    return header + _written(now)


def lacking(said: Catalog, wanted: Catalog) -> list[str]:
    """Name what a language does not say, says unsurely, or says with other gaps than the sentence has."""
    return [
        message.id if isinstance(message.id, str) else message.id[-1]
        for message in wanted
        if message.id and not _is_said(said.get(message.id))
    ]


def _is_said(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    sentence = message.id if isinstance(message.id, str) else message.id[-1]
    forms = [message.string] if isinstance(message.string, str) else message.string or [""]
    return all(one and _gaps(one) == _gaps(sentence) for one in forms)


def _gaps(sentence: str) -> list[str]:
    return sorted(name for _text, name, *_rest in Formatter().parse(sentence) if name is not None)


def binary(language: str) -> bytes:
    """Give a language's file as the program reads it."""
    said, written = translated(language), io.BytesIO()
    # When it was made says nothing of what it says.
    said.creation_date = said.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(written, said)
    return written.getvalue()


def _header(more: str = "") -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n{more}\n'
    )


def _written(sentences: Catalog) -> str:
    written = io.BytesIO()
    write_po(
        written, sentences, omit_header=True, include_lineno=False, sort_by_file=True, width=100
    )
    return written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
    for one in TRANSLATED:
        translation(one).write_text(in_step(one), encoding="utf-8")
        compiled(one).write_bytes(binary(one))
