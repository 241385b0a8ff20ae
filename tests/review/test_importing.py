"""A finished review is read from its open data: whole, once, and only by the very framework it was done by."""

import json
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import Bearing, Borne
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import FILE, OpenData
from reviewer_app.review import agreement, findings, hypotheses, last_review, set_up, support
from reviewer_app.review.data_export import OpenKind, export_open
from reviewer_app.review.importing import import_review
from reviewer_app.review.open_data import open_data
from tests.review.consenting import consents
from tests.support import LARKFIELD, Device, Devices

OFFICE = MadeFor("the programme office", "its records")


@pytest.fixture
def exported(helen: Device, tmp_path: Path) -> Path:
    """The open data of a review that was agreed, one finding reworded since."""
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.")
    later = helen.does(findings.add_finding, "leadership", Bearing.EBI, "x so that y")
    helen.does(findings.edit_finding, later, cost="It builds on the first.")
    helen.does(findings.estimate, "leadership", "effective")
    helen.does(set_up.set_earlier_estimate, "leadership", "leading", "")
    helen.does(set_up.change_facts, excellence_title="Reading", last_review="March 2024")
    point = helen.does(set_up.add_earlier_point, "Read more.", heading="leadership")
    helen.does(set_up.say_what_became, point, "They do.")
    helen.does(agreement.record, "Headteacher", different_view="Stronger.")
    helen.does(findings.edit_finding, later, text="z so that y")
    formed = helen.does(hypotheses.add, "Talk helps.", heading="provision")
    helen.does(hypotheses.say_what_was_found, formed, "It does.")
    helen.does(hypotheses.close, formed, Borne.PARTLY)
    helen.does(support.add, "Time.", from_whom="the trust")
    consents(helen, OFFICE)
    export_open(helen.session, helen.open, tmp_path, OpenKind.JSON, OFFICE)
    return tmp_path


@pytest.fixture
def tom(devices: Devices) -> Device:
    """Tom, who was not on that review and has none of his own."""
    return devices("Tom")


def _rewritten(folder: Path, **values: object) -> Path:
    file = folder / FILE
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **values}), "utf-8")
    return folder


def _left_out(data: OpenData) -> dict[str, object]:
    """Everything but what counts visits: no notes and no visits travel."""
    return data.model_dump(mode="json", exclude={"seen"})


def test_what_was_exported_is_read_in_and_says_the_same(
    exported: Path, helen: Device, tom: Device
) -> None:
    review = import_review(tom.session, exported)
    opened = tom.session.open(review)
    assert _left_out(open_data(opened, OFFICE)) == _left_out(open_data(helen.open, OFFICE))
    assert not opened.evidence()
    assert opened.id != helen.open.id


def test_the_next_review_opens_with_what_it_left(exported: Path, tom: Device) -> None:
    import_review(tom.session, exported)
    now = tom.session.create_review(LARKFIELD, usual(), start="2027-11-16", days=3)
    found = last_review.find(tom.session, tom.session.open(now))
    assert found is not None
    assert (found.start, found.points) == ("2026-11-17", ("z so that y",))


def test_it_is_read_once(exported: Path, tom: Device) -> None:
    import_review(tom.session, exported)
    with pytest.raises(UserError) as refused:
        import_review(tom.session, exported / FILE)
    assert refused.value.code == "open-data.there-already"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"format": "a shopping list"}, "open-data.unreadable"),
        ({"version": 2}, "open-data.newer"),
        ({"version": True}, "open-data.unreadable"),
        (
            {"agreed": [{"role": "Headteacher", "date": "20261119", "different_view": None}]},
            "open-data.unreadable",
        ),
        ({"visit": {"start": "2026-11-17"}}, "open-data.unreadable"),
        ({"visit": {"start": "soon", "days": 3}}, "review.date-wrong"),
        (
            {"framework": {"id": "x", "version": "1", "hash": "0" * 64, "title": "Ours"}},
            "open-data.framework-missing",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    exported: Path, tom: Device, values: dict[str, object], code: str
) -> None:
    with pytest.raises(UserError) as refused:
        import_review(tom.session, _rewritten(exported, **values))
    assert refused.value.code == code
    assert not tom.session.reviews()


