"""The findings of one heading, what went well first; and the places beside the headings."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Agreement, EarlierPoint, Finding, Hypothesis
from reviewer_app.model.words import Bearing
from reviewer_app.review import agreement, findings, set_up
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.agreement_panel import AgreementCard
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.estimate_line import EstimateLine
from reviewer_app.ui.components.finding_card import FindingCard
from reviewer_app.ui.components.hypothesis_cards import HypothesisCard, NewHypothesis
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.components.last_review import (
    EarlierEstimates,
    EarlierPointCard,
    NewEarlierPoint,
    narrow_to,
)
from reviewer_app.ui.components.last_review_here import LastReviewHere
from reviewer_app.ui.components.movable_part import Movables
from reviewer_app.ui.components.new_finding import NewFinding
from reviewer_app.ui.components.set_up_texts import ExcellenceTitle
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Button,
    ChoiceField,
    Scroller,
    SectionLabel,
    Text,
)
from reviewer_app.ui.widgets.layouts import lay_in

LAST_REVIEW = "last-review"
HYPOTHESES = "hypotheses"
AGREED = "agreed"


class HeadingColumn(QWidget):
    """One place at a time: a heading, the last review, or who agreed.

    Signals:
        finding_chosen(finding), evidence_wanted(finding), notes_wanted(heading, finding)
        versions_wanted(finding): show its two versions.
        agreement_wanted(): open the sheet that records one.
    """

    finding_chosen = Signal(str)
    evidence_wanted = Signal(str)
    notes_wanted = Signal(str, str)
    versions_wanted = Signal(str)
    agreement_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._chosen = ""
        framework = bridge.opened.framework.framework
        self._places = [(one.id, one.title) for one in framework.headings]
        self._places += [
            (LAST_REVIEW, _("Even better if, from the last review")),
            (HYPOTHESES, _("What we set out to find out")),
            (AGREED, _("Agreed in the room")),
        ]
        self._place = self._places[0][0]
        self.chooser = ChoiceField("", self._places, self._place)
        self.chooser.control.setAccessibleName(_("Heading"))
        narrow_to(self.chooser)
        self.chooser.chosen.connect(self.show_place)
        self._removed = UndoOffer(bridge)
        self.column = KeyedColumn()
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(Space.XL - Space.S, Space.S, Space.PAGE - Space.S, Space.XL)
        whole.addWidget(self.column)
        whole.addStretch(1)
        self._scroller = Scroller(inner)
        self._movables = Movables(bridge, self.column, self._scroller, self._removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        head = QVBoxLayout()
        head.setContentsMargins(Space.XL, 3, Space.PAGE, 0)
        head.setSpacing(Space.S)
        head.addWidget(self.chooser)
        head.addWidget(self._removed)
        lay_in(column, head)
        column.addWidget(self._scroller, 1)

    @property
    def heading(self) -> str:
        """The place in front: a heading's id, or one of the places beside them."""
        return self._place

    @property
    def title(self) -> str:
        """The words of the place in front."""
        return dict(self._places)[self._place]

    @property
    def chosen(self) -> str:
        """The finding that had the focus last; empty for none."""
        return self._chosen

    @property
    def scrolled(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._scroller.verticalScrollBar().value()

    def scroll_to(self, place: int) -> None:
        """Scroll to where it was."""
        self._scroller.verticalScrollBar().setValue(place)

    def show_place(self, place: str) -> None:
        """Bring a heading, or a place beside them, to the front."""
        if place not in dict(self._places) or place == self._place:
            return
        self.flush()
        self._place = place
        self.chooser.set_value(place)
        self._removed.end()
        self._choose("")
        self.refresh()
        self._scroller.verticalScrollBar().setValue(0)

    def step(self, by: int) -> None:
        """Go to the next or the previous place."""
        ids = [one for one, _words in self._places]
        self.show_place(ids[(ids.index(self._place) + by) % len(ids)])

    def show_finding(self, finding: str) -> None:
        """Show the heading of a finding, with the cursor in its sentence."""
        found = self._bridge.opened.get(Finding, finding)
        if found is None:
            return
        self.show_place(found.heading)
        card = self.column.part(finding)
        if isinstance(card, FindingCard):
            card.sentence.sentence.words.setFocus()
            self._scroller.follow_focus(card)

    def begin(self) -> None:
        """Put the cursor in the first finding, or where the first is written; nothing is scrolled."""
        cards: list[FindingCard | HypothesisCard | NewFinding] = [
            *self.column.parts(FindingCard),
            *self.column.parts(HypothesisCard),
            *self.column.parts(NewFinding),
        ]
        texts = [*(one.sentence for one in cards), *self.column.parts(NewHypothesis)]
        if texts:
            texts[0].sentence.words.setFocus()
        else:
            self.chooser.setFocus()

    def write_new(self, bearing: Bearing | None = None) -> None:
        """Put the cursor where a new finding is written."""
        if self._place in (LAST_REVIEW, HYPOTHESES, AGREED):
            self.show_place(self._places[0][0])
        current = self._bridge.opened.get(Finding, self._chosen)
        wanted = bearing or (current.bearing if current is not None else Bearing.WWW)
        for field in self.column.parts(NewFinding):
            if field.bearing is wanted:
                field.sentence.sentence.words.setFocus()
                self._scroller.follow_focus(field)

    def refresh(self) -> None:
        """Show what the review says now."""
        # Undo takes back the latest change, so the offer ends with the next one.
        self._removed.end()
        if self._place == LAST_REVIEW:
            self.column.show_parts(self._last_review())
        elif self._place == HYPOTHESES:
            self.column.show_parts(self._hypotheses())
        elif self._place == AGREED:
            self.column.show_parts(self._agreed())
        else:
            self.column.show_parts(self._heading())
        opened = self._bridge.opened
        for card in self.column.parts(FindingCard):
            found = opened.get(Finding, card.finding.id)
            if found is not None:
                card.show_finding(found)
        for estimate in self.column.parts(EstimateLine):
            estimate.refresh()
        for title in self.column.parts(ExcellenceTitle):
            title.refresh()
        for hypothesis in opened.hypotheses():
            told_of = self.column.part(hypothesis.id)
            if isinstance(told_of, HypothesisCard):
                told_of.show_hypothesis(hypothesis)
        self._refresh_last_review()
        for made in opened.agreements():
            told = self.column.part(made.id)
            if isinstance(told, AgreementCard):
                told.show_agreement(made)

    def _refresh_last_review(self) -> None:
        for earlier in self.column.parts(EarlierEstimates):
            earlier.refresh()
        for here in self.column.parts(LastReviewHere):
            here.refresh()
        for point in self._bridge.opened.earlier_points():
            shown = self.column.part(point.id)
            if isinstance(shown, EarlierPointCard):
                shown.show_point(point)

    def flush(self) -> None:
        """Save every pending draft now."""
        for part in self.column.findChildren(DraftedText):
            part.flush()

    @property
    def movable(self) -> str:
        """What can be moved and taken out and had the focus last: a finding or a hypothesis; "" for none."""
        return self._chosen or self._movables.chosen

    def reorder(self, record: str, by: int) -> None:
        """Move a finding or a hypothesis up (-1) or down (1) among its kind."""
        if self._bridge.opened.get(Finding, record) is not None:
            self._bridge.do(findings.move_finding, record, by)
        else:
            self._movables.move(record, by)

    def remove(self, finding: str) -> None:
        """Remove a finding or a hypothesis, and offer to undo it."""
        found = self._bridge.opened.get(Finding, finding)
        if found is None:
            self._movables.take_out(finding)
            return
        words = _("Removed: “{finding}”").format(finding=finding_words.name_of(found))
        self._choose("")
        self._bridge.do(findings.remove_finding, finding, "taken out").then(
            lambda _done: self._removed.offer(words)
        )

    def _heading(self) -> list[Part]:
        opened, bridge, place = self._bridge.opened, self._bridge, self._place
        heading = opened.framework.framework.heading(place)
        parts: list[Part] = []
        if heading.kind == "excellence":
            parts.append(("excellence-label", partial(_label, _("What the school puts forward"))))
            parts.append(("excellence-title", partial(ExcellenceTitle, bridge)))
        if heading.scale is not None:
            parts.append((f"estimate:{place}", partial(EstimateLine, bridge, place)))
        for bearing in (Bearing.WWW, Bearing.EBI):
            key = f"{bearing.value}:{place}"
            parts.append((f"label:{key}", partial(_label, finding_words.bearing_title(bearing))))
            parts += [(one.id, partial(self._card, one)) for one in opened.findings(place, bearing)]
            parts.append((f"new:{key}", partial(NewFinding, bridge, place, bearing)))
        return parts

    def _last_review(self) -> list[Part]:
        points = self._bridge.opened.earlier_points()
        parts: list[Part] = [
            (
                "last-about",
                lambda: inset(
                    Text(
                        _(
                            "The review opens with what was suggested last time. The report prints it."
                        ),
                        Step.LIST,
                        "ink2",
                    ),
                    below=Space.S,
                ),
            )
        ]
        parts.append(("last-here", partial(LastReviewHere, self._bridge)))
        parts += [(one.id, partial(self._earlier, one)) for one in points]
        parts.append(("last-new", partial(NewEarlierPoint, self._bridge)))
        framework = self._bridge.opened.framework.framework
        if any(framework.points_for(one.id) for one in framework.headings):
            parts.append(("last-words", partial(_label, _("Words agreed last time"))))
            parts.append(("last-estimates", partial(EarlierEstimates, self._bridge)))
        return parts

    def _hypotheses(self) -> list[Part]:
        about = _(
            "Written before the visit, from what the school has told the team; closed at its end. The report prints "
            "those that are closed, with what was found."
        )
        parts: list[Part] = [
            ("hypotheses-about", lambda: inset(Text(about, Step.LIST, "ink2"), below=Space.M))
        ]
        parts += [
            (one.id, partial(self._hypothesis, one)) for one in self._bridge.opened.hypotheses()
        ]
        return [*parts, ("hypothesis:new", partial(NewHypothesis, self._bridge, Step.FINDING))]

    def _hypothesis(self, hypothesis: Hypothesis) -> HypothesisCard:
        card = HypothesisCard(self._bridge, hypothesis, Step.NOTE)
        self._movables.take(card)
        return card

    def _agreed(self) -> list[Part]:
        made = self._bridge.opened.agreements()
        about = _(
            "In the feedback meeting the findings are read line by line and changed where they "
            "can be truer. Then record who agreed."
        )
        parts: list[Part] = [
            ("agreed-about", lambda: inset(Text(about, Step.LIST, "ink2"), below=Space.M))
        ]
        parts += [(one.id, partial(self._agreement, one)) for one in made]
        parts.append(("agreed-record", self._record_button))
        return parts

    def _card(self, finding: Finding) -> FindingCard:
        card = FindingCard(self._bridge, finding)
        card.chosen.connect(self._choose)
        card.evidence_wanted.connect(self.evidence_wanted)
        card.versions_wanted.connect(self.versions_wanted)
        card.notes_wanted.connect(lambda one: self.notes_wanted.emit(self._place, one))
        card.moved.connect(self.reorder)
        card.removed.connect(self.remove)
        return card

    def _earlier(self, point: EarlierPoint) -> EarlierPointCard:
        card = EarlierPointCard(self._bridge, point)
        card.removed.connect(
            lambda one: self._bridge.do(set_up.remove_earlier_point, one).then(
                lambda _done: self._removed.offer(_("The point was removed."))
            )
        )
        return card

    def _agreement(self, made: Agreement) -> AgreementCard:
        card = AgreementCard(self._bridge, made)
        card.taken_back.connect(
            lambda one: self._bridge.do(agreement.take_back, one).then(
                lambda _done: self._removed.offer(_("The agreement was taken back."))
            )
        )
        return card

    def _record_button(self) -> QWidget:
        button = Button(_("Record who agreed"), "secondary")
        button.clicked.connect(self.agreement_wanted)
        return inset(button, above=Space.M)

    def _choose(self, finding: str) -> None:
        self._chosen = finding
        self.finding_chosen.emit(finding)


def _label(words: str) -> QWidget:
    return inset(SectionLabel(words), above=Space.M, below=Space.XS)
