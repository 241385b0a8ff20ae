"""The sharing gate: nothing leaves for anybody outside the team and the school that the school has not agreed to."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import SharingConsent
from reviewer_app.model.words import Consenting, Given, Reader, ReportShape, ReportStage
from reviewer_app.report.content import MadeFor, ReportContent
from reviewer_app.review import consent, data_export, exporting, reporting, shapes, waivers
from reviewer_app.review.data_export import OpenKind
from tests.review.consenting import consents
from tests.support import BuilderHere, Device

TRUST = MadeFor("the trust", "its board")


@pytest.fixture
def leaving(helen: Device) -> Device:
    """Helen's review, which may leave though nothing of it was agreed."""
    helen.does(waivers.leave_unagreed, "It is for a test.")
    helen.session.builder = BuilderHere()
    return helen


def ways_out(device: Device, folder: Path, made_for: MadeFor) -> list[str]:
    """Try every way a report can leave; gives what refused each."""
    session, opened, refused = device.session, device.open, []
    ways: tuple[Callable[[], object], ...] = (
        lambda: exporting.export_draft(session, opened, folder / "draft.pdf", made_for),
        lambda: exporting.seal(session, opened, folder / "final.pdf", made_for),
        lambda: exporting.build_final(session, opened, folder / "built.pdf", made_for),
        lambda: data_export.export_open(session, opened, folder, OpenKind.JSON, made_for),
        *(
            partial(shapes.export_shape, session, opened, path, shape, made_for)
            for shape in shapes.OFFERED
            for path in [folder / f"shape{shapes.ENDINGS[shape][0]}"]
        ),
    )
    for way in ways:
        with pytest.raises(UserError) as problem:
            way()
        refused.append(problem.value.code)
    return refused


