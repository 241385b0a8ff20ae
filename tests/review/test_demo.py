import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from reviewer_app import app
from reviewer_app.frameworks.schema import NOT_ENOUGH
from reviewer_app.frameworks.shipped import shipped, shipped_as, usual
from reviewer_app.model.moment import Clock
from reviewer_app.model.nouns import Answer, Note, Override
from reviewer_app.model.words import ActivityKind, Bearing, ReportStage
from reviewer_app.review import answers, reporting, weigh
from reviewer_app.review.answers import Sheet
from reviewer_app.review.demo import Plan, sample_review
from reviewer_app.review.demo_plan import sample_words
from reviewer_app.review.opened import OpenReview
from tests.replaying import compare
from tests.support import Blank, BuilderHere, Device, seats

WORDS = sample_words()
EXCELLENCE = {"kind": "www"}
USUAL = "quality-assurance"


def notes_of(words: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every note of the sample's words."""
    yield from words["lesson"]
    for activity in words["activities"]:
        yield from activity["notes"]
    for area in words["excellence"]:
        yield from area["notes"]
        yield area["pupils"]


def test_note_speaks_for_findings_of_its_own_kind_and_against_those_of_the_other() -> None:
    known = {**WORDS["findings"], "excellence": EXCELLENCE}
    for note in notes_of(WORDS):
        points = {"www", "ebi"} & {note["is"]}
        assert {known[one]["kind"] for one in note.get("for", ())} <= points, note["text"]
        against = {known[one]["kind"] for one in note.get("against", ())}
        assert points or not against, note["text"]
        assert not points & against, note["text"]


def test_every_finding_of_the_sample_has_notes_of_several_sources_and_most_have_some_against() -> (
    None
):
    framework = usual().framework
    spoken: dict[str, set[str]] = {}
    against: set[str] = set()
    told = [(ActivityKind.LESSON_VISIT, one) for one in WORDS["lesson"]]
    told += [
        (ActivityKind(activity["kind"]), one)
        for activity in WORDS["activities"]
        for one in activity["notes"]
    ]
    for kind, note in told:
        for finding in note.get("for", ()):
            spoken.setdefault(finding, set()).add(framework.source_of(kind).id)
        against |= set(note.get("against", ()))
    assert set(WORDS["findings"]) == set(spoken)
    assert all(len(sources) > 1 for sources in spoken.values())
    assert len(against) > len(spoken) / 2


def test_notes_of_the_sample_read_like_notes() -> None:
    texts = [note["text"] for note in notes_of(WORDS)]
    assert len(set(texts)) == len(texts) > 120
    assert all(10 <= len(text.split()) <= 80 for text in texts)
    for person in [WORDS["head"], WORDS["lead"], *WORDS["reviewers"]]:
        for name in person.split():
            assert not any(re.search(rf"\b{name}\b", text) for text in texts), name
    by = {
        voice: {one["is"] for one in WORDS["lesson"] if one["by"] == voice}
        for voice in WORDS["voices"]
    }
    assert all({"www", "ebi"} < kinds for kinds in by.values())


def test_school_of_the_sample_agrees_with_its_classes_and_notes() -> None:
    years = [one["year"] for one in WORDS["classes"]]
    assert WORDS["school"]["ages"] == "4 to 11"
    assert years == ["Reception", *(f"Year {number}" for number in range(1, 7))]
    for note in notes_of(WORDS):
        for number in re.findall(r"\bYears? (\d+)", note["text"]):
            assert f"Year {number}" in years
    criteria = {one.id for one in usual().framework.criteria}
    assert {note["on"] for note in notes_of(WORDS)} <= criteria


def test_choices_hang_on_the_seed_and_on_what_is_chosen() -> None:
    def plan(seed: int) -> Plan:
        return Plan(seed, 1, 2, 0, usual())

    assert plan(1).chooser("a").random() == plan(1).chooser("a").random()
    assert plan(1).chooser("a").random() != plan(1).chooser("b").random()
    assert plan(1).chooser("a").random() != plan(2).chooser("a").random()
    ids = plan(1).ids()
    assert len({ids() for _ in range(100)}) == 100
    assert plan(1).start().strftime("%A") == "Tuesday"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of one framework, as it lies in a profile; how far it was said to be, and the clock before it."""

    helen: Device
    opened: OpenReview
    told: list[tuple[int, int]]
    clock: Clock


Samples = Callable[[str], Sample]


@pytest.fixture(scope="module")
def samples(blank_profile: Blank, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    """Play the sample of each framework once, for every test that looks at it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        seats(blank_profile, tmp_path_factory.mktemp("samples")) as seat,
    ):
        patch.setattr(app, "ReportBuilder", BuilderHere)

        @cache
        def played(name: str) -> Sample:
            framework = shipped_as(name)
            assert framework is not None
            told: list[tuple[int, int]] = []
            helen = seat(f"Helen Marsh {name}")
            clock = helen.session.clock
            helen.review = sample_review(
                helen.session, framework, lambda done, all_: told.append((done, all_))
            )
            profile = helen.session.profile
            assert compare(profile.path, profile.key, profile.salt) == []
            return Sample(helen, helen.open, told, clock)

        yield played


