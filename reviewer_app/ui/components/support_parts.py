"""The support the school would like, written on the report's sheet in its own words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import SupportWanted
from reviewer_app.review import support
from reviewer_app.review.small_numbers import telling_in, without_telling
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.movable_part import MovablePart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Text
from reviewer_app.ui.widgets.layouts import lay_in


class SupportPart(MovablePart):
    """One wish, and of whom it is asked."""

    BLEED = DraftedText.BLEED

    def __init__(self, bridge: Bridge, wish: SupportWanted, parent: QWidget | None = None) -> None:
        super().__init__(wish.id, _("More for this wish"), support.move, support.remove, parent)
        self._bridge = bridge
        self.sentence = DraftedText(
            bridge, f"support:{wish.id}", _("Support the school would like"), self._reword
        )
        self.from_whom = DraftedText(
            bridge,
            f"support-from:{wish.id}",
            _("Of whom it is asked"),
            self._say_from_whom,
            step=Step.LABEL,
            placeholder=_("whom, by role, where the school said so"),
        )
        self._telling = Banner("", "ebi")
        self._telling.acted.connect(self._take_advice)
        row = QHBoxLayout()
        row.setContentsMargins(DraftedText.BLEED, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._asked_of(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.from_whom, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        lay_in(column, row)
        column.addWidget(self._telling)
        self.watch((self.sentence.sentence.words, self.from_whom.sentence.words))
        self.show_wish(wish)

    @property
    def advice(self) -> str:
        """The help it shows; empty for none."""
        return self._telling.text if not self._telling.isHidden() else ""

    def show_wish(self, wish: SupportWanted) -> None:
        """Show what the review says of it now."""
        self.sentence.show_text(wish.text)
        self.from_whom.show_text(wish.from_whom)
        for part in (self.more, self.from_whom.sentence.words):
            part.setAccessibleDescription(wish.text)
        said, action = finding_words.telling_words(telling_in(wish.text))
        if not said:
            self._telling.hide()
        elif said != self._telling.text or self._telling.isHidden():
            self._telling.say(said, "ebi", action=action)

    def _asked_of(self) -> QWidget:
        """The words before the field, on the line of those in it."""
        words = QWidget()
        row = QHBoxLayout(words)
        row.setContentsMargins(0, DraftedText.BLEED, 0, 0)
        row.addWidget(Text(_("Asked of"), Step.LABEL, "ink3"))
        return words

    def _take_advice(self) -> None:
        """Write words that count nobody, to be read once more before they are left."""
        self.sentence.put_words(without_telling(self.sentence.text))

    def _reword(self, text: str, since: int) -> Reply:
        place = f"support:{self.record}"
        return self._bridge.do(support.reword, self.record, text, since=since, place=place)

    def _say_from_whom(self, text: str, since: int) -> Reply:
        place = f"support-from:{self.record}"
        return self._bridge.do(support.say_from_whom, self.record, text, since=since, place=place)


class NewSupport(DraftedText):
    """Where the next wish is written: always there, quiet until one writes in it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        place = "support:new"

        def commit(text: str, _since: int) -> Reply:
            return bridge.do(support.add, text, place=place)

        super().__init__(
            bridge,
            place,
            _("New: support the school would like"),
            commit,
            placeholder=_("Write what support the school would like, in its own words"),
            empties=True,
            parent=parent,
        )
        self.show_text("")
