"""The lock file pins everything by name, version and hash, and names no address."""

import itertools
import re
import tomllib

from tests.checks import source

LINES = (source.ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==([0-9][0-9a-z.+]*)( ; [a-z_]+ .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
PINNED = {match[1]: match[2] for line in LINES if (match := PIN.fullmatch(line))}


def test_lock_holds_names_versions_and_hashes_and_nothing_else() -> None:
    for line in LINES:
        assert line.lstrip().startswith("#") or PIN.fullmatch(line) or HASH.fullmatch(line)


def test_lock_names_no_address() -> None:
    assert [
        line for line in LINES if "://" in line or "--index" in line or "--find-links" in line
    ] == []


def test_every_pin_has_a_hash() -> None:
    for line, following in itertools.pairwise(LINES):
        if PIN.fullmatch(line):
            assert HASH.fullmatch(following)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[\[<>=;~! ]", entry)[0].lower().replace(".", "-") for entry in wanted}
    assert names <= PINNED.keys()
