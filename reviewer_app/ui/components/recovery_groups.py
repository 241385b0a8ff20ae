"""The recovery code in large groups, on the screen and on paper."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Radius, Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box

ACROSS = 3
PDF = "pdf"
"""The place to print to that is a file."""


class RecoveryGroups(QWidget):
    """Nine groups in three rows, each with its number; can be covered while they are asked for."""

    def __init__(self, groups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self._covered = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("radius", Radius.CARD)
        self._speak()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, covered or not."""
        return self._groups

    def set_groups(self, groups: Sequence[str]) -> None:
        """Show another code."""
        self._groups = tuple(groups)
        self._speak()
        self.updateGeometry()
        self.update()

    def set_covered(self, covered: bool) -> None:
        """Hide the groups, or show them again."""
        self._covered = covered
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        base = self.font()
        rows = -(-len(self._groups) // ACROSS)
        return QSize(scaled(base, 480), rows * self._row_height() + 2 * Space.L)

    def minimumSizeHint(self) -> QSize:
        width = QFontMetricsF(self._font()).horizontalAdvance("WWWW")
        cell = int(width) + self._number_room() + Space.M
        return QSize(ACROSS * cell + 2 * Space.L, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        line = theme.ink if theme.stark else theme.line
        round_box(painter, self.rect(), Radius.CARD, theme.surface, line, 2 if theme.stark else 1)
        inside = self.rect().adjusted(Space.XL, Space.L, -Space.L, -Space.L)
        wide = inside.width() // ACROSS
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for at, group in enumerate(self._groups):
            left = inside.left() + at % ACROSS * wide
            top = inside.top() + at // ACROSS * self._row_height()
            cell = QRect(left, top, wide, self._row_height())
            painter.setFont(stepped(self.font(), Step.LABEL, tabular=True))
            painter.setPen(theme.ink3)
            painter.drawText(cell, middle, str(at + 1))
            painter.setFont(self._font())
            painter.setPen(theme.ink)
            words = "····" if self._covered else group
            painter.drawText(cell.adjusted(self._number_room(), 0, 0, 0), middle, words)
        painter.end()

    def _speak(self) -> None:
        self.setAccessibleName(_("Recovery code"))
        spoken = (
            _("Covered while two groups are asked for.")
            if self._covered
            else ". ".join(
                _("Group {number}: {letters}").format(number=at, letters=" ".join(group))
                for at, group in enumerate(self._groups, 1)
            )
        )
        self.setAccessibleDescription(spoken)

    def _font(self) -> QFont:
        font = QFont(stepped(self.font(), Step.MEETING, weight=QFont.Weight.DemiBold, tabular=True))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        return font

    def _row_height(self) -> int:
        return leading(self.font(), Step.MEETING) + Space.M

    def _number_room(self) -> int:
        return scaled(self.font(), 24)


def printers() -> list[str]:
    """Give the names of this computer's printers, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def print_code(
    groups: Sequence[str], name: str, *, printer: str = "", file: Path | None = None
) -> None:
    """Print the sheet, to a printer by its name or to a PDF file.

    Raises:
        UserError: "file.not-written" for a file that cannot be written, "recovery.not-printed".
    """
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    if file is not None:
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(file))
    else:
        device.setPrinterName(printer)
    device.setDocName(_("Recovery code"))
    margins = QMarginsF(25, 25, 25, 25)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    device.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(device):
        if file is not None:
            raise UserError("file.not-written", name=file.name, reason=_("it cannot be opened"))
        raise UserError("recovery.not-printed", printer=printer)
    _draw_sheet(painter, groups, name, device.resolution())
    painter.end()


def _draw_sheet(painter: QPainter, groups: Sequence[str], name: str, dots: int) -> None:
    """Draw the sheet; `dots` is how many the device has in an inch."""
    page = painter.viewport()
    unit = dots / 72
    left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    y = 0

    def write(text: str, points: float, weight: QFont.Weight, after: float) -> None:
        nonlocal y
        font = QFont("Inter")
        font.setPointSizeF(points)
        font.setWeight(weight)
        painter.setFont(font)
        place = QRect(0, y, page.width(), page.height() - y)
        y += painter.boundingRect(place, left, text).height() + round(after * unit)
        painter.drawText(place, left, text)

    write(_("Recovery code of {name}").format(name=name), 20, QFont.Weight.Bold, 8)
    write(
        _(
            "It opens your review notes when this computer's keyring or your passphrase does not, and "
            "brings them back on another laptop. Keep this sheet away from the laptop: whoever has "
            "both can read your notes."
        ),
        11,
        QFont.Weight.Normal,
        28,
    )
    wide = page.width() // ACROSS
    high = round(46 * unit)
    for at, group in enumerate(groups):
        cell = QRect(at % ACROSS * wide, y + at // ACROSS * high, wide, high)
        number, letters = QFont("Inter", 10), QFont("Inter", 24, QFont.Weight.DemiBold)
        letters.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 110)
        painter.setFont(number)
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignVCenter), str(at + 1))
        painter.setFont(letters)
        inner = cell.adjusted(round(20 * unit), 0, 0, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), group)
    y += -(-len(groups) // ACROSS) * high + round(24 * unit)
    write(
        _(
            "Capitals and hyphens do not matter when you type it. Nobody else has this code, and "
            "nobody can give it to you again."
        ),
        11,
        QFont.Weight.Normal,
        0,
    )
