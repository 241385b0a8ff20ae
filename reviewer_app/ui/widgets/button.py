"""Buttons: one primary a page, with its key on it; a disabled one says why."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from reviewer_app.ui.theme import Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.style import button_inks, control_height
from reviewer_app.ui.widgets.keycap import draw_key_cap, key_cap_size, key_words

ButtonKind = Literal["primary", "secondary", "quiet", "danger", "foot"]
"""How loud a button is; "foot" is for the window's foot: in quiet ink, and as low as the line there."""


class Button(QPushButton):
    """A push button drawn by the theme.

    Args:
        key: the shortcut shown on it, such as `Ctrl+N`; showing it does not install it.
        icon: name of an icon that stands before the words.
        icon_only: show the icon alone; the words become its accessible name and tooltip.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "secondary",
        *,
        key: str = "",
        icon: str = "",
        icon_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = text
        self._icon_name = icon
        self._icon_only = icon_only
        self._key = key_words(key) if key else ""
        self._shows_key = True
        self._reason = ""
        self._stand_in: QWidget | None = None
        self._tip = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_kind(kind)
        self.set_text(text)

    @property
    def kind(self) -> ButtonKind:
        """How loud the button is."""
        found: ButtonKind = self.property("kind")
        return found

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how loud the button is."""
        self.setProperty("kind", kind)
        self.update()

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._words = text
        self.setText("" if self._icon_only else text)
        self.setAccessibleName(text)
        self._refresh_tip()
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Change the shortcut shown."""
        self._key = key_words(key) if key else ""
        self.updateGeometry()
        self.update()

    @property
    def key_room(self) -> int:
        """Pixels of width that its key takes, shown or not; nought without one."""
        return key_cap_size(self._key, self.font()).width() + Space.S if self._key else 0

    def show_key(self, shown: bool) -> None:
        """Draw its key on it or, where there is no room, do not; the menus and the palette name it all the same."""
        if shown != self._shows_key:
            self._shows_key = shown
            self.updateGeometry()
            self.update()

    def set_tip(self, text: str) -> None:
        """A tooltip for when the button is enabled."""
        self._tip = text
        self._refresh_tip()

    @property
    def disabled_reason(self) -> str:
        """Why it cannot be pressed now; empty while it can."""
        return self._reason

    def set_disabled_reason(self, text: str) -> None:
        """Disable and say why, or with an empty text enable again.

        The keys that Qt takes from it meanwhile come back, unless they were used to go somewhere else.
        """
        had_keys = self.hasFocus()
        self._reason = text
        self.setEnabled(not text)
        focused = self.window().focusWidget()
        if had_keys and text:
            self._stand_in = focused
        elif not text:
            if self._stand_in is not None and self._stand_in is focused:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._stand_in = None
        self.setAccessibleDescription(text)
        self._refresh_tip()

    def sizeHint(self) -> QSize:
        height = control_height(self)
        if self.kind == "foot":
            height = leading(self.font(), Step.LABEL) + Space.L
        if self._icon_only:
            return QSize(height, height)
        padding = Space.M if self.kind in ("quiet", "foot") else Space.L
        return QSize(self._content_width() + 2 * padding, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Outside dialogs Qt presses buttons with the space bar only.
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelButtonCommand
        self.style().drawPrimitive(panel, option, painter, self)
        _ground, _line, ink = button_inks(tokens(), self.kind, option.state)
        x = (self.width() - self._content_width()) // 2
        side = self._icon_side()
        if self._icon_name:
            place = QRect(x, (self.height() - side) // 2, side, side)
            draw_icon(painter, place, self._icon_name, ink)
            x += side + Space.S
        if not self._icon_only:
            painter.setFont(stepped(self.font(), Step.BUTTON))
            painter.setPen(ink)
            width = self._words_width()
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic)
            painter.drawText(QRect(x, 0, width, self.height()), flags, self.text())
            x += width + Space.S
        if self._key and self._shows_key and not self._icon_only:
            size = key_cap_size(self._key, self.font())
            corner = QPoint(x, (self.height() - size.height()) // 2)
            draw_key_cap(painter, corner, self._key, self.font(), ink)
        painter.end()

    def _refresh_tip(self) -> None:
        self.setToolTip(self._reason or self._tip or (self._words if self._icon_only else ""))

    def _icon_side(self) -> int:
        return scaled(self.font(), 18)

    def _words_width(self) -> int:
        metrics = QFontMetricsF(stepped(self.font(), Step.BUTTON))
        return int(metrics.horizontalAdvance(self.text().replace("&", "")) + 1)

    def _content_width(self) -> int:
        if self._icon_only:
            return self._icon_side()
        width = self._words_width()
        if self._icon_name:
            width += self._icon_side() + Space.S
        if self._shows_key:
            width += self.key_room
        return max(width, leading(self.font(), Step.BUTTON))
