"""The pages of a review in the order of the rail, those beside it, and where each is found.

None is imported before it is wanted.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from reviewer_app.language import gettext as _

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


def done_elsewhere() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give what is worth finding from any page, by the page it is done on: each command's id and words."""
    return {
        "plan": (("plan.add", _("Plan a visit")),),
        "notes": (("notes.untagged", _("Notes without a criterion")),),
        "findings": (("findings.new", _("New finding")), ("findings.meeting", _("Meeting view"))),
        "report": (
            ("report.draft", _("Export draft")),
            ("report.seal", _("Seal the report")),
            ("report.check", _("Check this PDF")),
            ("report.shape", _("The report in another shape")),
            ("report.mail", _("Covering e-mail")),
        ),
        "frameworks": (("frameworks.add", _("Add a framework or a form")),),
        "evidence": (("evidence.search", _("Search the notes")),),
    }


def done_from_anywhere() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Give what has a key on every page, by the page it is done on: each command's id, words and key."""
    return {
        "team": (
            ("team.both", _("Hand over and gather"), "Ctrl+Shift+B"),
            ("team.hand-over", _("Hand over"), "Ctrl+Shift+H"),
            ("team.gather", _("Gather"), "Ctrl+Shift+G"),
        ),
    }


def module_of(page_id: str) -> str:
    """Name the module a page stands in."""
    return f"reviewer_app.ui.pages.{page_id}"


def page_kind(page_id: str) -> "Callable[[Bridge], Page]":
    """Give what makes a page of a bridge; imports it. Settings takes the theme besides."""
    kind: Callable[[Bridge], Page] = getattr(
        import_module(module_of(page_id)), f"{page_id.title()}Page"
    )
    return kind
