"""Whatever people type is drawn as its script is written, and read back out of the file as it was typed."""

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import HeadingFindings
from reviewer_app.report.fonts import SERIF, clean, placed, undrawable
from tests.report.sample import RICH, TINY
from tests.report.tools import elements_of, failed_rules, read_aloud, structure_of

PASSAGES = {
    "Welsh": "Mae’r ysgol yn Nhŷ Ŵyn, ger Llŷn, yn gwrando ar bob plentyn. Gŵyl, môr, sïon, têg.",
    "Polish": "Łukasz Świętokrzyski i Zażółć Gęślą czytają głośno; pan Ćwiąkała słucha.",
    "Yoruba": "Ọlámidé sọ̀rọ̀ nípa ẹ̀kọ́ rẹ̀.",
    "Greek": "Τα ελληνικά μαθήματα are on Saturdays, and π is 3.14.",
    "Cyrillic": "Кирилл Мефодьевич и Ґанна Їжакевич читали вслух.",
    "Arabic": "The imam, محمد عبد السَّلام, spoke with 12 pupils (كل التلاميذ يقرؤون ١٢ كتابا مع معلميهم في "
    "المدرسة كل يوم ويكتبون ما تعلموه في دفاترهم) about reading.",
    "Urdu": "شاہدہ پروین and می‌خواهم are read.",
    "Hebrew": "The rabbi, הרב דוד כהן, and 3 pupils said שָׁלוֹם (“Peace”) every day.",
    "from the right": "مدرسة كبيرة في وسط المدينة يتعلم فيها الأطفال مع Mrs Jones كل يوم، ويقول 12 منهم إنهم سعداء.",
    "Chinese": "王小明和李梓涵在课堂上朗读了自己写的故事，老师们认真地听取了每一位学生的意见，"
    "并且在课后与家长进行了交流。陳大文也是。",
    "Indic": "हिन्दी में कक्षा; ਪੰਜਾਬੀ ਸਕੂਲ; বাংলা ভাষা; ગુજરાતી શાળા; தமிழ் பள்ளி; తెలుగు; ಕನ್ನಡ; മലയാളം; සිංහල.",
    "others": "ትግርኛ; ภาษาไทย; 한국어 학교; 日本語のクラス; Հայերեն; ქართული.",
    "markup": "<b>bold</b> & <img src='file:///etc/passwd'/> <a href=\"https://example.org\">x</a> &lt; {0} %s \\x",
    "control": "One\x00two\x1b[31m three\u202efour\u2066five\x7f.",
    "unbroken": "Pneumono" * 60,
    "unbroken, from the right": "محمد" * 120,
    "unknown": "A smile \U0001f600 and \U00013080 and \ue000.",
}

LONG = " ".join(f"{word} {number}" for number in range(5_000) for word in ("schoolwork",))
LONG_MIXED = " ".join(f"كتاب {number} book" for number in range(120))


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_pdf(
        dataclasses.replace(
            RICH,
            school="Larkfield مدرسة النور Primary School",
            introduction=tuple(PASSAGES.values()),
            context=(LONG, LONG_MIXED),
        ),
        draft=False,
    )


@pytest.fixture(scope="module")
def read(built: bytes, tmp_path_factory: pytest.TempPathFactory) -> str:
    return read_aloud(built, tmp_path_factory.mktemp("read"))


def printed(text: str) -> str:
    """A text as it stands in the report: what no font has replaced, no-break spaces as spaces."""
    drawn = "".join(character for _font, character in placed(clean(text), SERIF))
    return " ".join(drawn.split())


@pytest.mark.parametrize("script", PASSAGES)
def test_every_script_is_read_back_word_for_word(read: str, script: str) -> None:
    assert printed(PASSAGES[script]) in read


def test_only_what_no_font_has_is_replaced() -> None:
    replaced = {script: undrawable(clean(text), SERIF) for script, text in PASSAGES.items()}
    assert {script: found for script, found in replaced.items() if found} == {
        "unknown": "\U0001f600\U00013080\ue000"
    }


def test_long_passages_break_across_pages_and_lose_nothing(read: str) -> None:
    assert printed(LONG) in read
    assert printed(LONG_MIXED) in read


def test_other_scripts_keep_the_file_accessible_and_archival(built: bytes) -> None:
    assert failed_rules(built) == []
    assert structure_of(built).complaints == []


def test_words_of_another_language_say_which(built: bytes) -> None:
    told = {str(one["/Lang"]) for one in elements_of(built) if one["/S"] == "/Span"}
    assert told >= {"ar", "ur", "he", "zh", "ja", "ko", "el", "pa", "und-Deva", "und-Ethi"}


def test_words_of_another_language_are_also_told_as_they_were_typed(built: bytes) -> None:
    spans = [one for one in elements_of(built) if one["/S"] == "/Span"]
    told = {str(one["/ActualText"]) for one in spans}
    assert told >= {"محمد عبد السَّلام", "הרב דוד כהן", "हिन्दी में कक्षा"}
    wrapped = [one for one in told if one.startswith("كل التلاميذ")]
    assert wrapped == [
        "كل التلاميذ يقرؤون ١٢ كتابا مع معلميهم في المدرسة كل يوم ويكتبون ما تعلموه في دفاترهم"
    ]


def test_plain_extraction_turns_names_the_right_way(built: bytes, tmp_path: Path) -> None:
    file = tmp_path / "order.pdf"
    file.write_bytes(built)
    text = subprocess.run(
        ["pdftotext", file, "-"], capture_output=True, check=True, text=True
    ).stdout
    for name in ("محمد عبد", "הרב דוד כהן", "شاہدہ پروین", "مدرسة النور"):
        assert name in re.sub("[\u202a-\u202e]", "", text)


def test_nothing_typed_is_a_link_or_a_file(built: bytes) -> None:
    assert b"/URI" not in built
    assert b"/Launch" not in built


def test_earlier_reports_leave_no_trace_in_the_bytes() -> None:
    content = dataclasses.replace(TINY, introduction=(PASSAGES["Arabic"], PASSAGES["Indic"]))
    before = build_pdf(content, draft=False)
    build_pdf(dataclasses.replace(TINY, introduction=(PASSAGES["Urdu"],)), draft=True)
    assert build_pdf(content, draft=False) == before


SCRIPTS = "".join(PASSAGES.values()) + "\u200c\u200d\u0301\u05b0\u064b \n\n()[]«»–12٣"


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from(SCRIPTS), st.characters(codec="utf-8")), max_size=60),
        min_size=20,
        max_size=40,
    )
)
def test_any_text_builds_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    one_line = [text.replace("\r", " ").replace("\n", " ") for text in texts]
    findings = HeadingFindings(" ".join(one_line[:1]) or "x")
    content = dataclasses.replace(TINY, introduction=tuple(one_line), findings=(findings,))
    pdf = build_pdf(content, draft=False)
    assert structure_of(pdf).complaints == []
    assert failed_rules(pdf) == []
    read = read_aloud(pdf, tmp_path_factory.mktemp("any"))
    for text in one_line:
        assert printed(text) in read
