"""The report as a sheet of paper in the window, in which its sentences are edited in place."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from reviewer_app.frameworks.schema import ReportSection
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Finding, Hypothesis, SupportWanted
from reviewer_app.model.words import Bearing
from reviewer_app.report.content import ReportContent, SummaryRow
from reviewer_app.report.wording import (
    contact_line,
    not_agreed_lines,
    seen_facts,
    subtitle,
    uncounted_words,
)
from reviewer_app.review import corrections, reporting
from reviewer_app.review.factual_check import Beside
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.comment_margin import WIDTH as MARGIN
from reviewer_app.ui.components.comment_margin import CommentMargin
from reviewer_app.ui.components.draft_standing import DraftStanding
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.hypothesis_cards import HypothesisCard
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.components.movable_part import Movables
from reviewer_app.ui.components.report_forms import form_parts
from reviewer_app.ui.components.report_parts import (
    FactColumns,
    ReportOutcome,
    ReportPassage,
    ReportSentence,
    SummaryTable,
)
from reviewer_app.ui.components.schools_words import SchoolsWords
from reviewer_app.ui.components.set_up_texts import ExcellenceTitle
from reviewer_app.ui.components.support_parts import NewSupport, SupportPart
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, scaled, tokens
from reviewer_app.ui.theme.paint import shadow
from reviewer_app.ui.widgets import EmptyState, FactList, Folding, Scroller, Text
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from reviewer_app.ui.widgets.sheet import bring_into_sight

NEW_SUPPORT: Final = "support:new"
"""`show_record(NEW_SUPPORT)` goes to where the next wish is written."""

_PAPER = 720
"""Width of the sheet in pixels at 100 % text."""
_SHADOW = 12


class _Paper(Folding):
    """White paper with a soft edge, centred in what there is."""

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self._frame = QVBoxLayout(self)
        self._frame.addWidget(column)
        self._frame.addStretch(1)
        self.fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        paper = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        if paper.adjusted(1, 1, -1, -1).contains(event.rect()):
            # A key draws a line anew, and not the edge of the whole paper.
            painter.fillRect(event.rect(), theme.surface)
        else:
            shadow(painter, paper, 2, theme, _SHADOW - 4)
            painter.fillRect(paper, theme.surface)
            painter.setPen(theme.line)
            painter.drawRect(paper.adjusted(0, 0, -1, -1))
        painter.end()

    def fold(self) -> None:
        """Give the words wide margins, or narrow ones."""
        wide = self.holds(_PAPER - 2)
        side = _SHADOW + (scaled(self.font(), 64) if wide else Space.XL) - DraftedText.BLEED
        above = _SHADOW + (scaled(self.font(), 56) if wide else Space.XL)
        self._frame.setContentsMargins(side, above, side, above)


class ReportSheet(Folding):
    """Lays the report out as the PDF does: the same words, in the same order.

    Signals:
        findings_wanted(): there are none yet; go and write some.
        finding_wanted(finding): go to the notes behind it.
    """

    findings_wanted = Signal()
    finding_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.column = KeyedColumn()
        paper = _Paper(self.column)
        self._paper = paper
        inner = QWidget()
        self.margin = CommentMargin(bridge, self.column)
        self.margin.escaped.connect(self._back_to)
        self.standing = DraftStanding(bridge)
        self.standing.comment_wanted.connect(partial(self.step_comment, 1))
        self._shown: list[Part] = []
        self._last = ("", "")
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, 0, Space.L, Space.XL)
        row.addStretch(1)
        row.addWidget(paper, 100)
        row.addWidget(self.margin)
        row.addStretch(1)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.standing)
        lay_in(whole, row, 1)
        self._offered: tuple[str, Beside] | None = None
        self._scroller = Scroller(inner)
        self._removed = UndoOffer(bridge)
        self._movables = Movables(bridge, self.column, self._scroller, self._removed)
        above = QHBoxLayout()
        above.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        above.addWidget(self._removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, above)
        column.addWidget(self._scroller)
        self.fold()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def chosen(self) -> str:
        """What can be moved and had the focus last: a finding, a hypothesis or a wish; "" for none."""
        return self._movables.chosen

    @property
    def scrolled(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._scroller.verticalScrollBar().value()

    def scroll_to(self, place: int) -> None:
        """Scroll to where it was."""
        self._scroller.verticalScrollBar().setValue(place)

    def refresh(self) -> None:
        """Show what the review says now; what is being written stays as it is."""
        opened = self._bridge.opened
        content = reporting.content_of(opened)
        # Undo takes back the latest change, so the offer ends with the next one.
        self._removed.end()
        self._shown = self._with_offer(self._parts(content))
        self.margin.show_parts(self._shown)
        self.standing.refresh()
        for one in opened.findings():
            shown = self.column.part(one.id)
            if isinstance(shown, ReportSentence):
                shown.show_finding(one)
        for point in opened.earlier_points():
            told = self.column.part(point.id)
            if isinstance(told, ReportOutcome):
                told.show_point(point)
        for wish in opened.support_wanted():
            asked = self.column.part(wish.id)
            if isinstance(asked, SupportPart):
                asked.show_wish(wish)
        for hypothesis in opened.hypotheses():
            card = self.column.part(hypothesis.id)
            if isinstance(card, HypothesisCard):
                card.show_hypothesis(hypothesis)
        for passage in self.column.parts(ReportPassage):
            passage.refresh()
        for title in self.column.parts(ExcellenceTitle):
            title.refresh()

    def show_record(self, record: str) -> None:
        """Bring a finding or a section into sight, with the cursor in it."""
        part = self.column.part(record)
        if part is None:
            return
        texts = [one for one in (part, *part.findChildren(QWidget)) if isinstance(one, DraftedText)]
        if texts:
            texts[0].sentence.words.setFocus()
            self._scroller.follow_focus(part)

    def offer_correction(self, beside: Beside) -> None:
        """Open the text a correction of the school's is about, with its words below, to take over or to work in."""
        record = corrections.printed_at(self._bridge.opened, beside.paragraph.subject)
        self._offered = (record, beside)
        self.refresh()
        self.show_record(record)
        offer = self.column.part(f"school:{beside.paragraph.id}")
        if offer is not None:
            # Once the sheet has its new height.
            bring_into_sight(offer)

    def put_offer_away(self) -> None:
        """Take away what the school says of a text."""
        record = self._offered[0] if self._offered else ""
        self._offered = None
        # The keys go back to the text before what they were on goes.
        self.show_record(record)
        self.refresh()

    def move_chosen(self, by: int) -> None:
        """Move what had the focus last up (-1) or down (1) among its kind; it stays in sight."""
        self._movables.move(self.chosen, by)

    def comment(self) -> None:
        """Open a comment on the text the cursor is in, or was in last, and on its words that are selected."""
        here = self._place_of(self.window().focusWidget())
        subject, words = here if here[0] else self._last
        if subject:
            self.margin.begin(subject, words, self._shown)
            field = self.window().focusWidget()
            if field is not None:
                # Once the sheet has its new height.
                bring_into_sight(field)

    def why_no_comment(self) -> str:
        """Why there is nothing to comment on; "" where there is."""
        here = self._place_of(self.window().focusWidget())[0] or self._last[0]
        return "" if here else _("Put the cursor in a text of the report first.")

    def step_comment(self, way: int) -> None:
        """Go to the next open comment (1), or the one before (-1); from the last on to the first."""
        cards = self.margin.waiting()
        if not cards:
            return
        here = next((at for at, one in enumerate(cards) if one.settle.hasFocus()), None)
        at = (0 if way > 0 else -1) if here is None else (here + way) % len(cards)
        cards[at].settle.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroller.follow_focus(cards[at])

    def begin(self) -> None:
        """Put the cursor in the text it was in last, or in the first of the sheet; stay where the cursor is."""
        here = self.window().focusWidget()
        if here is not None and here.isVisible() and self._place_of(here)[0]:
            return
        self._back_to(self._last[0])

    def _back_to(self, subject: str) -> None:
        """Put the cursor in a text; in the first of the sheet where that one is gone."""
        texts = self.column.findChildren(DraftedText)
        wanted = [one for one in texts if one.place == subject]
        if texts:
            words = (wanted or texts)[0].sentence.words
            words.setFocus()
            # The focus may have come from nowhere: from what was hidden as the sheet came.
            self._scroller.follow_focus(words)

    def flush(self) -> None:
        """Save every pending draft now."""
        for text in self.findChildren(DraftedText):
            text.flush()

    def _with_offer(self, parts: list[Part]) -> list[Part]:
        """Put what the school says of a text below it."""
        if self._offered is None:
            return parts
        record, beside = self._offered
        offer = (f"school:{beside.paragraph.id}", partial(self._offer, record, beside))
        return [one for part in parts for one in ((part, offer) if part[0] == record else (part,))]

    def _offer(self, record: str, beside: Beside) -> QWidget:
        offer = SchoolsWords(beside)
        offer.wanted.connect(lambda: self._take_over(record, beside))
        offer.put_away.connect(self.put_offer_away)
        return offer

    def _take_over(self, record: str, beside: Beside) -> None:
        part = self.column.part(record)
        texts = part.findChildren(DraftedText) if part is not None else []
        if texts and beside.answer is not None:
            sent, correction = beside.paragraph.text, beside.answer.correction
            texts[0].put_words(corrections.corrected(texts[0].text, sent, correction))
        self.put_offer_away()

    def fold(self) -> None:
        """Lay the sheet out for the width there is now."""
        self._paper.setMaximumWidth(scaled(self.font(), _PAPER))
        wanted = scaled(self.font(), _PAPER + MARGIN) + 3 * Space.L
        if self.margin.set_beside(self.width() >= wanted):
            self.margin.show_parts(self._shown)

    def _focus_moved(self, before: QWidget | None, _now: QWidget | None) -> None:
        """Remember where the cursor was: a menu or the palette takes the focus before it opens a comment."""
        place = self._place_of(before) if before is not None and isValid(before) else ("", "")
        if place[0]:
            self._last = place

    def _place_of(self, widget: QWidget | None) -> tuple[str, str]:
        """Give the text of the report a widget is part of, and its words that are selected."""
        subject = self.margin.subject_at(widget)
        selected = widget.textCursor().selectedText() if isinstance(widget, PlainEdit) else ""
        return subject, selected

    def _parts(self, content: ReportContent) -> list[Part]:
        parts = self._cover(content)
        parts += self._passages("introduction", _("Introduction"))
        parts += self._context()
        parts += self._forms(content, first=True)
        parts += self._findings()
        parts += self._excellence()
        parts += self._plan()
        parts += self._support()
        parts += self._previous()
        parts += self._hypotheses()
        parts += self._forms(content, first=False)
        parts += self._seen(content)
        agreed = [
            (f"{who.role}, {who.name}" if who.name else who.role, who.date)
            for who in content.agreed
        ]
        exceptions = not_agreed_lines(content)
        parts += _list_part(_("Who agreed these findings"), agreed)
        if exceptions and not agreed:
            parts += _headed(_("Who agreed these findings"))
        parts += [(f"not-agreed:{one}", partial(_plain, one)) for one in exceptions]
        if content.different_view:
            parts += _headed(_("A different view"))
            for at, view in enumerate(content.different_view):
                parts.append((f"view:{at}:{view}", partial(_narrative, view)))
        team = [(one.name, one.role) for one in content.reviewers]
        parts += _list_part(_("The review team"), team)
        if content.contact:
            words = contact_line(content.contact)
            parts.append((f"contact:{words}", partial(_plain, words)))
        for section in self._bridge.opened.framework.framework.report:
            if section.kind == "how-to-read":
                parts += _headed(section.title)
                parts.append(self._passage(section))
        parts += [
            (f"word:{word!r}", partial(_plain, f"{word.label}: {word.meaning}"))
            for section in content.sections
            for word in section.words
        ]
        signed = [
            (one.title, one.name or _("to sign after the lead reviewer"))
            for one in content.signatories
        ]
        parts += _list_part(_("Signatures"), signed)
        return parts

    def _forms(self, content: ReportContent, *, first: bool) -> list[Part]:
        """What came of evidence forms: before the findings, or behind them."""
        sections = {one.id: one for one in self._bridge.opened.framework.framework.report}
        parts: list[Part] = []
        for form in content.forms:
            if form.first is first:
                parts += _headed(form.title, form.id)
                if form.passages:
                    parts.append(self._passage(sections[form.id]))
                parts += form_parts(form)
        return parts

    def _seen(self, content: ReportContent) -> list[Part]:
        title = _("What we saw")
        facts = seen_facts(content.seen)
        if facts or not content.seen.uncounted:
            return _fact_part(title, facts)
        return [*_headed(title), ("uncounted", partial(_plain, uncounted_words()))]

    def _cover(self, content: ReportContent) -> list[Part]:
        said = subtitle(content)
        facts = [(one.label, one.value) for one in content.facts]
        agreed = tuple(one for one in content.summary if one.now)
        parts: list[Part] = [
            (f"programme:{content.programme}", partial(_kicker, content.programme)),
            (f"school:{content.school}", partial(_school, content.school)),
            (f"subtitle:{said}", partial(_subtitle, said)),
        ]
        if facts:
            parts.append((f"facts:{facts!r}", partial(_facts, facts)))
        if agreed:
            parts.append((f"summary:{agreed!r}", partial(_summary, agreed)))
        return parts

    def _passages(self, kind: str, title: str) -> list[Part]:
        parts: list[Part] = []
        for section in self._bridge.opened.framework.framework.report:
            if section.kind == kind:
                parts += _headed(title)
                parts.append(self._passage(section))
        return parts

    def _passage(self, section: ReportSection) -> Part:
        return (section.id, partial(ReportPassage, self._bridge, section.id, section.title))

    def _context(self) -> list[Part]:
        title = _("The school in context")
        about = _("Write what a reader should know of the school: its size, its place, what is new")
        passage = partial(ReportPassage, self._bridge, reporting.CONTEXT, title, about)
        return [*_headed(title), (reporting.CONTEXT, passage)]

    def _findings(self) -> list[Part]:
        opened = self._bridge.opened
        parts: list[Part] = []
        for heading in opened.framework.framework.headings:
            if heading.kind == "excellence":
                continue
            for bearing in (Bearing.WWW, Bearing.EBI):
                found = opened.findings(heading.id, bearing)
                if not found:
                    continue
                if bearing is Bearing.WWW:
                    title = _("{heading}: what went well").format(heading=heading.title)
                elif opened.findings(heading.id, Bearing.WWW):
                    title = finding_words.bearing_title(bearing)
                else:
                    title = _("{heading}: even better if").format(heading=heading.title)
                key = f"{heading.id}:{bearing.value}"
                parts += _headed(title, key)
                parts += [(one.id, partial(self._sentence, one)) for one in found]
        if not parts:
            parts.append(("no-findings", self._no_findings))
        return parts

    def _sentence(self, finding: Finding) -> ReportSentence:
        part = ReportSentence(self._bridge, finding)
        part.notes_wanted.connect(self.finding_wanted)
        self._movables.take(part)
        return part

    def _support(self) -> list[Part]:
        """What the school would like, and where the next wish is written."""

        def shown(wish: SupportWanted) -> SupportPart:
            part = SupportPart(self._bridge, wish)
            self._movables.take(part)
            return part

        parts = _headed(_("Support the school would like"))
        parts += [(one.id, partial(shown, one)) for one in self._bridge.opened.support_wanted()]
        return [*parts, (NEW_SUPPORT, partial(NewSupport, self._bridge))]

    def _hypotheses(self) -> list[Part]:
        """What the team set out to find out; it is formed beside the findings, long before there is a report."""
        found = self._bridge.opened.hypotheses()

        def shown(hypothesis: Hypothesis) -> HypothesisCard:
            card = HypothesisCard(self._bridge, hypothesis, Step.REPORT)
            self._movables.take(card)
            return card

        parts = _headed(_("What we set out to find out")) if found else []
        return [*parts, *((one.id, partial(shown, one)) for one in found)]

    def _excellence(self) -> list[Part]:
        opened = self._bridge.opened
        framework = opened.framework.framework
        heading = framework.excellence_heading()
        if heading is None or not (opened.review.excellence_title or opened.findings(heading.id)):
            return []
        parts = _headed(heading.title, "excellence")
        parts.append(("excellence-title", partial(ExcellenceTitle, self._bridge)))
        word = opened.estimates().get(heading.id, "")
        labels = {one.id: one.label for one in framework.points_for(heading.id)}
        if word in labels:
            said = _("As agreed: {outcome}").format(outcome=labels[word])
            parts.append((f"excellence-word:{said}", partial(_strong, said)))
        for section in framework.report:
            if section.kind == "area-of-excellence":
                parts.append(self._passage(section))
        parts += [(one.id, partial(self._sentence, one)) for one in opened.findings(heading.id)]
        return parts

    def _plan(self) -> list[Part]:
        if not self._bridge.opened.findings(bearing=Bearing.EBI):
            return []
        words = _(
            "In the PDF every “even better if” stands here once more, in one table with room for who "
            "takes it on and by when."
        )
        return [*_headed(_("For the improvement plan")), (f"plan:{words}", partial(_plain, words))]

    def _previous(self) -> list[Part]:
        points = self._bridge.opened.earlier_points()
        if not points:
            return []
        parts = _headed(_("What became of the last review’s “even better if”"))
        parts += [(one.id, partial(ReportOutcome, self._bridge, one)) for one in points]
        return parts

    def _no_findings(self) -> QWidget:
        empty = EmptyState(
            _("No findings yet"),
            _(
                "A finding’s sentence is the report’s sentence. Write the first, and it stands here."
            ),
            action=_("Go to Findings"),
            icon="findings",
        )
        empty.acted.connect(self.findings_wanted)
        return inset(empty)


