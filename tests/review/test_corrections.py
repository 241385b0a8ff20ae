"""A correction goes where its paragraph stands, and nothing that stands beside it is lost."""

import pytest

from reviewer_app.model.words import Bearing
from reviewer_app.review import corrections, findings, hypotheses, reporting, set_up, support
from reviewer_app.review.corrections import corrected
from tests.support import Device

SENT = "Pupils explain their mathematics in every lesson."


@pytest.mark.parametrize(
    ("words", "sent", "correction", "becomes"),
    [
        (SENT, SENT, "Pupils explain it in most lessons.", "Pupils explain it in most lessons."),
        (SENT, SENT, "only in Year 4", f"{SENT} only in Year 4"),
        ("Other words.", SENT, "In most lessons.", "Other words. In most lessons."),
        (
            f"First.\n\n{SENT}\n\nLast.",
            SENT,
            "Pupils explain it in most lessons.",
            "First.\n\nPupils explain it in most lessons.\n\nLast.",
        ),
        (SENT, f"{SENT} It builds on talk.", "398", f"{SENT} 398"),
        ("", SENT, "398", "398"),
    ],
)
def test_a_whole_sentence_takes_the_place_and_a_word_is_put_behind(
    words: str, sent: str, correction: str, becomes: str
) -> None:
    assert corrected(words, sent, correction) == becomes


def test_every_subject_leads_to_where_it_is_written(helen: Device) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.WWW, SENT)
    point = helen.does(set_up.add_earlier_point, "Read more.", position=1.0)
    wish = helen.does(support.add, "Time.")
    formed = helen.does(hypotheses.add, "Talk helps.")
    printed = {
        f"support:{wish}": wish,
        f"hypothesis:{formed}": formed,
        "hypothesis:gone": "",
        f"finding:{finding}": finding,
        "finding:gone": "",
        "facts": "",
        "introduction:2": "introduction",
        "context:1": reporting.CONTEXT,
        "previous:1": point,
        "previous:2": "",
    }
    assert {one: corrections.printed_at(helen.open, one) for one in printed} == printed