def test_sample_to_look_round_in_is_practice_and_leaves_the_clock_as_it_was(
    samples: Samples,
) -> None:
    sample = samples(USUAL)
    helen, opened = sample.helen, sample.opened
    assert opened.review.practice
    assert len(opened.findings()) > 8
    assert weigh.matrix(opened).notes > 60
    assert sample.told[-1] == (5, 5)
    assert helen.session.clock is sample.clock
    assert helen.session.audit(helen.review).sound
    exported = {(one.stage, one.recipient) for one in opened.versions()}
    assert exported == {
        (ReportStage.DRAFT, "the headteacher"),
        (ReportStage.FINAL, "the headteacher"),
        (ReportStage.FINAL, "the programme office"),
    }


def test_what_stands_behind_a_finding_of_the_sample_points_its_way(samples: Samples) -> None:
    opened = samples(USUAL).opened
    assert all(weigh.support(opened, one.id).enough for one in opened.findings())
    linked = [(one, link) for one in opened.findings() for link in opened.evidence_of(one.id)]
    assert any(link.against for _finding, link in linked)
    for finding, link in linked:
        note = opened.get(Note, link.note)
        assert note is not None
        assert note.bearing in (Bearing.WWW, Bearing.EBI)
        assert (note.bearing is finding.bearing) is not link.against, note.text
    table = weigh.matrix(opened)
    filled = {
        source
        for row in table.rows
        for source in table.sources
        if table.cells[(row.id, source)].count
    }
    assert filled == set(table.sources)
    assert any(cell.count == 1 for cell in table.cells.values())
    assert any(not cell.count for cell in table.cells.values())


CLASSROOMS = ("classroom-observation", "classroom-snapshot")
WITH_WORDS = (*CLASSROOMS, "inspection-areas", "open-enquiry")
"""Frameworks for which the sample says something of its own."""


def own_notes(name: str) -> list[dict[str, Any]]:
    """Give the notes that are told under one framework alone."""
    usual_texts = {note["text"] for note in notes_of(WORDS)}
    return [note for note in notes_of(sample_words(name)) if note["text"] not in usual_texts]


@pytest.mark.parametrize("name", CLASSROOMS)
def test_words_about_classrooms_are_told_in_every_voice_and_under_many_criteria(name: str) -> None:
    loaded = shipped_as(name)
    assert loaded is not None
    criteria = {one.id for one in loaded.framework.criteria}
    own = own_notes(name)
    assert len(own) > 18
    usual_criteria = {one.id for one in usual().framework.criteria}
    mapped = {note["on"] for note in notes_of(sample_words(name))} & (criteria - usual_criteria)
    assert len(mapped) > 8
    assert {one["by"] for one in own if "by" in one} == set(WORDS["voices"])


