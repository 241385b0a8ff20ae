"""The report as one page of HTML: it needs nothing but itself, runs nothing, and reads well aloud and on a phone."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.places import resource
from reviewer_app.report.colour import parsed, written
from reviewer_app.report.content import Look, ReportContent
from reviewer_app.report.logo import logo_words
from reviewer_app.report.outline import outline
from reviewer_app.report.pieces import (
    Found,
    Head,
    Listed,
    Piece,
    Said,
    Tabled,
    Title,
    in_sections,
    printable,
)
from reviewer_app.report.spans import begins_with, runs_from_right, shown, spans

_ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A browser is told as well that nothing is to be fetched or run."""
_OWN_COLOUR: Final = """@media print, (prefers-color-scheme: light) {{ :root {{ --accent: {colour}; }} }}
body > header {{ border-top: 3px solid var(--accent); padding-top: .9rem; }}
"""
"""On a dark page a colour that can be read on white may not be, and ours stands there."""

_HOLDS_TEXT: Final = frozenset({"h1", "h2", "h3", "h4", "p", "dt", "dd", "th", "td", "caption"})
_ASIDE: Final = frozenset({"nav", "footer"})


def web_page(content: ReportContent, *, draft: bool) -> bytes:
    """Give the report as HTML 5 in UTF-8; the same content gives the same bytes."""
    pieces = outline(content, draft=draft)
    title = _("{school}: peer review report").format(school=content.school)
    styles = resource("report", "web.css").read_text(encoding="utf-8")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(content.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ALONE}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_plain(title)}</title>",
        f"<style>\n{styles}{_own_colour(content.look)}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#report">{_plain(_("Go to the report"))}</a>',
        *_body(pieces, content.look),
        f"<footer><p>{_inline(_foot(content))}</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


class _Reader(HTMLParser):
    """Reads a page's texts, element by element, but for what only leads through it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open = False
        self._aside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a text, or what is left out."""
        if tag in _ASIDE:
            self._aside = True
        elif tag in _HOLDS_TEXT and not self._aside:
            self._open = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in _ASIDE:
            self._aside = False
        elif tag in _HOLDS_TEXT:
            self._open = False

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if self._open and not self._aside:
            self.texts[-1] += data


def text_in_page(page: bytes) -> list[str]:
    """Give every text of a page in reading order, without its contents and foot."""
    reader = _Reader()
    reader.feed(page.decode())
    reader.close()
    return [text for text in reader.texts if text]


def texts_of_page(pieces: Sequence[Piece]) -> list[str]:
    """Give the texts a page of these pieces holds, as `text_in_page` reads them back."""
    return [shown(text) for piece in pieces for text in _texts(piece) if text]


def _texts(piece: Piece) -> Iterator[str]:
    match piece:
        case Found():
            yield from (piece.text, piece.caption)
        case Listed():
            yield from (text for fact in piece.facts for text in (fact.label, fact.value))
        case Tabled():
            yield from (
                piece.caption,
                *(cell for row in (piece.columns, *piece.rows) for cell in row),
            )
        case _:
            yield piece.text


def _foot(content: ReportContent) -> str:
    return f"{printable(content.school)}, {printable(content.month)}".rstrip(", ")


def _own_colour(look: Look) -> str:
    colour = parsed(look.colour)
    return "" if colour is None else _OWN_COLOUR.format(colour=written(colour))


def _logo(look: Look) -> str:
    picture = b64encode(look.logo).decode()
    return (
        f'<img class="logo" src="data:image/png;base64,{picture}" alt="{_plain(logo_words(look))}">'
    )


def _body(pieces: Sequence[Piece], look: Look) -> Iterator[str]:
    """The cover, what is in it where there is much, and a section for every heading of the second level."""
    cover, *rest = in_sections(pieces)
    yield "<header>"
    if look.logo:
        yield _logo(look)
    yield from _blocks(cover)
    yield "</header>"
    heads = [one[0] for one in rest]
    if len(heads) > 2:
        yield f'<nav aria-labelledby="contents"><h2 id="contents">{_plain(_("Contents"))}</h2><ul>'
        for number, head in enumerate(heads, start=1):
            if isinstance(head, Head):
                yield f'<li><a href="#part-{number}">{_inline(head.text)}</a></li>'
        yield "</ul></nav>"
    yield '<main id="report">'
    for number, section in enumerate(rest, start=1):
        yield f'<section aria-labelledby="part-{number}">'
        yield from _blocks(section, f' id="part-{number}"')
        yield "</section>"
    yield "</main>"


def _blocks(pieces: Iterable[Piece], marked: str = "") -> Iterator[str]:
    """One block after another; the first heading is `marked` with its place."""
    for kind, group in groupby(pieces, key=_beside):
        if kind:
            yield f'<div class="{kind}">'
        for piece in group:
            yield from _block(piece, marked)
            marked = ""
        if kind:
            yield "</div>"


def _beside(piece: Piece) -> str:
    if isinstance(piece, Found):
        return "well" if piece.well else "better"
    return ""


def _block(piece: Piece, marked: str) -> Iterator[str]:
    match piece:
        case Title():
            yield _element("h1", piece.text)
        case Head():
            yield _element(f"h{piece.level}", piece.text, marked)
        case Said():
            yield _paragraph(piece)
        case Found():
            yield _element("p", piece.text)
            if piece.caption:
                yield _element("p", piece.caption, ' class="caption"')
        case Listed():
            yield "<dl>"
            for fact in piece.facts:
                yield f"<div>{_element('dt', fact.label)}{_element('dd', fact.value)}</div>"
            yield "</dl>"
        case Tabled():
            yield from _table(piece)


def _paragraph(said: Said) -> str:
    of_look = "" if said.look == "narrative" else f' class="{said.look}"'
    if begins_with(said.text, said.strong):
        rest = said.text[len(said.strong) :]
        inner = f"<strong>{_inline(said.strong)}</strong>{_inline(rest)}"
        return f"<p{of_look}{_direction(said.text)}>{inner}</p>"
    return _element("p", said.text, of_look)


def _table(table: Tabled) -> Iterator[str]:
    """A table that is scrolled by itself where it is wider than its screen; the keyboard reaches it there."""
    label = table.caption or ", ".join(table.columns)
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{_plain(label)}"><table>'
    if table.caption:
        yield _element("caption", table.caption)
    heads = (_element("th", column, ' scope="col"') for column in table.columns)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for first, *others in table.rows:
        cells = "".join(_element("td", cell) for cell in others)
        yield "<tr>" + _element("th", first, ' scope="row"') + f"{cells}</tr>"
    yield "</tbody></table></div>"


def _element(tag: str, text: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}{_direction(text)}>{_inline(text)}</{tag}>"


def _direction(text: str) -> str:
    return ' dir="rtl"' if runs_from_right(text) else ""


def _plain(text: str) -> str:
    return escape(shown(printable(text)))


def _inline(text: str) -> str:
    """Give text with its stretches of another language or direction marked; none of it is markup."""
    whole = runs_from_right(text)
    said = []
    for span in spans(text):
        language = f' lang="{span.language}"' if span.language else ""
        if span.from_right and not whole:
            said.append(f'<bdi dir="rtl"{language}>{escape(span.text)}</bdi>')
        elif language:
            said.append(f"<span{language}>{escape(span.text)}</span>")
        else:
            said.append(escape(span.text))
    return "".join(said)