def _headed(title: str, key: str = "") -> list[Part]:
    return [(f"title:{key or title}:{title}", partial(_heading, title))]


def _list_part(title: str, facts: Sequence[tuple[str, str]]) -> list[Part]:
    if not facts:
        return []
    key = f"list:{title}:{facts!r}"
    return [*_headed(title), (key, partial(_listing, list(facts)))]


def _fact_part(title: str, facts: Sequence[tuple[str, str]]) -> list[Part]:
    if not facts:
        return []
    return [*_headed(title), (f"facts:{facts!r}", partial(_facts, list(facts), above=0))]


def _heading(words: str) -> QWidget:
    return inset(Text(words, Step.NEXT), above=Space.XL, below=Space.XS)


def _kicker(words: str) -> QWidget:
    return inset(Text(words, Step.LABEL, "accent", weight=QFont.Weight.DemiBold))


def _school(words: str) -> QWidget:
    return inset(Text(words, Step.COVER), above=Space.XS)


def _subtitle(words: str) -> QWidget:
    return inset(Text(words, Step.NOTE, "ink2"), above=Space.XS, below=Space.L)


def _narrative(words: str) -> QWidget:
    return inset(Text(words, Step.REPORT), above=Space.XS, below=Space.XS)


def _plain(words: str) -> QWidget:
    return inset(Text(words, Step.LIST), above=Space.L)


def _strong(words: str) -> QWidget:
    return inset(Text(words, Step.LIST, weight=QFont.Weight.DemiBold), below=Space.XS)


def _facts(facts: list[tuple[str, str]], *, above: int = Space.S) -> QWidget:
    return inset(FactColumns(facts), above=above, below=Space.S)


def _listing(facts: list[tuple[str, str]]) -> QWidget:
    return inset(FactList(facts))


def _summary(rows: tuple[SummaryRow, ...]) -> QWidget:
    return inset(SummaryTable(rows), above=Space.XL)
