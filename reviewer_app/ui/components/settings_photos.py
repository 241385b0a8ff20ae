"""Whether photos may be taken in this review: who allowed them, and what that means."""

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import photo_taking, set_up
from reviewer_app.review.wording import photos_allowed_words
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, Text, TextField


class PhotosSettings(SettingsPart):
    """Off until the programme allowed photos; what the lead switches on here holds for the whole team."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Photos"),
            _(
                "Switch photos on only where the programme and the school have agreed to them. They show work "
                "and walls, never the faces or names of pupils: everyone is asked to blur these before a photo "
                "is kept. Photos are made smaller, lose the place and time the camera wrote into them, lie "
                "encrypted with the notes, go to the team alone, and are destroyed with the evidence. Other files "
                "are not taken in: a document is the school’s, and a note cites it."
            ),
            parent,
        )
        self._bridge = bridge
        self.stands = Text("", Step.LIST)
        self.by = TextField(
            _("Allowed by"), help=_("Who agreed, as a role: the programme office, with the head.")
        )
        self.by.line.setMaxLength(200)
        self.switch = Button(_("Switch photos on"))
        self.switch.clicked.connect(self._turn)
        self.add(self.stands)
        self.add(self.by)
        self.add_start(self.switch)
        bridge.changed.connect(self._changed)
        self.show_state()

    def show_state(self) -> None:
        """Show what the review says now."""
        review = self._bridge.opened.review
        on = photo_taking.is_allowed(review)
        self.stands.setText(photos_allowed_words(review))
        self.by.setVisible(not on)
        self.switch.set_text(_("Switch photos off") if on else _("Switch photos on"))
        leads = self._bridge.opened.leads()
        self.switch.set_disabled_reason(
            "" if leads else refusal_words(UserError("review.not-allowed"))
        )
        self.by.set_disabled_reason("" if leads else refusal_words(UserError("review.not-allowed")))

    def _turn(self) -> None:
        self.by.set_error("")
        if photo_taking.is_allowed(self._bridge.opened.review):
            reply = self._bridge.do(set_up.stop_photos)
        else:
            reply = self._bridge.do(set_up.allow_photos, self.by.value)
        reply.failed(lambda error: self.by.set_error(refusal_words(error)))

    def _changed(self, kinds: frozenset[str]) -> None:
        if "review" in kinds:
            self.show_state()
