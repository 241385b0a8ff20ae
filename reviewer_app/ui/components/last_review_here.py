"""The last review, where it is on this laptop: what of it compares with today, and one press that takes it over."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.earlier import Carried
from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import last_review
from reviewer_app.review.last_review import LastReview
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Flow, Text
from reviewer_app.ui.widgets.layouts import lay_in


class LastReviewHere(QWidget):
    """Out of sight until the last review of this school was found on this laptop."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._last: LastReview | None = None
        self.about = Text("", Step.LIST)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(Space.XS)
        self.take_over = Button(_("Take over what the last review agreed"), "secondary")
        self.said = Text("", Step.LABEL, "ink2")
        self.said.hide()
        actions = QWidget()
        Flow(actions, gap=Space.M).addWidget(self.take_over)
        self.whole = QWidget()
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.about)
        lay_in(column, self.lines)
        column.addWidget(actions)
        column.addWidget(self.said)
        self.take_over.clicked.connect(self._take_over)
        # Whoever composes the page shows its parts; what is in this one waits for what is found.
        self.whole.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.whole)
        session, now = bridge.session, bridge.opened.snapshot()
        bridge.ask(lambda: last_review.find(session, now)).then(self._found)

    def refresh(self) -> None:
        """Show what is still to take over."""
        if self._last is None:
            return
        estimates, points = last_review.still_to_take_over(self._last, self._bridge.opened)
        done = "" if estimates or points else _("All of it stands below already.")
        self.take_over.set_disabled_reason(done)

    def _found(self, last: LastReview | None) -> None:
        self._last = last
        if last is None:
            return
        self.about.setText(_about(last))
        framework = self._bridge.opened.framework.framework
        for one in last.carried:
            if framework.points_for(one.heading):
                self.lines.addWidget(Text(carried_words(framework, one), Step.LIST, "ink2"))
        self.refresh()
        self.whole.show()

    def _take_over(self) -> None:
        last = self._last
        if last is None:
            return
        framework = self._bridge.opened.framework.framework
        self._bridge.do(last_review.take_over, last, framework).then(self._took)

    def _took(self, kept: tuple[list[str], list[str]]) -> None:
        headings, points = kept
        said = []
        if headings:
            words = ngettext("{count} heading", "{count} headings", len(headings))
            said.append(words.format(count=len(headings)))
        if points:
            words = ngettext("{count} EBI", "{count} EBIs", len(points))
            said.append(words.format(count=len(points)))
        self.said.setText(_("Taken over: {what}. Undo takes it back.").format(what=", ".join(said)))
        self.said.setVisible(bool(said))
        self.refresh()


def carried_words(framework: Framework, one: Carried) -> str:
    """Say of a heading of today what the last review agreed, and whether the two compare."""
    heading = framework.heading(one.heading).title
    if one.standing == "not-comparable":
        return _("{heading}: not comparable. {why}").format(heading=heading, why=one.why)
    if not one.point:
        return _("{heading}: nothing was agreed last time.").format(heading=heading)
    word = next(point.label for point in framework.points_for(one.heading) if point.id == one.point)
    said = _("{heading}: {word}.").format(heading=heading, word=word)
    return f"{said} {one.why}" if one.why else said


def _about(last: LastReview) -> str:
    began = date.fromisoformat(last.start)
    return _("The review of {month}, by “{title}”, version {version}, is on this laptop.").format(
        month=f"{began:%B} {began.year}",
        title=last.framework.title,
        version=last.framework.version,
    )
