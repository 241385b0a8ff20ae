"""What a programme's office proposes: what it says, the words that tell who sent it, and the review once agreed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.review import joining, proposals, team
from reviewer_app.review.proposals import Offer
from reviewer_app.review.session import Session
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.file_choice import ask_where
from reviewer_app.ui.components.five_words import FiveWords
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Button, Text, in_a_row
from reviewer_app.ui.widgets.facts import FactLines
from reviewer_app.ui.widgets.layouts import lay_in


class ProposedStep(Centred):
    """Nothing is made before the words were compared; then the file for the team is one press away.

    Signals:
        back()
        made(review id): it is set up, and wanted now.
    """

    back = Signal()
    made = Signal(str)

    def __init__(
        self, session: Session, run: Run, offer: Offer, parent: QWidget | None = None
    ) -> None:
        super().__init__(width=600, parent=parent)
        self._session, self._run, self._offer = session, run, offer
        self.same = Button(_("They are the same"), "primary")
        self.differ = Button(_("They differ"))
        self.five = FiveWords((self.same, self.differ))
        self.told = Banner("")
        self.told.hide()
        self.next = Text("", Step.NOTE, "ink2")
        self.save = Button(_("Save the file for the team"), "primary", icon="folder")
        self.go = Button(_("Open the review"))
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self._compose()
        self.same.clicked.connect(self.agree)
        self.differ.clicked.connect(self.disagree)
        self.save.clicked.connect(self._choose_place)
        self.go.clicked.connect(lambda: self.made.emit(offer.review))
        self.go_back.clicked.connect(self.back)
        if offer.is_here:
            self._set_up(_("This review is set up here already; nothing was changed."))
        else:
            self._ask()

    def first_stop(self) -> QWidget:
        """What takes the focus: never what agrees, so that no key pressed twice does."""
        if self.save.isVisibleTo(self):
            return self.save
        return self.go if self.go.isVisibleTo(self) else self.differ

    def agree(self) -> None:
        """Make the review that is proposed."""
        session, offer = self._session, self._offer
        self._rest(_("The review is being set up."))

        def done(_review: object) -> None:
            self._set_up(_("The review is set up, and you lead it."))
            self.first_stop().setFocus()

        self._run(lambda: proposals.accept(session, offer, " ".join(offer.words))).then(
            done
        ).failed(self._refused).lastly(lambda: self._rest(""))

    def disagree(self) -> None:
        """Make nothing, and say what to do."""
        self.five.hide()
        self._refused(UserError("proposal.words-differ"))
        self.go_back.setFocus()

    def save_file(self, path: Path) -> None:
        """Write the one file that sets the review up for the team."""
        session, review = self._session, self._offer.review

        def done(_value: object) -> None:
            self.told.say(
                _("Saved as “{name}”. Send this one file to everyone on the team.").format(
                    name=path.name
                ),
                "www",
            )
            self.go.setFocus()

        self._run(lambda: team.write_set_up(session, review, (), path)).then(done).failed(
            self._refused
        )

    def _compose(self) -> None:
        self.add_title(
            _("{name} proposes a review").format(name=self._offer.office),
            _("You would lead it. Nothing is set up before you agree."),
        )
        self.add(FactLines(self._offer.facts()))
        self.add(self.five)
        self.add(self.told)
        self.add(self.next)
        self.add(in_a_row(self.save, self.go))
        for one in (self.next, self.save, self.go):
            one.hide()
        actions = QHBoxLayout()
        actions.addWidget(self.go_back)
        actions.addStretch(1)
        lay_in(self.column, actions)
        self.column.addStretch(1)

    def _ask(self) -> None:
        self.five.show_words(
            _("Ask {name} for its five words").format(name=self._offer.office),
            self._offer.words,
            _("By telephone or in person, not from the message this file came with."),
        )

    def _set_up(self, words: str) -> None:
        """Offer what comes next."""
        others = listed([one.name for one in self._offer.proposal.team])
        self.five.hide()
        self.go_back.hide()
        self.told.say(words, "www")
        self.next.setText(
            _(
                "Save one file and send it to {names}: it sets the review up on their laptops. You can "
                "save it again at any time, on the page Team."
            ).format(names=others)
        )
        self.next.setVisible(bool(others))
        self.save.setVisible(bool(others))
        self.go.show()

    def _choose_place(self) -> None:
        name = joining.team_file_name(self._offer.proposal.said.school.name)
        path = ask_where(self, self._session, _("Save the file that sets up the team"), name)
        if path is not None:
            self.save_file(path)

    def _rest(self, reason: str) -> None:
        for one in (self.same, self.differ):
            one.set_disabled_reason(reason)

    def _refused(self, error: UserError) -> None:
        self.told.say(refusal_words(error), "alert")
