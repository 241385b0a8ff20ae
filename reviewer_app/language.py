"""The language the program speaks: that of the reader's computer, else the English its sentences are written in.

The catalogue is found once. The standard library's `gettext.gettext` looks for its files at every sentence, which a
list that is drawn or a page that is made cannot afford.
"""

from collections.abc import Sequence
from gettext import translation
from typing import Final

from reviewer_app.places import resource

DOMAIN: Final = "reviewer_app"

_CATALOGUE: Final = translation(DOMAIN, resource("translations"), fallback=True)

gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext


def listed(words: Sequence[str]) -> str:
    """Join words as a person says them: "lessons, books and pupils"."""
    if len(words) < 2:
        return "".join(words)
    return gettext("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])
