import dataclasses

import pytest

from reviewer_app.errors import UserError
from reviewer_app.language import ENGLISH, WELSH
from reviewer_app.report.content import DraftStatus, MadeFor, ReportContent
from reviewer_app.review import report_languages, reporting, set_up
from reviewer_app.review.opened import OpenReview
from reviewer_app.tongues import each_reading, plain
from tests.support import Device


def _say(opened: OpenReview) -> ReportContent:
    return reporting.content_of(
        opened, draft=DraftStatus(1), made_for=MadeFor("the headteacher", "factual check")
    )


def test_a_report_is_in_the_language_its_framework_is_read_in_unless_said(helen: Device) -> None:
    assert report_languages.languages_of(helen.open) == (ENGLISH,)
    helen.does(report_languages.choose, "cy")
    assert report_languages.languages_of(helen.open) == (WELSH,)
    assert report_languages.languages_of(helen.open, "cy+en") == (WELSH, ENGLISH)
    helen.does(report_languages.choose, "cy+en")
    assert report_languages.languages_of(helen.open, "en-GB") == (ENGLISH,)


def test_a_language_a_report_cannot_be_made_in_is_refused(helen: Device) -> None:
    with pytest.raises(UserError) as refused:
        helen.does(report_languages.choose, "fr")
    assert refused.value.code == "report.language-unknown"
    assert "cy+en" in str(refused.value)


def test_an_english_report_of_an_english_review_is_plain(helen: Device) -> None:
    assert report_languages.told_in(helen.open, _say) == dataclasses.replace(
        _say(helen.open), written_in=ENGLISH
    )


def test_ours_is_said_in_welsh_and_what_was_typed_stays(helen: Device) -> None:
    helen.does(set_up.change_facts, school_phase="Primary")
    helen.does(report_languages.choose, "cy")
    content = report_languages.told_in(helen.open, _say)
    assert (content.language, content.also_in, content.written_in) == ("cy", "", "en-GB")
    assert plain(content.dates) == "17 i 19 Tachwedd 2026"
    assert plain(content.facts[0].label) == "Cyfnod"
    assert content.facts[0].value == "Primary, 4 to 11"
    assert content.school == helen.open.review.school_name
    assert content.made_for is not None
    assert plain(content.made_for.recipient) == "y pennaeth"


def test_in_two_languages_both_are_said_welsh_first(helen: Device) -> None:
    content = report_languages.told_in(helen.open, _say, "cy+en")
    assert each_reading(content.dates) == ("17 i 19 Tachwedd 2026", "17 to 19 November 2026")
    assert content.also_in == "en-GB"


def test_nothing_typed_hides_among_the_marks(helen: Device) -> None:
    helen.does(set_up.change_facts, school_phase="\ufdd2seen\ufdd3hidden\ufdd4")
    content = report_languages.told_in(helen.open, _say, "cy+en")
    assert "hidden" in plain(content.facts[0].value)


def test_said_in_the_leading_language_words_are_plain(helen: Device) -> None:
    content = report_languages.in_leading(helen.open, _say, "cy+en")
    assert content.dates == "17 i 19 Tachwedd 2026"
    assert reporting.content_of(helen.open).dates == "17 to 19 November 2026"


def test_a_framework_that_ships_says_its_headings_in_welsh(helen: Device) -> None:
    content = report_languages.told_in(helen.open, _say, "cy")
    assert plain(content.programme) == "Adolygiad sicrhau ansawdd"
    assert [plain(one).startswith("Mae’n dechrau") for one in content.introduction] == [False, True]
    [section] = content.sections
    assert plain(section.title) == "Sut i ddarllen yr adroddiad hwn"
    assert reporting.content_of(helen.open).programme == "Quality assurance review"
