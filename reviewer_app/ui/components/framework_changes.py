"""What changed since an earlier version of a framework: part by part, with the words before and after."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.comparing import compare
from reviewer_app.frameworks.differences import Difference, topic_word
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.models.change_words import (
    before_and_after,
    changes_words,
    difference_words,
    version_words,
)
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, ChoiceField, SectionLabel, Text
from reviewer_app.ui.widgets.layouts import lay_in

SHOWN = 40
"""Differences that are shown at once; between two seasons there may be hundreds."""


class FrameworkChanges(QWidget):
    """Out of sight where only one text of a framework is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: LoadedFramework | None = None
        self._earlier: dict[str, LoadedFramework] = {}
        self._found: tuple[Difference, ...] = ()
        self.since = ChoiceField(_("Compared with"))
        self.words = Text("", tone="ink2")
        self.rows = QWidget()
        self.more = Button("", "quiet")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.M, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(SectionLabel(_("What changed")))
        lay_in(self._column, _narrow(self.since))
        self._column.addWidget(self.words)
        self._column.addWidget(self.rows)
        lay_in(self._column, _narrow(self.more))
        self.since.chosen.connect(self._compare)
        self.more.clicked.connect(self.show_all)
        self.hide()

    def show_changes(self, loaded: LoadedFramework, earlier: Sequence[LoadedFramework]) -> None:
        """Show what one version changed; `earlier` are the texts to compare it with, the latest first."""
        self._loaded = loaded
        self._earlier = {one.hash: one for one in earlier}
        self.setVisible(bool(earlier))
        if earlier:
            self.since.set_choices([(one.hash, version_words(one, loaded)) for one in earlier])
            narrow_to(self.since, 24)
            self._compare(earlier[0].hash)

    def compare_with(self, earlier: str) -> None:
        """Compare with the text of this hash, where it is one of those to compare with."""
        if earlier in self._earlier:
            self._compare(earlier)

    def show_all(self) -> None:
        """Show every difference."""
        self._show(len(self._found))
        self.since.setFocus()

    def _compare(self, earlier: str) -> None:
        if self._loaded is None:
            return
        self.since.set_value(earlier)
        found = compare(self._earlier[earlier].framework, self._loaded.framework)
        # That the version is another is what was chosen.
        self._found = tuple(one for one in found if one.part or one.name != "version")
        self.words.setText(changes_words(self._found))
        self._show(SHOWN)

    def _show(self, most: int) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for topic, ones in groupby(self._found[:most], key=lambda one: one.topic):
            column.addWidget(Text(topic_word(topic), weight=QFont.Weight.DemiBold))
            for one in ones:
                column.addWidget(_row(one))
        before, self.rows = self.rows, rows
        self._column.replaceWidget(before, rows)
        before.hide()
        before.deleteLater()
        self.more.setVisible(len(self._found) > most)
        self.more.set_text(_("Show all {count}").format(count=len(self._found)))


def _narrow(part: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(part)
    line.addStretch(1)
    return line


def _row(one: Difference) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(Space.L, 0, 0, Space.XS)
    column.setSpacing(2)
    column.addWidget(Text(difference_words(one)))
    for words in before_and_after(one):
        column.addWidget(Text(words, Step.LABEL, "ink2"))
    return row
