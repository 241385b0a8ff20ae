"""The support the school would like, in its own words."""

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.fonts import clean, paragraphs
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.telling import Telling
from reviewer_app.report.wording import from_whom_line, support_words
from reviewer_app.report.words import Words


def support_section(told: Telling) -> None:
    """Tell every wish under one heading, with of whom it is asked; nothing where there are none."""
    wishes = [one for one in told.content.support if clean(one.text)]
    if not wishes:
        return
    told.heading(_("Support the school would like"))
    told.narrative([support_words()], style.PLAIN)
    for wish in wishes:
        blocks = [
            Block(Words.of(told.root.add("P"), text, style.NARRATIVE), before=7 if at else 0)
            for at, text in enumerate(paragraphs(wish.text))
        ]
        if clean(wish.from_whom or ""):
            line = Words.of(told.root.add("P"), from_whom_line(wish.from_whom or ""), style.CAPTION)
            blocks.append(Block(line, before=3, caption=True))
        told.stack(Stack(blocks, measure=style.MEASURE, after=10))
