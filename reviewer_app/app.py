"""The composition root: finds the profile, opens it, builds each part once, hands it on.

The system's clock, its random ids and its keyring enter the program here and nowhere else, but for what
`tests/checks/test_clock.py` names: keys and salts where they are made, and the crash handler's clock.
"""

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.moment import Clock, Ids, within_calendar
from reviewer_app.places import BACKUPS, KEY_FILE, PROFILE_FILE
from reviewer_app.report.child import ReportBuilder
from reviewer_app.review import person, restoring, returning
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.restoring import CameBack
from reviewer_app.review.session import Session
from reviewer_app.store import profile as profiles
from reviewer_app.store.backup import described, list_backups
from reviewer_app.store.database import Database, Opens
from reviewer_app.store.profile import Profile
from reviewer_app.store.receive import rebuild_rows
from reviewer_app.store.restoring import restore
from reviewer_app.vault.keyring import Keyring, keyring_if_any
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.store_access import StoreAccess

GONE: Final = frozenset(
    {"profile.none", "profile.damaged", "profile.empty", "profile.not-a-database"}
)
"""Codes of a profile that only a backup brings back."""

_READ_ALL_THE_SAME: Final = frozenset({"profile.disk-full", "profile.read-only"})


def system_clock() -> datetime:
    """Give the present time with this place's offset; in UTC where the system names one of a day or more."""
    try:
        return datetime.now().astimezone()
    except ValueError:
        return datetime.now(UTC)


def fresh_ids() -> str:
    """Give a fresh identifier: the minute in 24 bits, which come round in 32 years, and 56 random bits.

    What is made together lies together in every index of the file: gathering thousands of changes turns over a third
    of the pages that wholly random ones do. Nothing else may be read from the minute.
    """
    minute = int(system_clock().timestamp()) // 60 % 2**24
    return f"{minute:06x}{secrets.token_hex(7)}"


