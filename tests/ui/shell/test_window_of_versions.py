"""Reviews on several versions of one framework in one window: each in its own words, with or without its file."""

from pathlib import Path

from reviewer_app.app import Program
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.review import library
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store import frameworks
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.shell.windows import Opened, opened_window
from tests.ui.support import PASSPHRASE, WallClock, make_session

OLD_WORDS, NEW_WORDS = "Teaching as it was", "Teaching as it is"


def version(number: str, heading: str) -> LoadedFramework:
    """Load the small framework as a version of its own, with another heading."""
    text = SMALL.replace('version: "1"', f'version: "{number}"', 1)
    return load_framework(
        text.replace("title: Teaching\n", f"title: {heading}\n", 1), source=f"{number}.yaml"
    )


def review_on(session: Session, framework: LoadedFramework, school: str) -> str:
    library.add(session, framework)
    return session.create_review(SchoolFacts(school), framework, start="2026-11-17", days=2)


def two_reviews(folder: Path) -> tuple[str, str]:
    """Make a profile with a review on each of two versions; gives their ids, the earlier version's first."""
    session = make_session(folder / "profile", WallClock())
    old = review_on(session, version("1", OLD_WORDS), "Larkfield Primary School")
    new = review_on(session, version("2", NEW_WORDS), "Larkfield Infants")
    session.close()
    return old, new


def show(shown: Opened, review: str, title: str) -> None:
    """Open a review as its row in the list does, and wait for its findings under a heading's title."""
    session = shown.desk.session
    assert session is not None
    shown.desk.show_review(session, review, "findings")
    shown.wait(lambda: heading_of(shown) == title)


def heading_of(shown: Opened) -> str:
    """Give the heading whose findings are shown."""
    page = shown.window.shown
    return page.findings.title if isinstance(page, FindingsPage) else ""


def frameworks_of(shown: Opened) -> FrameworksPage:
    """Go to the page Frameworks and wait until everything installed is listed."""
    shown.window.show_page("frameworks")
    shown.wait_for_page("frameworks")
    page = shown.window.shown
    assert isinstance(page, FrameworksPage)
    shown.wait(page.frameworks.told.isHidden)
    return page


def bound_version(page: FrameworksPage) -> str:
    """Give the version this review is bound to, as the page says it."""
    return [one.text() for one in page.bound.facts.findChildren(Text, "value")][1]


def test_two_reviews_on_two_versions_live_side_by_side(tmp_path: Path, theme: Theme) -> None:
    old, new = two_reviews(tmp_path)
    with opened_window(tmp_path, theme, seed=None, review=new, page="findings") as shown:
        shown.wait(lambda: heading_of(shown) == NEW_WORDS)
        show(shown, old, OLD_WORDS)
        page = frameworks_of(shown)
        assert bound_version(page) == "1"
        assert page.bound.words.text().startswith("A newer version, 2, is installed.")
        show(shown, new, NEW_WORDS)
        page = frameworks_of(shown)
        assert bound_version(page) == "2"
        changes = page.frameworks.detail.changes
        shown.wait(changes.isVisible)
        said = {one.text() for one in changes.rows.findChildren(Text)}
        assert {f"Before: {OLD_WORDS}", f"Now: {NEW_WORDS}"} <= said
        show(shown, old, OLD_WORDS)


def test_an_old_review_opens_with_its_own_text_when_no_file_of_it_is_left(
    tmp_path: Path, theme: Theme
) -> None:
    old, new = two_reviews(tmp_path)
    session = Program(clock=WallClock()).open(tmp_path / "profile", passphrase=PASSPHRASE)
    for number in ("1", "2"):
        session.database.local(frameworks.drop, "small", number).result()
    session.close()
    with opened_window(tmp_path, theme, seed=None, review=old, page="findings") as shown:
        shown.wait(lambda: heading_of(shown) == OLD_WORDS)
        page = frameworks_of(shown)
        assert bound_version(page) == "1"
        assert page.bound.words.text().startswith("This framework is not installed here.")
        show(shown, new, NEW_WORDS)
