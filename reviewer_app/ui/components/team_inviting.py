"""Inviting someone without a card: an invitation goes out, an answer comes back, five words are compared."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import joining
from reviewer_app.review.joining import Compared
from reviewer_app.ui.components.file_choice import ask_files, ask_where
from reviewer_app.ui.components.first_run_join import content_of
from reviewer_app.ui.components.five_words import FiveWords
from reviewer_app.ui.components.team_part import TeamPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Button


class TeamInviting(TeamPart):
    """Two buttons, and the words once an answer is open."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Someone without a card"), parent=parent)
        self._bridge = bridge
        self._open: tuple[Compared, Path] | None = None
        self.invite = Button(_("Write an invitation"), icon="plus")
        self.take = Button(_("Open their answer"), icon="folder")
        self.same = Button(_("They are the same"), "primary")
        self.differ = Button(_("They differ"))
        self.five = FiveWords((self.same, self.differ))
        self.add_row(self.invite, self.take)
        self.add(self.five)
        self.invite.clicked.connect(self.choose_place)
        self.take.clicked.connect(self.choose_answer)
        self.same.clicked.connect(self.agree)
        self.differ.clicked.connect(self.disagree)

    def show_role(self, reason: str) -> None:
        """Offer it, or say why not."""
        for button in (self.invite, self.take):
            button.set_disabled_reason(reason)
        self.words.setText(
            reason
            or _(
                "Hand them an invitation on a stick. Their program answers it; open the answer here, and "
                "both of you see five words. Where they agree, you hand them one more file."
            )
        )

    def choose_place(self) -> None:
        """Ask where the invitation goes."""
        opened = self._bridge.opened
        name = joining.invitation_file_name(opened.review.school_name)
        path = ask_where(self, self._bridge.session, _("Save the invitation"), name)
        if path is not None:
            self.write_invitation(path)

    def write_invitation(self, path: Path) -> None:
        """Write the invitation."""
        session, review = self._bridge.session, self._bridge.opened.id

        def done(_value: object) -> None:
            self.told.emit(
                _(
                    "The invitation is saved as “{name}”. They open it under “Open what the office sent”, "
                    "and bring their answer back."
                ).format(name=path.name),
                "www",
            )

        self._bridge.ask(lambda: joining.write_invitation(session, review, path)).then(done).failed(
            self.tell_refusal
        )

    def choose_answer(self) -> None:
        """Ask which file is the answer."""
        for path in ask_files(self, self._bridge.session, _("Their answer")):
            self.open_answer(path)

    def open_answer(self, path: Path) -> None:
        """Open an answer and show the five words."""
        session = self._bridge.session

        def work() -> Compared:
            return joining.open_answer(session, content_of(path))

        def done(compared: Compared) -> None:
            self._open = (compared, path)
            self.five.show_words(
                _("{name} answered your invitation").format(name=compared.name),
                compared.words,
                _(
                    "Ask {name} to read out the five words on their screen. If one is another, a file "
                    "was swapped on its way."
                ).format(name=compared.name),
            )
            self.same.setFocus()

        self._bridge.ask(work).then(done).failed(self.tell_refusal)

    def agree(self) -> None:
        """Put them on the team, and write the file that sets them up beside their answer."""
        if self._open is None:
            return
        (compared, path), self._open = self._open, None
        session, opened = self._bridge.session, self._bridge.opened
        target = path.with_name(joining.set_up_file_name(opened.review.school_name, compared.name))
        self.five.hide()

        def done(_value: object) -> None:
            self.told.emit(
                _(
                    "{name} is on the team. Give {name} the file “{file}”, which lies beside the answer."
                ).format(name=compared.name, file=target.name),
                "www",
            )

        self._bridge.ask(
            lambda: joining.write_accepted(
                session, compared.answer, " ".join(compared.words), target
            )
        ).then(done).failed(self.tell_refusal).lastly(self._bridge.refresh)

    def disagree(self) -> None:
        """Add nobody, and say what to do."""
        self._open = None
        self.five.hide()
        self.tell_refusal(UserError("joining.words-differ"))
