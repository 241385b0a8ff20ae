import pytest

from tests.sync.team import Team


@pytest.fixture(scope="session")
def team() -> Team:
    return Team()
