"""The keys for larger and smaller text go through the very sizes that Settings offers."""

from PySide6.QtWidgets import QApplication

from reviewer_app.ui.components.settings_look import SIZES
from reviewer_app.ui.shell.look import Look
from reviewer_app.ui.theme import Theme


def test_the_keys_stop_at_the_sizes_of_the_settings_and_at_no_other(
    qapp: QApplication, theme: Theme
) -> None:
    look = Look(theme)
    larger, smaller = (
        next(one for one in look.commands() if one.id == f"view.{way}")
        for way in ("larger", "smaller")
    )
    offered = [float(one) for one in SIZES]
    theme.apply(qapp, "light", offered[0])
    passed = [theme.scale]
    for _press in offered:
        larger.run()
        passed.append(theme.scale)
    assert passed == [*offered, offered[-1]]
    for _press in offered:
        smaller.run()
    assert theme.scale == offered[0]
    theme.apply(qapp, "light", 1.0)
