"""The two charts of a report: what has changed since last time, and from how many sides a heading was looked at."""

from typing import Final

from reportlab.platypus import Spacer

from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.model.words import ActivityKind
from reviewer_app.report.content import HeadingFindings, ReportContent
from reviewer_app.report.marks import Mark, MarkRow, Marks
from reviewer_app.report.telling import Telling
from reviewer_app.report.wording import side_words

_MOST_COLUMNS: Final = 6
"""More are too narrow for their words."""
_FEWEST_SIDES: Final = 2


def then_and_now(told: Telling) -> None:
    """Estimates now and last time on their scale; only where there is a last time on the same one."""
    rows = [one for one in told.content.summary if one.now and one.now in one.scale]
    scale = next((one.scale for one in rows if one.last_time in one.scale), ())
    rows = [one for one in rows if one.scale == scale]
    if not 1 < len(scale) <= _MOST_COLUMNS:
        return
    drawn, said = [], []
    for one in rows:
        marks: list[tuple[int, Mark]] = [(scale.index(one.now or ""), "full")]
        words = _("{heading}: {word} now").format(heading=one.heading, word=one.now)
        if one.last_time in scale:
            marks.append((scale.index(one.last_time or ""), "open"))
            words = _("{heading}: {before} last time, {word} now").format(
                heading=one.heading, before=one.last_time, word=one.now
            )
        drawn.append(MarkRow(one.heading, tuple(marks)))
        said.append(words)
    figure = told.root.add("Figure")
    figure.spoken = _("What was agreed last time and now. {rows}.").format(rows="; ".join(said))
    key: list[tuple[Mark, str]] = [("open", _("Last time")), ("full", _("Now, as agreed"))]
    chart = Marks(figure, "", scale, drawn, key, told.colour)
    told.together([Spacer(1, 14), chart])


def sides_of(content: ReportContent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each heading in short with the kinds of activity its findings rest on, in words; nothing where few do."""
    under, sides = _sides_seen(content)
    words = side_words()
    return tuple(
        (
            one.short or one.heading,
            tuple(words[side] for side in sides if side in _sides(one)),
        )
        for one in under
    )


def _sides_seen(content: ReportContent) -> tuple[list[HeadingFindings], list[str]]:
    """Give the headings and the kinds of activity that are told; neither where there is too little to tell."""
    area = content.excellence.findings if content.excellence else None
    under = [one for one in (*content.findings, area) if one is not None and _sides(one)]
    sides = [side for side in side_words() if any(side in _sides(one) for one in under)]
    if not 1 < len(under) <= _MOST_COLUMNS or len(sides) < _FEWEST_SIDES:
        return [], []
    return under, sides


def from_many_sides(told: Telling) -> None:
    """Which kinds of activity each heading's findings rest on: never how many, nor whom they point to."""
    under, sides = _sides_seen(told.content)
    if not under:
        return
    words = side_words()
    rows = [
        MarkRow(
            words[side],
            tuple((at, "full") for at, one in enumerate(under) if side in _sides(one)),
        )
        for side in sides
    ]
    title = _("What the findings rest on")
    said = " ".join(
        _("{heading}: {sides}.").format(heading=heading, sides=listed(of))
        for heading, of in sides_of(told.content)
    )
    figure = told.root.add("Figure")
    figure.spoken = f"{title}. {said}"
    columns = [one.short or one.heading for one in under]
    chart = Marks(figure, title, columns, rows, (), told.colour)
    told.together([Spacer(1, 16), chart])


def _sides(under: HeadingFindings) -> set[str]:
    findings = (*under.went_well, *under.even_better)
    kinds = {kind for one in findings if one.evidence for kind in one.evidence.kinds}
    walks = {ActivityKind.LEARNING_WALK, ActivityKind.ENVIRONMENT_WALK}
    return kinds - walks | {ActivityKind.LEARNING_WALK} if kinds & walks else kinds
