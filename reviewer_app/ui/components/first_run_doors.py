"""The three doors, and the reviews that are on this laptop already."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.reporting import day_words
from reviewer_app.review.set_up import ReviewOnList
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.theme import Radius, Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    ListPanel,
    Row,
    RowModel,
    SectionLabel,
    Text,
    TwoLineDelegate,
)
from reviewer_app.ui.widgets.layouts import lay_in

JOIN, OWN, SAMPLE, RETURN = "join", "own", "sample", "return"


class Door(QPushButton):
    """A wide button with an icon, a title and a line that says where it leads."""

    def __init__(self, door: str, title: str, words: str, icon: str) -> None:
        super().__init__()
        self.door = door
        self._title, self._words, self._icon = title, words, icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("radius", Radius.CARD)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, words = self._laid(width)
        return title.height + words.height + 2 * Space.L

    def sizeHint(self) -> QSize:
        width = scaled(self.font(), 560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 240), self.heightForWidth(max(self.width(), 240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        over = self.underMouse() or self.isDown()
        ground = theme.hover if over else theme.surface
        line = theme.accent if over else theme.ink if theme.stark else theme.line
        round_box(painter, self.rect(), Radius.CARD, ground, line, 2 if theme.stark else 1)
        side = scaled(self.font(), 24)
        middle = (self.height() - side) // 2
        draw_icon(painter, QRect(Space.XL, middle, side, side), self._icon, theme.accent)
        small = scaled(self.font(), 18)
        right = QRect(self.width() - Space.L - small, (self.height() - small) // 2, small, small)
        draw_icon(painter, right, "chevron-right", theme.ink3)
        title, words = self._laid(self.width())
        left = Space.XL + side + Space.L
        top = (self.height() - title.height - words.height) // 2
        title.draw(painter, left, top, theme.ink)
        words.draw(painter, left, top + title.height, theme.ink2)
        painter.end()

    def _laid(self, width: int) -> tuple[Paragraph, Paragraph]:
        base = self.font()
        sides = 2 * Space.XL + scaled(base, 24 + 18) + 2 * Space.L
        room = max(width - sides, scaled(base, 120))
        return (
            typeset(self._title, stepped(base, Step.NEXT), room, leading(base, Step.NEXT)),
            typeset(self._words, stepped(base, Step.LIST), room, leading(base, Step.LIST)),
        )


class DoorsStep(Centred):
    """Where everything begins: what is here already, and the three ways in.

    Signals:
        chosen(door): "join", "own", "sample" or "return".
        review_chosen(id)
    """

    chosen = Signal(str)
    review_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = Text("", Step.TITLE)
        self.words = Text("", Step.NOTE, "ink2")
        self.waiting = Banner("")
        self.waiting.hide()
        self.waiting.acted.connect(lambda: self.chosen.emit(JOIN))
        self.here = SectionLabel(_("On this laptop"))
        self.model = RowModel()
        self.reviews = ListPanel(
            _("Reviews on this laptop"),
            self.model,
            TwoLineDelegate(time_column=False, wrap=True),
            fit=True,
            single_click=True,
        )
        self.more = SectionLabel(_("Something else"))
        self.doors = [
            Door(
                JOIN,
                _("Open what the office sent"),
                _("A file from your lead reviewer or the programme office sets everything up."),
                "gather",
            ),
            Door(
                OWN,
                _("Start a review myself"),
                _("You lead it: choose the school, the framework and the days."),
                "school",
            ),
            Door(
                SAMPLE,
                _("Look round a finished one"),
                _("An invented school with three days of notes. Nothing in it is real."),
                "eye",
            ),
        ]
        # Beside the title: below the doors it would make the page scroll on a small laptop.
        self.lost = Button(_("My laptop was lost"), "quiet")
        self.lost.clicked.connect(lambda: self.chosen.emit(RETURN))
        head = QHBoxLayout()
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.lost)
        lay_in(self.column, head)
        self.add(self.words)
        self.add(self.waiting)
        self.space(Space.S)
        self.add(self.here)
        self.add(self.reviews)
        self.add(self.more)
        for door in self.doors:
            door.clicked.connect(lambda _on=False, door=door: self.chosen.emit(door.door))
            self.add(door)
        self.column.addStretch(1)
        self.reviews.opened.connect(self.review_chosen)
        self.show_reviews((), "")

    def show_reviews(self, reviews: Sequence[ReviewOnList], name: str) -> None:
        """Show what is here; `name` is whom to greet, "" for nobody yet."""
        self.model.set_rows([_row(one) for one in reviews])
        for widget in (self.here, self.reviews, self.more):
            widget.setVisible(bool(reviews))
        self.lost.setVisible(not name)
        self.title.setText(_("Good to see you, {name}").format(name=name) if name else _("Welcome"))
        self.words.setText(
            _("Open a review, or begin another.")
            if reviews
            else _(
                "Notes from a school peer review, kept on this laptop, encrypted, with no network "
                "needed. How would you like to begin?"
            )
        )

    def show_waiting(self, name: str) -> None:
        """Say whose invitation was answered and not yet followed by a file; "" for nobody's."""
        if name:
            self.waiting.say(
                _(
                    "You answered an invitation from {name}. The file that follows is still to come."
                ).format(name=name),
                action=_("Go on"),
            )
        else:
            self.waiting.hide()

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.reviews if self.model.rows else self.doors[0]


def _row(review: ReviewOnList) -> Row:
    return Row(
        review.id,
        review.school,
        day_words(review.start, review.days),
        chip=_("Practice") if review.practice else "",
        icon="school",
    )
