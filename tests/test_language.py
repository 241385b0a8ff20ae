from threading import Thread

import pytest

from reviewer_app.language import ENGLISH, WELSH, in_any_language, listed, ngettext, speaking, told
from reviewer_app.language import gettext as _
from reviewer_app.tongues import plain


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["You"], "You"), (["You", "Asha", "Tom"], "You, Asha and Tom")]
)
def test_a_list_reads_as_a_sentence(words: list[str], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gwersi", "staff"], "gwersi a staff"),
        (["staff", "arweinwyr"], "staff ac arweinwyr"),
        (["gwersi", "teithiau dysgu"], "gwersi a theithiau dysgu"),
        (["Saesneg", "Cymraeg"], "Saesneg a Chymraeg"),
    ],
)
def test_a_welsh_list_ends_in_a_or_ac_and_a_changes_the_letter_after_it(
    words: list[str], said: str
) -> None:
    with speaking([WELSH]):
        assert listed(words) == said


def test_what_people_typed_is_left_as_it_is_after_a() -> None:
    with speaking([WELSH], ENGLISH):
        assert plain(listed(["art", "computing"])) == "art a computing"
    with speaking([WELSH, ENGLISH], ENGLISH):
        assert plain(listed(["art", "music"])) == "art a music / art and music"


def test_counts_take_the_form_that_welsh_has_for_them() -> None:
    with speaking([WELSH]):
        forms = [
            ngettext("{count} minute", "{count} minutes", count).format(count=count)
            for count in (1, 2, 3, 8)
        ]
    assert forms == ["1 munud", "2 funud", "3 munud", "8 munud"]


def test_each_word_says_its_language_and_the_leading_one_goes_without_saying() -> None:
    with speaking([WELSH], ENGLISH):
        assert told("Typed.") == ((("Typed.", ENGLISH),),)
        assert told(_("Introduction")) == ((("Cyflwyniad", ""),),)
    with speaking([WELSH, ENGLISH], ENGLISH):
        assert told(_("Introduction")) == ((("Cyflwyniad", ""),), (("Introduction", ENGLISH),))
        beside = told(f"Impact. {_('Introduction')}")
        assert "".join(words for words, _one in beside[0]) == "Impact. Cyflwyniad / Introduction"
    with speaking([ENGLISH]):
        assert told("Typed.") == ((("Typed.", ""),),)


def test_a_language_is_spoken_meanwhile_and_in_one_thread_alone() -> None:
    heard = []
    with speaking([WELSH]):
        assert _("Draft") == "Drafft"
        other = Thread(target=lambda: heard.append(_("Draft")))
        other.start()
        other.join()
        with speaking([ENGLISH]):
            assert _("Draft") == "Draft"
        assert _("Draft") == "Drafft"
    assert [*heard, _("Draft")] == ["Draft", "Draft"]


def test_a_sentence_is_known_in_every_language() -> None:
    assert in_any_language("so that") == ("so that", "fel bod")
