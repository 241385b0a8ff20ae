"""A framework as small as one can be, for tests that break it in one place."""

import pytest

from tests.frameworks.small import SMALL, WITH_ITEMS


@pytest.fixture
def small() -> str:
    """The text of a small framework without a fault."""
    return SMALL


@pytest.fixture
def with_items() -> str:
    """The text of one whose form has items of several types, and rules."""
    return WITH_ITEMS
