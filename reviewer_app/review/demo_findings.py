"""What the sample team finds: findings with the notes behind them, estimates, and what was agreed with the school."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from reviewer_app.frameworks.schema import NOT_ENOUGH, Framework
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import demo_forms, findings, weigh
from reviewer_app.review.answers import Sheet
from reviewer_app.review.demo_notes import Spoken, Writing
from reviewer_app.review.demo_plan import Plan, Words
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session


class Weighing:
    """Weighs what was written."""

    def __init__(self, plan: Plan, words: Words, excellence: Words, writing: Writing) -> None:
        self._words, self._excellence, self._writing = words, excellence, writing
        self._framework: Framework = plan.framework.framework

    def _estimates(self, opened: OpenReview) -> dict[str, list[str]]:
        """What may be agreed: the sample's words; for other headings with findings one of the next to strongest.

        Of a heading without findings there is not enough to say.
        """
        said = known_words(self._framework, self._words["estimates"])
        for heading in self._framework.headings:
            points = _points(self._framework, heading.id)
            if points and not opened.findings(heading.id):
                said[heading.id] = [NOT_ENOUGH]
            elif points and heading.id not in said:
                said[heading.id] = points[1:3] if len(points) > 2 else points[:1]
        return said

    def find(self, lead: Session, opened: OpenReview, choose: random.Random) -> None:
        """Make the findings that have enough behind them, and say the estimates."""
        excellence = {"heading": "excellence", "kind": "www", "text": self._excellence["finding"]}
        has_excellence = self._framework.excellence_heading() is not None
        found = {
            **self._words["findings"],
            **({"excellence": excellence} if has_excellence else {}),
        }
        left_out = choose.choice(self._words["findings_left_out"])
        for key, words in found.items():
            if key != left_out:
                self._find(lead, opened, key, words, choose)
        for heading, said in self._estimates(opened).items():
            lead.do(opened, findings.estimate, heading, choose.choice(said))

    def fill_whole_forms(self, lead: Session, opened: OpenReview) -> None:
        """Fill in what the team fills in together, with the notes that stand behind most findings."""
        behind = Counter(
            one.note for finding in opened.findings() for one in opened.evidence_of(finding.id)
        )
        notes = [note for note, _times in behind.most_common(3)]
        for form in demo_forms.forms_told(self._framework):
            if form.role == "review":
                sheet = Sheet(self._framework, form)
                lead.do(opened, demo_forms.fill_whole, sheet, opened.estimates(), notes)

    def _find(
        self,
        lead: Session,
        opened: OpenReview,
        key: str,
        words: Words,
        choose: random.Random,
    ) -> None:
        """Add a finding where there is enough behind it, as a lead would."""
        behind = self._writing.supporting[key]
        sources = {self._framework.source_of(ActivityKind(one.kind)).id for one in behind}
        if len(sources) < weigh.ENOUGH_NOTES:
            return
        added = lead.do(
            opened,
            findings.add_finding,
            self._heading(words["heading"], behind),
            Bearing(words["kind"]),
            words["text"],
            evidence=_chosen(behind, choose)[: choose.randrange(4, 9)],
            against=_chosen(self._writing.against[key], choose)[:2],
        )
        if words.get("cost"):
            lead.do(opened, findings.edit_finding, added, cost=words["cost"])

    def _heading(self, heading: str, behind: Sequence[Spoken]) -> str:
        """The heading the sample names, or where the framework has none of it, what most notes behind bear on."""
        if heading in {one.id for one in self._framework.headings}:
            return heading
        bear_on = Counter(self._framework.criterion(one.criterion).heading for one in behind)
        return bear_on.most_common(1)[0][0]


def known_words(framework: Framework, words: Words) -> dict[str, list[str]]:
    """Give what the sample may say of each heading, as far as the framework has these headings and words."""
    points = {one.id: _points(framework, one.id) for one in framework.headings}
    known = {
        heading: [word for word in said if word in points.get(heading, ())]
        for heading, said in words.items()
    }
    return {heading: said for heading, said in known.items() if said}


def _points(framework: Framework, heading: str) -> list[str]:
    return [one.id for one in framework.points_for(heading) if one.id != NOT_ENOUGH]


def _chosen(spoken: Sequence[Spoken], choose: random.Random) -> list[str]:
    """Order notes as a lead picks them: one of every kind of activity first, then the rest."""
    piles: dict[str, list[str]] = defaultdict(list)
    for one in spoken:
        piles[one.kind].append(one.note)
    for pile in piles.values():
        choose.shuffle(pile)
    first = [pile.pop() for pile in piles.values()]
    rest = [note for pile in piles.values() for note in pile]
    choose.shuffle(rest)
    return [*first, *rest]
