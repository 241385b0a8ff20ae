"""What this program is, and whose work it stands on."""

from importlib.metadata import version

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import FactList, Text

PARTS = (
    ("PySide6", "Qt for Python, LGPL 3"),
    ("sqlcipher3", "SQLCipher, BSD and zlib"),
    ("sqlmodel", "MIT"),
    ("reportlab", "BSD"),
    ("pyhanko", "MIT"),
    ("pyrage", "MIT"),
    ("opendal", "Apache 2.0"),
    ("cryptography", "Apache 2.0 and BSD"),
    ("keyring", "MIT"),
    ("pydantic", "MIT"),
)


class AboutSettings(SettingsPart):
    """Version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("About"),
            _(
                "Peer review {version}. It sends nothing anywhere unless you hand over or save a file. "
                "It is no product of any review programme and carries no endorsement."
            ).format(version=version("reviewer-app")),
            parent=parent,
        )
        self.add(FactList(PARTS))
        self.add(
            Text(
                _(
                    "The typefaces are Inter and Noto Serif, both under the SIL Open Font Licence. "
                    "School facts come from Get Information about Schools, Open Government Licence 3. "
                    "The spelling list is the British English dictionary of LibreOffice, by David "
                    "Bartlett, Brian Kelk, Andrew Brown and Marco A.G. Pinto, LGPL."
                ),
                Step.LABEL,
                "ink3",
            )
        )
