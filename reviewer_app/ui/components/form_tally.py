"""A count of taps: each is kept with its time as the finger comes down."""

from PySide6.QtWidgets import QHBoxLayout

from reviewer_app.frameworks.items import TallyItem
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, TapButton, Text
from reviewer_app.ui.widgets.layouts import lay_in

_MINUTE_MS = 60_000


class TallyPart(ItemPart):
    """One large button; its count and rate beside it, and a way to take the last tap back."""

    LOOKS_AT = frozenset({"activity"})

    def __init__(self, open_form: OpenForm, item: TallyItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self._on_their_way = 0
        self.tap = TapButton(_("Tap"))
        self.tap.setAccessibleName(_("{question}, tap").format(question=self.name))
        self.tap.clicked.connect(self._tap)
        self.count = Text("", Step.NEXT, wrap=False, tabular=True)
        self.rate = Text("", Step.LABEL, "ink3")
        self.back = Button(_("Take the last tap back"), "quiet")
        self.back.clicked.connect(self._take_back)
        line = QHBoxLayout()
        line.setSpacing(Space.L)
        line.addWidget(self.tap)
        line.addWidget(self.count, 1)
        lay_in(self.column, line)
        self.column.addWidget(self.rate)
        self.column.addWidget(self.back)
        self.setFocusProxy(self.tap)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        count = len(self.open_form.marks(self.item.id, self.row)) + self._on_their_way
        words = ngettext("{count} tap", "{count} taps", count).format(count=count)
        self.count.setText(words)
        self.count.setAccessibleName(words)
        self.back.setVisible(count > 0)
        self._show_rate(count)

    def tick(self) -> None:
        """A second went by."""
        self._show_rate(len(self.open_form.marks(self.item.id, self.row)) + self._on_their_way)

    def _show_rate(self, count: int) -> None:
        minutes = self.open_form.visit_ms() / _MINUTE_MS
        if minutes < 1:
            self.rate.setText("")
        else:
            self.rate.setText(
                _("{rate} a minute over the {minutes} minutes of this visit").format(
                    rate=f"{count / minutes:.1f}", minutes=int(minutes)
                )
            )
        self.rate.setVisible(bool(count and self.rate.text()))

    def _tap(self) -> None:
        offset = self.open_form.since_first_ms(self.item.id, self.row)
        self._on_their_way += 1
        self.watch(self.open_form.mark(self.item.id, self.row, offset_ms=offset)).lastly(
            self._arrived
        )
        self.show_now()

    def _arrived(self) -> None:
        self._on_their_way -= 1
        self.show_now()

    def _take_back(self) -> None:
        kept = self.open_form.marks(self.item.id, self.row)
        if kept:
            self.watch(self.open_form.take_back_mark(kept[-1].id))