def test_nothing_leaves_for_anybody_outside_without_the_schools_consent(
    leaving: Device, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    refused = ways_out(leaving, folder, TRUST)
    assert set(refused) == {"report.consent-missing"}
    assert len(refused) == 4 + len(shapes.OFFERED)
    assert list(folder.iterdir()) == []
    assert leaving.open.versions() == []


@pytest.mark.parametrize(
    "other", [MadeFor("the trust", "its website"), MadeFor("them", "its board")]
)
def test_consent_holds_for_its_reader_and_its_purpose_and_no_other(
    leaving: Device, tmp_path: Path, other: MadeFor
) -> None:
    given = consents(leaving, TRUST)
    path = tmp_path / "draft.pdf"
    with pytest.raises(UserError) as refused:
        exporting.export_draft(leaving.session, leaving.open, path, other)
    assert refused.value.code == "report.consent-for-another"
    assert f"goes to “{other.recipient}”, for “{other.purpose}”" in refused.value.happened
    assert "is: “the trust”, for “its board”." in refused.value.happened
    as_typed = MadeFor(" The  Trust ", "its Board")
    exporting.export_draft(leaving.session, leaving.open, path, as_typed)
    [version] = leaving.open.versions()
    assert (version.consent, version.reader) == (given, Reader.OTHER)


def test_of_what_the_school_agreed_to_what_it_agreed_to_for_this_reader_is_told(
    leaving: Device,
) -> None:
    consents(leaving, TRUST)
    consents(leaving, MadeFor("the office", "its records"))
    with pytest.raises(UserError) as refused:
        consent.require_consent(leaving.open, MadeFor("The  Office", "its website"))
    assert refused.value.parameters["recorded"] == "“the office”, for “its records”"
    with pytest.raises(UserError) as refused:
        consent.require_consent(leaving.open, MadeFor("everybody", "its website"))
    assert refused.value.parameters["recorded"] == (
        "“the trust”, for “its board” and “the office”, for “its records”"
    )


def test_withdrawn_consent_lets_nothing_more_leave_and_stays_on_record(
    leaving: Device, tmp_path: Path
) -> None:
    given = consents(leaving, TRUST)
    leaving.does(consent.withdraw, given)
    assert set(ways_out(leaving, tmp_path, TRUST)) == {"report.consent-missing"}
    [one] = consent.consents_in(leaving.open)
    assert consent.consent_words(one) == (
        "Agreed by the headteacher, in person, on 18 November 2026. Withdrawn on 18 November 2026."
    )
    again = consents(leaving, TRUST)
    assert consent.standing_for(leaving.open.all(SharingConsent), TRUST).id == again  # type: ignore[union-attr]


def test_consent_withdrawn_while_a_report_is_built_or_before_it_is_sealed_lets_nothing_leave(
    leaving: Device, tmp_path: Path
) -> None:
    session = leaving.session
    built, out = tmp_path / "built.pdf", tmp_path / "out.pdf"
    given = [consents(leaving, TRUST)]
    exporting.build_final(session, leaving.open, built, TRUST)
    leaving.does(consent.withdraw, given.pop())
    with pytest.raises(UserError) as refused:
        exporting.seal_built(session, built, out, session.certificate())
    assert refused.value.code == "report.consent-missing"

    class WithdrawnMeanwhile(BuilderHere):
        """What another laptop handed over comes in while the report is typeset."""

        def build(self, content: ReportContent, *, draft: bool) -> bytes:
            leaving.does(consent.withdraw, given.pop())
            return super().build(content, draft=draft)

    session.builder = WithdrawnMeanwhile()
    for way in (exporting.export_draft, exporting.seal, exporting.build_final):
        given.append(consents(leaving, TRUST))
        with pytest.raises(UserError) as refused:
            way(session, leaving.open, out, TRUST)
        assert refused.value.code == "report.consent-missing"
    assert not out.exists()
    assert leaving.open.versions() == []


def test_withdrawing_reaches_what_others_recorded_of_the_same_reader_and_purpose(
    leaving: Device, tmp_path: Path
) -> None:
    given = consents(leaving, TRUST)
    consents(leaving, MadeFor("The trust ", "its board"))
    consents(leaving, MadeFor("the trust", "its website"))
    leaving.does(consent.withdraw, given)
    assert set(ways_out(leaving, tmp_path, TRUST)) == {"report.consent-for-another"}
    standing = [one for one in consent.consents_in(leaving.open) if one.withdrawn_at is None]
    assert [one.purpose for one in standing] == ["its website"]


@pytest.mark.parametrize("reader", [Reader.SCHOOL, Reader.TEAM])
def test_the_school_and_the_team_need_none(leaving: Device, tmp_path: Path, reader: Reader) -> None:
    made_for = MadeFor("the governors", "their meeting", reader=reader)
    exporting.export_draft(leaving.session, leaving.open, tmp_path / "draft.pdf", made_for)
    [version] = leaving.open.versions()
    assert (version.reader, version.consent) == (reader, "")


def test_who_is_to_have_it_for_nothing_is_asked_what_for(leaving: Device, tmp_path: Path) -> None:
    nothing = MadeFor("the trust", " ")
    assert set(ways_out(leaving, tmp_path, nothing)) == {"report.consent-purpose-missing"}
    for asked, code in (
        (("the trust", " "), "report.consent-purpose-missing"),
        ((" ", "its board"), "report.reader-missing"),
    ):
        with pytest.raises(UserError) as refused:
            leaving.does(consent.record, *asked, Consenting.HEAD, Given.EMAIL)
        assert refused.value.code == code


def test_only_who_leads_says_that_the_school_agreed(asha: Device) -> None:
    with pytest.raises(UserError) as refused:
        consents(asha, TRUST)
    assert refused.value.code == "review.not-allowed"


def test_every_usual_reader_but_everybody_is_of_the_school() -> None:
    usual = {shape: shapes.usual_reader(shape).reader for shape in shapes.OFFERED}
    assert usual.pop(ReportShape.TO_PUBLISH) is Reader.OTHER
    usual_reports = {reporting.usual_reader(stage).reader for stage in ReportStage}
    assert {*usual.values(), *usual_reports} == {Reader.SCHOOL}
