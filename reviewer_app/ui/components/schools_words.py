"""What the school says of a sentence, below it on the report's sheet, to be taken over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.factual_check import Beside
from reviewer_app.ui.components.keyed_column import KeyedColumn
from reviewer_app.ui.models import check_words
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner


class SchoolsWords(QWidget):
    """A correction that was accepted, beside the sentence it is about.

    Signals:
        wanted(): put its words where the sentence stands.
        put_away()
    """

    wanted = Signal()
    put_away = Signal()

    def __init__(self, beside: Beside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        answered = beside.answer
        words = check_words.quoted(answered) if answered is not None else ""
        action = _("Use these words") if answered is not None and answered.correction else ""
        self.banner = Banner(words, action=action, second=_("Close"))
        self.banner.set_about(words)
        self.banner.acted.connect(self.wanted)
        self.banner.second_acted.connect(self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(KeyedColumn.BLEED, Space.XS, KeyedColumn.BLEED, Space.S)
        column.addWidget(self.banner)
