"""The widgets are imported one by one, when they are first asked for, and every name of the list is there."""

import subprocess
import sys

import pytest

from reviewer_app.ui import widgets


@pytest.mark.parametrize("name", widgets.__all__)
def test_every_listed_widget_can_be_imported(name: str) -> None:
    assert getattr(widgets, name) is not None


def test_a_name_that_is_not_listed_is_missing() -> None:
    with pytest.raises(AttributeError, match="NoSuchWidget"):
        _ = widgets.NoSuchWidget  # type: ignore[attr-defined]


def test_the_first_paint_imports_no_widget_of_the_pages() -> None:
    asked = (
        "import sys, reviewer_app.ui.start; print('reviewer_app.ui.widgets.matrix' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
