"""A photo before it is kept: faces blurred, the rest cropped, and said in words what it shows."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.moment import moment_of
from reviewer_app.review import photos
from reviewer_app.review.photos import Area, CleanPhoto, Picture
from reviewer_app.ui.components.photo_beside import BesidePhoto
from reviewer_app.ui.components.photo_shelf import image_of
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, Flow, Sheet, Text
from reviewer_app.ui.widgets.drafting import DraftTimer
from reviewer_app.ui.widgets.photo_area import PhotoArea

_LONGEST_WORDS: Final = 200

Change = Callable[[Picture, Area], Picture]


@dataclass(frozen=True, slots=True)
class PhotoTarget:
    """What a photo is taken in for.

    Attributes:
        place: the place of its draft; with `keep` None it waits there for the note being written.
        keep: gives the photo to what it is for: its picture, what it shows, the draft it was.
    """

    place: str
    keep: Callable[[CleanPhoto, str, str], Reply] | None = None


class PhotoPanel(Sheet):
    """The panel over the page. Escape puts it away; the photo waits, as it stands, and nothing is lost.

    Blurring and cropping replace the pixels of the draft at once: from then on it never lies unblurred on the disk.
    Only here, until it is kept, can a step be taken back.

    Signals:
        kept(), left_out()
    """

    kept = Signal()
    left_out = Signal()

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(
            host, _("Before the photo is kept"), close_words=_("Keep for later"), wide=True
        )
        self._bridge = bridge
        self._target = PhotoTarget("")
        self._draft = ""
        self._steps: list[Picture] = []
        self._latest: dict[str, Picture] = {}
        self._clean: CleanPhoto | None = None
        self._changing = self._keep_then = False
        self._then: deque[Callable[[], None]] = deque()
        self.care = Text(
            _(
                "No faces of pupils, and no names. Lay the area over what tells who a child is and "
                "blur it: once the photo is kept, nothing can bring it back."
            ),
            Step.LIST,
            "ink2",
        )
        self.picture = PhotoArea(_("The photo, with the area to blur or to crop to"))
        self.blur = Button(_("Blur the area"), key="Ctrl+B")
        self.crop = Button(_("Crop to the area"), key="Ctrl+R")
        self.back = Button(_("Take back"), "quiet", key="Ctrl+Z", icon="undo")
        self.caption = WrittenLine(
            bridge,
            "photo",
            _("What it shows"),
            help=_("In roles, never names: a page of writing by a Year 4 pupil."),
        )
        self.caption.line.setMaxLength(_LONGEST_WORDS)
        self.keep = Button(_("Keep photo"), "primary", key="Ctrl+Return")
        self.leave = Button(_("Leave it out"), "quiet")
        self.told = Banner("", "alert")
        self.told.hide()
        self._words = DraftTimer(self)
        self._compose()
        self._connect()

    @property
    def draft(self) -> str:
        """The photo that is open, "" for none."""
        return self._draft if self.isVisible() else ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was asked of the photo is still under way."""
        return not self._changing and not self._then and self._clean is not None

    def begin(self, draft: str, picture: Picture, target: PhotoTarget, *, fresh: bool) -> None:
        """Open a photo; a fresh one is saved as a draft at once."""
        self._target, self._draft = target, draft
        self._steps, self._clean = [picture], None
        self._keep_then = False
        self._then.clear()
        waiting = self._bridge.opened.photo_drafts.get(draft)
        self.told.hide()
        self.caption.set_error("")
        self.caption.set_value(waiting.caption if waiting else "")
        self.keep.set_text(_("Keep photo") if target.keep else _("Keep for this note"))
        self._show(keep_area=False)
        self.open()
        self.picture.setFocus()
        if fresh:
            self._save()
        else:
            self._encode()

    def blur_area(self) -> None:
        """Replace the area by a blur."""
        self._change(photos.blurred, keep_area=True)

    def crop_to_area(self) -> None:
        """Keep the area alone."""
        self._change(photos.cropped, keep_area=False)

    def take_back(self) -> None:
        """Take back the last blur or crop."""
        if self._changing:
            self._then.append(self.take_back)
        elif len(self._steps) > 1:
            self._steps.pop()
            self._show(keep_area=True)
            self._save()

    def keep_now(self) -> None:
        """Keep the photo: give it to what it is for."""
        caption = self.caption.value.strip()
        if not caption:
            self.caption.set_error(refusal_words(UserError("photo.caption-missing")))
            self.caption.setFocus()
            return
        self.caption.set_error("")
        if self._clean is None:
            self._keep_then = True
            return
        self._words.forget()
        clean = self._clean
        if self._target.keep is None:
            draft, place, _typed, _ready = self._facts()
            self._bridge.keep_photo_draft(self._as_draft(draft, place, clean, caption, ready=True))
            self._done()
            return
        self._bridge.word_photo_draft(self._draft, caption)
        # Asked again meanwhile, it is kept once all the same.
        self._clean = None

        def refused(error: UserError) -> None:
            self._clean, self._keep_then = clean, False
            self.told.say(refusal_words(error), "alert")

        self._target.keep(clean, caption, self._draft).then(lambda _kept: self._done()).failed(
            refused
        )

    def leave_photo_out(self) -> None:
        """Forget the photo; nothing of it stays."""
        self._words.forget()
        draft, self._draft = self._draft, ""
        self._latest.pop(draft, None)
        self.close_sheet()
        self._bridge.leave_photo_out(draft)
        self.left_out.emit()

    def close_sheet(self) -> None:
        """Put the panel away; the photo waits."""
        self._words.flush()
        super().close_sheet()
        self._steps, self._clean = [], None

    def event(self, event: QEvent) -> bool:
        """Blur, crop and take back by their keys, wherever the focus is in the panel."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            act = self._act_of(event)
            if act is not None:
                if event.type() == QEvent.Type.KeyPress:
                    act()
                event.accept()
                return True
        return super().event(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        keys = QKeySequence(event.keyCombination()).toString()
        return {
            "Ctrl+B": self.blur_area,
            "Ctrl+R": self.crop_to_area,
            "Ctrl+Z": self.take_back,
        }.get(keys)

    def _compose(self) -> None:
        tools = QWidget()
        flow = Flow(tools, gap=Space.S)
        for button in (self.blur, self.crop, self.back):
            flow.addWidget(button)
        self.body.setSpacing(Space.M)
        self.add(tools)
        beside = BesidePhoto(self.picture, (self.care, self.caption, self.told))
        self.body.addWidget(beside, 1)
        self.set_actions([self.keep, self.leave])

    def _connect(self) -> None:
        self.blur.clicked.connect(self.blur_area)
        self.crop.clicked.connect(self.crop_to_area)
        self.back.clicked.connect(self.take_back)
        self.keep.clicked.connect(self.keep_now)
        self.leave.clicked.connect(self.leave_photo_out)
        self.caption.edited.connect(lambda _text: self._words.touch())
        self._words.due.connect(
            lambda: self._bridge.word_photo_draft(self._draft, self.caption.value)
        )

    def _show(self, *, keep_area: bool) -> None:
        self.picture.show_image(image_of(self._steps[-1]), keep_area=keep_area)
        first = len(self._steps) == 1
        self.back.set_disabled_reason(_("Nothing was blurred or cropped yet.") if first else "")

    def _change(self, change: Change, *, keep_area: bool) -> None:
        """Change the photo off the window's thread; what is asked meanwhile follows in its turn."""
        if self._changing:
            self._then.append(lambda: self._change(change, keep_area=keep_area))
            return
        picture, area, draft = self._steps[-1], _area_of(self.picture.area), self._draft
        self._changing, self._clean = True, None

        def changed(made: Picture) -> None:
            if draft == self.draft:
                self._steps.append(made)
                self._show(keep_area=keep_area)
                self._save()

        self._bridge.ask(lambda: change(picture, area)).then(changed).lastly(self._changed)

    def _changed(self) -> None:
        self._changing = False
        if self._then and self.draft:
            self._then.popleft()()

    def _save(self) -> None:
        """Encode the photo as it stands, and save it as the draft, also where the panel was put away meanwhile."""
        draft, place, caption, ready = self._facts()
        self._encode(
            lambda clean: self._bridge.keep_photo_draft(
                self._as_draft(draft, place, clean, caption, ready=ready)
            )
        )

    def _encode(self, then: Callable[[CleanPhoto], None] | None = None) -> None:
        picture, draft = self._steps[-1], self._draft
        self._clean = None
        self._latest[draft] = picture

        def made(clean: CleanPhoto) -> None:
            if self._latest.get(draft) is not picture:
                return  # Another step was taken since, or the photo was kept or left out.
            del self._latest[draft]
            if then is not None:
                then(clean)
            if draft != self.draft:
                return
            self._clean = clean
            if self._keep_then and not self._changing:
                self._keep_then = False
                self.keep_now()

        self._bridge.ask(lambda: photos.encoded(picture)).then(made)

    def _facts(self) -> tuple[str, str, str, bool]:
        waiting = self._bridge.opened.photo_drafts.get(self._draft)
        ready = waiting is not None and waiting.ready
        return self._draft, self._target.place, self.caption.value, ready

    def _as_draft(
        self, draft: str, place: str, clean: CleanPhoto, caption: str, *, ready: bool
    ) -> PhotoDraft:
        return PhotoDraft(
            id=draft,
            review=self._bridge.opened.id,
            place=place,
            jpeg=clean.jpeg,
            width=clean.width,
            height=clean.height,
            caption=caption,
            ready=ready,
            saved_at=moment_of(self._bridge.session.clock()),
        )

    def _done(self) -> None:
        self._draft = ""
        self.close_sheet()
        self.kept.emit()


def _area_of(rect: QRect) -> Area:
    return Area(rect.left(), rect.top(), rect.left() + rect.width(), rect.top() + rect.height())
