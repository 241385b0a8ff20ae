"""Wrapped text of so many lines at most, and what is kept of it."""

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme.typeset import typeset

WORDS = " ".join(["Pupils explain why."] * 30)


@pytest.mark.parametrize("text", [WORDS, "😀" * 200 + WORDS, "é" * 200 + WORDS])
def test_what_is_left_over_ends_in_an_ellipsis_on_the_last_line(
    qapp: QApplication, text: str
) -> None:
    laid = typeset(text, qapp.font(), 300, 20, most_lines=4)
    assert (laid.lines, laid.height) == (4, 80)
    shown = laid.layout.text()
    assert shown.endswith("…")
    assert text.startswith(shown.rstrip("…"))


def test_few_long_texts_are_kept_laid_out(qapp: QApplication) -> None:
    short = typeset(WORDS, qapp.font(), 300, 20)
    long = [typeset("x" * 10_001, qapp.font(), 300 + more, 20) for more in range(5)]
    assert typeset("x" * 10_001, qapp.font(), 304, 20) is long[4]
    assert typeset("x" * 10_001, qapp.font(), 300, 20) is not long[0]
    assert typeset(WORDS, qapp.font(), 300, 20) is short
