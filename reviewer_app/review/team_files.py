"""Files of the team by their paths: an attachment, a stick, a download, whatever they were renamed to."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.review import refusals
from reviewer_app.review.exchange import Gathering, gather_from, would_gather
from reviewer_app.review.rosters import keys_among, rosters_here
from reviewer_app.review.session import Session
from reviewer_app.store.files import read_file
from reviewer_app.sync import setup_file
from reviewer_app.sync.bundle import verify_bundle
from reviewer_app.sync.container import Holds, held_by, unpack
from reviewer_app.sync.findings_file import read_findings
from reviewer_app.sync.invitation import read_answer, read_invitation
from reviewer_app.sync.keys_file import read_keys_file
from reviewer_app.sync.naming import SUFFIXES, concerns, prefix_of, short_digest
from reviewer_app.sync.photos import check_photo_file
from reviewer_app.sync.proposal_file import read_proposal
from reviewer_app.sync.roster import read_roster_file
from reviewer_app.sync.stores import MemoryStore, is_store_name
from reviewer_app.sync.turned_away import Alike, TurnedAway, together

LARGEST: Final = max(holds.largest for holds in Holds)
"""Bytes of the largest file that the team hands over."""


@dataclass(frozen=True, slots=True)
class TeamFile:
    """One file of the team: its bytes, what they hold, and the review they are of."""

    raw: bytes
    holds: Holds
    review: str

    @property
    def name(self) -> str:
        """What it goes by on a store by what it holds."""
        return f"{prefix_of(self.review)}{short_digest(self.raw)}{SUFFIXES[self.holds]}"

    def name_beside(self, given: str) -> str:
        """Give the name it came with, or its own after a browser's "… (1)", a scheme of a folder's, a long name."""
        fits = concerns(given, self.review, self.holds) and is_store_name(given)
        return given if fits else self.name


def team_file(raw: bytes) -> TeamFile:
    """Say what a file of the team holds, and of which review.

    Raises:
        UserError: "file....".
    """
    holds = held_by(raw)
    if holds is None:
        raise UserError("file.foreign")
    return TeamFile(raw, holds, unpack(holds, raw).word("review"))


def file_of_team(path: Path) -> bytes:
    """Read what may be a file of the team, whatever it holds, or a card.

    Raises:
        UserError: "file.unreadable", "file.over-limit".
    """
    return read_file(path, LARGEST)


@dataclass(slots=True)
class _Given:
    """The files of one review that were given by their paths, and which path each name on the store stands for."""

    store: MemoryStore
    paths: dict[str, str] = field(default_factory=dict)

    def put(self, file: TeamFile, path: Path) -> None:
        """Take a file in under the name it came with, or, where another has that name, under its own."""
        name = file.name_beside(path.name)
        try:
            self.store.write_once(name, file.raw)
        except UserError as taken:
            if taken.code != "store.taken":
                raise
            # Two copies of one name, of which one may be damaged: neither may hide the other.
            name = file.name
            self.store.write_once(name, file.raw)
        self.paths.setdefault(name, _reference(path.absolute()))


def apply_files(session: Session, paths: Iterable[Path], *, dry_run: bool = False) -> Gathering:
    """Take in files of the team by their paths; a folder stands for every file in it.

    Files given before that could not be added are tried again with them: what they waited for may be here now.
    With `dry_run` nothing is changed: only what would come in of these files is counted.

    Raises:
        UserError: "file.unreadable".
    """
    every = _files(paths)
    if dry_run:
        given, refused = _given(every)
        parts = [_would_take(session, review, one) for review, one in sorted(given.items())]
        return _joined(parts, refused)
    waiting = dict.fromkeys(waiting_paths(session), False)
    given, refused = _given(waiting | {one.absolute(): named for one, named in every.items()})
    _record(session, refused)
    parts = [_take(session, review, one) for review, one in sorted(given.items())]
    return _joined(parts, refused)


def try_again(session: Session) -> Gathering:
    """Try again the files that could not be added and were given by their paths, as far as they are still there.

    Those that lie on a store are read again when it is next gathered from.
    """
    refusals.read_all_again(session)
    return apply_files(session, ())


def waiting_paths(session: Session) -> list[Path]:
    """Give the paths of the files that could not be added and are still where they were."""
    named = [Path(name) for name, _error, _found in refusals.could_not_be_added(session)]
    # A way that can no longer be gone, a name that no disk takes: not there.
    return [path for path in named if path.is_absolute() and os.path.isfile(path)]  # noqa: PTH113


def _take(session: Session, review: str, given: _Given) -> Gathering:
    try:
        return gather_from(session, review, given.store, given.paths)
    except UserError as error:
        _record(session, [(Path(path), error) for path in given.paths.values()])
        return _refused_whole(given, error)


def _would_take(session: Session, review: str, given: _Given) -> Gathering:
    try:
        return would_gather(session, review, given.store)
    except UserError as error:
        return _refused_whole(given, error)


def _refused_whole(given: _Given, error: UserError) -> Gathering:
    return Gathering(given.store.place, 0, 0, {}, ((given.store.place, error),))


def _reference(path: Path) -> str:
    """Give what a file is found by again; where its path is no text, as Linux allows, what can be kept of it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _record(session: Session, refused: Iterable[tuple[Path, UserError]]) -> None:
    # What is no file of the team at all was only passed by, in a folder of other things.
    turned = TurnedAway()
    turned.extend(
        (_reference(path), error) for path, error in refused if error.code != "file.foreign"
    )
    refusals.record_paths(session, turned.told)


