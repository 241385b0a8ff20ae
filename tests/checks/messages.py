"""The catalogue of sentences people read: extracted from the sources, kept in resources/translations.

`python -m tests.checks.messages` brings the file into step.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po

from tests.checks import source

TEMPLATE = source.ROOT / "resources" / "translations" / "reviewer_app.pot"

MARKERS = {"_": 1, "gettext": 1, "N_": 1, "ngettext": 2}
"""How many arguments of each function are sentences."""


def marked() -> Iterator[tuple[Path, ast.Call]]:
    """Give every call of a marker, with its file."""
    for path in source.modules():
        yield from (
            (path, call) for call in source.calls(path) if source.called_name(call) in MARKERS
        )


def catalogue() -> Catalog:
    """Extract every marked sentence; where a sentence stands is its file, without line numbers."""
    sentences = Catalog()
    for path, call in marked():
        arguments = call.args[: MARKERS[source.called_name(call)]]
        for choice in zip(*map(source.texts, arguments), strict=True):
            sentences.add(
                choice[0] if len(choice) == 1 else choice, None, [(source.place(path), 0)]
            )
    return sentences


def template() -> str:
    """Give the template's text: the same for the same sources, so without dates and versions."""
    written = io.BytesIO()
    write_po(
        written, catalogue(), omit_header=True, include_lineno=False, sort_by_file=True, width=100
    )
    header = (
        '# The sentences of reviewer-app. Written by "make messages".\n'
        'msgid ""\nmsgstr ""\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header + written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
