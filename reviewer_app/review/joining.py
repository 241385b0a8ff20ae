"""Joining on the day, for someone without a card: an invitation, an answer, five words read aloud, a set-up file.

Blocking, and off the lane: the five words alone take a fifth of a second.
"""

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of
from reviewer_app.report.naming import allowed
from reviewer_app.review import answered
from reviewer_app.review.rosters import chain_among, rosters_of
from reviewer_app.review.session import Session
from reviewer_app.review.team import set_up_for
from reviewer_app.store.files import write_atomically
from reviewer_app.sync import invitation as files
from reviewer_app.sync.container import Holds, held_by
from reviewer_app.vault.spoken import five_words, same_words


@dataclass(frozen=True, slots=True)
class Compared:
    """What one side of an invitation has in hand: the other's name, and the five words to compare aloud.

    `answer` are the exact bytes of the answer that the words belong to.
    """

    name: str
    words: tuple[str, ...]
    answer: bytes


def invitation_file_name(school: str) -> str:
    """Name an invitation to the team: "Larkfield Primary School, invitation.rvi"."""
    return _("{school}, invitation.rvi").format(school=allowed(school) or _("School"))


def answer_file_name(name: str) -> str:
    """Name what answers an invitation: "Answer of Tom.rva"."""
    return _("Answer of {name}.rva").format(name=allowed(name))


def set_up_file_name(school: str, name: str) -> str:
    """Name what sets a review up for one person: "Larkfield Primary School, set-up for Tom.review"."""
    return _("{school}, set-up for {name}.review").format(
        school=allowed(school) or _("School"), name=allowed(name)
    )


def team_file_name(school: str) -> str:
    """Name what sets a review up for its team: "Larkfield Primary School, team set-up.review"."""
    return _("{school}, team set-up.review").format(school=allowed(school) or _("School"))


def is_invitation(raw: bytes) -> bool:
    """Say whether a file is an invitation, by its first bytes."""
    return held_by(raw) is Holds.INVITATION


def invite(session: Session, review: str) -> bytes:
    """Make an invitation to a review; any number of people may answer it, each with words of their own.

    Raises:
        UserError: "review.unknown", "review.not-allowed".
    """
    me = session.person().identity
    _check_leads(session, review)
    return files.write_invitation(
        review=review,
        nonce=session.ids(),
        identity=me,
        made_at=moment_of(session.clock()),
    )


def write_invitation(session: Session, review: str, path: Path) -> None:
    """Write an invitation to a file.

    Raises:
        UserError: as `invite`; "file.not-written".
    """
    write_atomically(path, invite(session, review))


def answer(session: Session, invitation: bytes) -> Compared:
    """Answer an invitation with this person's card.

    Raises:
        UserError: "review.nobody", "file....", "invitation....".
    """
    invited = files.read_invitation(invitation)
    me = session.person().identity
    written = files.write_answer(invited, me, made_at=moment_of(session.clock()))
    return Compared(invited.name, five_words(invitation, written), written)


def write_answer(session: Session, invitation: bytes, path: Path) -> Compared:
    """Answer an invitation with a file; it is kept until the set-up file comes, see `answered`.

    Raises:
        UserError: as `answer`; "file.not-written".
    """
    compared = answer(session, invitation)
    write_atomically(path, compared.answer)
    answered.keep(session, invitation, compared.answer, path.name)
    return compared


def open_answer(session: Session, raw: bytes) -> Compared:
    """Say who answered an invitation of this person's, and the words to compare; nothing is changed.

    Raises:
        UserError: "file....", "joining....", "review.unknown", "review.not-allowed".
    """
    opened = _opened(session, raw)
    return Compared(opened.card.name, opened.words, raw)


def accept(session: Session, raw: bytes, words: str) -> bytes:
    """Put whoever answered on the team, where the words they read aloud are those worked out here.

    Gives the file that sets the review up for them.

    Raises:
        UserError: as `open_answer`; "joining.words-differ".
    """
    opened = _opened(session, raw)
    if not same_words(words, opened.words):
        raise UserError("joining.words-differ")
    return set_up_for(session, opened.invitation.review, [opened.card])


def write_accepted(session: Session, raw: bytes, words: str, path: Path) -> None:
    """Accept an answer and write the file that sets the review up.

    Raises:
        UserError: as `accept`; "file.not-written".
    """
    write_atomically(path, accept(session, raw, words))


def _opened(session: Session, raw: bytes) -> files.Answer:
    opened = files.read_answer(raw, session.person().identity)
    _check_leads(session, opened.invitation.review)
    return opened


def _check_leads(session: Session, review: str) -> None:
    tip = chain_among(rosters_of(session, review)).tip
    if tip is None or not tip.leads(session.person().identity.person):
        raise UserError("review.not-allowed")
