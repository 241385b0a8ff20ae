"""Whoever hands over, whoever gathers, and a store that fails: what the tests of both sides begin with."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync import gathering, handing_over
from reviewer_app.sync.gathering import Gathered
from reviewer_app.sync.handing_over import HandedOver
from reviewer_app.sync.have import have_of
from reviewer_app.sync.keys_file import KeysFile
from reviewer_app.sync.roster import SignedRoster
from reviewer_app.sync.stores import MemoryStore, Store
from reviewer_app.vault.identity import Identity
from tests.sync.team import TIME, Team


@dataclass
class FaultyStore(MemoryStore):
    """A store that fails the writing of one file, or loses files, as a stick does, or only does not list them."""

    fail_at: int = -1
    code: str = "store.full"
    loses: set[str] = field(default_factory=set)
    lists_late: set[str] = field(default_factory=set)
    keeps_it: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.written = 0

    def write_once(self, name: str, content: bytes) -> bool:
        self.written += 1
        if self.written - 1 == self.fail_at:
            if self.keeps_it:
                super().write_once(name, content)
            raise UserError(self.code, place=self.place, name=name)
        return super().write_once(name, content)

    def list(self, prefix: str = "") -> tuple[str, ...]:
        hidden = self.loses | self.lists_late
        return tuple(name for name in super().list(prefix) if name not in hidden)

    def read(self, name: str, *, largest: int) -> bytes:
        if name in self.loses:
            raise UserError("store.file-missing", place=self.place, name=name)
        return super().read(name, largest=largest)

    def put(self, name: str, content: bytes) -> None:
        self._files[name] = content


def hand_over(
    team: Team,
    store: Store,
    changes: list[Change],
    *,
    author: Identity | None = None,
    rosters: Collection[SignedRoster | KeysFile] = (),
    photos: dict[str, bytes] | None = None,
    remembered: dict[str, tuple[str, ...]] | None = None,
    stands: Callable[[HandedOver], None] = lambda _done: None,
) -> HandedOver:
    return handing_over.hand_over(
        store,
        review=team.review,
        changes=changes,
        have=have_of(changes),
        identity=author or team.asha,
        review_keys=[team.key[0]],
        made_at=TIME,
        ahead=rosters,
        photos=list(photos or {}),
        photo=(photos or {}).get,
        remembered=remembered,
        stands=stands,
    )


def gathered(team: Team, store: Store, known: Collection[str] = ()) -> Gathered:
    return gathering.gather(
        store,
        review=team.review,
        identity=team.tom,
        sign_keys=team.sign_keys,
        review_secrets=[team.key[1]],
        known=known.__contains__,
    )


def changes_in(found: Gathered) -> set[str]:
    return {change.hash for _name, bundle in found.bundles for change in bundle.changes}
