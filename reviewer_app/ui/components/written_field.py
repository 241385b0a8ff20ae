"""The fields of a form in which people write words of their own: names in them are underlined.

Whatever is written in goes through one of these, a `DraftedText` or the note's editor. The bare fields of the widgets
are for what is no sentence, and for where a name may stand; `tests/checks/test_written_fields.py` lists these.
"""

from PySide6.QtWidgets import QWidget

from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import LongTextField, TextField


class WrittenLine(TextField):
    """One line of words.

    Args:
        kind: the kind of record that is written, as names may stand in some.
    """

    def __init__(
        self,
        bridge: Bridge,
        kind: str,
        label: str,
        value: str = "",
        *,
        help: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, value, help=help, placeholder=placeholder, parent=parent)
        self.names = NameMarks(bridge, self.line, kind)


class WrittenText(LongTextField):
    """Several lines of words.

    Args:
        kind: the kind of record that is written, as names may stand in some.
    """

    def __init__(self, bridge: Bridge, kind: str, label: str, *, help: str = "") -> None:
        super().__init__(label, help=help)
        self.names = NameMarks(bridge, self.words, kind)
