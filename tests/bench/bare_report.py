"""Plain pages by reportlab, in a process of its own: `bare_report PAGES`; prints when they are done."""

import io
import sys
import time

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

WORDS = "Leaders know their school well, and what they told the team matched what was seen. " * 5


def bare(pages: int) -> None:
    """Typeset pages of paragraphs: no tags, no fonts of our own, no signature."""
    style = getSampleStyleSheet()["BodyText"]
    story: list[Flowable] = []
    for _page in range(pages):
        story += [*(Paragraph(WORDS, style) for _paragraph in range(8)), PageBreak()]
    SimpleDocTemplate(io.BytesIO()).build(story)


if __name__ == "__main__":
    bare(int(sys.argv[1]))
    print(f"done {time.monotonic()}", flush=True)
