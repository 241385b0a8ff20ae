"""The system's clock and chance enter the program in `app.py`; whoever else asks for them is named here, and why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks import source

CLOCK = {
    "app.py": "the composition root",
    "ui/start.py": "the crash handler, which works where nothing else does",
}
CHANCE = {
    "app.py": "the composition root",
    "durable.py": "the name of a file that is renamed when it is whole",
    "review/session.py": "the nonce of a review's first roster",
    "store/profile.py": "the key of a profile",
    "sync/naming.py": "a name that nobody who may write to a store can have taken before",
    "sync/network_stores.py": "the passing name of a file that is being written",
    "sync/serving.py": "the token of who may read from this laptop",
    "vault/keyfile.py": "salts and nonces of seals",
    "vault/recovery.py": "the recovery code",
    "vault/recovery_proof.py": "the salt of its proof",
}
NOW = {"now", "utcnow", "today", "time", "time_ns"}
CLOCKS = {"datetime", "date", "time"}
RANDOM = {"secrets", "uuid"}


def asks_the_clock(path: Path) -> bool:
    """Say whether a file reads the system's clock: `datetime.now()`, `date.today()`, `time.time()`."""
    return any(
        source.called_name(call) in NOW and source.receiver(call) in CLOCKS
        for call in source.calls(path)
    )


def draws_by_chance(path: Path) -> bool:
    """Say whether a file takes identifiers or keys out of the air."""
    return any(
        module.split(".")[0] in RANDOM or (module, name) == ("os", "urandom")
        for module, name in source.imports(path)
    ) or any(source.called_name(call) == "urandom" for call in source.calls(path))


@pytest.mark.parametrize(("asks", "allowed"), [(asks_the_clock, CLOCK), (draws_by_chance, CHANCE)])
def test_clock_and_chance_enter_only_where_it_is_said(
    asks: Callable[[Path], bool], allowed: dict[str, str]
) -> None:
    found = {path.relative_to(source.PROGRAM).as_posix() for path in source.modules() if asks(path)}
    assert found == set(allowed)


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "date.today()", "time.time()", "datetime.datetime.now()"]
)
def test_the_clock_is_seen_in_each_of_its_forms(line: str, tmp_path: Path) -> None:
    written = tmp_path / "verb.py"
    written.write_text(f"import datetime, time\n{line}\n")
    assert asks_the_clock(written)


@pytest.mark.parametrize("line", ["import uuid", "from secrets import token_hex", "os.urandom(4)"])
def test_chance_is_seen_in_each_of_its_forms(line: str, tmp_path: Path) -> None:
    written = tmp_path / "verb.py"
    written.write_text(f"{line}\n")
    assert draws_by_chance(written)
