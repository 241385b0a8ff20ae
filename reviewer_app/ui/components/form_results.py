"""What the rules make of a form's answers, apart from them, and what a person chose instead, with the reason."""

import re
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.answer_words import input_words, instead_words, result_words
from reviewer_app.frameworks.rules import (
    CountIfRule,
    MeanOfMeansRule,
    MeanRule,
    MinimumRule,
    PositiveShareRule,
    Rule,
    WeightedSumRule,
)
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.form_typing import DraftedLine
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.form_words import are_long, value_options
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Choices, Hairline, SectionLabel, Text
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.way_back import WayBack

_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?")

_NUMBERS = (
    MeanRule,
    MeanOfMeansRule,
    CountIfRule,
    PositiveShareRule,
    MinimumRule,
    WeightedSumRule,
)
"""Rules whose result is a number."""


class ResultsPart(FormPart):
    """The results of all rules of a form, each on its own lines."""

    def __init__(self, open_form: OpenForm) -> None:
        super().__init__(open_form, "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._column.addWidget(SectionLabel(_("Worked out from the answers")))
        self.lines: dict[str, ResultLine] = {}

    def make_next(self) -> bool:
        """Make one line more; False where every rule has its own."""
        rules = self.open_form.form.rules
        rule = next((one for one in rules if one.id not in self.lines), None)
        if rule is None:
            return False
        line = self.lines[rule.id] = ResultLine(self.open_form, rule)
        self._column.addWidget(Hairline())
        self._column.addWidget(line)
        line.show_now()
        line.show()
        return True

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        for line in self.lines.values():
            line.show_now()

    def flush(self) -> None:
        """Save what is pending."""
        for line in self.lines.values():
            line.flush()


class ResultLine(QWidget):
    """One rule: its result, what it looked at, and what was chosen instead."""

    def __init__(self, open_form: OpenForm, rule: Rule) -> None:
        super().__init__()
        self._open_form, self._rule = open_form, rule
        self.result = Text("", Step.LIST, tabular=True)
        self.inputs = Text("", Step.LABEL, "ink3")
        self.instead = Text("", Step.LIST, weight=QFont.Weight.Medium)
        self.open = Button(_("Choose another value"), "quiet")
        self.open.setAccessibleName(_("{rule}, choose another value").format(rule=rule.title))
        self.open.clicked.connect(self._ask)
        self.back = Button(_("Let the result stand"), "quiet")
        self.back.setAccessibleName(_("{rule}, let the result stand").format(rule=rule.title))
        self.back.clicked.connect(self._take_back)
        self._wrong = Banner("", "alert")
        self._wrong.hide()
        self.form = _Instead(open_form, rule)
        self.form.hide()
        self._way_back = WayBack(self.form)
        self.form.kept.connect(self._keep)
        self.form.closed.connect(self._close)
        actions = QHBoxLayout()
        actions.setSpacing(0)
        actions.addWidget(self.open)
        actions.addWidget(self.back)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(rule.title, Step.LIST, weight=QFont.Weight.DemiBold))
        if rule.explanation:
            column.addWidget(Text(rule.explanation, Step.LABEL, "ink3"))
        for part in (self.result, self.inputs, self.instead, self.form, self._wrong):
            column.addWidget(part)
        lay_in(column, actions)

    def show_now(self) -> None:
        """Show what the answers come to now."""
        open_form, rule = self._open_form, self._rule
        found = open_form.results()[rule.id]
        self.result.setText(result_words(open_form.framework, rule, found))
        inputs = input_words(open_form.framework, open_form.form, open_form.items, found)
        self.inputs.setText(inputs)
        self.inputs.setVisible(bool(inputs))
        chosen = open_form.overrides().get(rule.id)
        self.instead.setVisible(chosen is not None)
        self.back.setVisible(chosen is not None and self.form.isHidden())
        self.open.setVisible(self.form.isHidden())
        if chosen is not None:
            framework = open_form.framework
            self.instead.setText(instead_words(framework, rule, chosen.value, chosen.reason))

    def flush(self) -> None:
        """Save what is pending."""
        self.form.flush()

    def _ask(self) -> None:
        chosen = self._open_form.overrides().get(self._rule.id)
        self._way_back.keep()
        self.form.begin(chosen.value if chosen else "", chosen.reason if chosen else "")
        self.form.show()
        self.show_now()
        self.form.setFocus()

    def _keep(self, value: str, reason: str) -> None:
        self._open_form.override(self._rule.id, value, reason).then(
            lambda _kept: self._close()
        ).failed(self._refused)

    def _take_back(self) -> None:
        self._open_form.take_back_override(self._rule.id).failed(self._refused)
        self.open.setFocus()

    def _close(self) -> None:
        self._wrong.hide()
        self.open.show()
        if not self._way_back.go():
            self.open.setFocus()
        self.form.put_away()
        self.show_now()

    def _refused(self, error: UserError) -> None:
        self._wrong.say(refusal_words(error), "alert")


class _Instead(QWidget):
    """Asks for another value and its reason.

    Signals:
        kept(value, reason), closed()
    """

    kept = Signal(str, str)
    closed = Signal()

    def __init__(self, open_form: OpenForm, rule: Rule) -> None:
        super().__init__()
        self._counts = isinstance(rule, _NUMBERS)
        offered = value_options(open_form.framework, rule)
        spoken = _("{rule}, another value").format(rule=rule.title)
        self.choices = Choices(spoken, offered, upright=are_long(offered)) if offered else None
        self.number = DraftedLine(
            open_form,
            open_form.place(rule.id, "", "value"),
            _("Another value"),
            spoken=spoken,
            pixels=176,
        )
        self.reason = DraftedLine(
            open_form,
            open_form.place(rule.id, "", "reason"),
            _("Why"),
            spoken=_("{rule}, why another value").format(rule=rule.title),
            help=_("The reason stands beside the result wherever it is shown."),
        )
        self.keep = Button(_("Keep this value"), "secondary")
        self.keep.clicked.connect(self._keep)
        close = Button(_("Close without keeping"), "quiet")
        close.clicked.connect(self.closed)
        actions = QHBoxLayout()
        actions.addWidget(self.keep)
        actions.addWidget(close)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.M)
        first: QWidget = self.choices or self.number
        column.addWidget(first)
        column.addWidget(self.reason)
        lay_in(column, actions)
        self.setFocusProxy(first)

    def begin(self, value: str, reason: str) -> None:
        """Show what was chosen before, or a kept draft of it."""
        if self.choices is not None:
            self.choices.set_value((value,))
        self.number.show_value(value)
        self.reason.show_value(reason)

    def flush(self) -> None:
        """Save what is pending."""
        self.number.flush()
        self.reason.flush()

    def put_away(self) -> None:
        """Drop what was typed, and close."""
        self.number.forget()
        self.reason.forget()
        self.hide()

    def _keep(self) -> None:
        value = self._value()
        self.number.set_error("")
        self.reason.set_error("")
        if not value and self.choices is not None:
            self.reason.set_error(_("Choose a value first."))
        elif not value:
            self.number.set_error(_("Type a number.") if self._counts else _("Type a value."))
        elif not self.reason.value.strip():
            self.reason.set_error(_("Say why: the reason stands beside the result."))
        else:
            self.kept.emit(value, self.reason.value.strip())

    def _value(self) -> str:
        if self.choices is not None:
            return next(iter(self.choices.value), "")
        text = self.number.value.strip()
        return text if not self._counts or _NUMBER.fullmatch(text) else ""
