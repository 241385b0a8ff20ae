"""The program's window, telling when what is typed into the report was drawn, and when its pages say it.

`python -m tests.bench.typed_report [--spoil here] -- ARGUMENTS OF THE PROGRAM`. Typing begins once the pages stand,
where they are open. Spoilt, to see that it is noticed, they are built "here" from then on: on the window's own thread.
"""

import argparse
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.__main__ import main
from reviewer_app.review.as_typed import typed
from reviewer_app.ui.components.report_pages import ReportPages
from reviewer_app.ui.components.report_sheet import ReportSheet
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.bench.typed_window import telling
from tests.bench.typing_told import Teller, tell

T = TypeVar("T", bound=QWidget)


def watch(spoil: str) -> None:
    """Hook the window's moments."""
    tellers = telling(_is_written_in, lambda: _begin(tellers[0], spoil))


def _begin(teller: Teller, spoil: str) -> None:
    page = _above(QApplication.focusWidget(), ReportPage)
    assert page is not None
    if spoil == "here":
        page.bridge.ask = _here  # type: ignore[method-assign]
    said = 0

    def begun() -> None:
        nonlocal said
        keys, words = teller.written
        said = keys if words in typed(page.opened).values() else 0

    page.pages.begun.connect(begun)
    page.pages.turned.connect(lambda: tell(f"pages {time.monotonic()} {said}"))


def _here(question: Callable[[], object]) -> Reply:
    reply = Reply()
    QTimer.singleShot(0, lambda: reply.resolve(question()))
    return reply


def _is_written_in(widget: QWidget | None) -> bool:
    """Whether it is a text of the report's sheet, and the pages stand where they are open."""
    sheet = _above(widget, ReportSheet) if isinstance(widget, PlainEdit) else None
    page = _above(sheet, ReportPage)
    if page is None:
        return False
    pages: ReportPages = page.pages
    return not pages.isVisible() or (pages.current and pages.pages > 0)


def _above(widget: QWidget | None, kind: type[T]) -> T | None:
    while widget is not None and not isinstance(widget, kind):
        widget = widget.parentWidget()
    return widget


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="typed_report")
    parser.add_argument("--spoil", choices=("", "here"), default="")
    parser.add_argument("program", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    options = _options()
    watch(options.spoil)
    sys.argv[1:] = options.program
    main()
