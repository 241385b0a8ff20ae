"""Frameworks: which one this review keeps, what it adds to it, and what else is installed; reached from Settings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.model.words import QuestionKind
from reviewer_app.review.library import Library
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.framework_adding import FrameworkAdding
from reviewer_app.ui.components.framework_bound import BoundFramework
from reviewer_app.ui.components.framework_forms import FormsBeside
from reviewer_app.ui.components.framework_list import FrameworkList
from reviewer_app.ui.components.framework_trying import FormTry
from reviewer_app.ui.components.own_questions import OwnQuestions
from reviewer_app.ui.pages.page import CHANGES, Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, PageHeader, Scroller, SectionLabel, Text
from reviewer_app.ui.widgets.sheet import bring_into_sight
from reviewer_app.ui.widgets.way_back import WayBack


class FrameworksPage(Page):
    """Everything installed can be looked at, and a file dropped here is looked at too.

    Only what this review adds to its framework can be changed, and frameworks this person added can go.
    """

    page_id = "frameworks"

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self.back = Button(_("Back to Settings"), "quiet", icon="back")
        self.add_button = Button(_("Add a framework..."), "secondary", icon="folder")
        self.adding = FrameworkAdding(bridge, files)
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
        self.frameworks = FrameworkList(bridge, files)
        self.trying = FormTry(bridge)
        self._way_back = WayBack(self.trying)
        self._read = self._changes_asked = False
        self._compose()
        self.back.clicked.connect(lambda: self.wants.emit("settings", ""))
        self.add_button.clicked.connect(self.choose_file)
        self.adding.added.connect(self.frameworks.read)
        self.adding.see_asked.connect(self._see_added)
        self.frameworks.listed.connect(self._listed)
        self.bound.changes_asked.connect(self._show_changes)
        self.adding.try_asked.connect(lambda loaded: self._try(loaded, ""))
        self.frameworks.detail.try_asked.connect(self._try)
        self.trying.closed.connect(self._tried)
        self.setAcceptDrops(True)

    def enter(self, record: str = "") -> None:
        """Show what stands now; what is installed is read once."""
        self._show()
        self._changes_asked = record == CHANGES
        (self.trying.close_it if self.trying.isVisible() else self.add_button).setFocus()
        if not self._read:
            self._read = True
            self.frameworks.read()
        elif self._changes_asked:
            self._show_changes()

    def choose_file(self) -> None:
        """Ask for a framework or a spreadsheet of questions, and look at it."""
        self.trying.put_away()
        self._scroller.verticalScrollBar().setValue(0)
        self.adding.choose()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        if kinds & {"chosen_form", "own_question", "review"}:
            self._show()

    def leave(self) -> None:
        """Save every draft at once."""
        self.questions.flush()
        self.criteria.flush()

    def commands(self) -> Sequence[Command]:
        """Add a framework, try a form, write a question."""
        return (
            Command("frameworks.add", _("Add a framework or a form"), "Edit", self.choose_file),
            Command(
                "frameworks.try",
                _("Try the form"),
                "Edit",
                self._try_shown,
                why_not=lambda: self.frameworks.detail.why_not_try,
            ),
            Command(
                "frameworks.question",
                _("Write a question of the school’s own"),
                "Edit",
                self._write_question,
                why_not=self._why_not_write,
            ),
        )

    def _try(self, loaded: LoadedFramework, form: str) -> None:
        """Let a form be filled in for a try, in place of the page."""
        self._way_back.keep()
        self._whole.hide()
        self.trying.open(loaded, form)

    def _tried(self) -> None:
        if not self._way_back.change_over(self._whole):
            self.add_button.setFocus()

    def _try_shown(self) -> None:
        self.trying.put_away()
        self.frameworks.detail.try_it.click()

    def _write_question(self) -> None:
        self.trying.put_away()
        self.questions.new.setFocus()
        self._scroller.follow_focus(self.questions.new)

    def _why_not_write(self) -> str:
        if self.opened.leads():
            return ""
        return _("Only the lead reviewer or the deputy writes here.")

    def _compose(self) -> None:
        main = Column(bottom=Space.XL)
        main.add(self.adding)
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
        main.add(
            Text(
                _(
                    "A programme’s own framework (.yaml) or form (.xlsx, .xls, .md) is added from its file: "
                    "choose it with “Add a framework”, or drop it on this page."
                ),
                tone="ink2",
            )
        )
        main.space(Space.S)
        main.add(self.frameworks)
        main.stretch()
        head = Column()
        subtitle = _("What a review looks for, asks and estimates, as its authors wrote it.")
        head.add(PageHeader(_("Frameworks"), subtitle, [self.back, self.add_button]))
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        self._scroller = Scroller(main)
        whole.addWidget(self._scroller, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        column.addWidget(self.trying)

    def _show(self) -> None:
        self.bound.show_kept()
        self.beside.refresh()
        self.questions.refresh()
        self.criteria.refresh()

    def _see_added(self) -> None:
        """Go to what was added, which is looked at already."""
        self.adding.hide()
        self.frameworks.names.list.setFocus()
        self._scroller.follow_focus(self.frameworks.detail.title)

    def _listed(self, found: Library) -> None:
        self.bound.compare(found.installed)
        if self._changes_asked:
            self._show_changes()

    def _show_changes(self) -> None:
        """Go to what the newest version changed; nothing of it is applied to this review."""
        self._changes_asked = False
        newer = self.bound.newer
        if newer is None:
            return
        self.trying.put_away()
        self.frameworks.show_changes(newer, self.opened.framework)
        changes = self.frameworks.detail.changes
        changes.since.combo.setFocus()
        # Only once it is laid out is known where it stands.
        bring_into_sight(changes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _one_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _one_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.trying.put_away()
            self._scroller.verticalScrollBar().setValue(0)
            self.adding.look_at(path)


def _one_file(dragged: QMimeData) -> Path | None:
    """Give the file that is dragged; None for anything else, and for several at once."""
    urls = dragged.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
