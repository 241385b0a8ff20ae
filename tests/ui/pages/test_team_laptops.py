"""Two laptops and nothing between them but a network: here this computer's own."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Note
from reviewer_app.review import capture, laptops, team
from reviewer_app.review.session import Session
from reviewer_app.ui.pages.team import PLACE, TeamPage
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, WallClock, make_session, wait_until

HERE = "127.0.0.1"


@pytest.fixture
def page(review: Larkfield, monkeypatch: pytest.MonkeyPatch) -> TeamPage:
    monkeypatch.setattr(laptops, "own_address", lambda: HERE)
    page = TeamPage(review.bridge)
    show(page, review)
    page.enter(PLACE)
    return page


@pytest.fixture
def ben(review: Larkfield, page: TeamPage, tmp_path: Path) -> Session:
    session = make_session(tmp_path / "ben", WallClock(), "Ben")
    card, setup = tmp_path / "Ben.card", tmp_path / "team.review"
    team.write_card(session, card)
    page.people.set_up([card], setup)
    wait_until(lambda: any(one.title == "Ben" for one in page.standing.model.rows))
    team.join(session, setup.read_bytes())
    return session


def test_the_code_is_shown_while_others_may_gather_and_no_longer(
    review: Larkfield, page: TeamPage, ben: Session
) -> None:
    page.laptops.serve.click()
    wait_until(page.laptops.code.isVisible)
    code = page.laptops.code.words.text()
    assert not page.laptops.serve.isEnabled()
    laptops.gather(ben, review.opened.id, code)
    theirs = {one.text for one in ben.open(review.opened.id).all(Note)}
    me = review.opened.me
    assert theirs == {one.text for one in review.opened.all(Note) if one.author == me} != set()
    page.laptops.stop.click()
    assert not page.laptops.code.isVisible()
    assert page.laptops.serve.isEnabled()
    review.settle()
    with pytest.raises(UserError) as refused:
        laptops.gather(ben, review.opened.id, code)
    assert refused.value.code == "laptop.silent"
    ben.close()
    page.deleteLater()


def test_what_another_laptop_serves_is_gathered_by_its_code(
    review: Larkfield, page: TeamPage, ben: Session
) -> None:
    visit = review.activities["english"]
    ben.do(ben.open(review.opened.id), capture.commit_note, visit, "Ben saw it.")
    with laptops.served(ben, review.opened.id, HERE) as code:
        page.laptops.typed.line.setText(code.lower())
        page.laptops.fetch.click()
        wait_until(lambda: page.result.text.startswith("1 note came in from Ben"))
    wait_until(lambda: "Ben saw it." in [one.text for one in review.opened.notes_of(visit)])
    assert page.laptops.typed.value == ""
    page.laptops.typed.line.setText(code)
    page.laptops.fetch.click()
    typed = page.laptops.typed
    wait_until(lambda: f"No laptop answers to the code {code}." in typed.error)
    assert "on Team under “Where they meet”" in typed.error
    assert (typed.value, page.laptops.fetch.isEnabled()) == (code, True)
    # What no laptop can show is told without asking anybody.
    typed.line.setText("garden gate")
    page.laptops.fetch.click()
    wait_until(lambda: typed.error.startswith("“garden gate” is no code of a laptop."))
    assert "three groups of four" in typed.error
    ben.close()
    page.deleteLater()
