"""What a day's visit sheets say: plain values only, picklable, ready to print."""

from dataclasses import dataclass

from reviewer_app.report.content import Fact


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the day's plan. `remark` says what the plan was before, or why it was not seen."""

    time: str
    title: str
    about: str
    who: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """One visit to jot on.

    A fact without a value is there to be filled in by hand; `look_for` are the headings to jot under, `watch` and
    `ask` what the form says of looking and asking.
    """

    time: str
    title: str
    about: str
    remark: str = ""
    facts: tuple[Fact, ...] = ()
    look_for: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DaySheets:
    """The sheets of a day: its plan, then a sheet for every visit still to come.

    `built_on` is an ISO date; `whose` is a first name, "" for the whole team; `language` is a BCP 47 tag.
    """

    school: str
    day: str
    built_on: str
    whose: str = ""
    language: str = "en-GB"
    plan: tuple[PlanLine, ...] = ()
    visits: tuple[VisitSheet, ...] = ()
