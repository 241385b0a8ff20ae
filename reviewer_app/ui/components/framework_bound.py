"""Which framework the open review is bound to, by the text it keeps, and whether a newer one is installed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import library
from reviewer_app.review.library import Installed
from reviewer_app.ui.models.framework_words import bound_words, hash_words, language_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, FactList, SectionLabel, Text
from reviewer_app.ui.widgets.layouts import lay_in


class BoundFramework(QWidget):
    """Facts of the text that is kept with the review, and one sentence on what is installed.

    Signals:
        changes_asked(framework): the person wants to see what a newer `LoadedFramework` changed.
    """

    changes_asked = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.words = Text("", tone="ink2")
        self.words.hide()
        self.newer: LoadedFramework | None = None
        self.see_changes = Button(_("See what changed"), "secondary")
        self.see_changes.clicked.connect(lambda: self.changes_asked.emit(self.newer))
        self.see_changes.hide()
        self.facts = FactList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(SectionLabel(_("This review")))
        column.addWidget(self.facts)
        column.addWidget(self.words)
        actions = QHBoxLayout()
        actions.addWidget(self.see_changes)
        actions.addStretch(1)
        lay_in(column, actions)
        self.show_kept()

    def show_kept(self) -> None:
        """Show the text the review keeps."""
        kept = self._bridge.opened.framework
        facts = [
            (_("Framework"), kept.framework.title),
            (_("Version"), kept.framework.version),
            (_("Language"), language_words(kept.language)),
            (_("Fingerprint of the text"), hash_words(kept)),
        ]
        if kept.untranslated:
            words = ngettext(
                "{count} text, shown in the main language",
                "{count} texts, shown in the main language",
                kept.untranslated,
            )
            facts.append((_("Not translated"), words.format(count=kept.untranslated)))
        self.facts.set_facts(facts)

    def compare(self, installed: Sequence[Installed]) -> None:
        """Say how the kept text stands to what is installed."""
        kept = self._bridge.opened.framework
        texts = (one.checked.loaded for one in installed)
        self.newer = library.newer_than(kept, (one for one in texts if one is not None))
        self.see_changes.setVisible(self.newer is not None)
        self.words.setText(bound_words(kept, installed))
        self.words.show()
