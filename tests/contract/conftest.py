"""What the contract suites share."""

from tests.servers import running  # noqa: F401 (a fixture)
