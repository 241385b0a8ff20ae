"""The programme's office takes in a season of 1,000 reviews from a folder, and writes them out: time and memory."""

import resource
from functools import partial

from reviewer_app.review import office, team
from reviewer_app.review.data_export import OpenKind
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.stores import FolderStore
from reviewer_app.vault.card import read_card
from tests.bench.figures import Report, seconds_of
from tests.bench.filling import new_session
from tests.bench.seasons import season

REVIEWS = 1_000
MEGABYTE = 1_000_000


def run(report: Report) -> None:
    """Lay a season in a folder, take it in, and write it out in every way."""
    session = new_session(report.folder / "office")
    folder = report.folder / "season"
    folder.mkdir()
    packages = list(season(read_card(team.my_card(session)), REVIEWS))
    for name, package in packages:
        (folder / name).write_bytes(package)
    me = session.person().identity
    # The floor: reading the same files and opening their seals, with nothing checked and nothing kept.
    bare = seconds_of(
        lambda: [
            me.open(unpack(Holds.FINDINGS, (folder / name).read_bytes()).sealed)
            for name, _package in packages
        ]
    )
    before = _used()
    store = FolderStore(folder)
    first = seconds_of(lambda: office.receive_from(session, store))
    report.figure(f"Receiving {REVIEWS:,} reviews", first, floor=bare, beside="opening the seals")
    again = seconds_of(lambda: office.receive_from(session, store))
    report.figure("  again, with nothing new", again)
    listing = seconds_of(lambda: office.received(session))
    report.figure(f"  listing {len(office.received(session)):,} reviews", listing)
    for kind in OpenKind:
        out = report.folder / kind.value
        taken = seconds_of(partial(office.export_all, session, out, kind))
        report.figure(f"  written as {kind.value}", taken)
    report.count("  memory it took at most", (_used() - before) / MEGABYTE, "MB")
    session.close()


def _used() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
