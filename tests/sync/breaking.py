"""A small exchange over a line that fails once, and what must hold afterwards; for the tests and for the soak.

What is handed over is a list of members, text and a photo. The rules: what is reported as sent stands there whole;
nothing that is seen there is in part; the next try sends what had not arrived and nothing else; nothing is doubled.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync import gathering, handing_over
from reviewer_app.sync.bundle import verify_bundle
from reviewer_app.sync.container import Holds, held_by, unpack
from reviewer_app.sync.handing_over import HandedOver
from reviewer_app.sync.have import have_of
from reviewer_app.sync.photos import digest_of
from reviewer_app.sync.roster import SignedRoster
from reviewer_app.sync.stores import Store
from tests.proxy import SIGN_IN, SIGN_IN_XHTML, Answer, Broken, Line, Request
from tests.sync.bad_lines import Far
from tests.sync.team import TIME, Team, journal

PHOTO: Final = b"\xff\xd8 a display of pupils' work" * 20
NOTHING: Final = HandedOver((), frozenset(), ())

TOLD: Final = frozenset(
    {
        "store.asked-to-wait",
        "store.busy",
        "store.failed",
        "store.full",
        "store.not-permitted",
        "store.read-back-differs",
        "store.sign-in-page",
        "store.signed-in-wrongly",
        "store.unreachable",
    }
)
"""What a person may be told of a line or a server that fails; each says what to do."""


@dataclass(frozen=True)
class Small:
    """What is handed over, and by whom."""

    team: Team
    changes: tuple[Change, ...]
    roster: SignedRoster

    def hands_over(self, store: Store, before: HandedOver = NOTHING) -> HandedOver:
        """Hand it over, remembering what was seen to stand there; gives what stood there by the end."""
        seen = {**before.carried, **before.unlisted}
        try:
            return handing_over.hand_over(
                store,
                review=self.team.review,
                changes=self.changes,
                have=have_of(self.changes),
                identity=self.team.asha,
                review_keys=[self.team.key[0]],
                made_at=TIME,
                ahead=[self.roster],
                photos=[digest_of(PHOTO)],
                photo={digest_of(PHOTO): PHOTO}.get,
                remembered=seen,
            )
        except UserError as stopped:
            return HandedOver((), frozenset(), (), stopped=stopped)

    def gathers(self, store: Store) -> list[str]:
        """Gather it as Tom does; gives the hash of every change that came, as often as it came."""
        found = gathering.gather(
            store,
            review=self.team.review,
            identity=self.team.tom,
            sign_keys=self.team.sign_keys,
            review_secrets=[self.team.key[1]],
            known=lambda _name: False,
        )
        assert (found.refused, found.stopped) == ((), None)
        return [change.hash for change in found.changes]


def small(team: Team) -> Small:
    """Two people's day in little: a few notes, one photo."""
    return Small(team, tuple(journal(team.asha, team.review, 3)), team.first_roster())


def seen_in(folder: Path) -> dict[str, bytes]:
    """Give what everybody sees in a folder."""
    files = sorted(folder.glob("*.rv?")) if folder.exists() else []
    return {file.name: file.read_bytes() for file in files if not file.name.startswith(".")}


def check_broken(what: Small, place: Far, done: HandedOver) -> None:
    """Check what stands and what is said after something failed."""
    standing = seen_in(place.folder)
    carried: set[str] = set()
    for name, raw in standing.items():
        holds = held_by(raw)
        assert holds is not None, name
        unpack(holds, raw)
        if holds is Holds.BUNDLE:
            header = verify_bundle(raw, what.team.sign_keys.get)
            carried |= {one.hash for one in what.changes[header.first - 1 : header.last]}
    assert set(done.sent) <= set(standing)
    assert done.changes <= carried
    if done.stopped is not None:
        assert done.stopped.code in TOLD, done.stopped


LATE: Final = 5


