"""The recovery code of this profile: proving that the printed sheet is at hand, and making a new one.

Blocking, and off the lane: each slow hash takes a fifth of a second.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from reviewer_app.review.session import Session
from reviewer_app.store import settings
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.recovery_proof import RecoveryProof

PROVED: Final = "recovery_proved"
"""The setting that says that two groups of the printed code were typed once."""

_PROOF: Final = "recovery_proof"
_DEFERRED: Final = "recovery_deferred"


def remember_code(session: Session, code: RecoveryCode) -> None:
    """Keep what it takes to check two groups of a code that was just made; the code itself is not kept."""
    session.database.local(_keep, RecoveryProof.of(code).to_bytes()).result()


def defer_code(session: Session) -> None:
    """Keep in mind that no code was shown: what is only looked round in does without."""
    session.set_setting(_DEFERRED, True).result()


def is_deferred(session: Session) -> bool:
    """Say whether this profile does without a code."""
    return session.setting(_DEFERRED) is True


def is_proved(session: Session) -> bool:
    """Say whether the printed code was proved."""
    return session.setting(PROVED) is True


def groups_asked(session: Session) -> tuple[int, int] | None:
    """Give the places (from 0) of the two groups to ask for; None where no code was shown on this laptop."""
    proof = _proof_of(session)
    return None if proof is None else proof.asked


def prove(session: Session, told: Mapping[int, str]) -> bool:
    """Check two groups, by place; where they are right, what was kept of the code goes."""
    proof = _proof_of(session)
    if proof is None or not proof.holds(told):
        return False
    mark_proved(session)
    return True


def mark_proved(session: Session) -> None:
    """Say that the printed code is at hand: it was proved, or just opened the profile."""
    session.database.local(_proved).result()


def new_code(session: Session) -> RecoveryCode:
    """Make a new recovery code; the one before opens nothing any more. It has to be proved anew.

    Raises:
        UserError: "vault.keyfile-not-written": the new code has to be taken for lost, and another one made.
    """
    code = RecoveryCode.generate()
    # First: were the key file changed first and the program ended there, a sheet that opens nothing any more
    # would still count as proved. The other way round a code is asked for that nobody saw, and a new one made.
    remember_code(session, code)
    session.profile.change_recovery_code(code)
    return code


def _keep(connection: Connection, proof: bytes) -> None:
    settings.put_secret(connection, _PROOF, proof)
    settings.put(connection, PROVED, False)
    settings.put(connection, _DEFERRED, False)


def _proved(connection: Connection) -> None:
    settings.drop_secret(connection, _PROOF)
    settings.put(connection, PROVED, True)


def _proof_of(session: Session) -> RecoveryProof | None:
    kept = session.database.ask(settings.get_secret, _PROOF).result()
    return None if kept is None else RecoveryProof.from_bytes(kept)
