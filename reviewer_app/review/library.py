"""The frameworks on this laptop: those that ship, and those this person added, kept inside the encrypted file.

Blocking: reading them all takes a second, so the window asks off its own thread. A version never changes: what was
added stays word for word until it is removed, and another text under its version is refused, as `published` does for
what ships. Reviews keep their own text and need none of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select
from sqlmodel import col

from reviewer_app.errors import UserError
from reviewer_app.frameworks.checking import Checked, check_text, is_newer, order_of
from reviewer_app.frameworks.checking import installed as shipped
from reviewer_app.frameworks.load import LoadedFramework, load_file, load_framework
from reviewer_app.frameworks.problems import problems_of
from reviewer_app.frameworks.published import changed_since_added, edited, key_of, published
from reviewer_app.frameworks.xlsform.alone import Alone
from reviewer_app.frameworks.xlsform.leftovers import Leftover
from reviewer_app.model.local import AddedFramework
from reviewer_app.model.moment import moment_of
from reviewer_app.model.review import FrameworkTextRow, ReviewRow
from reviewer_app.review.session import Session
from reviewer_app.store import frameworks as added
from reviewer_app.store.files import write_atomically

SPREADSHEETS: Final = (".xlsx", ".xls", ".md")
"""How the names of XLSForms end; any other file is read as a framework in YAML."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A version that a review can be started with.

    `added` is what this person added, None for what ships; `schools` are those whose reviews are bound to this very
    text, the latest first.
    """

    checked: Checked
    added: AddedFramework | None = None
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FromFile:
    """A framework as a file has it; of a spreadsheet what cannot be carried over, and whether it is one form alone."""

    loaded: LoadedFramework
    leftovers: tuple[Leftover, ...] = ()
    alone: Alone | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file a person chose: what was found in it, and what of a spreadsheet cannot be carried over.

    `is_here` says that this very text is on this laptop already; `alone` that it is one form of a framework.
    """

    checked: Checked
    leftovers: tuple[Leftover, ...] = ()
    is_here: bool = False
    alone: Alone | None = None

    @property
    def can_be_added(self) -> bool:
        """Whether it is sound, and new."""
        return self.checked.loaded is not None and not self.checked.errors and not self.is_here


@dataclass(frozen=True, slots=True)
class Library:
    """Everything known of frameworks on this laptop.

    `installed` can begin a review; `kept` are the texts that reviews here are bound to and nothing else has.
    """

    installed: tuple[Installed, ...] = ()
    kept: tuple[LoadedFramework, ...] = ()

    def before(self, loaded: LoadedFramework) -> list[LoadedFramework]:
        """Give the texts to compare one with, latest first: earlier versions of it, and its own with other words."""
        whole = loaded.framework
        texts = [one.checked.loaded for one in self.installed]
        known = [
            one
            for one in (*texts, *self.kept)
            if one is not None
            and one.framework.id == whole.id
            and one.hash != loaded.hash
            and not is_newer(one.framework.version, whole.version)
        ]
        return sorted(known, key=lambda one: order_of(one.framework.version), reverse=True)


def everything(session: Session) -> Library:
    """Read every framework on this laptop, and every text that only a review keeps.

    Raises:
        As `installed`.
    """
    found = installed(session)
    here = {one.checked.loaded.hash for one in found if one.checked.loaded is not None}
    kept = []
    for text_hash, text in session.database.ask(_texts_of_reviews).result().items():
        checked = check_text(text, text_hash)
        if text_hash not in here and checked.loaded is not None:
            kept.append(checked.loaded)
    return Library(tuple(found), tuple(kept))


def installed(session: Session) -> list[Installed]:
    """Give every version on this laptop, those that ship first; one that is broken hides no other.

    Raises:
        FileNotFoundError: none ships (a bug).
        UserError: "framework.unreadable".
    """
    using = session.database.ask(_schools_by_hash).result()
    found = [Installed(one) for one in shipped()]
    found += [
        Installed(check_text(one.text, f"{one.framework} {one.version}.yaml"), one)
        for one in session.database.ask(added.every).result()
    ]
    return [
        replace(one, schools=tuple(using.get(one.checked.loaded.hash, ())))
        if one.checked.loaded is not None
        else one
        for one in found
    ]


def usable(session: Session) -> list[LoadedFramework]:
    """Give every version that a review can be started with: of each framework the newest first, the usual one first.

    Raises:
        As `installed`.
    """
    found: dict[str, list[LoadedFramework]] = {}
    for one in installed(session):
        if one.checked.loaded is not None:
            found.setdefault(one.checked.loaded.framework.id, []).append(one.checked.loaded)
    for versions in found.values():
        versions.sort(key=lambda one: order_of(one.framework.version), reverse=True)
    return [one for versions in found.values() for one in versions]


def newer_than(kept: LoadedFramework, among: Iterable[LoadedFramework]) -> LoadedFramework | None:
    """Give the newest version after the one a review keeps; None where that is the newest."""
    mine = kept.framework
    newer = (
        one
        for one in among
        if one.framework.id == mine.id and is_newer(one.framework.version, mine.version)
    )
    return max(newer, key=lambda one: order_of(one.framework.version), default=None)


