"""A keyring service in memory, behind the program's own `Keyring`."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from reviewer_app.vault.keyring import Keyring


class MemoryBackend(KeyringBackend):
    """Keeps entries in a dictionary; refuses while `locked`."""

    # Never offered by the library itself.
    priority = -1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


def keyring_over(backend: MemoryBackend) -> Keyring:
    return Keyring(backend, "memory")
