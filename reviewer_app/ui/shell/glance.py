"""The glance of Today a start begins with: what was kept of it when the window was closed in order."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from reviewer_app.ui.components.today_glance import DayLook, TodayGlance

if TYPE_CHECKING:
    from reviewer_app.model.canonical import Json
    from reviewer_app.review.opened import OpenReview
    from reviewer_app.vault.keyring import Keyring

GLANCE: Final = "glance"
LAST_PAGE: Final = "last_page"
LAST_REVIEW: Final = "last_review"
GLANCE_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands on the screen until the review is read: a day's look, and the rail's heading."""

    look: DayLook
    heading: tuple[str, str]

    def widget(self) -> TodayGlance:
        """Make what shows it."""
        return TodayGlance(self.look)


def kept_glance(opened: "OpenReview", now: datetime) -> "Json":
    """Write what the next start shows at once: Today as it looks now, and on each day to come."""
    # Here and not above: reading a glance must not wait for what writing it takes.
    from reviewer_app.ui.components.day_look import looks_from
    from reviewer_app.ui.models.review_words import heading_lines

    days: dict[str, Json] = {
        day.isoformat(): {"heading": heading_lines(opened, day), "look": asdict(look)}
        for day, look in looks_from(opened, now).items()
    }
    school = opened.review.school_name
    return {"format": GLANCE_FORMAT, "review": opened.id, "school": school, "days": days}


def glance_in(settings: Mapping[str, object], today: str) -> Glance | None:
    """Read the glance of a day (2026-11-26) in a profile's settings; None where another page or day is wanted."""
    kept = settings.get(GLANCE)
    if (
        settings.get(LAST_PAGE) != "today"
        or not isinstance(kept, dict)
        or kept.get("format") != GLANCE_FORMAT
        or kept.get("review") != settings.get(LAST_REVIEW)
    ):
        return None
    day = kept["days"].get(today)
    return Glance(DayLook.read(day["look"]), (kept["school"], day["heading"])) if day else None


class Glancing(QObject):
    """Reads a profile's settings off the window's thread, before anything that takes long is imported.

    Signals:
        read(settings): what was found, None where there is no glance to be had.
    """

    read = Signal(object)

    def __init__(
        self, folder: Path, keyring: "Callable[[], Keyring | None] | None", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._folder, self._keyring = folder, keyring

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._run, name="glance", daemon=True).start()

    def _run(self) -> None:
        from reviewer_app.errors import UserError
        from reviewer_app.store.glance import settings_at_a_glance
        from reviewer_app.vault.keyring import keyring_if_any

        try:
            keyring = (self._keyring or keyring_if_any)()
        except UserError:
            # A locked keyring: the opening that follows says so.
            keyring = None
        self.read.emit(settings_at_a_glance(self._folder, keyring))
