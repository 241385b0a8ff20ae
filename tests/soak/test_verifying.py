"""What the ordinary tests hold with a few changed bytes, over thousands."""

import re

import pytest

from tests.report.conftest import countersigned, final, helens, priyas, signed
from tests.report.flipping import gap, unseen

__all__ = ["countersigned", "final", "helens", "priyas", "signed"]


@pytest.mark.soak
def test_one_changed_byte_in_every_narrow_stride_is_not_valid(signed: bytes) -> None:
    assert unseen(signed, range(0, len(signed), 97)) == []


@pytest.mark.soak
def test_one_changed_byte_after_any_object_is_not_valid(signed: bytes) -> None:
    between = [match.end() - 1 for match in re.finditer(rb"endobj\r?\n", signed)]
    assert unseen(signed, between, 0x07) == []


@pytest.mark.soak
def test_any_changed_byte_of_the_signature_itself_is_not_valid(signed: bytes) -> None:
    assert unseen(signed, gap(signed)) == []


@pytest.mark.soak
def test_one_changed_byte_under_two_signatures_in_every_narrow_stride_is_not_valid(
    countersigned: bytes,
) -> None:
    tried = [*range(7, len(countersigned), 499), *gap(countersigned)[::13]]
    assert unseen(countersigned, tried) == []
