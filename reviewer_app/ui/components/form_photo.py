"""A question that is answered with photos of the visit."""

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.items import PhotoItem
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Photo
from reviewer_app.review import answers
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.components.photo_panel import PhotoTarget
from reviewer_app.ui.components.photos_waiting import PhotosWaiting
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Flow, Text
from reviewer_app.ui.widgets.layouts import clear
from reviewer_app.ui.widgets.photo_button import PhotoButton


class PhotoPart(ItemPart):
    """The photos that answer a question, each on a note of the visit that says what it shows."""

    LOOKS_AT = frozenset({"photo", "photo_draft", "note", "review"})

    def __init__(self, open_form: OpenForm, item: PhotoItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self.tiles: dict[str, PhotoButton] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self._desk = open_form.kept.photo_desk if open_form.sheet.activity else None
        self._row = QWidget()
        self._flow = Flow(self._row, gap=Space.S)
        self.said = Text("", Step.LABEL, "ink3")
        self.column.addWidget(self._row)
        self.waiting = None if self._desk is None else self._waiting_on(self._desk)
        if self.waiting is not None:
            self.column.addWidget(self.waiting)
        self.column.addWidget(self.said)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now."""
        super().show_now()
        photos = self._photos()
        shown = tuple((one.id, one.caption) for one in photos)
        if shown != self._shown:
            self._shown = shown
            self._lay_tiles(photos)
        self._row.setVisible(bool(photos))
        if self.waiting is not None:
            self.waiting.show_now()
        self.said.setText("" if photos else self._why_none())
        self.said.setVisible(bool(self.said.text()))

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return bool(self.tiles) or self._can_add()

    def focus_first(self) -> None:
        """Go to the button that adds a photo, or to the first photo."""
        if self.waiting is not None and self._can_add():
            self.waiting.add.setFocus()
        else:
            next(iter(self.tiles.values()), self).setFocus()

    def _photos(self) -> list[Photo]:
        answer = self.answer
        ids = [str(one) for one in answer] if isinstance(answer, list) else []
        records = self.open_form.kept.records
        return [found for one in ids if (found := records.get(Photo, one)) is not None]

    def _can_add(self) -> bool:
        desk = self._desk
        return desk is not None and not desk.off and self.waiting is not None

    def _why_none(self) -> str:
        if not self.open_form.sheet.activity:
            return refusal_words(UserError("photo.no-visit"))
        if self._desk is None:
            return _("Photos of the visit are added here.")
        return self._desk.off

    def _waiting_on(self, desk: PhotoDesk) -> PhotosWaiting:
        bridge, form = desk.bridge, self.open_form
        item, row, place = self.item.id, self.row, form.place(self.item.id, self.row)

        def keep(clean: CleanPhoto, caption: str, draft: str) -> Reply:
            return bridge.do(
                answers.give_photo, form.sheet, item, clean, caption, row=row, draft=draft
            )

        waiting = PhotosWaiting(
            bridge,
            desk,
            _("Add a photo"),
            waiting=lambda: bridge.opened.photos_waiting(place),
            target=lambda: PhotoTarget(place, keep),
        )
        waiting.add.setAccessibleName(_("{question}, add a photo").format(question=self.name))
        desk.shelf.came.connect(self._came)
        return waiting

    def _lay_tiles(self, photos: list[Photo]) -> None:
        clear(self._flow)
        self.tiles = {}
        for one in photos:
            tile = PhotoButton(one.caption, self._row)
            tile.clicked.connect(lambda _on=False, id_=one.id: self._view(id_))
            self._flow.addWidget(tile)
            tile.show()
            self.tiles[one.id] = tile
            self._came(one.id)

    def _view(self, photo: str) -> None:
        if self._desk is not None:
            self._desk.view(photo)

    def _came(self, id_: str) -> None:
        if id_ in self.tiles and self._desk is not None:
            self.tiles[id_].show_picture(self._desk.shelf.small(id_))
