"""What the team set out to find out: each hypothesis, what became of it, and what it found."""

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.content import ReportHypothesis
from reviewer_app.report.fonts import SERIF_ITALIC, clean, paragraphs
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.telling import Telling
from reviewer_app.report.wording import hypotheses_words, outcome_words
from reviewer_app.report.words import Words, beginning


def hypothesis_section(told: Telling) -> None:
    """Tell all of them under one heading; nothing where there are none."""
    hypotheses = [one for one in told.content.hypotheses if clean(one.text)]
    if not hypotheses:
        return
    told.heading(_("What we set out to find out"))
    told.narrative([hypotheses_words()], style.PLAIN)
    for hypothesis in hypotheses:
        _tell(told, hypothesis)


def _tell(told: Telling, hypothesis: ReportHypothesis) -> None:
    outcome = _("{outcome}.").format(outcome=outcome_words(hypothesis.outcome))
    first, *others = paragraphs(hypothesis.found or "") or ("",)
    emphasis = (beginning(outcome), SERIF_ITALIC)
    asked = Words.of(told.root.add("P"), hypothesis.text, style.QUESTION)
    answer = Words.of(
        told.root.add("P"), f"{outcome} {first}".strip(), style.NARRATIVE, emphasis=emphasis
    )
    more = [Words.of(told.root.add("P"), text, style.NARRATIVE) for text in others]
    told.stack(
        Stack(
            [Block(asked), Block(answer, before=3), *(Block(one, before=7) for one in more)],
            measure=style.MEASURE,
            after=12,
        )
    )
