"""One typed line of a form: kept as a draft from the first key on, settled on Enter or on leaving."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.theme import scaled
from reviewer_app.ui.widgets import TextField
from reviewer_app.ui.widgets.drafting import DraftTimer


class DraftedLine(TextField):
    """A line whose draft lies at `place`.

    Args:
        spoken: what a screen reader calls it, where that says more than its label.
        pixels: how wide the line is at most at 100 % text; 0 for as wide as there is room.

    Signals:
        settled(text): Enter or leaving, where it differs from what was shown.
    """

    settled = Signal(str)

    def __init__(
        self,
        open_form: OpenForm,
        place: str,
        label: str = "",
        *,
        spoken: str = "",
        help: str = "",
        placeholder: str = "",
        pixels: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, help=help, placeholder=placeholder, parent=parent)
        self._open_form, self._place, self._pixels = open_form, place, pixels
        self._shown = ""
        self._fresh = True
        if spoken:
            self.line.setAccessibleName(spoken)
        self._timer = DraftTimer(self)
        self._timer.due.connect(self._keep)
        self.edited.connect(lambda _text: self._timer.touch())
        self.line.editingFinished.connect(self._settle)
        open_form.kept.watch(self.line)
        self._fit()

    def show_value(self, settled: str) -> None:
        """Show what the review says, unless something else is being typed; a kept draft comes first."""
        self._shown = settled
        draft = self._open_form.drafts.draft(self._place)
        if draft is None and not self._timer.pending and self.value != settled:
            self.set_value(settled)
        elif draft is not None and self._fresh:
            self.set_value(draft.text)
            self.line.setCursorPosition(draft.cursor)
        self._fresh = False

    def flush(self) -> None:
        """Save what is pending."""
        self._timer.flush()

    def forget(self) -> None:
        """Drop the draft and bring back what the review says."""
        self._timer.forget()
        self._open_form.drafts.discard_draft(self._place)
        self.set_value(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _keep(self) -> None:
        text = self.value
        kept = "" if text == self._shown else text
        self._open_form.drafts.keep_draft(self._place, kept, self.line.cursorPosition())

    def _settle(self) -> None:
        if self.value == self._shown:
            if self._open_form.drafts.draft(self._place) is not None:
                self._open_form.drafts.discard_draft(self._place)
            self._timer.forget()
            return
        self._timer.touch()
        self._timer.flush()
        self.settled.emit(self.value)

    def _fit(self) -> None:
        if self._pixels:
            self.line.setMaximumWidth(scaled(self.font(), self._pixels))
