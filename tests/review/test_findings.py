import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from tests.support import Device


def add(device: Device, text: str, bearing: Bearing = Bearing.WWW, **more: object) -> str:
    return device.does(findings.add_finding, "leadership", bearing, text, **more)  # type: ignore[arg-type]


def test_finding_goes_last_and_what_went_well_comes_first(helen: Device) -> None:
    better = add(helen, "Even better.", Bearing.EBI)
    one, two = add(helen, " One. "), add(helen, "Two.")
    assert [f.id for f in helen.open.findings("leadership")] == [one, two, better]
    assert helen.open.findings("leadership", Bearing.WWW)[0].text == "One."
    helen.does(findings.edit_finding, two, position=0.5)
    assert [f.id for f in helen.open.findings("leadership", Bearing.WWW)] == [two, one]


def test_finding_is_moved_among_its_kind_and_no_further(helen: Device) -> None:
    one, two, three = add(helen, "One."), add(helen, "Two."), add(helen, "Three.")
    better = add(helen, "Even better.", Bearing.EBI)
    for finding, by, expected in (
        (three, -1, [one, three, two]),
        (three, -1, [three, one, two]),
        (three, -1, [three, one, two]),
        (one, 1, [three, two, one]),
        (one, 1, [three, two, one]),
        (better, -1, [three, two, one]),
    ):
        helen.does(findings.move_finding, finding, by)
        assert [f.id for f in helen.open.findings("leadership", Bearing.WWW)] == expected


def test_finding_moves_between_two_that_were_given_the_same_place(helen: Device) -> None:
    made = [add(helen, f"{number}.") for number in range(4)]
    for one in made:
        helen.does(findings.edit_finding, one, position=5.0)
    stood = [f.id for f in helen.open.findings("leadership")]
    assert sorted(stood) == sorted(made)
    helen.does(findings.move_finding, stood[3], -1)
    now = [f.id for f in helen.open.findings("leadership")]
    assert now == [stood[0], stood[1], stood[3], stood[2]]


@pytest.mark.parametrize("bearing", [Bearing.NEUTRAL, Bearing.QUESTION])
def test_finding_is_www_or_ebi(helen: Device, bearing: Bearing) -> None:
    with pytest.raises(UserError) as refused:
        add(helen, "x", bearing)
    assert refused.value.code == "finding.bearing-wrong"


def test_finding_keeps_its_words_when_none_are_given(helen: Device) -> None:
    finding = add(helen, "One.")
    with pytest.raises(UserError) as refused:
        helen.does(findings.edit_finding, finding, text=" ")
    assert refused.value.code == "finding.empty"


def test_note_stands_behind_a_finding_or_against_it_never_both(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Seen.")
    finding = add(helen, "One.", evidence=[note])
    helen.does(findings.link_evidence, finding, note, against=True)
    assert [(one.note, one.against) for one in helen.open.evidence_of(finding)] == [(note, True)]
    helen.does(findings.unlink_evidence, finding, note)
    assert helen.open.evidence_of(finding) == []
    helen.does(findings.link_evidence, finding, note)
    assert [(one.note, one.against) for one in helen.open.evidence_of(finding)] == [(note, False)]


def test_removed_finding_leaves_its_notes(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Seen.")
    finding = add(helen, "One.", evidence=[note])
    helen.does(findings.remove_finding, finding, "said twice")
    assert helen.open.findings() == []
    assert helen.notes == ["Seen."]


def test_estimate_is_set_changed_taken_back_and_set_again(helen: Device) -> None:
    for word, expected in (
        ("effective", {"leadership": "effective"}),
        ("leading", {"leadership": "leading"}),
        ("", {}),
        ("", {}),
        ("effective", {"leadership": "effective"}),
    ):
        helen.does(findings.estimate, "leadership", word)
        assert helen.open.estimates() == expected
