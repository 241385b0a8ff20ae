"""The pages of a review in the order of the rail, those beside it, and where each is found.

None is imported before it is wanted.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer_app.ui.pages.page import Page
    from reviewer_app.ui.shell.bridge import Bridge

PAGES: Final = ("today", "plan", "notes", "evidence", "findings", "report", "team", "settings")
AT_THE_FOOT: Final = ("team", "settings")
"""Those that are no stage of the review."""

BESIDE: Final = {"frameworks": "settings"}
"""Pages that stand on no rail, and the page of the rail that they are reached from."""

EVERY_PAGE: Final = (*PAGES, *BESIDE)

SAFEGUARDING: Final = "safeguarding:"
"""`show_page("notes", "safeguarding:report")` asks for the card; closing it goes back to the page named."""


def module_of(page_id: str) -> str:
    """Name the module a page stands in."""
    return f"reviewer_app.ui.pages.{page_id}"


def page_kind(page_id: str) -> "Callable[[Bridge], Page]":
    """Give what makes a page of a bridge; imports it. Settings takes the theme besides."""
    kind: Callable[[Bridge], Page] = getattr(
        import_module(module_of(page_id)), f"{page_id.title()}Page"
    )
    return kind
