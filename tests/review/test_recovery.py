"""The recovery code of a profile: proved once, replaced when it is lost."""

import itertools
import shutil
from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.review import recovery
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.recovery import RecoveryCode
from tests.store.killing import killed_at_file

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


def opens(folder: Path, code: RecoveryCode) -> bool:
    """Say whether a recovery code opens the key file in a folder."""
    try:
        KeyFile.read(folder / "profile.key").open_with_recovery(code)
    except UserError:
        return False
    return True


def test_old_sheet_that_opens_nothing_never_counts_as_proved_wherever_it_ended(
    tmp_path: Path,
) -> None:
    program = Program(keyring=no_keyring)
    session, old = program.create(tmp_path / "made", passphrase=PASSPHRASE)
    recovery.mark_proved(session)
    session.close()

    def renewed(folder: Path) -> None:
        recovery.new_code(program.open(folder, passphrase=PASSPHRASE))

    outcomes = set()
    for point in itertools.count(1):
        folder = tmp_path / f"renewed {point}"
        shutil.copytree(tmp_path / "made", folder)
        ended = killed_at_file(point, folder, renewed)
        session = program.open(folder, passphrase=PASSPHRASE)
        outcomes.add((opens(folder, old), recovery.is_proved(session)))
        session.close()
        if ended:
            break
    assert outcomes == {(True, True), (True, False), (False, False)}


def test_after_a_key_file_that_could_not_be_written_another_code_can_be_made(
    tmp_path: Path,
) -> None:
    program = Program(keyring=no_keyring)
    session, old = program.create(tmp_path / "p", passphrase=PASSPHRASE)
    recovery.mark_proved(session)
    key_file = tmp_path / "p" / "backups" / "profile.key"
    key_file.rename(tmp_path / "aside")
    key_file.mkdir()
    with pytest.raises(UserError) as refused:
        recovery.new_code(session)
    assert refused.value.code == "vault.keyfile-not-written"
    assert opens(tmp_path / "p", old)
    assert not recovery.is_proved(session)
    key_file.rmdir()
    assert opens(tmp_path / "p", recovery.new_code(session))
    session.close()