def check_mended(what: Small, place: Far, done: HandedOver) -> None:
    """Try again over a good line: only what had not arrived goes, and everything is there once."""
    before = seen_in(place.folder)
    place.line.mend()
    place.line.forget()
    again = what.hands_over(place.store(), done)
    for _late in range(LATE):
        # A busy server may list what it took a moment later: that is told, and nothing goes again.
        if again.stopped is None or again.stopped.code != "store.not-listed":
            break
        again = what.hands_over(place.store(), again)
    after = seen_in(place.folder)
    assert again.stopped is None, again.stopped
    assert again.changes == {one.hash for one in what.changes}
    went = sum(one.size for one in place.line.requests if one.method == "PUT")
    assert went == sum(len(raw) for name, raw in after.items() if name not in before)
    assert sorted(name[-4:] for name in after) == [".rvb", ".rvp", ".rvr"], tuple(after)
    assert sorted(what.gathers(place.store())) == sorted(one.hash for one in what.changes)


def fails(what: Small, place: Far, arrange: Callable[[Line], None]) -> HandedOver:
    """Hand over while the line fails as arranged, and hold everything to its rules."""
    arrange(place.line)
    done = what.hands_over(place.store())
    check_broken(what, place, done)
    check_mended(what, place, done)
    return done


def measured(what: Small, place: Far) -> Line:
    """Hand over once over a good line, to know how many requests and bytes that takes."""
    assert what.hands_over(place.store()).stopped is None
    return place.line


def cut(at: int, *, up: bool) -> Callable[[Line], None]:
    """Break the line for good after so many bytes that way."""

    def arrange(line: Line) -> None:
        if up:
            line.breaks_up = at
        else:
            line.breaks_down = at

    return arrange


def on_call(number: int, fault: Callable[[Line, int], None]) -> Callable[[Line], None]:
    """Let one call fail, by its number from 0."""
    return lambda line: fault(line, number)


def answers(answer: Answer, *, for_good: bool = False) -> Callable[[Line, int], None]:
    """Answer in the server's place."""

    def fault(line: Line, number: int) -> None:
        def script(_request: Request) -> Answer | None:
            at = len(line.requests) - 1
            return answer if at == number or (for_good and at > number) else None

        line.script = script

    return fault


def loses_answer(line: Line, number: int) -> None:
    """The server does what it was asked, and nobody hears of it."""

    def alter(_request: Request, answer: Answer) -> Answer:
        if len(line.requests) - 1 == number:
            raise Broken
        return answer

    line.alter = alter


def cuts_short(line: Line, number: int) -> None:
    """The server's answer comes in half, and says that it is whole."""

    def alter(_request: Request, answer: Answer) -> Answer:
        if len(line.requests) - 1 == number:
            return Answer(answer.status, answer.body[: len(answer.body) // 2], answer.head)
        return answer

    line.alter = alter


def lies(line: Line, number: int) -> None:
    """From some call on nothing is stored, whatever the server says."""
    line.script = lambda request: (
        Answer(201)
        if len(line.requests) - 1 >= number and request.method in {"PUT", "MOVE", "MKCOL"}
        else None
    )


FAULTS: Final[dict[str, Callable[[Line, int], None]]] = {
    **{
        str(status): answers(Answer(status), for_good=True)
        for status in (401, 403, 409, 412, 429, 500, 507)
    },
    "asked to wait": answers(Answer(429, b"", ("Retry-After: 3600",))),
    "once busy": answers(Answer(503)),
    "sign-in page": answers(SIGN_IN, for_good=True),
    "sign-in page in XML": answers(SIGN_IN_XHTML, for_good=True),
    "one sign-in page": answers(SIGN_IN),
    "answer lost": loses_answer,
    "cut short": cuts_short,
    "lies": lies,
}


def faults_on_each_call(calls: int) -> Iterator[tuple[str, int]]:
    """Give every fault on every call."""
    for number in range(calls):
        for name in FAULTS:
            yield name, number
