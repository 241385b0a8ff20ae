"""A framework's forms as a reviewer meets them: filled in, timed and worked out as on a visit, and kept nowhere."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.review import library
from reviewer_app.review.instruments import Steady, steady_seconds
from reviewer_app.ui.components.drafted_text import DraftedField
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_pane import FormPane
from reviewer_app.ui.components.form_sheet import FormSheet
from reviewer_app.ui.components.form_trying import TriedAnswers
from reviewer_app.ui.components.last_review import narrow_to
from reviewer_app.ui.components.notes_or_form import TICK_MS
from reviewer_app.ui.models.framework_words import language_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, ChoiceField, Column, Flow, PageHeader


class FormTry(QWidget):
    """One form at a time, in place of the page. Another form, or another language, leaves what was answered.

    Args:
        steady: the clock that never jumps, for the instruments.

    Signals:
        closed(): it is about to go, and everything answered with it.
    """

    closed = Signal()

    def __init__(
        self, bridge: Bridge, steady: Steady = steady_seconds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._steady = bridge, steady
        self._loaded: LoadedFramework | None = None
        self._form = ""
        self._tried: dict[str, TriedAnswers] = {}
        self.close_it = Button(_("Close"), "secondary", key="Esc")
        self.form = ChoiceField(_("Form"))
        self.language = ChoiceField(_("Language"))
        self.pane = FormPane()
        self._head = PageHeader("", _("Try it: nothing here is kept."), [self.close_it])
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._compose()
        self.close_it.clicked.connect(self.put_away)
        self.form.chosen.connect(self.show_form)
        self.language.chosen.connect(self.show_language)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)
        self.hide()

    def open(self, loaded: LoadedFramework, form: str = "") -> None:
        """Show a form of a framework, or the first that asks anything; nothing is answered yet."""
        self._forget()
        self._loaded = loaded
        forms = [(one.id, one.title) for one in loaded.framework.forms if one.items]
        self.form.set_choices(forms)
        self.form.setVisible(len(forms) > 1)
        self.language.set_choices([(one, language_words(one)) for one in loaded.languages])
        self.language.set_value(loaded.language)
        self.language.setVisible(len(loaded.languages) > 1)
        self._choices.setVisible(len(forms) > 1 or len(loaded.languages) > 1)
        for field in (self.form, self.language):
            narrow_to(field, 16)
        self.show()
        self.show_form(form or forms[0][0])

    def show_form(self, form: str) -> None:
        """Show another form of the framework; what was answered on the one before waits."""
        self._form = form
        self.form.set_value(form)
        self._show_sheet()
        self.pane.focus_first()

    def show_language(self, language: str) -> None:
        """Show the form as it reads in a language of its file."""
        before = self._loaded
        if before is None:
            return

        def read(loaded: LoadedFramework) -> None:
            # Meanwhile it may have been closed, and another framework be tried.
            if self._loaded is before:
                self._loaded = loaded
                self.language.set_value(language)
                self._show_sheet()

        self._bridge.ask(lambda: library.in_language(before, language)).then(read)

    def put_away(self) -> None:
        """Go back to the page; what was answered is gone."""
        if not self.isHidden():
            # Whoever shows something in its place takes the keys before it hides, or Qt would take them on.
            self.closed.emit()
            self.hide()
            self._forget()

    def tick(self) -> None:
        """A second went by: watches go on."""
        for sheet in self.pane.sheets:
            sheet.tick()

    def _compose(self) -> None:
        self._choices = QWidget()
        flow = Flow(self._choices, gap=Space.L)
        flow.addWidget(self.form)
        flow.addWidget(self.language)
        head = Column(bottom=Space.L)
        head.add(self._head)
        head.add(self._choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.pane, 1)

    def _show_sheet(self) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        framework = loaded.framework
        form = framework.form(self._form)
        tried = self._tried.get(form.id)
        if tried is None:
            tried = TriedAnswers(framework, form, self._bridge.session.clock, self)
            tried.changed.connect(self.pane.refresh)
            self._tried[form.id] = tried
        tried.turn(framework)
        open_form = OpenForm(tried, logic_of(framework, form.id), self._steady)
        self._head.set_title(form.title)
        self.pane.show_sheets([FormSheet(open_form, titled=False)])
        self._clock.start()

    def _forget(self) -> None:
        self._clock.stop()
        self._loaded = None
        self.pane.show_sheets(())
        for tried in self._tried.values():
            tried.deleteLater()
        self._tried = {}

    def _leave(self) -> None:
        """Escape first brings back the wording of a text that is being changed, as on a visit."""
        focused = QApplication.focusWidget()
        for field in self.pane.findChildren(DraftedField):
            if focused is not None and field.isAncestorOf(focused) and field.changed:
                field.abandon()
                return
        self.put_away()
