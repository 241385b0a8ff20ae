from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.theme import Theme


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication, theme: Theme) -> Iterator[None]:
    yield
    theme.apply(qapp, "light", 1.0)