def _joined(parts: Sequence[Gathering], refused: Iterable[tuple[Path, UserError]]) -> Gathering:
    """Count what several reviews' files came to together."""
    turned = TurnedAway()
    turned.extend((path.name, error) for path, error in refused)
    more: Mapping[str, Alike] = turned.more
    for one in parts:
        more = together(more, one.more)
    held: Counter[str] = Counter()
    for one in parts:
        held.update(one.held)
    return Gathering(
        "",
        sum(one.new for one in parts),
        sum(one.photos for one in parts),
        dict(held),
        (*turned.told, *(file for one in parts for file in one.refused)),
        absent=tuple(absent for one in parts for absent in one.absent),
        more=more,
        notes=sum(one.notes for one in parts),
    )


def _given(
    paths: Mapping[Path, bool],
) -> tuple[dict[str, _Given], list[tuple[Path, UserError]]]:
    """Read files into one store per review; what is no file of the team is refused.

    Raises:
        UserError: "file.unreadable", of a file that was named.
    """
    given: dict[str, _Given] = {}
    refused: list[tuple[Path, UserError]] = []
    for path, named in paths.items():
        try:
            file = team_file(file_of_team(path))
        except UserError as error:
            if named and error.code == "file.unreadable":
                raise
            refused.append((path, error))
        else:
            given.setdefault(file.review, _Given(MemoryStore(file.review))).put(file, path)
    return given, refused


def _files(paths: Iterable[Path]) -> dict[Path, bool]:
    """Give the files to read, each with whether it was itself named; a folder stands for those in it.

    Raises:
        UserError: "file.unreadable", of a folder.
    """
    found: dict[Path, bool] = {}
    for path in paths:
        # `os.path` raises for nothing: neither a name that is too long nor a folder that may not be entered.
        if os.path.isdir(path):  # noqa: PTH112
            inside = (one for one in _listed(path) if os.path.isfile(one))  # noqa: PTH113
            found.update(dict.fromkeys(sorted(inside), False))
        else:
            found[path] = True
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("file.unreadable", name=folder.name, reason=reason) from error


def check_files(session: Session, paths: Iterable[Path]) -> list[tuple[Path, UserError | None]]:
    """Check files of the team without taking them in; a folder stands for those in it, and none for other things.

    Gives with each what is wrong with it, None if nothing is.

    Raises:
        UserError: "file.unreadable", of a file or folder that was named.
    """
    found: list[tuple[Path, UserError | None]] = []
    for path, named in _files(paths).items():
        try:
            error = check_file(session, path)
        except UserError as unreadable:
            if named:
                raise
            error = unreadable
        if named or error is None or error.code != "file.foreign" or _is_named_as_ours(path):
            found.append((path, error))
    return found


def _is_named_as_ours(path: Path) -> bool:
    """Say whether a file ends as those of the team do: what has lost its first bytes is still told of."""
    return path.suffix.lower() in SUFFIXES.values()


def check_file(session: Session, path: Path) -> UserError | None:
    """Check a file of the team without taking it in; gives what is wrong with it, None if nothing is.

    Raises:
        UserError: "file.unreadable".
    """
    try:
        _check(session, team_file(file_of_team(path)))
    except UserError as error:
        if error.code == "file.unreadable":
            raise
        return error
    return None


def _check(session: Session, file: TeamFile) -> None:
    me = session.person().identity
    match file.holds:
        case Holds.BUNDLE:
            keys = keys_among(rosters_here(session, file.review), me)
            verify_bundle(file.raw, keys.sign_keys.get)
        case Holds.ROSTER:
            read_roster_file(file.raw)
        case Holds.PHOTO:
            check_photo_file(file.raw)
        case Holds.SETUP:
            setup_file.read_setup(file.raw, me)
        case Holds.KEYS:
            read_keys_file(file.raw)
        case Holds.FINDINGS:
            read_findings(file.raw, me)
        case Holds.INVITATION:
            read_invitation(file.raw)
        case Holds.ANSWER:
            read_answer(file.raw, me)
        case Holds.PROPOSAL:
            read_proposal(file.raw, me)
