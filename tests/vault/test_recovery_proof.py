"""What is kept of a recovery code: enough to check two groups, too little to use."""

import pytest

from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.recovery_proof import RecoveryProof, two_of


def code() -> RecoveryCode:
    return RecoveryCode(bytes(range(16)))


def test_the_two_groups_asked_for_prove_the_code() -> None:
    proof = RecoveryProof.of(code(), lambda _count: (2, 5))
    assert proof.asked == (2, 5)
    assert proof.holds({2: code().groups[2], 5: code().groups[5].lower() + " "})


@pytest.mark.parametrize("told", [{}, {2: "HHHH"}, {2: "", 5: ""}])
def test_anything_else_does_not(told: dict[int, str]) -> None:
    proof = RecoveryProof.of(code(), lambda _count: (2, 5))
    assert not proof.holds(told)
    swapped = {2: code().groups[5], 5: code().groups[2]}
    assert not proof.holds(swapped)


def test_it_comes_back_from_its_bytes_and_holds_no_group() -> None:
    proof = RecoveryProof.of(code(), two_of)
    stored = proof.to_bytes()
    assert RecoveryProof.from_bytes(stored) == proof
    assert not any(group.encode() in stored for group in code().groups)
    assert str(code()) not in repr(proof)


def test_the_check_group_is_never_asked_for() -> None:
    assert all(last < 8 for _first, last in (two_of(8) for _try in range(200)))
