"""Opening what the office sent; and the card that someone without such a file sends first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import answered, joining, proposals, team, team_files
from reviewer_app.review.joining import Compared
from reviewer_app.review.proposals import Offer
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.file_choice import ask_files, ask_where
from reviewer_app.ui.components.five_words import FiveWords
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Hairline, Text
from reviewer_app.ui.widgets.layouts import lay_in


class JoinStep(Centred):
    """Two ways on: the file is here, or the card goes out first.

    Signals:
        back()
        joined(review id)
        proposed(offer): the file is an office's, which proposes a review.
    """

    back = Signal()
    joined = Signal(str)
    proposed = Signal(object)

    def __init__(self, session: Session, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(width=600, parent=parent)
        self._session, self._run = session, run
        self.choose = Button(_("Choose the file"), "primary", icon="folder")
        self.card = Button(_("Make my card"), icon="person")
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self.told = Banner("")
        self.told.hide()
        self.give_up = Button(_("Give up this invitation"), "quiet")
        self.five = FiveWords((self.give_up,))
        self.add_title(
            _("Open what the office sent"),
            _(
                "One file sets up the school, the dates, the team and the framework. An invitation opens here, too."
            ),
        )
        self.add(self.told)
        self.add(self.five)
        self.add_start(self.choose)
        self.space(Space.S)
        self.add(Hairline())
        self.add(Text(_("Nothing was sent yet?"), Step.NEXT))
        self.add(
            Text(
                _(
                    "The file is made for you, so whoever makes it needs your card first: a small file "
                    "with your name, by which the team’s laptops know yours. Nothing in it is secret. Send "
                    "it by e-mail or hand it over on a stick; you need to do this once."
                ),
                Step.NOTE,
                "ink2",
            )
        )
        self.add_start(self.card)
        self.space(Space.L)
        actions = QHBoxLayout()
        actions.addWidget(self.go_back)
        actions.addStretch(1)
        lay_in(self.column, actions)
        self.column.addStretch(1)
        self.choose.clicked.connect(self._choose)
        self.card.clicked.connect(self._make_card)
        self.go_back.clicked.connect(self.back)
        self.give_up.clicked.connect(self._give_up)
        self._look_for_answered()

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.choose

    def open_file(self, path: Path) -> None:
        """Join from a file; an invitation is answered first, and what an office proposes is shown."""
        session = self._session
        self.choose.set_disabled_reason(_("The file is being opened."))

        def work() -> str | bytes | Offer:
            raw = content_of(path)
            if proposals.is_proposal(raw):
                return proposals.open_proposal(session, raw)
            if joining.is_invitation(raw):
                return raw
            waits = answered.waiting(session)
            return team.join(session, raw, waits.invitation.raw if waits is not None else b"")

        def done(came: str | bytes | Offer) -> None:
            self.choose.set_disabled_reason("")
            if isinstance(came, str):
                self.joined.emit(came)
            elif isinstance(came, Offer):
                self.proposed.emit(came)
            else:
                self.answer(
                    came, path.with_name(joining.answer_file_name(session.person().identity.name))
                )

        self._run(work).then(done).failed(self._refused)

    def answer(self, invitation: bytes, path: Path) -> None:
        """Answer an invitation beside it, and show the five words."""
        session = self._session

        def done(compared: Compared) -> None:
            self.show_words(compared.name, compared.words, path.name)

        self._run(lambda: joining.write_answer(session, invitation, path)).then(done).failed(
            self._refused
        )

    def show_words(self, name: str, words: Sequence[str], file: str) -> None:
        """Show the words to read to whoever invited, and say what comes next."""
        self.five.show_words(
            _("Read these five words to {name}").format(name=name),
            words,
            _(
                "Your answer is saved as “{file}”, beside the invitation. Give it to {name}, who sees five "
                "words too. Where they agree, {name} gives you one file; choose it here."
            ).format(file=file, name=name),
        )

    def _look_for_answered(self) -> None:
        """Show the words of an invitation that was answered before the window was closed."""
        session = self._session

        def look() -> tuple[str, Sequence[str], str] | None:
            waits = answered.waiting(session)
            return None if waits is None else (waits.invitation.name, waits.words, waits.file)

        def found(waits: tuple[str, Sequence[str], str] | None) -> None:
            if waits is not None:
                self.show_words(*waits)

        self._run(look).then(found)

    def _give_up(self) -> None:
        def done(_value: object) -> None:
            self.five.hide()
            self.choose.setFocus()
            self.told.say(
                _("The invitation is given up. A file that anybody sends you opens here again.")
            )

        self._run(lambda: answered.give_up(self._session)).then(done).failed(self._refused)

    def save_card(self, path: Path) -> None:
        """Write the card, and say what to do with it."""
        session = self._session

        def saved(_value: object) -> None:
            self.told.say(
                _(
                    "Your card is saved as “{name}”. Send it to your lead reviewer or the programme "
                    "office; they send one file back, and that is the one to choose here."
                ).format(name=path.name),
                "www",
            )

        self._run(lambda: team.write_card(session, path)).then(saved).failed(self._refused)

    def _choose(self) -> None:
        for path in ask_files(self, self._session, _("The file you were sent")):
            self.open_file(path)

    def _make_card(self) -> None:
        name = self._session.person().identity.name
        card = _("Card of {name}.card").format(name=name)
        path = ask_where(self, self._session, _("Save my card"), card)
        if path is not None:
            self.save_card(path)

    def _refused(self, error: UserError) -> None:
        self.choose.set_disabled_reason("")
        self.told.say(refusal_words(error), "alert")


def content_of(path: Path) -> bytes:
    """Read a file a person chose.

    Raises:
        UserError: "file.unreadable", "file.over-limit".
    """
    return team_files.file_of_team(path)
