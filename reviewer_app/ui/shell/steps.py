"""One's own changes of this session, in order: what undo takes back next, and what redo does again."""

from types import MappingProxyType
from typing import Literal

Way = Literal["back", "again"]


class Steps:
    """Two stacks of changes, by their hashes."""

    def __init__(self) -> None:
        self._stacks: dict[Way, list[str]] = {"back": [], "again": []}
        self._reversals: dict[str, str] = {}

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._stacks["back"])

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        return bool(self._stacks["again"])

    @property
    def reversals(self) -> MappingProxyType[str, str]:
        """Which change each undoing or redoing took back."""
        return MappingProxyType(dict(self._reversals))

    def did(self, change: str) -> None:
        """Something new was done: what was taken back before is not done again."""
        self._stacks["back"].append(change)
        self._stacks["again"].clear()

    def take(self, way: Way) -> str:
        """Give the change that is next, "" for none; it is out of the stack until it was reversed or kept."""
        stack = self._stacks[way]
        return stack.pop() if stack else ""

    def keep(self, change: str, way: Way) -> None:
        """It could not be reversed now: it stays next."""
        self._stacks[way].append(change)

    def reversed(self, change: str, by: str, way: Way) -> None:
        """It was reversed by another change, which can be reversed in its turn."""
        self._reversals[by] = change
        self._stacks["again" if way == "back" else "back"].append(by)
