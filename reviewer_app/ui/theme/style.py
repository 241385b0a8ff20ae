"""One style over Fusion that draws about ten things: the states of controls, and nothing else.

There is no application style sheet: it would drop a combo box's focus ring, freeze fonts and make
a theme switch fifty times slower. Focus rings are drawn by `focus.FocusRing`, outside the control.
"""

from typing import Final, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from reviewer_app.ui.theme.icons import draw_icon
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.tokens import LIGHT, Radius, Space, Tokens
from reviewer_app.ui.theme.typescale import Step, leading, scaled, stepped

_PE = QStyle.PrimitiveElement
_CE = QStyle.ControlElement
_CC = QStyle.ComplexControl
_SC = QStyle.SubControl
_PM = QStyle.PixelMetric
_CT = QStyle.ContentsType
_SH = QStyle.StyleHint
_State = QStyle.StateFlag

CONTROL_HEIGHT: Final = 40
"""Height of buttons and fields at 100 % text; they grow with the text."""
_SCROLL_BAR: Final = 12
_SHORTEST_SCROLL_GRIP: Final = 36

_METRICS: Final = {
    _PM.PM_ScrollBarExtent: _SCROLL_BAR,
    _PM.PM_ScrollBarSliderMin: _SHORTEST_SCROLL_GRIP,
    _PM.PM_ScrollView_ScrollBarOverlap: 0,
    _PM.PM_MenuPanelWidth: 1,
    _PM.PM_MenuVMargin: Space.XS,
    _PM.PM_MenuHMargin: 0,
    _PM.PM_ToolTipLabelFrameWidth: Space.S,
    _PM.PM_ButtonShiftHorizontal: 0,
    _PM.PM_ButtonShiftVertical: 0,
    _PM.PM_ButtonMargin: 2 * Space.M,
    _PM.PM_CheckBoxLabelSpacing: Space.S,
    _PM.PM_RadioButtonLabelSpacing: Space.S,
    _PM.PM_FocusFrameHMargin: 0,
    _PM.PM_FocusFrameVMargin: 0,
    _PM.PM_SplitterWidth: Space.M + 1,
    _PM.PM_TabBarTabHSpace: Space.XL,
    _PM.PM_TabBarBaseOverlap: 0,
    _PM.PM_TextCursorWidth: 2,
}

_HINTS: Final = {
    _SH.SH_ComboBox_Popup: 0,
    _SH.SH_EtchDisabledText: 0,
    _SH.SH_DitherDisabledText: 0,
    _SH.SH_ScrollBar_LeftClickAbsolutePosition: 0,
    _SH.SH_UnderlineShortcut: 0,
    _SH.SH_ItemView_ActivateItemOnSingleClick: 0,
    _SH.SH_ItemView_ArrowKeysNavigateIntoChildren: 0,
    _SH.SH_MessageBox_CenterButtons: 0,
    _SH.SH_ToolTipLabel_Opacity: 255,
}


# The matrix draws its own headers; the focus is drawn by the ring.
_UNDRAWN: Final = frozenset(
    (_CE.CE_FocusFrame, _CE.CE_Header, _CE.CE_HeaderSection, _CE.CE_HeaderEmptyArea)
)


def button_inks(
    theme: Tokens, kind: str, state: QStyle.StateFlag
) -> tuple[QColor | None, QColor | None, QColor]:
    """Ground, outline and words of a button of `kind` in `state`."""
    down = bool(state & (_State.State_Sunken | _State.State_On))
    over = bool(state & _State.State_MouseOver)
    if not state & _State.State_Enabled:
        bare = kind in ("quiet", "foot")
        return None if bare else theme.sunken, None if bare else theme.line, theme.ink_off
    if kind == "primary":
        ground = theme.accent_pressed if down else theme.accent_hover if over else theme.accent
        return ground, None, theme.on_accent
    if kind == "danger":
        return theme.alert_soft if down or over else theme.surface, theme.alert, theme.alert
    if kind in ("quiet", "foot"):
        ink = theme.accent if kind == "quiet" else theme.ink2
        return theme.hover if down or over else None, None, ink
    if down:
        return theme.sunken, theme.field_line, theme.ink
    return theme.hover if over else theme.surface, theme.line, theme.ink