def test_a_folder_of_another_export_is_told_from_a_damaged_one(tom: Device, tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text("heading,text\n")
    with pytest.raises(UserError) as refused:
        import_review(tom.session, tmp_path)
    assert refused.value.code == "open-data.not-here"
    assert tmp_path.name in refused.value.happened
    assert not tom.session.reviews()


def test_a_sentence_no_review_may_hold_leaves_no_half_of_one(exported: Path, tom: Device) -> None:
    data = json.loads((exported / FILE).read_text("utf-8"))
    data["last_review"]["even_better"][0]["text"] = "x" * 4_001
    with pytest.raises(UserError) as refused:
        import_review(tom.session, _rewritten(exported, **data))
    assert refused.value.code == "review.value-not-allowed"
    assert not tom.session.reviews()


@pytest.mark.parametrize(
    "path",
    [
        ("headings", 0, "id"),
        ("headings", 0, "estimate", "id"),
        ("hypotheses", 0, "heading"),
        ("last_review", "even_better", 0, "heading"),
    ],
)
def test_what_its_framework_has_not_is_refused_and_not_lost(
    exported: Path, tom: Device, path: tuple[str | int, ...]
) -> None:
    data = json.loads((exported / FILE).read_text("utf-8"))
    part = data
    for key in path[:-1]:
        part = part[key]
    assert part[path[-1]]
    part[path[-1]] = "catering"
    with pytest.raises(UserError) as refused:
        import_review(tom.session, _rewritten(exported, **data))
    assert refused.value.code == "open-data.unreadable"
    assert not tom.session.reviews()


@pytest.mark.parametrize("place", ["headings", "went_well", "hypotheses", "support_wanted"])
def test_a_heading_that_stands_twice_and_sentences_without_words_are_refused(
    exported: Path, tom: Device, place: str
) -> None:
    data = json.loads((exported / FILE).read_text("utf-8"))
    if place == "headings":
        data["headings"].append(data["headings"][0])
    elif place == "went_well":
        data["headings"][0]["went_well"].append({"text": " ", "builds_on": None, "agreed": True})
    else:
        data[place][0]["text"] = " \n"
    with pytest.raises(UserError) as refused:
        import_review(tom.session, _rewritten(exported, **data))
    assert refused.value.code == "open-data.unreadable"
    assert not tom.session.reviews()


def test_a_review_that_is_told_otherwise_is_read_once_all_the_same(
    exported: Path, tom: Device
) -> None:
    import_review(tom.session, exported)
    data = json.loads((exported / FILE).read_text("utf-8"))
    data["framework"]["id"] = "another"
    data["school"]["name"] = data["school"]["name"].replace(" ", "\n")
    with pytest.raises(UserError) as refused:
        import_review(tom.session, _rewritten(exported, **data))
    assert refused.value.code == "open-data.there-already"
    assert len(tom.session.reviews()) == 1


def test_a_school_goes_by_one_line(exported: Path, tom: Device) -> None:
    data = json.loads((exported / FILE).read_text("utf-8"))
    data["school"]["name"] = "Larkfield\nBcc: everyone"
    review = import_review(tom.session, _rewritten(exported, **data))
    assert tom.session.open(review).review.school_name == "Larkfield Bcc: everyone"


def test_keys_that_came_later_are_passed_over(exported: Path, tom: Device) -> None:
    review = import_review(tom.session, _rewritten(exported, weather="rain"))
    assert len(tom.session.open(review).findings()) == 2


def test_a_name_that_no_disk_takes_is_refused(tmp_path: Path, tom: Device) -> None:
    with pytest.raises(UserError) as refused:
        import_review(tom.session, tmp_path / ("x" * 5_000))
    assert refused.value.code == "file.unreadable"


def test_what_is_no_json_is_refused(tmp_path: Path, tom: Device) -> None:
    (tmp_path / FILE).write_bytes(b"[" * 100_000)
    with pytest.raises(UserError) as refused:
        import_review(tom.session, tmp_path)
    assert refused.value.code == "open-data.unreadable"
