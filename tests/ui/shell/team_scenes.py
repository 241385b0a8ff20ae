"""The team in the real window: exchanging, a code, who is chosen or left, five words; for pictures and looks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from unittest.mock import patch

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.changes import write_change
from reviewer_app.model.local import ExchangePlace, PastExchange
from reviewer_app.model.words import Role
from reviewer_app.review import exchange_rounds, joining, membership, proposals
from reviewer_app.review.exchange_rounds import Round, Watcher
from reviewer_app.review.proposals import Offer
from reviewer_app.review.restoring import CameBack
from reviewer_app.review.session import Session
from reviewer_app.review.wording import would_come_words
from reviewer_app.store import exchanges, refused
from reviewer_app.store.refused import Refused
from reviewer_app.sync.proposal_file import ProposedReview, ProposedSchool, write_proposal
from reviewer_app.ui.components.first_run_doors import RETURN
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.components.first_run_proposed import ProposedStep
from reviewer_app.ui.components.first_run_return import ReturnStep
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_laptops import served_words
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.pages.settings import SettingsPage
from reviewer_app.ui.pages.team import NOTES, PEOPLE, PLACE, TeamPage
from reviewer_app.ui.pages.team import PAST as PAST_VIEW
from reviewer_app.ui.theme import Theme
from reviewer_app.vault.card import card_of, read_card
from reviewer_app.vault.identity import Identity
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import WallClock, make_bridge, make_session, wait_until

TEAM_SCENES: Final = (
    "team-member",
    "team-left",
    "team-five-words",
    "join-five-words",
    "join-waiting",
    "join-proposed",
    "join-proposed-here",
    "team-refused",
    "team-exchange",
    "team-address",
    "team-address-s3",
    "team-going",
    "team-code",
    "team-code-wrong",
    "return",
    "return-address",
    "settings-backups",
)
RETURNING: Final = ("return", "return-address")
ALONE: Final = (
    "join-five-words",
    "join-waiting",
    "join-proposed",
    "join-proposed-here",
    *RETURNING,
)
CODE: Final = "3K7R-9FHM-W2PY"
WRONG_CODE: Final = "3K7R-9FHM-W2PF"
ADDRESSES: Final = {
    "team-address": (
        "webdav+http://files.larkshire-schools-partnership.example/reviews",
        UserError("store.not-encrypted"),
    ),
    "team-address-s3": (
        "s3://peer-reviews/2026-27?endpoint=https://objects.larkshire-schools-partnership.example",
        UserError(
            "store.signed-in-wrongly", place="https://objects.larkshire-schools-partnership.example"
        ),
    ),
}
"""What is typed for an address, and why it is not taken."""
OFFICE: Final = "Larkshire Schools Partnership"
WORDS: Final = ("coffee", "thatch", "meadow", "bench", "train")


def _past(
    began_at: str, sent: int, photos_sent: int, received: int, *, stopped: str = ""
) -> PastExchange:
    return PastExchange(
        review="",
        place="",
        began_at=began_at,
        by_itself=not sent,
        handed_over=not stopped,
        gathered=not stopped,
        sent=sent,
        notes_sent=sent,
        photos_sent=photos_sent,
        received=received,
        notes_received=received,
        photos_received=0,
        refused=0,
        stopped=stopped,
        parameters='{"place": "webdav+https://files.larkshire-schools-partnership.example"}',
    )


PAST: Final = (
    _past("2026-11-17T21:14:00.000+00:00", 31, 2, 0),
    _past("2026-11-18T09:02:00.000+00:00", 0, 0, 58),
    _past("2026-11-18T12:20:00.000+00:00", 0, 0, 0, stopped="store.unreachable"),
)


def proposed_to(session: Session) -> Offer:
    """What an office proposes, with a name as long as schools have them; no review of it is here yet."""
    office, *team = (Identity.generate(one) for one in (OFFICE, "Asha", "Tom", "Mariam", "Gwen"))
    raw = write_proposal(
        ProposedReview(
            nonce="0" * 32,
            school=ProposedSchool(
                name="St Bartholomew’s Church of England Primary School", urn="990001", town="Lark"
            ),
            start="2027-01-12",
            days=3,
            roles=(Role.DEPUTY, Role.REVIEWER, Role.REVIEWER, Role.READER),
        ),
        framework=usual().text,
        lead=read_card(card_of(session.person().identity)),
        cards=[card_of(one) for one in team],
        identity=office,
        made_at="2026-11-18T10:00:00+00:00",
    )
    return replace(proposals.open_proposal(session, raw), words=WORDS)


class TeamStage(Stage):
    """Shows the page Team with someone chosen, or the words that are compared."""

    answer: Path

    def show(self, scene: str) -> QWidget:
        self.put_away()
        if scene in ALONE:
            return self._show_first_run(scene)
        if scene == "settings-backups":
            return self._show_backups()
        if scene == "team-refused":
            return self._show_refused()
        page = self._team()
        if scene in ("team-member", "team-left", "team-five-words"):
            shown = self._show_people(page, scene)
        elif scene == "team-code":
            shown = self._show_code(page)
        elif scene == "team-code-wrong":
            shown = self._show_wrong_code(page)
        else:
            shown = self._show_exchange(page, scene)
        self.settle()
        page.scroller.follow_focus(shown)
        self.settle()
        return page

    def _team(self) -> TeamPage:
        super().show("team")
        page = self.window.page("team")
        assert isinstance(page, TeamPage)
        page.result.hide()
        return page

    def _show_people(self, page: TeamPage, scene: str) -> QWidget:
        """Someone on the team or off it, or the words of someone who answered."""
        page.show_view(PEOPLE)
        rows = (page.roster.off if scene == "team-left" else page.roster.on).model
        wait_until(lambda: bool(rows.rows))
        page.roster.choose(rows.rows[-1].id)
        if scene != "team-five-words":
            return page.roster.member
        five = page.people.inviting.five
        page.people.inviting.open_answer(self.answer)
        wait_until(five.isVisible)
        self._over = five.hide
        return five

    def _show_code(self, page: TeamPage) -> QWidget:
        """What others type to gather from here."""
        page.show_view(PLACE)
        code = page.laptops.code
        code.show_words(*served_words(CODE))
        self._over = code.hide
        return code

    def _show_wrong_code(self, page: TeamPage) -> QWidget:
        """A code that no laptop answers to."""
        page.show_view(PLACE)
        typed = page.laptops.typed
        typed.set_value(WRONG_CODE)
        typed.set_error(refusal_words(UserError("laptop.silent", place=WRONG_CODE)))

        def over() -> None:
            typed.set_value("")
            typed.set_error("")

        self._over = over
        return typed

    def _show_backups(self) -> QWidget:
        """What of a backup is missing here, before it comes back."""
        session = self._desk.session
        assert session is not None
        if not session.backups():
            session.back_up()
        super().show("settings")
        page = self.window.page("settings")
        assert isinstance(page, SettingsPage)
        page.enter()
        part = page.backups
        wait_until(lambda: bool(part.model.rows))
        would = CameBack(changes=12, notes=9, drafts=1, photos=2, left_out=1)
        part.told.say(" ".join(would_come_words(would)), action="Bring it back")
        self.settle()
        page.scroller.ensureWidgetVisible(part)
        self.settle()
        return page

    def _show_refused(self) -> QWidget:
        """Two files that could not be added, and changes of Asha's that wait for those before them."""
        session = self._desk.session
        assert session is not None
        page = self._team()
        files = [
            Refused("3f2a91c0-asha55-41-k7d2m0qp3x.rvb", UserError("bundle.change-newer")),
            Refused(
                "/home/helen/Downloads/3f2a91c0-asha55-38-b1c8 (1).rvb", UserError("file.truncated")
            ),
        ]
        found = refused.Found([], files, None, "", "2026-11-18T12:29:00.000+00:00")
        session.database.local(refused.record, refused.Shelf(), found).result()
        [asha] = [one.person for one in page.opened.people() if one.name == "Asha"]
        tip = page.opened.chain.tip
        assert tip is not None
        waits = write_change(
            review=page.opened.id,
            person=asha,
            device="her laptop",
            number=12,
            previous="0" * 64,
            roster=tip.hash,
            time=found.now,
            salt="0" * 32,
            operations=[],
        )
        session.database.receive(page.opened.id, [waits]).result()
        page.enter(NOTES)
        wait_until(lambda: bool(page.refused.held.model.rows))
        self.settle()
        page.scroller.ensureWidgetVisible(page.refused)
        self.settle()
        return page

    def _show_exchange(self, page: TeamPage, scene: str) -> QWidget:
        """What waits to go to an address and what went before; the fields for another one; a round under way."""
        session = self._desk.session
        assert session is not None
        place = ExchangePlace(
            review=page.opened.id,
            address="webdav+https://files.larkshire-schools-partnership.example/reviews",
            place="webdav+https://files.larkshire-schools-partnership.example/reviews",
            credentials="",
            automatic=True,
            metered=False,
            paused=True,
        )
        session.database.local(exchanges.put_place, place).result()
        for past in PAST:
            whole = PastExchange(**{**past.model_dump(), "review": place.review})
            whole.place = place.place
            session.database.local(exchanges.record, whole).result()
        page.enter()
        wait_until(lambda: len(page.past.model.rows) >= len(PAST))
        page.show_view({"team-going": NOTES, "team-exchange": PAST_VIEW}.get(scene, PLACE))
        if scene == "team-going":
            self._hold_a_round(page, place)
            return page.standing
        if scene in ADDRESSES:
            address, error = ADDRESSES[scene]
            fields = page.place.sheet.fields
            page.place.ask_address()
            fields.address.set_value(address)
            fields.refuse(error)
            self._over = page.place.sheet.close_sheet
            return page.place
        page.rounds.result.say("12 notes of Asha’s would come in.")
        return page.past

    def _hold_a_round(self, page: TeamPage, place: ExchangePlace) -> None:
        """Begin a round at a place that lets it come to twelve files and no further."""
        exchanging, released = page.bridge.exchanging, threading.Event()

        def held(
            _session: object, _review: str, _ways: object, watcher: Watcher, **_by: bool
        ) -> Round:
            for _file in range(12):
                watcher.moved()
            released.wait()
            return Round(place.place, PAST[0].began_at, by_itself=True)

        wait_until(
            lambda: exchanging.standing is not None and exchanging.standing.place is not None
        )
        with patch.object(exchange_rounds, "exchange_now", held):
            page.hand_over_and_gather()
            wait_until(lambda: exchanging.files == 12)
        exchanging.moved.emit()

        def over() -> None:
            released.set()
            wait_until(lambda: exchanging.ways is None)

        self._over = over

    def _show_first_run(self, scene: str) -> QWidget:
        session = self._desk.session
        assert session is not None
        first = FirstRun(self._program, Path("/home/helen/notes"), self.errands, None)
        self.window.show_alone(first)
        if scene == "join-waiting":
            first.doors.show_waiting("Helen Marsh")
            self.settle()
            return self._alone()
        if scene in RETURNING:
            first.take_door(RETURN)
            step = first.step
            assert isinstance(step, ReturnStep)
            step.passphrase.show()
            if scene == "return-address":
                address, error = ADDRESSES["team-address-s3"]
                step.by_address.click()
                step.fields.address.set_value(address)
                self.settle()
                step.fields.refuse(error)
            else:
                told = refusal_words(UserError("keys.none-here", place="/media/asha"))
                step.told.say(told, "alert")
        elif scene.startswith("join-proposed"):
            offer = proposed_to(session)
            if scene == "join-proposed-here":
                # As it looks once it is agreed to; the stage keeps its one review.
                offer = replace(offer, is_here=True)
            first.show_step(ProposedStep(session, self.errands.run, offer))
        else:
            join = JoinStep(session, self.errands.run)
            first.show_step(join)
            join.show_words("Helen Marsh", WORDS, "Answer of Tom.rva")
        self.settle()
        return self._alone()

    def _alone(self) -> QWidget:
        shown = self.window.shown
        assert shown is not None
        return shown


@contextmanager
def team_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage on the invented review: Tom has left, and Ben answered an invitation."""
    made = make_bridge(folder)
    session, opened = made.session, made.opened
    [tom] = [one.person for one in opened.people() if one.name == "Tom"]
    membership.remove(session, opened.id, tom)
    ben = make_session(folder / "ben", WallClock(), "Ben")
    TeamStage.answer = folder / "answer.rva"
    joining.write_answer(ben, joining.invite(session, opened.id), TeamStage.answer)
    ben.close()
    made.close()
    with on_stage(folder, theme, TeamStage) as shown:
        yield shown