class DrawnStyle(QProxyStyle):
    """The program's style. `tokens` is replaced on a theme switch, before the palette is set."""

    def __init__(self, tokens: Tokens = LIGHT) -> None:
        super().__init__("Fusion")
        self.tokens = tokens
        self.reduced_motion = False

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        theme = self.tokens
        if element in (_PE.PE_FrameFocusRect, _PE.PE_FrameDefaultButton):
            return
        if element == _PE.PE_PanelButtonCommand:
            kind = widget.property("kind") if widget is not None else None
            ground, line, _ink = button_inks(theme, kind or "secondary", option.state)
            width = 2.0 if theme.stark and line is not None else 1.0
            round_box(painter, option.rect, Radius.CONTROL, ground, line, width)
        elif element == _PE.PE_PanelLineEdit:
            if not isinstance(option, QStyleOptionFrame) or option.lineWidth > 0:
                self._field(option, painter, widget)
        elif element in (_PE.PE_IndicatorCheckBox, _PE.PE_IndicatorItemViewItemCheck):
            self._check(option, painter)
        elif element == _PE.PE_IndicatorRadioButton:
            self._radio(option, painter)
        elif element == _PE.PE_PanelTipLabel:
            painter.fillRect(option.rect, theme.ink)
        elif element in (_PE.PE_PanelMenu, _PE.PE_FrameMenu):
            painter.fillRect(option.rect, theme.surface)
            painter.setPen(QPen(theme.field_line if theme.stark else theme.line, 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        elif element == _PE.PE_FrameGroupBox:
            y = option.rect.top()
            painter.fillRect(QRect(option.rect.left(), y, option.rect.width(), 1), theme.line)
        elif element == _PE.PE_FrameTabBarBase:
            bottom = option.rect.bottom()
            painter.fillRect(QRect(0, bottom, option.rect.width(), 1), theme.line)
        elif element != _PE.PE_FrameTabWidget:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == _CE.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            self._menu_item(option, painter)
        elif element == _CE.CE_TabBarTabShape:
            self._tab(option, painter)
        elif element == _CE.CE_Splitter:
            middle = option.rect.center()
            if option.state & _State.State_Horizontal:
                line = QRect(middle.x(), option.rect.top(), 1, option.rect.height())
            else:
                line = QRect(option.rect.left(), middle.y(), option.rect.width(), 1)
            painter.fillRect(line, self.tokens.line)
        elif element not in _UNDRAWN:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == _CC.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            self._scroll_bar(option, painter, widget)
        elif control == _CC.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            self._field(option, painter, widget)
            side = option.fontMetrics.height()
            box = QRect(0, 0, side, side)
            box.moveCenter(option.rect.center())
            box.moveRight(option.rect.right() - Space.M)
            enabled = bool(option.state & _State.State_Enabled)
            ink = self.tokens.ink2 if enabled else self.tokens.ink_off
            draw_icon(painter, box, "chevron-down", ink)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == _CC.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return self._scroll_part(option, part)
        if control == _CC.CC_ComboBox and part == _SC.SC_ComboBoxEditField:
            return option.rect.adjusted(Space.M - 2, 2, -Space.XL - Space.M, -2)
        return super().subControlRect(control, option, part, cast(QWidget, widget))

    def subElementRect(
        self,
        element: QStyle.SubElement,
        option: QStyleOption,
        widget: QWidget | None = None,
    ) -> QRect:
        if element == QStyle.SubElement.SE_LineEditContents:
            framed = isinstance(option, QStyleOptionFrame) and option.lineWidth > 0
            side = Space.M - 2 if framed else 0
            return option.rect.adjusted(side, 0, -side, 0)
        return super().subElementRect(element, option, cast(QWidget, widget))

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (_PM.PM_IndicatorWidth, _PM.PM_IndicatorHeight):
            return self._indicator(widget)
        if metric in (_PM.PM_ExclusiveIndicatorWidth, _PM.PM_ExclusiveIndicatorHeight):
            return self._indicator(widget)
        found = _METRICS.get(metric)
        return found if found is not None else super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self,
        contents: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        made = super().sizeFromContents(contents, option, size, cast(QWidget, widget))
        if widget is None:
            return made
        if contents in (_CT.CT_LineEdit, _CT.CT_ComboBox, _CT.CT_SpinBox):
            height = control_height(widget)
            return QSize(made.width() + Space.L, max(made.height(), height))
        if contents in (_CT.CT_CheckBox, _CT.CT_RadioButton):
            return QSize(made.width(), max(made.height(), control_height(widget)))
        if contents == _CT.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            return self._menu_item_size(option, made)
        if contents == _CT.CT_TabBarTab:
            return QSize(made.width() + Space.L, max(made.height(), control_height(widget)))
        return made

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == _SH.SH_Widget_Animation_Duration:
            return 0 if self.reduced_motion else 120
        found = _HINTS.get(hint)
        return found if found is not None else super().styleHint(hint, option, widget, returned)

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        theme = self.tokens
        enabled = bool(option.state & _State.State_Enabled)
        wrong = widget is not None and bool(widget.property("wrong"))
        line = theme.alert if wrong else theme.field_line if enabled else theme.line
        if enabled and not wrong and option.state & _State.State_MouseOver:
            line = theme.ink3
        ground = theme.surface if enabled else theme.sunken
        width = 1.0 + int(wrong) + int(theme.stark)
        round_box(painter, option.rect, Radius.CONTROL, ground, line, width)

    def _check(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self.tokens
        enabled = bool(option.state & _State.State_Enabled)
        marked = bool(option.state & (_State.State_On | _State.State_NoChange))
        if marked:
            ground = theme.accent if enabled else theme.ink_off
            round_box(painter, option.rect, 4, ground)
            name = "check" if option.state & _State.State_On else "minus"
            draw_icon(painter, option.rect, name, theme.on_accent if enabled else theme.paper)
            return
        over = enabled and bool(option.state & _State.State_MouseOver)
        line = theme.ink3 if over else theme.field_line if enabled else theme.line
        width = 2.0 if theme.stark else 1.4
        round_box(painter, option.rect, 4, theme.surface if enabled else theme.sunken, line, width)

    def _radio(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self.tokens
        rect = option.rect
        radius = rect.width() / 2
        enabled = bool(option.state & _State.State_Enabled)
        if option.state & _State.State_On:
            ink = theme.accent if enabled else theme.ink_off
            round_box(painter, rect, radius, theme.surface, ink, 2)
            inset = rect.width() // 4 + 1
            dot = rect.adjusted(inset, inset, -inset, -inset)
            round_box(painter, dot, dot.width() / 2, ink)
            return
        over = enabled and bool(option.state & _State.State_MouseOver)
        line = theme.ink3 if over else theme.field_line if enabled else theme.line
        width = 2.0 if theme.stark else 1.4
        ground = theme.surface if enabled else theme.sunken
        round_box(painter, rect, radius, ground, line, width)

    def _tab(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self.tokens
        if option.state & _State.State_Selected:
            rect = option.rect
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), theme.accent)
        elif option.state & _State.State_MouseOver:
            box = option.rect.adjusted(2, 2, -2, -4)
            round_box(painter, box, Radius.CONTROL, theme.hover)

    def _menu_item(self, option: QStyleOptionMenuItem, painter: QPainter) -> None:
        theme = self.tokens
        rect = option.rect
        if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
            line = QRect(rect.left() + Space.M, rect.center().y(), rect.width() - 2 * Space.M, 1)
            painter.fillRect(line, theme.line)
            return
        enabled = bool(option.state & _State.State_Enabled)
        chosen = enabled and bool(option.state & _State.State_Selected)
        if chosen:
            row = rect.adjusted(Space.XS, 1, -Space.XS, -1)
            round_box(painter, row, Radius.CHIP, theme.chosen)
        ink = theme.on_chosen if chosen else theme.ink if enabled else theme.ink_off
        side = scaled(option.font, 18)
        mark = QRect(rect.left() + Space.M, 0, side, side)
        mark.moveTop(rect.center().y() - side // 2)
        if option.checked:
            draw_icon(painter, mark, "check", ink)
        elif not option.icon.isNull():
            option.icon.paint(painter, mark)
        words, _tab, keys = option.text.partition("\t")
        marked = option.maxIconWidth or option.menuHasCheckableItems
        left = mark.right() + Space.S if marked else mark.left()
        place = rect.adjusted(left - rect.left(), 0, -Space.L, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic)
        painter.setPen(ink)
        painter.setFont(option.font)
        painter.drawText(place, middle | int(Qt.AlignmentFlag.AlignLeft), words)
        if option.menuItemType == QStyleOptionMenuItem.MenuItemType.SubMenu:
            mark.moveRight(rect.right() - Space.S)
            draw_icon(painter, mark, "chevron-right", ink)
        elif keys:
            painter.setFont(stepped(option.font, Step.LABEL))
            painter.setPen(theme.on_chosen if chosen else theme.ink3)
            painter.drawText(place, middle | int(Qt.AlignmentFlag.AlignRight), keys)

    def _menu_item_size(self, option: QStyleOptionMenuItem, made: QSize) -> QSize:
        if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
            return QSize(made.width(), Space.M)
        height = leading(option.font, Step.LIST) + Space.M + Space.XS
        return QSize(made.width() + Space.PAGE, max(made.height(), height))

    def _scroll_bar(
        self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None
    ) -> None:
        theme = self.tokens
        if option.minimum == option.maximum:
            return
        grip = self._scroll_part(option, _SC.SC_ScrollBarSlider)
        busy = bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
        inset = 2 if busy else 4
        thin = grip.adjusted(inset, inset, -inset, -inset)
        colour = theme.ink3 if busy else theme.field_line
        round_box(painter, thin, min(thin.width(), thin.height()) / 2, colour)

    def _scroll_part(self, option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
        upright = option.orientation == Qt.Orientation.Vertical
        rect = option.rect
        length = rect.height() if upright else rect.width()
        span = option.maximum - option.minimum
        grip = length
        if span > 0:
            grip = length * option.pageStep // (span + option.pageStep)
            grip = min(length, max(grip, _SHORTEST_SCROLL_GRIP))
        start = QStyle.sliderPositionFromValue(
            option.minimum, option.maximum, option.sliderPosition, length - grip, option.upsideDown
        )
        first, extent = {
            _SC.SC_ScrollBarGroove: (0, length),
            _SC.SC_ScrollBarSlider: (start, grip),
            _SC.SC_ScrollBarSubPage: (0, start),
            _SC.SC_ScrollBarAddPage: (start + grip, length - start - grip),
        }.get(part, (0, 0))
        if extent == 0:
            return QRect()
        if upright:
            return QRect(rect.left(), rect.top() + first, rect.width(), extent)
        return QRect(rect.left() + first, rect.top(), extent, rect.height())

    def _indicator(self, widget: QWidget | None) -> int:
        return scaled(widget.font(), 20) if widget is not None else 20


def control_height(widget: QWidget) -> int:
    """Height of a button or a field in `widget`'s font."""
    return scaled(widget.font(), CONTROL_HEIGHT)
