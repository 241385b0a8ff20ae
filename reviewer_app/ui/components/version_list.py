"""The versions of the report that were exported: number, for whom, when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import ReportVersion
from reviewer_app.model.words import ReportShape, ReportStage
from reviewer_app.review import reporting, shapes
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import (
    Button,
    Column,
    EmptyState,
    ListPanel,
    Row,
    RowModel,
    Scroller,
    TwoLineDelegate,
)
from reviewer_app.ui.widgets.flow import Flow


def version_name(version: ReportVersion) -> str:
    """What a version is called: "Draft 2", "Final", "Final, for Word"."""
    if version.stage is ReportStage.DRAFT:
        said = _("Draft {number}").format(number=version.number)
    elif version.number == 1:
        said = _("Final")
    else:
        said = _("Final, version {number}").format(number=version.number)
    if version.shape is ReportShape.REPORT:
        return said
    shape = shapes.shape_words(version.shape)
    return _("{version}, {shape}").format(version=said, shape=shape)


def _is_sealed(version: ReportVersion) -> bool:
    return version.stage is ReportStage.FINAL and version.shape is ReportShape.REPORT


def recipient_words(version: ReportVersion) -> str:
    """For whom a version was made; empty where nobody said."""
    return _("for {recipient}").format(recipient=version.recipient) if version.recipient else ""


def reader_words(version: ReportVersion) -> str:
    """For whom and why a version was made, and that the school agreed to it; empty where nobody said."""
    agreed = _("as the school agreed") if version.consent else ""
    parts = (recipient_words(version), version.purpose, agreed)
    return ", ".join(part for part in parts if part)


def latest_words(versions: list[ReportVersion]) -> str:
    """The latest export and whom it is for in one line; empty where there is none."""
    if not versions:
        return ""
    latest = max(versions, key=lambda one: (one.made_at, one.number))
    said = _("{version} exported {moment}").format(
        version=version_name(latest), moment=reporting.moment_words(latest.made_at)
    )
    return ", ".join(part for part in (said, recipient_words(latest)) if part) + "."


class VersionList(QWidget):
    """The newest first; empty, it says what will stand here.

    Signals:
        shape_wanted(): the report is to be exported in another shape.
        mail_wanted(): a covering e-mail is to be copied.
        hand_in_wanted(): the findings are to be handed in to the programme's office.
    """

    shape_wanted = Signal()
    mail_wanted = Signal()
    hand_in_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.rows = RowModel()
        self.list = ListPanel(
            _("Versions exported"), self.rows, TwoLineDelegate(time_column=False, wrap=True)
        )
        empty = EmptyState(
            _("Nothing exported yet"),
            _("Every version you export is listed here, with its reader and its date."),
            icon="report",
        )
        self.shape = Button(_("In another shape"))
        self.mail = Button(_("Covering e-mail"))
        self.shape.clicked.connect(self.shape_wanted)
        self.mail.clicked.connect(self.mail_wanted)
        self.hand_in = Button(_("Hand in to the programme’s office"))
        self.hand_in.clicked.connect(self.hand_in_wanted)
        actions = QWidget()
        flow = Flow(actions, gap=Space.S)
        for button in (self.shape, self.mail, self.hand_in):
            flow.addWidget(button)
        page = Column()
        page.add(actions)
        self._stage = QStackedWidget()
        for part in (self.list, empty):
            column = Column()
            column.add(part, 1)
            # What scrolls by itself needs no more; the words do, at twice the text.
            self._stage.addWidget(column if part is self.list else Scroller(column))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        whole.addWidget(page)
        whole.addWidget(self._stage, 1)

    def begin(self) -> None:
        """Put the keys on the first of the actions."""
        self.shape.setFocus()

    def refresh(self) -> None:
        """Show what the review says now."""
        versions = sorted(self._bridge.opened.versions(), key=lambda one: one.made_at, reverse=True)
        self.rows.set_rows(
            [
                Row(
                    one.id,
                    version_name(one),
                    ", ".join(
                        part
                        for part in (reporting.moment_words(one.made_at), reader_words(one))
                        if part
                    ),
                    icon="signature" if _is_sealed(one) else "report",
                )
                for one in versions
            ]
        )
        self._stage.setCurrentIndex(0 if versions else 1)
