"""The team in the real window: someone chosen, someone who left, five words on either side; for pictures and looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from reviewer_app.review import joining, membership
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.theme import Theme
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import WallClock, make_bridge, make_session, wait_until

TEAM_SCENES: Final = ("team-member", "team-left", "team-five-words", "join-five-words")
WORDS: Final = ("coffee", "thatch", "meadow", "bench", "train")


class TeamStage(Stage):
    """Shows the page Team with someone chosen, or the words that are compared."""

    answer: Path

    def show(self, scene: str) -> QWidget:
        if scene == "join-five-words":
            return self._show_join()
        super().show("team")
        page = self.window.page("team")
        assert isinstance(page, TeamPage)
        page.people.inviting.five.hide()
        rows = page.roster.off.model if scene == "team-left" else page.standing.model
        wait_until(lambda: bool(rows.rows))
        page.roster.choose(rows.rows[-1].id)
        if scene == "team-five-words":
            page.people.inviting.open_answer(self.answer)
            wait_until(page.people.inviting.five.isVisible)
        self.settle()
        shown = page.people.inviting.five if scene == "team-five-words" else page.roster.member
        page.scroller.ensureWidgetVisible(shown)
        self.settle()
        return page

    def _show_join(self) -> QWidget:
        session = self._desk.session
        assert session is not None
        first = FirstRun(self._program, Path("/home/helen/notes"), self.errands, None)
        self.window.show_alone(first)
        join = JoinStep(session, self.errands.run)
        first.show_step(join)
        join.show_words("Helen Marsh", WORDS, "Answer of Tom.rva")
        self.settle()
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
