"""The scroll area that a screen reader can ask for any child at any time."""

from PySide6.QtWidgets import QScrollArea


class QWidget(QScrollArea):
    """A `QScrollArea` that Qt describes to screen readers as it does any other widget: all children count.

    Qt looks for what answers for a widget by the names of its classes. What it has for "QScrollArea", and for any other
    scroll area without an answer of its own, counts a scroll bar only while it is shown, and gives the child at a
    number without looking whether there is one (`QAccessibleAbstractScrollArea::child`, Qt 6.11). A reader counts first
    and asks after: where the bar went in between, because everything fits now or the page was left, the process
    crashes. What Qt has for "QWidget" counts the hidden children too and looks first, so that is the name to be found
    by. Answering for the widget oneself, as `QAccessible` also allows, would not last: an object of PySide's whose own
    method is connected is of another class from then on, and Qt looks again.
    """


SteadyScrollArea = QWidget
"""What to derive from in place of `QScrollArea`."""
