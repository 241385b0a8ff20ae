"""The same report by Typst: PDF/UA-1 from the pieces our page for the web is made of, in our own fonts."""

import typst

from reviewer_app.places import resource
from reviewer_app.report.content import ReportContent
from reviewer_app.report.outline import outline
from reviewer_app.report.pieces import Found, Head, Listed, Piece, Said, Tabled, Title


def build(content: ReportContent) -> bytes:
    """Typeset a report."""
    return typst.compile(
        _written(content).encode(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[resource("fonts")]),
        format="pdf",
        pdf_standards="ua-1",
    )


def _written(content: ReportContent) -> str:
    """Write the report in Typst's markup; what people wrote stands in it as strings."""
    head = (
        f"#set document(title: {_string(content.school)})\n"
        '#set page(paper: "a4", margin: 30mm, numbering: "1 / 1")\n'
        f'#set text(lang: {_string(content.language[:2])}, font: "Noto Serif", size: 11pt)\n'
        "#set par(leading: 0.8em, spacing: 1.4em)\n"
    )
    return head + "\n\n".join(_piece(one) for one in outline(content, draft=False))


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cell(text: str) -> str:
    return f"[#{_string(text)}]"


def _piece(piece: Piece) -> str:
    match piece:
        case Title(text):
            return f"#heading(level: 1){_cell(text)}"
        case Head(text, level):
            return f"#heading(level: {level}){_cell(text)}"
        case Said(text):
            return f"#par{_cell(text)}"
        case Found(text, caption):
            return f"#par{_cell(text)}\n\n#par{_cell(caption)}"
        case Listed(facts):
            items = ", ".join(f"terms.item{_cell(one.label)}{_cell(one.value)}" for one in facts)
            return f"#terms({items})"
        case Tabled(columns, rows):
            head = ", ".join(map(_cell, columns))
            cells = ", ".join(_cell(cell) for row in rows for cell in row)
            return f"#table(columns: {len(columns)}, table.header({head}), {cells})"
