"""An invitation that was answered: kept in the profile until what it promised came, or it is given up.

Between answer and set-up file lies a walk to the other laptop; whoever closes the window meanwhile still holds the file
to the invitation.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Final

from reviewer_app.model.canonical import Json
from reviewer_app.review.session import Session
from reviewer_app.store import settings
from reviewer_app.sync.invitation import Invitation, read_invitation
from reviewer_app.vault.spoken import five_words

_KEPT: Final = "answered_invitation"


@dataclass(frozen=True, slots=True)
class Answered:
    """The invitation, the exact bytes of the answer, and the name of the file the answer was written to."""

    invitation: Invitation
    answer: bytes
    file: str

    @property
    def words(self) -> tuple[str, ...]:
        """The five words to read to whoever invited; they take a fifth of a second."""
        return five_words(self.invitation.raw, self.answer)


def keep(session: Session, invitation: bytes, answer: bytes, file: str) -> None:
    """Keep what was answered; the latest takes the place of one before it."""
    kept: dict[str, Json] = {
        "invitation": b64encode(invitation).decode(),
        "answer": b64encode(answer).decode(),
        "file": file,
    }
    session.set_setting(_KEPT, kept).result()


def waiting(session: Session) -> Answered | None:
    """Give what was answered and waits for its set-up file, None where nothing does."""
    kept = session.setting(_KEPT)
    if not isinstance(kept, dict):
        return None
    invitation = read_invitation(b64decode(str(kept["invitation"])))
    return Answered(invitation, b64decode(str(kept["answer"])), str(kept["file"]))


def give_up(session: Session) -> None:
    """Wait for it no longer."""
    session.database.local(settings.drop, _KEPT).result()


def settle(session: Session, review: str) -> None:
    """Wait no longer where this is the review that was invited to."""
    kept = waiting(session)
    if kept is not None and kept.invitation.review == review:
        give_up(session)
