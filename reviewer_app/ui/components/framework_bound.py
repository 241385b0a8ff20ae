"""Which framework the open review is bound to, by the text it keeps, and whether a newer one is installed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review.library import Installed
from reviewer_app.ui.models.framework_words import bound_words, hash_words, language_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import FactList, SectionLabel, Text


class BoundFramework(QWidget):
    """Facts of the text that is kept with the review, and one sentence on what is installed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.words = Text("", tone="ink2")
        self.words.hide()
        self.facts = FactList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(SectionLabel(_("This review")))
        column.addWidget(self.facts)
        column.addWidget(self.words)
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
        self.words.setText(bound_words(self._bridge.opened.framework, installed))
        self.words.show()
