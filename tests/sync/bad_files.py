"""A real bad file for every reason that reading a file of the team can give."""

import json
from collections.abc import Callable, Mapping

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Change
from reviewer_app.sync.bundle import write_bundle
from reviewer_app.sync.container import Holds
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.have import have_of
from reviewer_app.sync.naming import SUFFIXES, prefix_of
from reviewer_app.sync.photos import photo_prefix, write_photo
from reviewer_app.sync.review_key import new_review_key
from reviewer_app.sync.roster import (
    LARGEST_ROSTER,
    SignedRoster,
    sign_roster,
    write_roster_file,
)
from reviewer_app.vault.identity import Identity
from tests.sync import test_bundle as bundles
from tests.sync import test_roster as rosters
from tests.sync import test_setup_file as setups
from tests.sync.forging import enclosing, resigned
from tests.sync.team import TIME, Team, journal

Make = Callable[[Team], bytes]
PHOTO_WANTED = "0" * 64
"""The digest of a photo that is asked for."""


def name_of(team: Team, holds: Holds) -> str:
    """Give a name under which a file of this kind is looked into."""
    if holds is Holds.PHOTO:
        return f"{photo_prefix(team.review, PHOTO_WANTED)}bad{SUFFIXES[holds]}"
    return f"{prefix_of(team.review)}bad-1-aaaaaaaaaa{SUFFIXES[holds]}"


def _good(team: Team) -> bytes:
    return bundles.written(team, _two(team))


def _two(team: Team) -> list[Change]:
    return journal(team.asha, team.review, 2)


def _flipped(raw: bytes, at: int) -> bytes:
    bad = bytearray(raw)
    bad[at] ^= 1
    return bytes(bad)


def _newer_file(team: Team) -> bytes:
    return resigned(Holds.BUNDLE, _good(team), team.asha, format=2)


def _by_a_stranger(team: Team) -> bytes:
    mira = Identity.generate("Mira")
    return bundles.written(team, journal(mira, team.review, 1), mira)


def _to_another_key(team: Team) -> bytes:
    changes = _two(team)
    return write_bundle(
        changes=changes,
        have=have_of(changes),
        identity=team.asha,
        review_keys=[new_review_key()[0]],
        made_at=TIME,
    )


def _around(team: Team, wrong: list[Change]) -> bytes:
    """A bundle that says it holds two changes, around others."""
    return bundles.forged(team, bundles.frames_of(wrong), header=bundles.said(team, _two(team)))


def _header_differs(team: Team) -> bytes:
    changes = _two(team)
    said = bundles.said(team, changes)
    return bundles.forged(
        team, bundles.frames_of(changes), header=said, inside={**said, "device": "d2"}
    )


def _hash_wrong(team: Team) -> bytes:
    changes = _two(team)
    said = bundles.said(team, changes, last_hash="0" * 64)
    return bundles.forged(team, bundles.frames_of(changes), header=said)


def _of_no_frames(team: Team) -> bytes:
    return bundles.forged(team, [], header=bundles.said(team, _two(team)), plain=b"no zlib")


def _other_content(team: Team) -> bytes:
    [first, second], other = _two(team), journal(team.asha, team.review, 1, word="other")
    frames: list[bytes | None] = [b"{}", first.head, other[0].content, second.head, second.content]
    return bundles.forged(team, frames, header=bundles.said(team, [first, second]))


def _altered(team: Team, fields: dict[str, Json]) -> bytes:
    """A bundle whose second change has another head."""
    first, second = _two(team)
    every = [first, bundles.rewritten(second, fields)]
    return bundles.forged(team, bundles.frames_of(every), header=bundles.said(team, every))


def _roster(
    team: Team, secrets: bytes | None = None, signature: bytes | None = None, **altered: Json
) -> bytes:
    signed = team.first_roster()
    raw = canonical({**json.loads(signed.raw), **altered}) if altered else signed.raw
    own = team.helen.sign(raw) if signature is None else signature
    return rosters.forged(
        team,
        [raw, own, secrets if secrets is not None else rosters.secrets_of(team.key[1])],
        signed,
    )


def _roster_for_others(team: Team) -> bytes:
    return write_roster_file(sign_roster(team.roster(team.tom), team.helen, [team.key[1]]))


