from tests.support import blank_profile, devices  # noqa: F401 (fixtures)
