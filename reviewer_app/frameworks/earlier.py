"""What an earlier review said, under the headings of today's framework, wherever the two can be compared.

A framework says under `earlier` how it follows from earlier versions. Where it says nothing of a version, nothing of
that version is compared: a heading of the same id may mean something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reviewer_app.frameworks.schema import NOT_ENOUGH, Counterpart, Earlier, Framework, Heading
from reviewer_app.language import gettext as _

Standing = Literal["comparable", "renamed", "split", "not-comparable"]
"""How a heading of today stands to one of the earlier framework."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a heading of today takes over.

    Attributes:
        heading: the heading, by its id today.
        standing: whether, and how, it can be compared.
        was: the heading of the earlier framework it follows from, by its id there, "" for none.
        point: what the earlier review said, as a point of today's scale; "" where it said nothing, or where the two
            cannot be compared.
        why: why they cannot be compared, or what to bear in mind; "" where nothing has to be said.
    """

    heading: str
    standing: Standing
    was: str = ""
    point: str = ""
    why: str = ""


def follows_from(after: Framework, before: Framework) -> Earlier | None:
    """Give what a framework says of how it follows from another; None where it says nothing."""
    if (after.id, after.version) == (before.id, before.version):
        return Earlier(versions=(after.version,))
    for one in after.earlier:
        if (one.id or after.id) == before.id and before.version in one.versions:
            return one
    return None


def carried(
    before: Framework, after: Framework, estimates: Mapping[str, str]
) -> tuple[Carried, ...]:
    """Carry the estimates of an earlier review to the headings of today, in their order.

    Args:
        before: the framework of the earlier review.
        after: the framework of today.
        estimates: what was agreed then: the id of a point by the id of a heading.
    """
    mapping = follows_from(after, before)
    if mapping is None:
        why = _(
            "“{title}” does not say how it follows from “{earlier}”, version {version}."
        ).format(title=after.title, earlier=before.title, version=before.version)
        return tuple(Carried(one.id, "not-comparable", why=why) for one in after.headings)
    carrying = _Carrying(before, after, mapping)
    return tuple(carrying.heading(one, estimates) for one in after.headings)


class _Carrying:
    def __init__(self, before: Framework, after: Framework, mapping: Earlier) -> None:
        self._before, self._after, self._mapping = before, after, mapping
        self._were = {one.id: one for one in before.headings}

    def heading(self, heading: Heading, estimates: Mapping[str, str]) -> Carried:
        row = self._row(heading.id)
        was = None if row is None or row.was is None else self._were.get(row.was)
        if row is None or was is None:
            why = (row.why if row else None) or _("This heading is new.")
            return Carried(heading.id, "not-comparable", why=why)
        if not row.comparable:
            return Carried(heading.id, "not-comparable", was.id, why=row.why or "")
        words = self._words(was, heading)
        if words is None:
            why = _("What may be agreed for this heading is not what it was.")
            return Carried(heading.id, "not-comparable", was.id, why=why)
        point = words.get(estimates.get(was.id, ""), "")
        if self._divided(was.id):
            why = row.why or _("What was said is of “{title}” as a whole.").format(title=was.title)
            return Carried(heading.id, "split", was.id, point, why)
        same = (was.id, was.title) == (heading.id, heading.title)
        why = row.why or ("" if same else _("It was called “{title}”.").format(title=was.title))
        return Carried(heading.id, "comparable" if same else "renamed", was.id, point, why)

    def _row(self, heading: str) -> Counterpart | None:
        """What is said of a heading; of one that is not mentioned, that it is what it was."""
        for row in self._mapping.headings:
            if row.now == heading:
                return row
        elsewhere = any(row.was == heading for row in self._mapping.headings)
        return None if elsewhere else Counterpart(was=heading, now=heading)

    def _divided(self, was: str) -> bool:
        return sum(row.was == was and row.now is not None for row in self._mapping.headings) > 1

    def _words(self, was: Heading, now: Heading) -> Mapping[str, str] | None:
        """What each point of the earlier scale is today; None where the two do not say the same things.

        Without a word about points both scales have the same ones. Where some were renamed, today's may have more.
        """
        before, after = self._points(self._before, was), self._points(self._after, now)
        renamed = {row.was: row.now for row in self._mapping.points if row.scale == now.scale}
        words = {one: renamed.get(one, one) for one in before}
        there = [one for one in after if one in words.values()] if renamed else after
        if not before or [*words.values()] != there:
            return None
        return {**words, NOT_ENOUGH: NOT_ENOUGH}

    @staticmethod
    def _points(framework: Framework, heading: Heading) -> list[str]:
        return [one.id for one in framework.points_for(heading.id)[:-1]]