def _roster_by_a_stranger(team: Team) -> bytes:
    mira = Identity.generate("Mira")
    strange = rosters.second(team, team.asha, key=team.key[0], signer=mira)
    first = team.first_roster()
    frames: list[bytes | None] = [
        strange.raw,
        mira.sign(strange.raw),
        rosters.secrets_of(team.key[1]),
        first.raw,
        first.signature,
    ]
    signed = SignedRoster(strange.raw, b"", b"")
    return rosters.forged(team, frames, signed, number=2)


def _roster_bomb(team: Team) -> bytes:
    return rosters.forged(team, [bytes(LARGEST_ROSTER + 1)], team.first_roster())


def _another_photo(team: Team) -> bytes:
    return write_photo(b"another", review=team.review, review_keys=[team.key[0]])[1]


BAD: Mapping[str, tuple[Holds, Make]] = {
    "file.foreign": (Holds.BUNDLE, lambda _team: b"GIF89a, and so on"),
    "file.truncated": (Holds.BUNDLE, lambda team: _good(team)[:-10]),
    "file.damaged": (Holds.BUNDLE, lambda team: _good(team) + b"\0"),
    "file.newer": (Holds.BUNDLE, _newer_file),
    "file.too-large": (Holds.ROSTER, lambda _team: bytes(Holds.ROSTER.largest + 1)),
    "file.expands-too-far": (Holds.ROSTER, _roster_bomb),
    "bundle.stranger": (Holds.BUNDLE, _by_a_stranger),
    "bundle.signature-wrong": (Holds.BUNDLE, lambda team: _flipped(_good(team), -1)),
    "bundle.payload-damaged": (Holds.BUNDLE, lambda team: _flipped(_good(team), -70)),
    "bundle.no-key": (Holds.BUNDLE, _to_another_key),
    "bundle.header-differs": (Holds.BUNDLE, _header_differs),
    "bundle.contents-malformed": (Holds.BUNDLE, _of_no_frames),
    "bundle.other-journal": (
        Holds.BUNDLE,
        lambda team: _around(team, journal(team.tom, team.review, 2)),
    ),
    "bundle.not-consecutive": (Holds.BUNDLE, lambda team: _around(team, _two(team)[::-1])),
    "bundle.hash-wrong": (Holds.BUNDLE, _hash_wrong),
    "bundle.change-malformed": (Holds.BUNDLE, lambda team: _altered(team, {"time": "yesterday"})),
    "bundle.change-newer": (Holds.BUNDLE, lambda team: _altered(team, {"format": 2})),
    "bundle.change-content-wrong": (Holds.BUNDLE, _other_content),
    "roster.malformed": (Holds.ROSTER, lambda team: _roster(team, members={})),
    "roster.newer": (Holds.ROSTER, lambda team: _roster(team, format=2)),
    "roster.not-for-you": (Holds.ROSTER, _roster_for_others),
    "roster.signature-wrong": (Holds.ROSTER, lambda team: _roster(team, signature=bytes(64))),
    "roster.signer-unknown": (Holds.ROSTER, _roster_by_a_stranger),
    "roster.keys-wrong": (
        Holds.ROSTER,
        lambda team: _roster(team, secrets=rosters.secrets_of(new_review_key()[1])),
    ),
    "photo.wrong": (Holds.PHOTO, _another_photo),
}
"""By the reason: what the file says it holds, and what makes it."""


def _resigned_setup(team: Team) -> bytes:
    """The set-up file of the lead under the name of somebody else."""
    mira = Identity.generate("Mira")
    raw = setups.written(team)
    return resigned(Holds.SETUP, raw, mira, person=mira.person, sign_key=mira.sign_key)


def _setup_by_a_reviewer(team: Team) -> bytes:
    inside: dict[str, Json] = {
        "format": 1,
        "holds": Holds.SETUP.word,
        "review": team.review,
        "person": team.tom.person,
        "sign_key": team.tom.sign_key,
        "made_at": TIME,
        "bundles": 0,
    }
    frames = [canonical(inside), write_roster_file(team.first_roster())]
    return enclosing(
        Holds.SETUP, write_frames(frames), inside, signer=team.tom, to=team.asha.age_key
    )


BAD_SETUPS: Mapping[str, Make] = {
    "setup.signature-wrong": lambda team: _flipped(setups.written(team), -1),
    "setup.not-for-you": lambda team: setups.written(team, team.tom),
    "setup.contents-malformed": _resigned_setup,
    "setup.not-by-lead": _setup_by_a_reviewer,
}
"""The same of set-up files, which are opened one by one and lie on no store."""
