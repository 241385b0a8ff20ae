"""Stretches of time, started and stopped; one that runs goes on through sleep and after an end of the program."""

from PySide6.QtWidgets import QHBoxLayout

from reviewer_app.frameworks.answer_words import length_words
from reviewer_app.frameworks.items import StopwatchItem
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, TapButton, Text
from reviewer_app.ui.widgets.layouts import lay_in


class StopwatchPart(ItemPart):
    """The watch's face, one large button that starts and stops, and what the stretches come to."""

    LOOKS_AT = frozenset({"activity"})

    def __init__(self, open_form: OpenForm, item: StopwatchItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self.button = TapButton(_("Start"))
        self.button.clicked.connect(self._press)
        self.face = Text("", Step.TITLE, wrap=False, tabular=True)
        self.total = Text("", Step.LABEL, "ink3")
        self.back = Button(_("Take the last stretch back"), "quiet")
        self.back.clicked.connect(self._take_back)
        line = QHBoxLayout()
        line.setSpacing(Space.L)
        line.addWidget(self.button)
        line.addWidget(self.face, 1)
        lay_in(self.column, line)
        self.column.addWidget(self.total)
        self.column.addWidget(self.back)
        self.setFocusProxy(self.button)
        self.show_now()

    @property
    def running(self) -> bool:
        """Whether a stretch runs."""
        return self.open_form.elapsed_ms(self.item.id, self.row) is not None

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        words = _("Stop") if self.running else _("Start")
        self.button.set_text(words)
        self.button.setAccessibleName(
            _("{question}, {action}").format(question=self.name, action=words)
        )
        self.back.setVisible(not self.running and bool(self._lengths()))
        self.tick()

    def tick(self) -> None:
        """A second went by."""
        elapsed = self.open_form.elapsed_ms(self.item.id, self.row)
        self.face.setText(length_words(elapsed or 0))
        self.total.setText(self._total_words(elapsed or 0))
        self.total.setVisible(bool(self.total.text()))

    def _lengths(self) -> list[int]:
        return [one.length_ms for one in self.open_form.marks(self.item.id, self.row)]

    def _total_words(self, running_ms: int) -> str:
        lengths = self._lengths()
        if not lengths:
            return ""
        total = sum(lengths) + running_ms
        words = ngettext(
            "{count} stretch kept, {total} in all",
            "{count} stretches kept, {total} in all",
            len(lengths),
        ).format(count=len(lengths), total=length_words(total))
        visit = self.open_form.visit_ms()
        if visit < total or not visit:
            return words
        return _("{stretches}, {share} % of this visit").format(
            stretches=words, share=round(100 * total / visit)
        )

    def _press(self) -> None:
        item, row = self.item.id, self.row
        elapsed = self.open_form.elapsed_ms(item, row)
        if elapsed is None:
            self.open_form.since_first_ms(item, row)
            self.open_form.start_clock(item, row)
        else:
            offset = max(self.open_form.since_first_ms(item, row) - elapsed, 0)
            place = self.open_form.clock_place(item, row)
            self.watch(
                self.open_form.mark(item, row, offset_ms=offset, length_ms=elapsed, place=place)
            )
        self.show_now()

    def _take_back(self) -> None:
        kept = self.open_form.marks(self.item.id, self.row)
        if kept:
            self.watch(self.open_form.take_back_mark(kept[-1].id))
