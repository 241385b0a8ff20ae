"""Photos on their way to a note: the button that adds one, those that go with the note, those left half done."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.local import PhotoDraft
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.photo_panel import PhotoTarget
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Flow, Text
from reviewer_app.ui.widgets.layouts import clear
from reviewer_app.ui.widgets.photo_button import PhotoButton


class PhotosWaiting(QWidget):
    """Below a text that is being written, or a question: what goes with it.

    Nothing of it is in sight while photos are off and none waits.

    Args:
        words: what the button says that adds a photo.
        waiting: gives what waits here.
        target: what photos are added for here.
        key: the shortcut shown on the button.
    """

    def __init__(
        self,
        bridge: Bridge,
        desk: PhotoDesk,
        words: str,
        *,
        waiting: Callable[[], list[PhotoDraft]],
        target: Callable[[], PhotoTarget],
        key: str = "",
    ) -> None:
        super().__init__()
        self._bridge, self._desk = bridge, desk
        self._waiting, self._target = waiting, target
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.tiles: dict[str, PhotoButton] = {}
        self.add = Button(words, "quiet", key=key, icon="photo")
        self.add.clicked.connect(lambda: desk.choose(target()))
        self.unkept = Banner("", action=_("Go on"), second=_("Leave it out"))
        self.unkept.hide()
        self.unkept.acted.connect(self._go_on)
        self.unkept.second_acted.connect(self._leave_out)
        self._unkept: PhotoDraft | None = None
        self.said = Text("", Step.LABEL, "ink3")
        self.said.hide()
        self._row = QWidget()
        self._flow = Flow(self._row, gap=Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.unkept, self.said, self._row, self.add):
            column.addWidget(part)
        desk.shelf.came.connect(self._came)
        # What was open in the panel is kept, left out, or waits again.
        desk.panel.closed.connect(self.show_now)

    def show_now(self) -> None:
        """Show the photos that wait here."""
        waiting = self._waiting()
        ready = [one for one in waiting if one.ready]
        open_ = [one for one in waiting if not one.ready and one.id != self._desk.panel.draft]
        shown = tuple((one.id, one.caption, one.saved_at) for one in ready)
        if shown != self._shown:
            self._shown = shown
            self._lay_tiles(ready)
        self.said.setText(
            ngettext(
                "{count} photo goes with this note.",
                "{count} photos go with this note.",
                len(ready),
            ).format(count=len(ready))
        )
        self.said.setVisible(bool(ready))
        self._row.setVisible(bool(ready))
        self._unkept = open_[0] if open_ else None
        if self._unkept is None:
            self.unkept.hide()
        else:
            words = _("A photo from {time} is not kept yet.").format(
                time=clock_words(self._unkept.saved_at)
            )
            if self.unkept.isHidden() or self.unkept.text != words:
                self.unkept.say(words, action=_("Go on"), second=_("Leave it out"))
        self.add.setVisible(not self._desk.off)
        self.setVisible(not self._desk.off or bool(waiting))

    def _lay_tiles(self, ready: list[PhotoDraft]) -> None:
        clear(self._flow)
        self.tiles = {}
        for one in ready:
            tile = PhotoButton(one.caption, self._row)
            tile.show_picture(self._desk.shelf.waiting(one.id))
            tile.clicked.connect(lambda _on=False, one=one: self._resume(one))
            self._flow.addWidget(tile)
            tile.show()
            self.tiles[one.id] = tile

    def _came(self, id_: str) -> None:
        if id_ in self.tiles:
            self.tiles[id_].show_picture(self._desk.shelf.waiting(id_))

    def _go_on(self) -> None:
        if self._unkept is not None:
            self._resume(self._unkept)

    def _resume(self, draft: PhotoDraft) -> None:
        # What is pressed may be gone when the panel closes; the focus then comes back to what stays.
        self.add.setFocus()
        target = self._target()
        self._desk.resume(draft, target if target.place == draft.place else None)

    def _leave_out(self) -> None:
        if self._unkept is not None:
            self._bridge.leave_photo_out(self._unkept.id)
