"""The visits of the sample review: lessons in every class, conversations, walks and books, over three days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from reviewer_app.frameworks.schema import Framework
from reviewer_app.model.moment import moment_of
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable
from reviewer_app.review.demo_plan import DAYS, Plan, Words
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session

VISIT_MINUTES: Final = 25
BETWEEN_MINUTES: Final = 15


@dataclass(frozen=True, slots=True)
class Visit:
    """What was planned: the activity's id, who goes, in which voice, when, and the words for its notes."""

    activity: str
    goes: Session
    voice: str
    start: datetime
    words: Words


class Timetable:
    """Plans who goes where. `excellence` holds the words for the area of excellence, of a framework that has one."""

    def __init__(
        self, plan: Plan, words: Words, excellence: Words, sessions: Sequence[Session]
    ) -> None:
        self.plan, self.words, self.excellence, self.sessions = plan, words, excellence, sessions
        self._framework: Framework = plan.framework.framework

    def plan_visits(self, lead: Session, opened: OpenReview) -> list[list[Visit]]:
        """Put every visit on the timetable; gives those of each day by the clock."""
        planned: list[list[Visit]] = [[] for _day in range(DAYS)]
        turns: Counter[tuple[int, int]] = Counter()
        wanted = [*self._lessons(), *self._conversations()]
        for place, words in enumerate(wanted):
            day = place % DAYS
            lesson = words["kind"] == ActivityKind.LESSON_VISIT
            who = (place // DAYS if lesson else self._voices.index(words["by"])) % len(
                self.sessions
            )
            start = self._start(day, turns[(day, who)], str(words.get("at", "")))
            if "at" not in words:
                turns[(day, who)] += 1
            goes = self.sessions[who]
            added = lead.do(
                opened,
                timetable.plan,
                ActivityKind(words["kind"]),
                words["title"],
                start=moment_of(start),
                people=[goes.person().identity.person],
                minutes=VISIT_MINUTES,
                place=words.get("place", ""),
                joint_observer=words.get("with", ""),
                subject=words.get("subject", ""),
                year_groups=words.get("year_groups", ""),
                class_name=words.get("class_name", ""),
                pupils=words.get("pupils"),
            )
            # Someone alone writes in every voice in turn, so that there is something of each to read.
            voice = self._voices[(who if len(self.sessions) > 1 else place) % len(self._voices)]
            visit = Visit(added, goes, str(words.get("by", voice)), start, words)
            planned[day].append(visit)
        for visits in planned:
            visits.sort(key=lambda one: one.start)
        return planned

    @property
    def _voices(self) -> list[str]:
        return cast("list[str]", self.words["voices"])

    def _start(self, day: int, turn: int, at: str) -> datetime:
        first = self.plan.start() + timedelta(days=day)
        hour, minute = (int(part) for part in (at or "09:15").split(":"))
        start = datetime(first.year, first.month, first.day, hour, minute, tzinfo=UTC)
        return start + timedelta(minutes=0 if at else turn * (VISIT_MINUTES + BETWEEN_MINUTES))

    def _lessons(self) -> list[Words]:
        """Lessons in every class once before any is seen again, each in a subject of its years."""
        choose = self.plan.chooser("timetable")
        classes = [(of["year"], name) for of in self.words["classes"] for name in of["names"]]
        order: list[tuple[str, str]] = []
        while len(order) < self.plan.visits:
            order += choose.sample(classes, len(classes))
        lessons = []
        for year, name in order[: self.plan.visits]:
            subjects = self.words["subjects"]
            subject = choose.choice(subjects.get(year) or subjects[ages(year)])
            lessons.append(
                {
                    "kind": ActivityKind.LESSON_VISIT,
                    "title": f"{year} {subject}",
                    "with": choose.choice(self.words["observers"]).format(subject=subject),
                    "place": f"Room {name}",
                    "subject": subject,
                    "year_groups": year,
                    "class_name": name,
                    "pupils": choose.randrange(26, 31),
                }
            )
        return lessons

    def _conversations(self) -> list[Words]:
        """Everything but lessons; what is seen of the area of excellence depends on which it is."""
        found = [dict(one) for one in self.words["activities"]]
        if self._framework.excellence_heading() is None:
            return found
        session = {
            "kind": ActivityKind.EXCELLENCE_SESSION,
            "title": f"Area of excellence: {self.excellence['title']}",
            "with": "the lead for the area of excellence",
            "by": "account",
            "place": "the hall",
            "notes": self.excellence["notes"],
        }
        pupils = next(one for one in found if one["kind"] == ActivityKind.PUPIL_VOICE)
        pupils["notes"] = [*pupils["notes"], self.excellence["pupils"]]
        return [*found, session]


def ages(year: str) -> str:
    """Say whether a year group is among the young ones (to Year 2) or the old."""
    return "young" if year in ("Reception", "Year 1", "Year 2") else "old"
