"""How the draft stands with the team: who has confirmed it and who not yet, and how many comments wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.review import comments, confirming
from reviewer_app.review.confirming import Confirmed
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.layouts import lay_in


def standing_words(stands: Confirmed) -> str:
    """Say in a sentence who has confirmed a draft, and who not yet."""
    number = stands.version.number
    names = listed(stands.names)
    others = listed(stands.waiting)
    if not names:
        words = _("Draft {number}: nobody has confirmed it yet.")
    elif not others:
        words = _("Draft {number}: everyone has confirmed it ({names}).")
    else:
        words = _("Draft {number}: confirmed by {names}; not yet by {others}.")
    return words.format(number=number, names=names, others=others)


def unconfirmed_words(stands: Confirmed) -> str:
    """Say who has not confirmed a draft; "" where everyone has."""
    if not stands.waiting:
        return ""
    words = ngettext(
        "{names} has not confirmed draft {number} yet.",
        "{names} have not confirmed draft {number} yet.",
        len(stands.waiting),
    )
    return words.format(names=listed(stands.waiting), number=stands.version.number)


def comments_words(waiting: int) -> str:
    """Say how many comments wait; "" for none."""
    if not waiting:
        return ""
    words = ngettext("{count} comment is open.", "{count} comments are open.", waiting)
    return words.format(count=waiting)


class DraftStanding(QWidget):
    """Out of sight before a draft was exported or a comment made.

    Signals:
        comment_wanted(): go to the next comment.
    """

    comment_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._version = ""
        self.said = Text("", Step.LIST)
        self.confirm = Button("")
        self.confirm.clicked.connect(self.say_so)
        self.take_back = Button(_("Take it back"), "quiet")
        self.take_back.clicked.connect(self._take_back)
        self.remarks = Text("", Step.LIST, "ink2")
        self.waiting = Text("", Step.LIST)
        self.next = Button(_("Next comment"), "quiet", key="F3")
        self.next.clicked.connect(self.comment_wanted)
        self.remark: DraftedText | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.PAGE, Space.S, Space.PAGE, 0)
        self._column.setSpacing(Space.XS)
        for words, buttons in (
            (self.said, (self.confirm, self.take_back)),
            (self.waiting, (self.next,)),
        ):
            line = QHBoxLayout()
            line.setSpacing(Space.M)
            line.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
            for button in buttons:
                line.addWidget(button)
            lay_in(self._column, line)
        self._column.addWidget(self.remarks)

    def refresh(self) -> None:
        """Show what the review says now; a remark that is being written stays."""
        opened = self._bridge.opened
        stands = confirming.standing(opened)
        waiting = comments.counted(opened).waiting
        self.waiting.setText(comments_words(waiting))
        for part in (self.waiting, self.next):
            part.setVisible(bool(waiting))
        self._show(stands)
        self.setVisible(stands is not None or bool(waiting))

    def say_so(self) -> None:
        """Confirm the draft exported last."""
        if not self.why_not():
            self._bridge.do(confirming.confirm, self._version)

    def why_not(self) -> str:
        """Why there is nothing to confirm; "" where there is."""
        stands = confirming.standing(self._bridge.opened)
        if stands is None:
            return _("No draft has been exported yet.")
        return _("You have confirmed it.") if stands.mine else ""

    def flush(self) -> None:
        """Save a remark that is being written."""
        if self.remark is not None:
            self.remark.flush()

    def _show(self, stands: Confirmed | None) -> None:
        mine = stands.mine if stands else None
        self.said.setVisible(stands is not None)
        self.confirm.setVisible(stands is not None and mine is None)
        self.take_back.setVisible(mine is not None)
        if stands is not None:
            self.said.setText(standing_words(stands))
            self.confirm.set_text(
                _("I have read draft {number} and confirm it").format(number=stands.version.number)
            )
        said = stands.confirmed if stands else ()
        remarks = [
            _("{who}: {words}").format(who=name, words=remark) for name, remark in said if remark
        ]
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        version = stands.version.id if stands else ""
        if self.remark is not None and (mine is None or version != self._version):
            self.remark.flush()
            self.remark.hide()
            self.remark.deleteLater()
            self.remark = None
        self._version = version
        if mine is not None:
            if self.remark is None:
                self.remark = self._remark(version)
                self._column.addWidget(self.remark)
                self.remark.show()
            self.remark.show_text(mine.remark)

    def _remark(self, version: str) -> DraftedText:
        place = f"confirmation:{version}"

        def commit(text: str, since: int) -> Reply:
            return self._bridge.do(confirming.remark, version, text, since=since, place=place)

        return DraftedText(
            self._bridge,
            place,
            _("Your remark on the draft"),
            commit,
            step=Step.LIST,
            placeholder=_("Add a remark for the lead, if there is one"),
            framed=True,
        )

    def _take_back(self) -> None:
        self._bridge.do(confirming.take_back, self._version)
