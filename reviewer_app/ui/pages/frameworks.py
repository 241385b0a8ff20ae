"""Frameworks: which one this review keeps, what it adds to it, and what else is installed; reached from Settings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.checking import Checked, installed
from reviewer_app.language import gettext as _
from reviewer_app.model.words import QuestionKind
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.framework_bound import BoundFramework
from reviewer_app.ui.components.framework_check import FrameworkCheck
from reviewer_app.ui.components.framework_forms import FormsBeside
from reviewer_app.ui.components.framework_list import FrameworkList
from reviewer_app.ui.components.own_questions import OwnQuestions
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, PageHeader, Scroller, SectionLabel


class FrameworksPage(Page):
    """Everything installed can be looked at; only what this review adds can be changed."""

    page_id = "frameworks"

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self.back = Button(_("Back to Settings"), "quiet", icon="back")
        self.check_button = Button(_("Check a file..."), "secondary", icon="folder")
        self.check = FrameworkCheck(bridge, files)
        self.bound = BoundFramework(bridge)
        self.beside = FormsBeside(bridge)
        self.questions = OwnQuestions(
            bridge,
            QuestionKind.QUESTION,
            title=_("The school’s own questions"),
            about=_(
                "What the head wants to know, agreed in the call before the visit. They stand beside the "
                "notes of every visit and are kept with this review alone."
            ),
            new=_("A new question of the school’s own"),
            example=_("To what extent do pupils ..."),
        )
        self.criteria = OwnQuestions(
            bridge,
            QuestionKind.CRITERION,
            title=_("Extra criteria"),
            about=_("What this review looks for besides its framework’s own criteria."),
            new=_("A new extra criterion"),
            example=_("Name what to look for, such as: every pupil has someone to turn to"),
        )
        self.frameworks = FrameworkList()
        self._read = False
        self._compose()
        self.back.clicked.connect(lambda: self.wants.emit("settings", ""))
        self.check_button.clicked.connect(self.check.choose)

    def enter(self, record: str = "") -> None:
        """Show what stands now; what is installed is read once."""
        self._show()
        self.check_button.setFocus()
        if not self._read:
            self._read = True
            self.bridge.ask(installed).then(self._installed).failed(self._not_read)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        if kinds & {"chosen_form", "own_question", "review"}:
            self._show()

    def leave(self) -> None:
        """Save every draft at once."""
        self.questions.flush()
        self.criteria.flush()

    def commands(self) -> Sequence[Command]:
        """Check a file, write a question."""
        return (
            Command("frameworks.check", _("Check a framework file"), "Edit", self.check.choose),
            Command(
                "frameworks.question",
                _("Write a question of the school’s own"),
                "Edit",
                self._write_question,
                why_not=self._why_not_write,
            ),
        )

    def _write_question(self) -> None:
        self.questions.new.setFocus()
        self._scroller.follow_focus(self.questions.new)

    def _why_not_write(self) -> str:
        if self.opened.leads():
            return ""
        return _("Only the lead reviewer or the deputy writes here.")

    def _compose(self) -> None:
        main = Column(bottom=Space.XL)
        main.add(self.check)
        main.add(self.bound)
        main.space(Space.XL)
        main.add(SectionLabel(_("Forms to choose")))
        main.space(Space.S)
        main.add(self.beside)
        main.space(Space.XL)
        main.add(self.questions)
        main.space(Space.XL)
        main.add(self.criteria)
        main.space(Space.XL)
        main.add(self.frameworks)
        main.stretch()
        head = Column()
        subtitle = _("What a review looks for, asks and estimates, as its authors wrote it.")
        head.add(PageHeader(_("Frameworks"), subtitle, [self.back, self.check_button]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self._scroller = Scroller(main)
        column.addWidget(self._scroller, 1)

    def _show(self) -> None:
        self.bound.show_kept()
        self.beside.refresh()
        self.questions.refresh()
        self.criteria.refresh()

    def _installed(self, found: list[Checked]) -> None:
        self.bound.compare(found)
        self.frameworks.show_installed(found, self.opened.framework.framework.id)

    def _not_read(self, error: UserError) -> None:
        self.frameworks.told.setText(refusal_words(error))
