"""How Today stands on its page: the day, and beside it what is thin and what waits."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.columns import FoldingColumns
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Column, EmptyState, PageHeader


def today_columns(day: Sequence[QWidget], side: Sequence[QWidget]) -> FoldingColumns:
    """Put the parts of the day under each other, and the lists beside them."""
    main, beside = Column(right=Space.S), Column()
    for column, parts, gap in ((main, day, Space.S), (beside, side, Space.XL)):
        for at, part in enumerate(parts):
            if at:
                column.space(gap)
            column.add(part)
        column.stretch()
    return FoldingColumns(main, beside)


def under_header(page: QWidget, header: PageHeader, body: QWidget) -> None:
    """Fill a page: its header, and the body under it."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(in_column(header))
    column.addWidget(body, 1)


def in_column(part: QWidget) -> Column:
    """Put one part where the page's column is."""
    column = Column()
    column.add(part)
    return column


def nothing_planned() -> EmptyState:
    """Say what belongs here while nothing is planned, and offer the first step."""
    return EmptyState(
        _("Nothing is planned yet"),
        _(
            "Here you will see the day: what comes next, what is still thin, and what waits "
            "for you. Plan the first visit, or start one now."
        ),
        action=_("Plan the first visit"),
        icon="plan",
    )
