import pytest

from tests.servers import running  # noqa: F401 (a fixture)
from tests.sync.team import Team


@pytest.fixture(scope="session")
def team() -> Team:
    return Team()