def in_language(loaded: LoadedFramework, language: str) -> LoadedFramework:
    """Give a framework as it reads in one of its languages.

    Raises:
        UserError: "framework.language-unknown".
    """
    if language not in loaded.languages:
        raise UserError(
            "framework.language-unknown",
            language=language,
            languages=", ".join(loaded.languages),
        )
    return load_framework(loaded.text, source=key_of(loaded), language=language)


def named(name: str, among: Sequence[LoadedFramework]) -> LoadedFramework | None:
    """Give the framework of an id, its newest version, or the one of "ID@VERSION"; None where there is none."""
    wanted, _at, version = name.partition("@")
    found: LoadedFramework | None = None
    for one in among:
        here = one.framework
        fits = here.id == wanted and version in ("", here.version)
        if fits and (found is None or is_newer(here.version, found.framework.version)):
            found = one
    return found


def read(path: Path) -> FromFile:
    """Read a framework in YAML or an XLSForm.

    Raises:
        UserError: "framework.unreadable", "framework.invalid"; for a spreadsheet "xlsform....".
    """
    if path.suffix.lower() not in SPREADSHEETS:
        return FromFile(load_file(path))
    # Here and not above: a start does not wait for what reads spreadsheets.
    from reviewer_app.frameworks.xlsform.reading import import_xlsform  # noqa: PLC0415

    imported = import_xlsform(path)
    return FromFile(imported.loaded, imported.leftovers, imported.alone)


def look_at(session: Session, path: Path) -> Incoming:
    """Read a framework in YAML or an XLSForm and check it; nothing is kept.

    Raises:
        UserError: "framework.unreadable"; for a spreadsheet "xlsform....".
    """
    try:
        found = read(path)
    except UserError as error:
        if error.code != "framework.invalid":
            raise
        return Incoming(Checked(path, None, problems_of(error)))
    loaded = found.loaded
    here = {key_of(one): one.hash for one in usable(session)}
    errors = edited(loaded, path.name) or changed_since_added(loaded, path.name, here)
    checked = Checked(path, loaded, errors, loaded.warnings)
    is_here = here.get(key_of(loaded)) == loaded.hash
    return Incoming(checked, found.leftovers, is_here, found.alone)


def add(session: Session, loaded: LoadedFramework) -> bool:
    """Keep a framework on this laptop; says whether it is new. The same text again changes nothing.

    Raises:
        UserError: "framework.version-here" where the version is here, or was published, with another text.
    """
    key = key_of(loaded)
    here = {key_of(one): one.hash for one in usable(session)}
    if here.get(key) == loaded.hash:
        return False
    whole = loaded.framework
    if key in {**published(), **here}:
        raise UserError("framework.version-here", title=whole.title, version=whole.version)
    row = AddedFramework(
        framework=whole.id,
        version=whole.version,
        hash=loaded.hash,
        text=loaded.text,
        added_at=moment_of(session.clock()),
    )
    session.database.local(added.add, row).result()
    return True


def remove(session: Session, framework: str, version: str) -> AddedFramework:
    """Forget a version that was added; gives what it was, for `bring_back`.

    Raises:
        UserError: "framework.not-added" for one that ships or is not here, "framework.in-use" for one that a review
            is bound to.
    """
    rows = session.database.ask(added.every).result()
    found = (one for one in rows if (one.framework, one.version) == (framework, version))
    one = next(found, None)
    if one is None:
        raise UserError("framework.not-added", framework=framework, version=version)
    session.database.local(_drop_unused, one).result()
    return one


def bring_back(session: Session, removed: AddedFramework) -> None:
    """Add a version again as it was before it was removed, even one that this program cannot use."""
    session.database.local(added.add, removed).result()


def save_text(loaded: LoadedFramework, path: Path) -> None:
    """Write a framework as the file it came from, word for word.

    Raises:
        UserError: "file.not-written".
    """
    write_atomically(path, loaded.text.encode())


def save_form(loaded: LoadedFramework, form: str, path: Path) -> None:
    """Write one form of a framework as an XLSForm workbook.

    Raises:
        UserError: "file.not-written".
    """
    from reviewer_app.frameworks.xlsform.writing import export_xlsform  # noqa: PLC0415

    write_atomically(path, export_xlsform(loaded.framework, form))


def _drop_unused(connection: Connection, found: AddedFramework) -> None:
    """Asked and done in one: no review is started with it in between."""
    schools = _schools_by_hash(connection).get(found.hash)
    if schools:
        raise UserError(
            "framework.in-use",
            framework=found.framework,
            version=found.version,
            schools=", ".join(schools),
        )
    added.drop(connection, found.framework, found.version)


def _texts_of_reviews(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        select(col(ReviewRow.framework_hash), col(FrameworkTextRow.text)).where(
            col(FrameworkTextRow.review) == col(ReviewRow.id)
        )
    )
    return {str(text_hash): str(text) for text_hash, text in rows}


def _schools_by_hash(connection: Connection) -> dict[str, list[str]]:
    """Give the schools of the reviews here by the hash of the framework they are bound to, the latest first."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        select(col(ReviewRow.framework_hash), col(ReviewRow.school_name)).order_by(
            col(ReviewRow.start).desc(), col(ReviewRow.id)
        )
    )
    for text_hash, school in rows:
        found.setdefault(str(text_hash), []).append(str(school))
    return found
