"""The language the program speaks: that of the reader's computer, else the English its sentences are written in.

The catalogue is found once. The standard library's `gettext.gettext` looks for its files at every sentence, which a
list that is drawn or a page that is made cannot afford.
"""

from gettext import translation
from typing import Final

from reviewer_app.places import resource

DOMAIN: Final = "reviewer_app"

_CATALOGUE: Final = translation(DOMAIN, resource("translations"), fallback=True)

gettext = _CATALOGUE.gettext
ngettext = _CATALOGUE.ngettext
