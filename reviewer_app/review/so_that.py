"""Whether an EBI says what it is for."""

import re
from typing import Final

from reviewer_app.language import gettext as _

_GAP: Final = r"\s+"


def says_so_that(text: str) -> bool:
    """Say whether a sentence says what for, in the reader's language, however it is spaced."""
    words = _GAP.join(re.escape(word) for word in _("so that").split())
    return re.search(rf"\b{words}\b", text, re.IGNORECASE) is not None
