"""Adding people to the team: by their cards, by an invitation; and one's own card."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review import joining, team
from reviewer_app.ui.components.file_choice import ask_files, ask_where
from reviewer_app.ui.components.first_run_join import content_of
from reviewer_app.ui.components.team_inviting import TeamInviting
from reviewer_app.ui.components.team_part import TeamPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Button


class TeamPeople(TeamPart):
    """Two steps for whoever leads: choose the cards, save the one file that sets everyone up."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Add people"), parent=parent)
        self._bridge = bridge
        self.cards = Button(_("Choose cards"), icon="plus")
        self.again = Button(_("Save the team’s file"), icon="folder")
        self.card = Button(_("Save my card"), "quiet", icon="person")
        self.inviting = TeamInviting(bridge)
        self.add_row(self.cards, self.again, self.card)
        self.inviting.told.connect(self.told)
        self.cards.clicked.connect(self.choose_cards)
        self.again.clicked.connect(self.save_again)
        self.card.clicked.connect(self.choose_card_place)

    def show_role(self) -> None:
        """Offer what this person's role allows."""
        reason = self.why_not_add()
        self.cards.set_disabled_reason(reason)
        self.again.set_disabled_reason(self.why_not_save())
        self.inviting.show_role(reason)
        self.words.setText(
            reason
            or _(
                "Everyone makes a card once and sends it to you. Choose the cards, and save the one "
                "file that sets the review up for the whole team; send it to all of them."
            )
        )

    def why_not_add(self) -> str:
        """Say why nobody can be added here, "" where they can."""
        return (
            ""
            if self._bridge.opened.leads()
            else _("Only the lead reviewer or the deputy adds people.")
        )

    def choose_cards(self) -> None:
        """Ask for the cards, then for where the file goes."""
        session = self._bridge.session
        paths = ask_files(
            self,
            session,
            _("The cards of the team"),
            _("Cards (*.card);;All files (*)"),
            several=True,
        )
        if not paths:
            return
        self._ask_and_set_up(paths)

    def save_again(self) -> None:
        """Ask where the file for everyone who is on the team goes, and write it."""
        self._ask_and_set_up(())

    def why_not_save(self) -> str:
        """Say why there is no file for the team, "" where there is one."""
        if len(self._bridge.opened.people()) < 2:
            return _("Nobody but you is on the team yet.")
        return self.why_not_add()

    def _ask_and_set_up(self, cards: Sequence[Path]) -> None:
        target = ask_where(
            self,
            self._bridge.session,
            _("Save the file that sets up the team"),
            joining.team_file_name(self._bridge.opened.review.school_name),
        )
        if target is not None:
            self.set_up(cards, target)

    def set_up(self, cards: Sequence[Path], target: Path) -> None:
        """Put everyone whose card this is on the team, and write the file; without cards, for everyone who is on it."""
        session, review = self._bridge.session, self._bridge.opened.id

        def work() -> None:
            team.write_set_up(session, review, [content_of(card) for card in cards], target)

        def done(_value: object) -> None:
            self.told.emit(
                _("Saved as “{name}”. Send this one file to everyone on the team.").format(
                    name=target.name
                ),
                "www",
            )

        # Also where it was refused: they may be on the team, and only the file was not written.
        self._bridge.ask(work).then(done).failed(self.tell_refusal).lastly(self._bridge.refresh)

    def choose_card_place(self) -> None:
        """Ask where one's own card goes."""
        session = self._bridge.session
        card = _("Card of {name}.card").format(name=session.person().identity.name)
        path = ask_where(self, session, _("Save my card"), card)
        if path is not None:
            self.save_card(path)

    def save_card(self, path: Path) -> None:
        """Write one's own card."""
        session = self._bridge.session

        def done(_value: object) -> None:
            self.told.emit(
                _("Your card is saved as “{name}”. Nothing in it is secret.").format(
                    name=path.name
                ),
                "www",
            )

        self._bridge.ask(lambda: team.write_card(session, path)).then(done).failed(
            self.tell_refusal
        )
