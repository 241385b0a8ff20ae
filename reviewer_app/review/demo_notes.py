"""The notes of the sample review: which are told of a visit, in whose voice, and what each speaks for or against."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from reviewer_app.model.moment import moment_of
from reviewer_app.model.words import Bearing, Source
from reviewer_app.review import capture, photo_taking, photos
from reviewer_app.review.demo_plan import Plan, Words
from reviewer_app.review.demo_timetable import Visit, ages
from reviewer_app.review.opened import OpenReview


@dataclass(frozen=True, slots=True)
class Spoken:
    """A note that speaks for a finding or against it, its criterion, and the kind of activity it comes from."""

    note: str
    criterion: str
    kind: str


class Writing:
    """Writes the notes; `supporting` and `against` hold what was written by the finding it speaks for or against."""

    def __init__(self, plan: Plan, words: Words) -> None:
        self.words = words
        self.supporting: dict[str, list[Spoken]] = defaultdict(list)
        self.against: dict[str, list[Spoken]] = defaultdict(list)
        self._criteria = {one.id for one in plan.framework.framework.criteria}
        self._pictures_left = plan.photos
        self._told: Counter[str] = Counter()

    def about_lesson(self, visit: Visit, choose: random.Random) -> list[Words]:
        """Two or three notes on different criteria, in the voice of whoever goes.

        No note is told twice before every other that fits was told.
        """
        words = visit.words
        fitting = [
            one
            for one in self.words["lesson"]
            if one["by"] == visit.voice
            and one["on"] in self._criteria
            and one.get("only", ages(words["year_groups"])) == ages(words["year_groups"])
            and words["subject"] in one.get("in", [words["subject"]])
        ]
        choose.shuffle(fitting)
        # What fits few lessons only is told where it fits; else the notes told least come first.
        fitting.sort(key=lambda one: (self._told[one["text"]], "in" not in one))
        chosen: dict[str, Words] = {}
        for one in fitting:
            chosen.setdefault(one["on"], one)
        notes = list(chosen.values())[: choose.randrange(2, 4)]
        self._told.update(one["text"] for one in notes)
        return notes

    def about_rest(self, visit: Visit, choose: random.Random) -> list[Words]:
        """What a conversation or a look at books gave; what speaks for no finding only now and then."""
        return [
            one
            for one in visit.words["notes"]
            if one["on"] in self._criteria and ("for" in one or choose.random() < 2 / 3)
        ]

    def write(
        self,
        visit: Visit,
        review: OpenReview,
        words: Words,
        seen: datetime,
        choose: random.Random,
    ) -> None:
        """Write a note of a visit, with a photo where one is left to take."""
        pupils = visit.words.get("pupils") or 0
        said = str(words["text"]).format(
            year=visit.words.get("year_groups", ""),
            subject=visit.words.get("subject", ""),
            all=pupils,
            some=pupils - choose.randrange(1, 5),
            few=choose.choice(("three", "four", "five")),
        )
        note = visit.goes.do(
            review,
            capture.commit_note,
            visit.activity,
            said,
            bearing=Bearing(words["is"]),
            criteria=[words["on"]],
            groups=words.get("of", ()),
            seen_at=moment_of(seen),
            source=Source(words.get("source", Source.OBSERVATION)),
            speaker=words.get("speaker", ""),
        )
        spoken = Spoken(note, words["on"], visit.words["kind"])
        for finding in words.get("for", ()):
            self.supporting[finding].append(spoken)
        for finding in words.get("against", ()):
            self.against[finding].append(spoken)
        if self._pictures_left and visit.words.get("photo"):
            self._pictures_left -= 1
            clean = photos.clean_photo(drawn_page(choose))
            visit.goes.do(
                review,
                photo_taking.attach_photo,
                note,
                clean,
                visit.words["photo"],
            )


def drawn_page(choose: random.Random) -> bytes:
    """Draw a page of invented pupil's work: ruled lines and strokes, as a PNG."""
    page = Image.new("RGB", (900, 1200), "#fbfaf4")
    pen = ImageDraw.Draw(page)
    for y in range(120, 1180, 44):
        pen.line((60, y, 840, y), fill="#c9d6e6", width=2)
        x = 70
        while x < 800 and choose.random() > 1 / 9:
            long = choose.randrange(20, 90)
            pen.line((x, y - 8, x + long, y - 8 - choose.randrange(-3, 4)), fill="#2b3a67", width=5)
            x += long + 18
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