def random_salts() -> str:
    """Give a fresh salt for a change: 128 random bits."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class PutBack:
    """A backup that became the profile: when it was made, and where the file it replaced is kept, None for none."""

    made_at: str
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Program:
    """What the program is built from.

    `keyring` finds the system's keyring at the moment it is needed; it gives None where there is none.
    """

    clock: Clock = system_clock
    ids: Ids = fresh_ids
    salts: Ids = random_salts
    keyring: Callable[[], Keyring | None] = keyring_if_any

    def has_profile(self, folder: Path) -> bool:
        """Say whether a folder holds a profile."""
        return (folder / KEY_FILE).exists() or (folder / PROFILE_FILE).exists()

    def create(
        self, folder: Path, *, passphrase: str | None = None
    ) -> tuple[Session, RecoveryCode]:
        """Make a profile and open it; the recovery code is given once, here.

        Raises:
            UserError: "profile....", "vault....".
        """
        made, code = profiles.create(
            folder,
            keyring=None if passphrase is not None else self.keyring(),
            passphrase=passphrase,
            ids=self.ids,
        )
        return self._session(made), code

    def look_round(self) -> Session:
        """Open a profile to look round in: of an invented person, in a temporary folder that goes when it is closed.

        Raises:
            UserError: "profile....".
        """
        folder = TemporaryDirectory(prefix="reviewer-app.")
        try:
            # Nobody types it: the profile is never opened a second time.
            passphrase = self.salts()
            session, _code = self.create(Path(folder.name) / "profile", passphrase=passphrase)
        except BaseException:
            folder.cleanup()
            raise
        session.passing = folder
        return session

    def open(
        self, folder: Path, *, passphrase: str | None = None, reading: bool = False
    ) -> Session:
        """Open a profile; with `reading` also on a full disk or one not to be written, and every change is refused.

        Raises:
            UserError: "profile....", "vault....".
        """
        opened = profiles.open_profile(
            folder,
            keyring=None if passphrase is not None else self.keyring(),
            passphrase=passphrase,
            rebuild=rebuild_rows,
            reading=reading,
        )
        return self._session(opened)

    def open_or_read(self, folder: Path, *, passphrase: str | None = None) -> Session:
        """Open a profile; on a full disk or one not to be written only to read it, as `only_reads` then says.

        Raises:
            UserError: "profile....", "vault....".
        """
        try:
            return self.open(folder, passphrase=passphrase)
        except UserError as error:
            if error.code not in _READ_ALL_THE_SAME:
                raise
            try:
                session = self.open(folder, passphrase=passphrase, reading=True)
            except UserError:
                raise error from None
            session.only_reads = error
            return session

    def recover(self, folder: Path, code: str, *, passphrase: str | None = None) -> Session:
        """Open a profile by its recovery code, and put its key back where it is found.

        Raises:
            UserError: "profile....", "vault....".
        """
        opened = profiles.recover(
            folder,
            RecoveryCode.parse(code),
            keyring=None if passphrase is not None else self.keyring(),
            passphrase=passphrase,
            rebuild=rebuild_rows,
        )
        return self._session(opened)

    def restore(
        self, folder: Path, file: Path, *, passphrase: str | None = None, code: str | None = None
    ) -> CameBack | PutBack:
        """Take in what a backup has and the profile lacks; one that is damaged or gone is replaced by it whole.

        Args:
            folder: the profile's folder.
            file: the backup.
            passphrase: opens the profile; with the recovery code it is the new one.
            code: the recovery code, where the keyring holds no key.

        Raises:
            UserError: "backup....", "profile....", "vault....".
        """
        try:
            opened = (
                self.open(folder, passphrase=passphrase)
                if code is None
                else self.recover(folder, code, passphrase=passphrase)
            )
            with closing(opened) as session:
                return restoring.take_in(session, file)
        except UserError as error:
            if error.code not in GONE:
                raise
        return self.put_back(folder, file, passphrase=passphrase, code=code)

    def backups(self, folder: Path) -> list[tuple[str, Path]]:
        """Give when each backup beside a profile was made, and its file, the newest first; it need not open."""
        return [(one.made_at, one.path) for one in list_backups(folder / BACKUPS)]

    def put_back(
        self, folder: Path, file: Path, *, passphrase: str | None = None, code: str | None = None
    ) -> PutBack:
        """Put a backup in place of a profile that is damaged or gone, under a new device id; arguments as `restore`.

        Raises:
            UserError: "backup....", "profile....", "vault....".
        """
        kept = restore(
            folder,
            file,
            keyring=None if passphrase is not None else self.keyring(),
            passphrase=passphrase,
            code=None if code is None else RecoveryCode.parse(code),
            rebuild=rebuild_rows,
            prepare=lambda connection: person.on_another_device(connection, self.ids),
        )
        return PutBack(described(file).made_at, kept)

    def come_back(
        self,
        folder: Path,
        address: str,
        code: str,
        *,
        passphrase: str | None = None,
        access: StoreAccess | None = None,
    ) -> tuple[Session, list[tuple[str, Gathering]]]:
        """Bring someone whose laptop is gone back by their recovery code and the store; gives what came in by review.

        Nothing is made here before the code has opened something there.

        Raises:
            UserError: "vault....", "store....", "keys....", "profile....".
        """
        found = returning.find(address, code, access)
        if self.has_profile(folder):
            session = self.open(folder, passphrase=passphrase)
        else:
            session, _fresh = self.create(folder, passphrase=passphrase)
        try:
            return session, returning.come_back(session, found, code)
        except BaseException:
            session.close()
            raise

    def _session(self, opened: Profile) -> Session:
        clock = within_calendar(self.clock)
        try:
            database = Database(
                opened.path,
                Opens(opened.connect_writer, opened.connect_reader, opened.connect_carrier),
                clock,
                self.ids,
                self.salts,
                writable=opened.writable,
            )
        except BaseException:
            opened.close()
            raise
        session = Session(opened, database, clock, self.ids, ReportBuilder(), keyring=self.keyring)
        session.me = database.local(person.who_am_i).result()
        if session.me is not None:
            database.author = session.me.author
        if opened.writable:
            database.tend_search()
        return session
