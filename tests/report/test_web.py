"""One page of HTML that needs nothing but itself, and reads in order."""

import dataclasses
import re
from base64 import b64decode
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from reviewer_app.report.outline import outline
from reviewer_app.report.web import text_in_page, texts_of_page, web_page
from tests.report.sample import HOSTILE, MARKUP, RICH, TINY
from tests.report.test_build_of_any_text import PASSAGES
from tests.report.test_logo import DRESSED

ANY_TEXT = dataclasses.replace(TINY, introduction=tuple(PASSAGES.values()))


class _Page(HTMLParser):
    """Every element with its attributes, and that each is closed where it has to be."""

    VOID = ("meta", "img")

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.waiting: list[str] = []
        self.feed(page.decode())
        self.close()
        assert self.waiting == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.waiting.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.waiting.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def page() -> _Page:
    return _Page(web_page(RICH, draft=True))


def test_page_has_its_landmarks_and_its_headings_in_order(page: _Page) -> None:
    count = Counter(tag for tag, _attributes in page.elements)
    assert [count[tag] for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    levels = [int(tag[1]) for tag, _attributes in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1
    assert page.all("html") == [{"lang": "en-GB"}]


def test_contents_and_skip_link_lead_where_they_say(page: _Page) -> None:
    ids = [str(attributes["id"]) for _tag, attributes in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    links = [str(one["href"]) for one in page.all("a")]
    assert len(links) > 10
    assert {one.removeprefix("#") for one in links} <= set(ids)
    assert {str(one["aria-labelledby"]) for one in page.all("section", "nav")} <= set(ids)


def test_every_head_of_a_table_says_what_it_heads(page: _Page) -> None:
    assert {one["scope"] for one in page.all("th")} == {"col", "row"}
    wide = [one for one in page.all("div") if one.get("class") == "wide"]
    assert len(wide) == len(page.all("table")) > 4
    assert all(one["tabindex"] == "0" and one["aria-label"] for one in wide)


def test_page_needs_nothing_but_itself_and_runs_nothing() -> None:
    for content in (RICH, HOSTILE):
        page = _Page(web_page(content, draft=False))
        assert not page.all("script", "link", "img", "iframe", "object", "form", "base", "svg")
        named = {name for _tag, attributes in page.elements for name in attributes}
        assert not {name for name in named if name.startswith("on")} | named & {"src", "style"}
        styles = web_page(content, draft=False).decode().partition("</style>")[0]
        assert "url(" not in styles
        assert "@import" not in styles


def test_users_words_are_never_markup() -> None:
    said = web_page(HOSTILE, draft=True)
    assert b"<b>" not in said
    assert b"<font" not in said
    assert any(" ".join(MARKUP.split()) in text for text in text_in_page(said))


@pytest.mark.parametrize("content", [RICH, HOSTILE, ANY_TEXT], ids=["rich", "hostile", "any"])
def test_every_word_of_the_content_is_read_back_in_order(content: object) -> None:
    said = web_page(content, draft=True)  # type: ignore[arg-type]
    assert text_in_page(said) == texts_of_page(outline(content, draft=True))  # type: ignore[arg-type]
    assert said == web_page(content, draft=True)  # type: ignore[arg-type]


def test_languages_and_directions_are_marked() -> None:
    said = web_page(ANY_TEXT, draft=True).decode()
    assert '<bdi dir="rtl" lang="he">הרב דוד כהן</bdi>' in said
    assert '<p dir="rtl">' in said
    assert '<span lang="zh">王小明' in said
    assert "\x00" not in said
    assert "\u202e" not in said


def test_logo_and_colour_lie_in_the_page_and_say_whose_they_are() -> None:
    written = web_page(DRESSED, draft=False)
    [logo] = _Page(written).all("img")
    assert logo["alt"] == "Logo of Larkfield"
    kind, _comma, picture = str(logo["src"]).partition(",")
    assert (kind, b64decode(picture)) == ("data:image/png;base64", DRESSED.look.logo)
    styles = written.decode().partition("</style>")[0]
    assert "(prefers-color-scheme: light) { :root { --accent: #1f4e79; } }" in styles
    assert "img-src data:" in styles
    # It is there for the eye alone where nobody is named, and nothing but a colour gets among the styles.
    other = dataclasses.replace(DRESSED.look, logo_of="", colour="red; } * { display: none")
    plainer = web_page(dataclasses.replace(DRESSED, look=other), draft=False)
    assert [one["alt"] for one in _Page(plainer).all("img")] == [""]
    assert b"display: none }" not in plainer
    assert b"red;" not in plainer


def test_a_draft_says_so_on_top() -> None:
    top = text_in_page(web_page(RICH, draft=True))[:5]
    assert "Draft 2, for the headteacher, for the factual check" in top
    assert not any("Draft" in text for text in text_in_page(web_page(RICH, draft=False)))
