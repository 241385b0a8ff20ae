"""The abbreviations of a review: what they stand for, changed for the whole team in one place."""

from typing import cast

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import abbreviations
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, ListPanel, Row, RowModel, Sheet, Text, TextField
from reviewer_app.ui.widgets.two_line import TwoLineDelegate


class AbbreviationsSheet(Sheet):
    """A list of what is known, and two fields to add to it or change it."""

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("Abbreviations"), close_words=_("Close the abbreviations"))
        self._bridge = bridge
        self._own: dict[str, str] = {}
        self.add(
            Text(
                _(
                    "Ctrl and the space bar write out the abbreviation before the cursor. The report "
                    "lists those it uses. What you keep here holds for the whole team."
                ),
                Step.LABEL,
                "ink3",
            )
        )
        self.short = TextField(_("Abbreviation"))
        self.words = WrittenLine(bridge, "abbreviation", _("Stands for"))
        self.said = Text("", Step.LABEL, "alert")
        self.said.hide()
        self._model = RowModel()
        self.list = ListPanel(
            _("Abbreviations"),
            self._model,
            TwoLineDelegate(time_column=False, wrap=True),
            fit=True,
            single_click=True,
        )
        self._model.setParent(self.list)
        for part in (self.short, self.words, self.said, self.list):
            self.add(part)
        self.finish()
        self.keep = Button(_("Keep"), "primary", key="Ctrl+Return")
        self.drop = Button(_("Take out of use"), "secondary")
        self.set_actions([self.keep, self.drop])
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(lambda: self._store(""))
        self.list.opened.connect(self._take_up)
        bridge.ask(lambda: bridge.session.setting(abbreviations.OWN)).then(self._take_own)

    def known(self) -> dict[str, str]:
        """Give every abbreviation in use here."""
        return abbreviations.known(self._bridge.opened, self._own)

    def ask(self, short: str = "") -> None:
        """Open; with an abbreviation that is still to be explained."""
        self.short.set_value(short)
        self.words.set_value(self.known().get(short, ""))
        self.said.hide()
        self.refresh()
        self.open()
        if short:
            self.words.line.setFocus()

    def refresh(self) -> None:
        """Show what is known now."""
        self._model.set_rows([Row(short, short, words) for short, words in self.known().items()])

    def _take_own(self, kept: object) -> None:
        if isinstance(kept, dict):
            self._own = {
                str(short): str(words) for short, words in cast(dict[str, str], kept).items()
            }

    def _take_up(self, short: str) -> None:
        self.short.set_value(short)
        self.words.set_value(self.known().get(short, ""))
        self.words.line.setFocus()

    def _keep(self) -> None:
        if not self.words.value.strip():
            self._say(_("Write what it stands for."))
            self.words.line.setFocus()
            return
        self._store(self.words.value)

    def _store(self, words: str) -> None:
        short = self.short.value.strip()
        self._bridge.do(abbreviations.keep, short, words).then(
            lambda _kept: self._kept(short, words.strip())
        ).failed(self._refused)

    def _kept(self, short: str, words: str) -> None:
        self._own = {**self._own, short: words}
        self._bridge.keep_setting(abbreviations.OWN, dict(self._own))
        self.said.hide()
        for field in (self.short, self.words):
            field.set_value("")
        self.refresh()
        self.short.line.setFocus()

    def _refused(self, error: UserError) -> None:
        self._say(refusal_words(error))
        self.short.line.setFocus()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
