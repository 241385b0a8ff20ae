"""The frameworks that are installed, and the one that is looked at: its facts, what was found in it, its forms."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.checking import Checked
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.framework_preview import FormPreview
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.framework_words import (
    hash_words,
    installed_row,
    languages_words,
    problem_rows,
    published_words,
)
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import ChoiceField, FactList, Text


class FrameworkDetail(QWidget):
    """One installed framework, whole: facts, credits, what was found, and each form as a reviewer meets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: LoadedFramework | None = None
        self.title = Text("", Step.NEXT)
        self.summary = Text("", tone="ink2")
        self.facts = FactList()
        self.credits = Text("", Step.LABEL, "ink3")
        self.problems = TitledList(_("What was found"))
        self.form = ChoiceField(_("Form"))
        narrow_to(self.form, 24)
        self.form.chosen.connect(self.show_form)
        self.preview = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        for part in (self.title, self.summary, self.facts, self.credits):
            self._column.addWidget(part)
        self._column.addWidget(self.problems)
        line = QHBoxLayout()
        line.addWidget(self.form)
        line.addStretch(1)
        self._column.addLayout(line)
        self._column.addWidget(self.preview)
        self.hide()

    def show_framework(self, checked: Checked) -> None:
        """Show a framework with its first form; of one that cannot be used, what was found in it."""
        loaded = self._loaded = checked.loaded
        found = problem_rows(checked.problems)
        self.problems.model.set_rows(found)
        self.problems.setVisible(bool(found))
        for part in (self.summary, self.facts, self.credits, self.form, self.preview):
            part.setVisible(loaded is not None)
        self.show()
        if loaded is None:
            self.title.setText(checked.file.name)
            return
        framework = loaded.framework
        self.title.setText(framework.title)
        self.summary.setText(framework.summary)
        self.facts.set_facts(
            [
                (_("Version"), framework.version),
                (_("Languages"), languages_words(loaded)),
                (_("Licence"), framework.licence),
                (_("Checked"), published_words(checked)),
                (_("Fingerprint of the text"), hash_words(loaded)),
            ]
        )
        self.credits.setText(framework.credits)
        self.form.set_choices([(one.id, one.title) for one in framework.forms])
        narrow_to(self.form, 24)
        self.show_form(framework.forms[0].id)

    def show_form(self, form: str) -> None:
        """Show one form of the framework as a reviewer meets it."""
        if self._loaded is None:
            return
        framework = self._loaded.framework
        self.form.set_value(form)
        before, self.preview = self.preview, FormPreview(framework, framework.form(form))
        self._column.replaceWidget(before, self.preview)
        before.hide()
        before.deleteLater()


class FrameworkList(QWidget):
    """Every framework that ships; moving to one shows it below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_file: dict[str, Checked] = {}
        self.told = Text(_("The frameworks are being read."), tone="ink3")
        self.names = TitledList(_("Installed"))
        self.detail = FrameworkDetail()
        self.names.list.current_changed.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        # The rows bleed over the margin, the words do not.
        words = QVBoxLayout()
        words.setContentsMargins(TitledList.BLEED, 0, TitledList.BLEED, 0)
        words.setSpacing(Space.L)
        words.addWidget(self.told)
        words.addWidget(self.detail)
        column.addWidget(self.names)
        column.addLayout(words)

    BLEED = TitledList.BLEED

    def show_installed(self, installed: Sequence[Checked], used: str) -> None:
        """List what is installed, with the framework of id `used` looked at first, if it is here."""
        self._by_file = {one.file.name: one for one in installed}
        self.told.hide()
        self.names.model.set_rows([installed_row(one, used) for one in installed])
        mine = (one for one in installed if one.loaded and one.loaded.framework.id == used)
        self.names.list.set_current(next(mine, installed[0]).file.name)

    def _show(self, file: str) -> None:
        if file in self._by_file:
            self.detail.show_framework(self._by_file[file])
