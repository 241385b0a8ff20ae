from reviewer_app.model.words import Bearing, Borne
from reviewer_app.report.content import ReportHypothesis, ReportSupport
from reviewer_app.review import findings, hypotheses, reporting, set_up, support
from reviewer_app.review.as_typed import as_typed
from tests.support import Device


def test_what_is_being_typed_is_in_the_preview_and_nowhere_else(helen: Device) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.EBI, "Ask.")
    point = helen.does(set_up.add_earlier_point, "Read more.", position=1.0)
    helen.types(f"finding:{finding}", "Ask more, so that all reason.")
    helen.types(f"finding-cost:{finding}", "An hour a week.")
    helen.types("passage:introduction", "We thank the school.")
    helen.types(f"outcome:{point}", "They do.")
    helen.types("review:excellence-title", "Talk in mathematics")
    helen.types("finding:gone", "Nothing.")
    opened = helen.open
    said = reporting.content_of(as_typed(opened))
    [under] = said.findings
    assert [(one.text, one.builds_on) for one in under.even_better] == [
        ("Ask more, so that all reason.", "An hour a week.")
    ]
    assert said.introduction == ("We thank the school.",)
    assert [one.became for one in said.previous] == ["They do."]
    assert said.excellence is not None
    assert said.excellence.title == "Talk in mathematics"
    assert "Ask more" not in repr(reporting.content_of(opened))


def test_hypotheses_and_wishes_are_followed_as_they_are_typed_and_a_new_one_is_none_yet(
    helen: Device,
) -> None:
    formed = helen.does(hypotheses.add, "Talk helps.")
    helen.does(hypotheses.close, formed, Borne.PARTLY)
    wish = helen.does(support.add, "Time.")
    helen.types(f"hypothesis:{formed}", "Talk helps most.")
    helen.types(f"hypothesis-found:{formed}", "It does.")
    helen.types(f"support:{wish}", "Time to plan.")
    helen.types(f"support-from:{wish}", "the trust")
    for place in ("hypothesis:new", "support:new"):
        helen.types(place, "Half a")
    said = reporting.content_of(as_typed(helen.open))
    assert said.hypotheses == (ReportHypothesis(formed, "Talk helps most.", "partly", "It does."),)
    assert said.support == (ReportSupport(wish, "Time to plan.", "the trust"),)
