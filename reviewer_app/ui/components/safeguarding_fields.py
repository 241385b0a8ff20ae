"""The fields for the school's safeguarding lead, wherever they are asked for."""

from reviewer_app.language import gettext as _
from reviewer_app.ui.widgets import TextField


def safeguarding_fields() -> dict[str, TextField]:
    """Give a field for each fact of the safeguarding lead, by the name it has in a review."""
    return {
        "safeguarding_lead": TextField(_("Name")),
        "safeguarding_place": TextField(
            _("Room"), help=_("Where to find them, such as: Room 4 beside reception.")
        ),
        "safeguarding_number": TextField(_("Number"), help=_("The number to ring in school.")),
    }
