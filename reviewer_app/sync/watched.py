"""A store that is watched: it tells how far an exchange has come, and ends it between two files when asked to.

A folder, and one on a network, ends within a file as well (`open_store`).
"""

from collections.abc import Callable

from reviewer_app import right_of_way
from reviewer_app.errors import UserError
from reviewer_app.sync.stores import Store


class WatchedStore:
    """Another store, with somebody looking on.

    A list is always given, so that what stands there by then is known. Between two files a key that is on its way to
    the screen goes first.

    Args:
        store: the store itself.
        moved: told of every file that was read or written.
        stopped: says whether to stop; nothing is read or written from then on.
    """

    def __init__(
        self, store: Store, moved: Callable[[], None], stopped: Callable[[], bool]
    ) -> None:
        self.place = store.place
        self._store, self._moved, self._stopped = store, moved, stopped

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names that begin with `prefix`, in order."""
        return self._store.list(prefix)

    def mark(self, name: str) -> str:
        """Give what the last listing said of a file."""
        return self._store.mark(name)

    def read(self, name: str, *, largest: int) -> bytes:
        """Read a file. Raises UserError "store.stopped" besides what the store raises."""
        self._go_on()
        content = self._store.read(name, largest=largest)
        self._moved()
        return content

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file and read it back. Raises UserError "store.stopped" besides what the store raises."""
        self._go_on()
        written = self._store.write_once(name, content)
        self._moved()
        return written

    def _go_on(self) -> None:
        right_of_way.give()
        if self._stopped():
            raise UserError("store.stopped", place=self.place)
