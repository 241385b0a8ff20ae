"""Opening what the office sent; and the card that someone without such a file sends first."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import team, team_files
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.file_choice import ask_files, ask_where
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
    """

    back = Signal()
    joined = Signal(str)

    def __init__(self, session: Session, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(width=600, parent=parent)
        self._session, self._run = session, run
        self.choose = Button(_("Choose the file"), "primary", icon="folder")
        self.card = Button(_("Make my card"), icon="person")
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self.told = Banner("")
        self.told.hide()
        self.add_title(
            _("Open what the office sent"),
            _("One file sets up the school, the dates, the team and the framework."),
        )
        self.add(self.told)
        self.add_start(self.choose)
        self.space(Space.S)
        self.add(Hairline())
        self.add(Text(_("Nothing was sent yet?"), Step.NEXT))
        self.add(
            Text(
                _(
                    "The file is made for you, so whoever makes it needs your card first: a small file "
                    "with your name and the public half of your keys. Nothing in it is secret. Send it "
                    "by e-mail or hand it over on a stick; you need to do this once."
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

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.choose

    def open_file(self, path: Path) -> None:
        """Join from a file."""
        session = self._session
        self.choose.set_disabled_reason(_("The file is being opened."))
        self._run(lambda: team.join(session, content_of(path))).then(self.joined.emit).failed(
            self._refused
        )

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
