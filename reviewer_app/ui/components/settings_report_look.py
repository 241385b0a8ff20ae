"""How reports look: a logo and a colour of a school or programme."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.report.content import Look
from reviewer_app.review import report_look
from reviewer_app.ui.components.file_choice import ask_files
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, Button, TextField


class ReportLookSettings(SettingsPart):
    """Holds for every report built on this laptop from now on; a report that was exported stays as it is."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Look of the report"), parent=parent)
        self._bridge = bridge
        self._look = Look()
        self.whose = TextField(
            _("Whose logo it is"),
            help=_("The school or programme, for those who have the report read out to them."),
        )
        self.whose.line.setMaxLength(report_look.NAME_LIMIT)
        self.choose = Button(_("Choose a logo"), icon="attach")
        self.drop = Button(_("Print no logo"))
        self.colour = TextField(
            _("Colour"),
            help=_("Six digits after a hash, such as #1f4e79. Left empty: the program’s own."),
        )
        self.colour.line.setMaxLength(7)
        self.told = Banner("")
        for widget in (self.told, self.drop):
            widget.hide()
        self.add(self.whose)
        self.add_start(self.choose)
        self.add_start(self.drop)
        self.add(self.colour)
        self.add(self.told)
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(self._drop)
        self.whose.line.editingFinished.connect(self._name)
        self.colour.line.editingFinished.connect(self._colour)

    def show_state(self) -> None:
        """Ask what is kept, and show it."""
        session = self._bridge.session
        self._bridge.ask(lambda: report_look.kept_look(session)).then(self._show)

    def choose_file(self, path: Path) -> None:
        """Take a picture as the logo."""
        session, whose = self._bridge.session, self.whose.value
        self.told.hide()
        self._bridge.ask(
            lambda: report_look.set_logo(session, report_look.read_logo(path), whose)
        ).then(self._show).failed(lambda error: self.told.say(refusal_words(error), "alert"))

    def _choose(self) -> None:
        kinds = _("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp)")
        for path in ask_files(self, self._bridge.session, _("The logo"), kinds):
            self.choose_file(path)

    def _drop(self) -> None:
        session = self._bridge.session
        self.told.hide()
        self._bridge.ask(lambda: report_look.drop_logo(session)).then(self._show)
        self.choose.setFocus()

    def _name(self) -> None:
        session, look, whose = self._bridge.session, self._look, self.whose.value.strip()
        if look.logo and whose != look.logo_of:
            self._bridge.ask(lambda: report_look.set_logo(session, look.logo, whose)).then(
                self._show
            )

    def _colour(self) -> None:
        session, asked = self._bridge.session, self.colour.value
        if asked.strip() == self._look.colour:
            return

        def kept(look: Look) -> None:
            self._show(look)
            if report_look.is_darker(look, asked):
                self.told.say(report_look.darker_words(look), "www")

        def refused(error: UserError) -> None:
            self.colour.set_error(refusal_words(error))

        self.told.hide()
        self._bridge.ask(lambda: report_look.set_colour(session, asked)).then(kept).failed(refused)

    def _show(self, look: Look) -> None:
        self._look = look
        self.say(report_look.look_words(look))
        self.drop.setVisible(bool(look.logo))
        self.choose.set_text(_("Choose another logo") if look.logo else _("Choose a logo"))
        self.colour.set_error("")
        self.colour.set_value(look.colour)
        if look.logo:
            self.whose.set_value(look.logo_of)
