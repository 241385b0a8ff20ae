"""A full exchange of a three-day visit: four laptops, 1,500 notes and 10 photos each, over one folder; and a bad line.

Everyone hands over, then everyone gathers what the three others wrote. The floor: writing the same bytes to bare files
and reading them, a quarter of it. Over the bad line, WebDAV with 150 ms of delay and 1 Mbit/s, one laptop hands over
and another gathers that; the floor there is what the line needs for the bytes alone.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from PIL import Image

from reviewer_app.app import Program
from reviewer_app.model.nouns import Note, Photo
from reviewer_app.review import exchange, photo_taking, set_up, team
from reviewer_app.review.photos import CleanPhoto, Picture, encoded
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from tests.bench.figures import Report, noting, seconds_of
from tests.bench.filling import Filling, new_review, new_session, place_in
from tests.proxy import line_to
from tests.servers import rclone_webdav

NOTES: Final = 1_500
PHOTOS: Final = 10
NAMES: Final = ("Helen", "Asha", "Omar", "Tom")
TARGET: Final = 5.0
"""Seconds for one laptop: handing over and gathering."""
DELAY: Final = 0.15
RATE: Final = 125_000
"""Bytes a second of 1 Mbit/s."""
_LOOK: Final = 0.05
_SIZE: Final = (2_048, 1_536)
_GRAIN: Final = (512, 384)


def run(report: Report) -> None:
    """Let four laptops exchange everything, and again when nothing is new."""
    sessions, review = laptops(report.folder / "exchange", NAMES)
    store = report.folder / "store"
    store.mkdir()
    handing, gathering, again = exchanged(sessions, review, store)
    sent = [path.read_bytes() for path in store.iterdir() if path.is_file()]
    words = _words(sessions[0], review)
    floor = _bare(sent, report.folder / "bare") / len(sessions)
    for session in sessions:
        session.close()
    whole = [one + other for one, other in zip(handing, gathering, strict=True)]
    report.figure("Hand over 1,500 notes and 10 photos to a folder", statistics.median(handing))
    report.figure("Gather what three others wrote", statistics.median(gathering))
    report.figure(
        "Both, the slowest of four laptops",
        max(whole),
        floor=floor,
        beside="bare files",
        at_most_seconds=TARGET,
    )
    report.figure("Both again, nothing new", max(again))
    report.count("Bytes of changes on the store", _bytes(sent, ".rvb"), "kB")
    report.count("Bytes of those changes unsealed", words / 1_000, "kB")
    report.count("Bytes of photos on the store", _bytes(sent, ".rvp"), "kB")
    _over_a_bad_line(report)


def laptops(folder: Path, names: Sequence[str]) -> tuple[list[Session], str]:
    """Make a team whose members have written, and exchanged nothing but who they are."""
    lead, *others = [new_session(folder / name, name) for name in names]
    review = new_review(lead)
    lead.database.do(review, set_up.allow_photos, "the programme office").result()
    joining = team.set_up_team(lead, review, [team.my_card(one) for one in others])
    for one in others:
        team.join(one, joining)
    return [_written(one, review, seed) for seed, one in enumerate((lead, *others))], review


def _written(session: Session, review: str, seed: int) -> Session:
    """Fill a profile while it is closed, open it again and attach photos to its last notes."""
    place = place_in(session, review)
    profile = session.profile
    path, key, salt = profile.path, profile.key, profile.salt
    session.close()
    filling = Filling(path, key, salt, seed)
    filling.put(place, NOTES)
    filling.close()
    session = Program().open(path.parent)
    opened = session.open(review)
    mine = [one.id for one in opened.all(Note)][-PHOTOS:]
    for note in mine:
        photo = _photo()
        session.database.do(review, photo_taking.attach_photo, note, photo, "A display").result()
    return session


def _photo() -> CleanPhoto:
    """Make a picture that takes as many bytes as one of a wall display does."""
    grain = Image.effect_noise(_GRAIN, 80).convert("RGB").resize(_SIZE)
    return encoded(Picture(*_SIZE, grain.tobytes()))


def exchanged(
    sessions: list[Session], review: str, store: Path
) -> tuple[list[float], list[float], list[float]]:
    """Hand over and gather on every laptop; seconds of each, and of both once more when all is there."""
    handing: list[float] = []
    gathering: list[float] = []
    for session in sessions:
        with noting(handing):
            exchange.hand_over(session, review, str(store))
    for session in sessions:
        with noting(gathering):
            came = exchange.gather(session, review, str(store))
        others = len(sessions) - 1
        if came.new < NOTES * others or came.photos != PHOTOS * others or came.refused:
            raise AssertionError(came)
    again = [
        seconds_of(
            lambda one=session: (  # type: ignore[misc]
                exchange.hand_over(one, review, str(store)),
                exchange.gather(one, review, str(store)),
            )
        )
        for session in sessions
    ]
    if len({len(one.open(review).all(Photo)) for one in sessions}) != 1:
        raise AssertionError("the laptops do not show the same")
    return handing, gathering, again


def _over_a_bad_line(report: Report) -> None:
    """Let one of two hand over by a slow server and the other gather; the words must come before the photos."""
    (lead, writer), review = laptops(report.folder / "line", NAMES[:2])
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="server."))
        server = stack.enter_context(rclone_webdav(Path(folder)))
        line = stack.enter_context(line_to(int(server.address.split(":")[-1].split("/")[0])))
        line.delay, line.rate = DELAY, RATE
        address = server.address.replace(f":{line.server}/", f":{line.port}/")
        with _moment(lambda: any(server.folder.glob("*.rvb"))) as words_there:
            handing = seconds_of(lambda: exchange.hand_over(writer, review, address, server.access))
        carried, asked_up = line.up + line.down, len(line.requests)
        line.forget()
        with _moment(lambda: _knows(lead, review) > NOTES * 2) as words_in:
            gathering = seconds_of(lambda: exchange.gather(lead, review, address, server.access))
        down, asked_down = line.down, len(line.requests)
        line.forget()
        exchange.hand_over(writer, review, address, server.access)
        exchange.gather(writer, review, address, server.access)
        again = len(line.requests)
    for session in (lead, writer):
        session.close()
    slow = "the line for the bytes alone"
    report.figure(
        "Hand over and read back by WebDAV, 150 ms and 1 Mbit/s",
        handing,
        floor=carried / RATE,
        beside=slow,
    )
    report.figure("... until the words stand there", words_there[0])
    report.count("... requests", asked_up)
    report.figure("Gather the same", gathering, floor=down / RATE, beside=slow)
    report.figure("... until the words are in", words_in[0])
    report.count("... requests", asked_down)
    report.count("Requests of both again, nothing new, one other person", again, at_most=2)


@contextmanager
def _moment(arrived: Callable[[], bool]) -> Iterator[list[float]]:
    """Note after how many seconds something has arrived, looking again and again."""
    found: list[float] = []
    over = threading.Event()
    start = time.perf_counter()

    def look() -> None:
        while not over.wait(_LOOK):
            if arrived():
                found.append(time.perf_counter() - start)
                return

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()
    if not found:
        raise AssertionError("it never arrived")


def _knows(session: Session, review: str) -> int:
    return len(session.database.ask(journal.known_hashes, review).result())


def _words(session: Session, review: str) -> int:
    filed = session.database.ask(journal.changes_of, review).result()
    return sum(len(one.change.head) + len(one.change.content or b"") for one in filed)


def _bytes(sent: list[bytes], suffix: str) -> float:
    letter = {".rvb": b"B", ".rvp": b"P"}[suffix]
    return sum(len(one) for one in sent if one[3:4] == letter) / 1_000


def _bare(files: list[bytes], folder: Path) -> float:
    folder.mkdir()

    def write_and_read() -> None:
        for number, content in enumerate(files):
            (folder / str(number)).write_bytes(content)
        for number in range(len(files)):
            (folder / str(number)).read_bytes()

    return seconds_of(write_and_read)