@pytest.mark.parametrize("name", WITH_WORDS)
def test_words_of_one_framework_are_told_under_criteria_and_findings_that_are_there(
    name: str,
) -> None:
    loaded = shipped_as(name)
    assert loaded is not None
    framework = loaded.framework
    told, own = sample_words(name), own_notes(name)
    assert own
    assert {note["on"] for note in own} <= {one.id for one in framework.criteria}
    kinds = {key: one["kind"] for key, one in told["findings"].items()}
    for note in own:
        assert {kinds[one] for one in note.get("for", ())} <= {note["is"]}, note["text"]
        assert note["is"] not in {kinds[one] for one in note.get("against", ())}, note["text"]
        assert 10 <= len(note["text"].split()) <= 80
        for finding in (*note.get("for", ()), *note.get("against", ())):
            assert finding in told["findings"], note["text"]
    headings = {one.id for one in framework.headings}
    added = {key: one for key, one in told["findings"].items() if key not in WORDS["findings"]}
    assert {one["heading"] for one in added.values()} <= headings
    assert all("so that" in one["text"] for one in added.values() if one["kind"] == "ebi")


@pytest.mark.parametrize("name", CLASSROOMS)
def test_forms_of_the_sample_are_filled_in_as_someone_would_who_watched(
    samples: Samples, name: str
) -> None:
    loaded = shipped_as(name)
    assert loaded is not None
    opened = samples(name).opened
    assert len(opened.all(Note)) > 50
    form = next(one for one in loaded.framework.forms if one.role == "also")
    rules = {one.id for one in form.rules}
    seen = [
        one
        for one in opened.activities()
        if one.activity_kind is ActivityKind.LESSON_VISIT and opened.notes_of(one.id)
    ]
    said: set[str] = set()
    for activity in seen:
        sheet = Sheet(loaded.framework, form, activity.id)
        results = answers.results_on(opened, sheet, opened.me)
        given = {rule for rule, one in results.items() if one.value is not None or one.shares}
        said |= given
        assert len(given) > len(rules) / 2, activity.title
        answered = answers.answers_on(opened, sheet, opened.me)
        for (item, row), score in answered.items():
            if item == "supportive":
                level = ("low", "medium", "high").index(str(answered["courtesy", row]))
                assert isinstance(score, int)
                assert abs((score - 1) / 4 - level / 2) <= 0.5, "rated and summed up alike"
    assert said == rules
    overrides = opened.all(Override)
    assert bool(overrides) == (name == "classroom-observation")
    assert all(one.reason and one.rule in rules for one in overrides)


def test_what_is_written_on_forms_of_the_sample_is_there_under_every_framework(
    samples: Samples,
) -> None:
    for name in ("inspection-areas", "leadership-review", "open-enquiry"):
        loaded = shipped_as(name)
        assert loaded is not None
        opened = samples(name).opened
        kinds = {one.id: one.activity_kind for one in opened.activities()}
        filled = {kinds[one.activity] for one in opened.all(Answer) if one.activity}
        asking = {
            kind
            for form in loaded.framework.forms
            if form.items and form.role == "main"
            for kind in form.activities
        }
        assert filled == asking & set(kinds.values()), name


@pytest.mark.parametrize(
    "name",
    [one.framework.id for one in shipped() if one.framework.id != USUAL],
)
def test_the_sample_plays_under_other_frameworks_in_their_own_headings_and_words(
    samples: Samples, name: str
) -> None:
    framework = shipped_as(name)
    assert framework is not None
    opened = samples(name).opened
    headings = {one.heading for one in opened.findings()}
    assert len(headings) > 1
    silent = {one.id for one in framework.framework.headings} - headings
    # A primary school has no sixth form, and nobody came to look into safeguarding.
    assert silent == ({"sixth-form", "safeguarding"} if name == "inspection-areas" else set())
    assert {opened.estimates()[one] for one in silent} <= {NOT_ENOUGH}
    assert headings <= {heading.id for heading in framework.framework.headings}
    scaled = {one for one in headings if framework.framework.points_for(one)}
    assert scaled <= set(opened.estimates())
    for heading, word in [*opened.estimates().items(), *opened.earlier_estimates().items()]:
        assert framework.framework.point(heading, word)
    kinds = {one.activity_kind for one in opened.activities()}
    assert ActivityKind.EXCELLENCE_SESSION not in kinds
    assert opened.review.excellence_title == ""
    printed = {one.title for one in reporting.content_of(opened).forms}
    assert printed == {one.title for one in framework.framework.report if one.kind == "results"}
