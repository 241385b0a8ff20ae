"""The page Frameworks in the real window: as it opens, with a file looked at, what changed, and a form to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.shipped import usual
from reviewer_app.review import library
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.theme import Theme, ThemeName
from reviewer_app.ui.widgets import Scroller
from tests.ui.forms import WELSH, every_item
from tests.ui.shell.scenes import Stage, on_stage
from tests.ui.support import make_bridge, wait_until

FRAMEWORK_SCENES: Final = (
    "frameworks",
    "frameworks-file",
    "frameworks-refused",
    "frameworks-list",
    "frameworks-changes",
    "frameworks-preview",
    "frameworks-try",
    "frameworks-try-timed",
)
FORM: Final = """\
| survey |
|        | type       | name  | label                             |
|        | integer    | seen  | How many pupils were outside?     |
|        | geopoint   | where | Where did you stand?              |
|        | text       | heard | What did you hear?                |
|        | audio      | sound | Record a minute of it             |
| settings |
|        | form_title          | form_id   | version |
|        | A walk at lunchtime | lunchtime | 1       |
"""
NEXT: Final = "2027.1"


class FrameworkStage(Stage):
    """Shows parts of the page Frameworks."""

    def dress(self, theme: ThemeName, screen: tuple[int, int, float]) -> None:
        # As with the other scenes, another page is in sight while the text's size changes.
        self.window.show_page("today")
        super().dress(theme, screen)

    def show(self, scene: str) -> QWidget:
        self.window.show_page("frameworks")
        page = self.window.page("frameworks")
        assert isinstance(page, FrameworksPage)
        wait_until(page.frameworks.told.isHidden)
        page.adding.hide()
        page.trying.put_away()
        detail = page.frameworks.detail
        first: QWidget = page
        if scene.startswith("frameworks-try"):
            return self._show_try(page, scene)
        if scene in ("frameworks-file", "frameworks-refused"):
            folder = Path(self.window.property("folder"))
            page.adding.look_at(folder / ("walk.md" if scene == "frameworks-file" else "bad.yaml"))
            wait_until(lambda: not page.adding.told.text.endswith("is being read."))
        elif scene == "frameworks-list":
            page.frameworks.names.list.set_current("every-item 1.yaml")
            first = page.frameworks
        elif scene == "frameworks-changes":
            page.frameworks.names.list.set_current(f"quality-assurance {NEXT}.yaml")
            first = detail.changes
        elif scene == "frameworks-preview":
            page.frameworks.names.list.set_current("every-item 1.yaml")
            first = detail.form
        self.settle()
        scroller = next(one for one in page.findChildren(Scroller) if one.isAncestorOf(detail))
        whole = scroller.widget()
        assert whole is not None
        top = 0 if first is page else first.mapTo(whole, QPoint(0, 0)).y() - 8
        scroller.verticalScrollBar().setValue(top)
        self.settle()
        return page

    def _show_try(self, page: FrameworksPage, scene: str) -> QWidget:
        """Show a form that is being tried, begun or with its instruments."""
        page.frameworks.names.list.set_current("every-item 1.yaml")
        page.frameworks.detail.try_it.click()
        trying = page.trying
        trying.pane.finish()
        sheet = trying.pane.sheets[0]
        sheet.open_form.give("calm", "", "secure")
        sheet.open_form.give("aims", "", "high")
        sheet.open_form.start_clock("look", "")
        trying.tick()
        self.settle()
        if scene == "frameworks-try-timed":
            top = sheet.items.part("look").mapTo(sheet, QPoint(0, 0)).y()
            trying.pane.verticalScrollBar().setValue(top)
            self.settle()
        return page


@contextmanager
def framework_stage(folder: Path, theme: Theme) -> Iterator[Stage]:
    """Give a stage with a next version of the usual framework, a framework of a programme, and files to add."""
    made = make_bridge(folder, seed=False)
    now = usual()
    text = now.text.replace(f'"{now.framework.version}"', f'"{NEXT}"', 1)
    text = text.replace("Every pupil", "Each pupil").replace("pupils can say", "pupils say")
    library.add(made.session, load_framework(text, source="next.yaml"))
    whole = every_item()
    renamed = whole.text.replace("id: small\n", "id: every-item\n", 1) + WELSH
    library.add(made.session, load_framework(renamed, source="every-item.yaml"))
    made.close()
    (folder / "walk.md").write_text(FORM)
    wrong = now.text.replace("licence:", "license:", 1)
    (folder / "bad.yaml").write_text(wrong.replace("scale: estimate", "scale: estimates", 1))
    with on_stage(folder, theme, FrameworkStage) as shown:
        shown.window.setProperty("folder", str(folder))
        yield shown
