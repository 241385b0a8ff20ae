"""The recovery code of a profile: proved once, replaced when it is lost."""

from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.review import recovery

PASSPHRASE = "seven lanterns over larkfield"
NEW = "four lamps in the far meadow"


def no_keyring() -> None:
    """Say that there is none."""


def test_two_groups_prove_it_once_and_what_was_kept_goes(tmp_path: Path) -> None:
    session, code = Program(keyring=no_keyring).create(tmp_path / "p", passphrase=PASSPHRASE)
    recovery.remember_code(session, code)
    assert not recovery.is_proved(session)
    asked = recovery.groups_asked(session)
    assert asked is not None
    assert not recovery.prove(session, dict.fromkeys(asked, "HHHH"))
    assert recovery.prove(session, {place: code.groups[place] for place in asked})
    assert recovery.is_proved(session)
    assert recovery.groups_asked(session) is None
    session.close()


def test_a_new_code_opens_and_the_old_one_no_longer(tmp_path: Path) -> None:
    program = Program(keyring=no_keyring)
    session, old = program.create(tmp_path / "p", passphrase=PASSPHRASE)
    recovery.mark_proved(session)
    new = recovery.new_code(session)
    assert not recovery.is_proved(session)
    session.close()
    with pytest.raises(UserError) as refused:
        program.recover(tmp_path / "p", str(old), passphrase=NEW)
    assert refused.value.code == "vault.recovery-code-wrong"
    program.recover(tmp_path / "p", str(new), passphrase=NEW).close()
    program.open(tmp_path / "p", passphrase=NEW).close()
