"""What can go wrong that a person or a file can cause, in one catalogue.

A `UserError` has a stable code, a sentence for what happened and one for what to do. Both stand in
`CATALOGUE`, keyed by code, so that the window, the command line and the tests read the same words.
Anything that is not a `UserError` is a bug and reaches the crash handler.
"""

from collections.abc import Mapping
from typing import Final

from reviewer_app.errors.exchange import EXCHANGE
from reviewer_app.errors.factual_check import FACTUAL_CHECK
from reviewer_app.errors.files import FILES
from reviewer_app.errors.findings import FINDINGS
from reviewer_app.errors.framework import FRAMEWORK
from reviewer_app.errors.joining import JOINING
from reviewer_app.errors.names import NAMES
from reviewer_app.errors.open_data import OPEN_DATA
from reviewer_app.errors.photo import PHOTO
from reviewer_app.errors.profile import PROFILE
from reviewer_app.errors.program import PROGRAM
from reviewer_app.errors.report import REPORT
from reviewer_app.errors.review import REVIEW
from reviewer_app.errors.school import SCHOOL
from reviewer_app.errors.season import SEASON
from reviewer_app.errors.sentences import N_, Sentences
from reviewer_app.errors.vault import VAULT
from reviewer_app.language import gettext as _

CATALOGUE: Final[dict[str, Sentences]] = {
    **PROGRAM,
    **PROFILE,
    **VAULT,
    **FRAMEWORK,
    **FILES,
    **SCHOOL,
    **REVIEW,
    **NAMES,
    **PHOTO,
    **EXCHANGE,
    **JOINING,
    **REPORT,
    **FACTUAL_CHECK,
    **OPEN_DATA,
    **FINDINGS,
    **SEASON,
}

_NAMED_BY: Final = "--passphrase-file"
"""How a command is given the passphrase, where it says nothing else."""

__all__ = ["CATALOGUE", "N_", "Sentences", "UserError"]


class UserError(Exception):
    """An error a person or a file caused.

    Args:
        code: a key of `CATALOGUE`, stable for ever once released.
        parameters: the values its sentences name.

    Raises:
        KeyError: the code is not in the catalogue (a bug).
    """

    def __init__(self, code: str, /, **parameters: object) -> None:
        CATALOGUE[code]
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, object] = parameters

    @property
    def happened(self) -> str:
        """What happened, in the reader's language."""
        return _(CATALOGUE[self.code].happened).format(**self.parameters)

    @property
    def remedy(self) -> str:
        """What to do now, in the reader's language."""
        return _(CATALOGUE[self.code].remedy).format(**self.parameters)

    @property
    def command(self) -> str:
        """What to do now at the command line, in the reader's language."""
        sentence = CATALOGUE[self.code].command
        if not sentence:
            return self.remedy
        return _(sentence).format(**{"option": _NAMED_BY, **self.parameters})

    def __str__(self) -> str:
        """Give the line that the command line prints."""
        return f"error[{self.code}]: {self.happened} {self.command}"
