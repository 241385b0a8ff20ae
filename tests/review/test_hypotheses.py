"""What the team sets out to find out is formed, put in order, closed and told."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Borne
from reviewer_app.report.content import DraftStatus, MadeFor
from reviewer_app.review import factual_check, hypotheses, reporting
from reviewer_app.review.open_data import open_data
from tests.support import Device


def texts(device: Device) -> list[str]:
    return [one.text for one in device.open.hypotheses()]


def test_they_keep_the_order_they_were_formed_in_and_can_be_moved(helen: Device) -> None:
    first = helen.does(hypotheses.add, " Talk helps. ", heading="provision")
    helen.does(hypotheses.add, "Leaders know.")
    assert texts(helen) == ["Talk helps.", "Leaders know."]
    helen.does(hypotheses.move, first, 1)
    assert texts(helen) == ["Leaders know.", "Talk helps."]
    helen.does(hypotheses.reword, first, "Talk helps most.")
    helen.does(hypotheses.remove, first, "said twice")
    assert texts(helen) == ["Leaders know."]


def test_where_two_laptops_gave_one_place_to_two_a_move_makes_room(
    helen: Device, asha: Device
) -> None:
    asha.receives(helen.changes)
    helen.does(hypotheses.add, "Talk helps.")
    asha.does(hypotheses.add, "Leaders know.")
    helen.receives(asha.changes)
    last = helen.does(hypotheses.add, "Pupils read.")
    first, second, _third = texts(helen)
    helen.does(hypotheses.move, last, -1)
    assert texts(helen) == [first, "Pupils read.", second]
    helen.does(hypotheses.move, last, -1)
    assert texts(helen) == ["Pupils read.", first, second]


def test_words_are_wanted_and_committing_them_drops_their_draft(helen: Device) -> None:
    made = helen.does(hypotheses.add, "Talk helps.")
    for verb in (
        lambda: helen.does(hypotheses.add, " "),
        lambda: helen.does(hypotheses.reword, made, " "),
    ):
        with pytest.raises(UserError) as refused:
            verb()
        assert refused.value.code == "hypothesis.empty"
    for place, written in (
        (f"hypothesis:{made}", hypotheses.reword),
        (f"hypothesis-found:{made}", hypotheses.say_what_was_found),
    ):
        helen.types(place, "Ta")
        helen.does(written, made, "Seen.", place=place)
        assert helen.open.draft(place) is None


def test_a_draft_tells_what_is_still_open_and_a_final_what_was_closed(helen: Device) -> None:
    talk = helen.does(hypotheses.add, "Talk helps.")
    helen.does(hypotheses.add, "Leaders know.")
    helen.does(hypotheses.close, talk, Borne.PARTLY)
    helen.does(hypotheses.say_what_was_found, talk, " In most lessons. ")
    drafted = reporting.content_of(helen.open, draft=DraftStatus(1)).hypotheses
    assert [(one.text, one.outcome, one.found) for one in drafted] == [
        ("Talk helps.", "partly", "In most lessons."),
        ("Leaders know.", "open", None),
    ]
    assert [one.text for one in reporting.content_of(helen.open).hypotheses] == ["Talk helps."]
    asked = factual_check.asked_of(reporting.content_of(helen.open, draft=DraftStatus(1)))
    assert [(one.subject, one.text) for one in asked if "hypothesis" in one.subject] == [
        (f"hypothesis:{talk}", "Talk helps. Borne out in part. In most lessons.")
    ]
    data = open_data(helen.open, MadeFor("the programme office"))
    assert [(one.text, one.outcome, one.found) for one in data.hypotheses] == [
        ("Talk helps.", "partly", "In most lessons.")
    ]


def test_an_abbreviation_in_them_is_written_out_where_it_is_printed(helen: Device) -> None:
    made = helen.does(hypotheses.add, "Pupils with SEND explain as often.")
    assert all(one.title != "Abbreviations" for one in reporting.content_of(helen.open).sections)
    helen.does(hypotheses.close, made, Borne.BORNE_OUT)
    listed = [one for one in reporting.content_of(helen.open).sections if not one.passages]
    assert [word.label for one in listed for word in one.words] == ["SEND"]


def test_one_opened_again_keeps_what_was_found(helen: Device) -> None:
    made = helen.does(hypotheses.add, "Talk helps.")
    helen.does(hypotheses.say_what_was_found, made, "It does.")
    helen.does(hypotheses.close, made, Borne.BORNE_OUT)
    helen.does(hypotheses.close, made, Borne.OPEN)
    [now] = helen.open.hypotheses()
    assert (now.outcome, now.found) == (Borne.OPEN, "It does.")
