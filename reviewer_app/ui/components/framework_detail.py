"""One framework, whole: its facts, what was found in it, what changed, its forms; and its ways out as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.durable import unused
from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.review import library
from reviewer_app.review.library import Installed
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.framework_changes import FrameworkChanges
from reviewer_app.ui.components.framework_preview import FormPreview
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.framework_words import (
    hash_words,
    languages_words,
    problem_rows,
    standing_words,
    why_not_removed,
)
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, ChoiceField, FactList, Flow, Text
from reviewer_app.ui.widgets.layouts import lay_in


class FrameworkDetail(QWidget):
    """A framework to read and to save; nothing of it can be changed here.

    Signals:
        remove_asked(installed): the person wants an `Installed` that was added to go.
        try_asked(framework, form): the person wants to fill in a form of a `LoadedFramework`, for a try.
    """

    remove_asked = Signal(object)
    try_asked = Signal(object, str)

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files = bridge, files or FileChoice.of(bridge.session)
        self._installed: Installed | None = None
        self._saved = Path()
        self.title = Text("", Step.NEXT)
        self.summary = Text("", tone="ink2")
        self.facts = FactList()
        self.credits = Text("", Step.LABEL, "ink3")
        self.save = Button(_("Save as a file..."), "secondary", icon="folder")
        self.remove = Button(_("Remove"), "quiet", icon="delete")
        self.told = Banner("")
        self.problems = TitledList(_("What was found"))
        self.changes = FrameworkChanges()
        self.form = ChoiceField(_("Form"))
        narrow_to(self.form, 24)
        self.try_it = Button(_("Try this form"), "secondary")
        self.save_form = Button(_("Save this form as a spreadsheet..."), "secondary", icon="folder")
        self.preview = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._compose()
        self.save.clicked.connect(self._save_text)
        self.try_it.clicked.connect(lambda: self.try_asked.emit(self._loaded, self.form.value))
        self.save_form.clicked.connect(self._save_form)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._installed))
        self.told.acted.connect(lambda: self._files.show(self._saved))
        self.form.chosen.connect(self.show_form)
        self.hide()

    def show_framework(self, installed: Installed, earlier: Sequence[LoadedFramework]) -> None:
        """Show a framework with its first form; of one that cannot be used, what was found in it.

        Args:
            installed: what to show.
            earlier: the texts it can be compared with, the latest first.
        """
        self._installed = installed
        checked = installed.checked
        loaded = checked.loaded
        self.told.hide()
        found = problem_rows(checked.problems)
        self.problems.model.set_rows(found)
        self.problems.setVisible(bool(found))
        self.remove.setVisible(installed.added is not None)
        self.remove.set_disabled_reason(why_not_removed(installed))
        for part in (self.summary, self.facts, self.credits, self.save, self._forms, self.preview):
            part.setVisible(loaded is not None)
        self.show()
        if loaded is None:
            self.title.setText(checked.file.name)
            self.changes.hide()
            return
        framework = loaded.framework
        self.title.setText(framework.title)
        self.summary.setText(framework.summary)
        self.facts.set_facts(
            [
                (_("Version"), framework.version),
                (_("Languages"), languages_words(loaded)),
                (_("Licence"), framework.licence),
                (_("Checked"), standing_words(installed)),
                (_("Fingerprint of the text"), hash_words(loaded)),
            ]
        )
        self.credits.setText(framework.credits)
        self.changes.show_changes(loaded, earlier)
        self.form.set_choices([(one.id, one.title) for one in framework.forms])
        narrow_to(self.form, 24)
        self.show_form(framework.forms[0].id)

    def show_form(self, form: str) -> None:
        """Show one form of the framework: what stands beside its notes, and the ways to its questions."""
        loaded = self._loaded
        if loaded is None:
            return
        framework = loaded.framework
        self.form.set_value(form)
        shown = framework.form(form)
        nothing = "" if shown.items else _("This form has notes only: there is nothing to ask.")
        self.try_it.set_disabled_reason(nothing)
        self.save_form.set_disabled_reason(nothing)
        before, self.preview = self.preview, FormPreview(framework, shown)
        self._column.replaceWidget(before, self.preview)
        before.hide()
        before.deleteLater()

    @property
    def why_not_try(self) -> str:
        """Why the form that is shown cannot be tried; "" where it can."""
        if self._loaded is None:
            return _("This framework cannot be used: it has no form to show.")
        return self.try_it.disabled_reason

    @property
    def _loaded(self) -> LoadedFramework | None:
        return None if self._installed is None else self._installed.checked.loaded

    def _compose(self) -> None:
        for part in (self.title, self.summary, self.facts, self.credits):
            self._column.addWidget(part)
        ways = QWidget()
        flow = Flow(ways, gap=Space.M)
        flow.addWidget(self.save)
        flow.addWidget(self.remove)
        self._column.addWidget(ways)
        self._column.addWidget(self.told)
        self._column.addWidget(self.problems)
        self._column.addWidget(self.changes)
        self._forms = QWidget()
        inner = QVBoxLayout(self._forms)
        inner.setContentsMargins(0, Space.M, 0, 0)
        inner.setSpacing(Space.M)
        line = QHBoxLayout()
        line.addWidget(self.form)
        line.addStretch(1)
        lay_in(inner, line)
        uses = QWidget()
        flow = Flow(uses, gap=Space.M)
        flow.addWidget(self.try_it)
        flow.addWidget(self.save_form)
        inner.addWidget(uses)
        self._column.addWidget(self._forms)
        self._column.addWidget(self.preview)

    def _save_text(self) -> None:
        loaded = self._loaded
        if loaded is not None:
            whole = loaded.framework
            self._save(
                f"{whole.id} {whole.version}.yaml", lambda path: library.save_text(loaded, path)
            )

    def _save_form(self) -> None:
        loaded, form = self._loaded, self.form.value
        if loaded is not None:
            title = _file_name(loaded.framework.form(form).title)
            self._save(f"{title}.xlsx", lambda path: library.save_form(loaded, form, path))

    def _save(self, name: str, write: Callable[[Path], None]) -> None:
        path = self._files.save(self, unused(self._files.folder() / name))
        if path is None:
            return

        def saved(_value: object) -> None:
            self._saved = path
            words = _("Saved as “{name}” in {folder}.").format(
                name=path.name, folder=path.parent.name or path.parent
            )
            self.told.say(words, "www", action=_("Show in folder"))

        def refused(error: UserError) -> None:
            self.told.say(refusal_words(error), "alert")

        self._bridge.ask(lambda: write(path)).then(saved).failed(refused)


def _file_name(title: str) -> str:
    """Make the name of a file of a title: what no system allows in one becomes a space."""
    allowed = "".join(" " if one in '\\/:*?"<>|' else one for one in title)
    return " ".join(allowed.split()).strip(".") or _("form")
