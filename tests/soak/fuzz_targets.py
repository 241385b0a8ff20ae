"""Whatever an author can sign, built from any bytes: what `fuzz_files.py` and the replay of its corpus share.

Past the signature and the age layer nothing random ever gets. So an input is a recipe: what stands inside, which is
sealed and signed here with a member's own keys, and then read as it would be from a store.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import (
    Action,
    Change,
    Operation,
    operations_in,
    read_change,
    united,
    write_change,
)
from reviewer_app.model.roster import chain_of, review_id
from reviewer_app.sync.bundle import read_bundle
from reviewer_app.sync.container import (
    Holds,
    header_of,
    held_by,
    pack_digested,
    pack_signed,
)
from reviewer_app.sync.findings_file import read_findings
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.invitation import (
    read_answer,
    read_invitation,
    write_invitation,
)
from reviewer_app.sync.keys_file import read_keys_file
from reviewer_app.sync.photos import digest_of, read_photo
from reviewer_app.sync.proposal_file import read_proposal
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import open_roster
from reviewer_app.sync.setup_file import read_setup
from reviewer_app.vault.card import card_of, read_card
from reviewer_app.vault.encoding import bytes_of, text_of
from reviewer_app.vault.identity import Identity, seal
from tests.frameworks.small import WITH_ITEMS
from tests.sync.team import TIME, Team

DATA: Final = Path(__file__).parents[1] / "data" / "fuzzed"

Frames = list[bytes | None]


_ABSENT: Final = 0xFFFFFFFF
AS_GIVEN: Final = 1
"""The flag under which no digest is made to fit what it is of."""
BY_ANOTHER: Final = 2
"""The flag under which somebody else signs."""
NO_FRAMES: Final = 4
"""The flag under which the last frame is the whole inside, compressed or not."""


def _team() -> Team:
    kept = json.loads((DATA / "team.json").read_text(encoding="utf-8"))
    helen, asha, tom = (Identity.from_bytes(one.encode()) for one in kept["people"])
    return Team(helen, asha, tom, (kept["review_key"][0], kept["review_key"][1].encode()))


TEAM: Final = _team()
_OPEN: Final = open_with([TEAM.key[1]])


def written(kind: int, flags: int, frames: Sequence[bytes | None]) -> bytes:
    """Write a recipe."""
    pieces = [bytes([kind, flags])]
    for frame in frames:
        pieces.append((_ABSENT if frame is None else len(frame)).to_bytes(4, "big"))
        pieces.append(frame or b"")
    return b"".join(pieces)


def taken_apart(recipe: bytes) -> tuple[int, int, Frames]:
    """Take a recipe apart; a length that reaches too far ends with the recipe."""
    kind, flags = (*recipe[:2], 0, 0)[:2]
    frames: Frames = []
    at = 2
    while at < len(recipe):
        length = int.from_bytes(recipe[at : at + 4], "big")
        at += 4
        frames.append(None if length == _ABSENT else recipe[at : at + length])
        at += 0 if length == _ABSENT else length
    return kind % len(TARGETS), flags, frames


def _said(frame: bytes | None) -> dict[str, Json] | None:
    """Give what a frame says, None where it is no object that can be written again."""
    try:
        parsed = json.loads(frame or b"")
        canonical(parsed)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _inside(flags: int, outside: Json, frames: Sequence[bytes | None]) -> bytes:
    if flags & NO_FRAMES:
        return (frames or [b""])[-1] or b""
    return write_frames([canonical(outside), *frames])


def _signed(holds: Holds, fields: dict[str, Json], sealed: bytes, signer: Identity) -> bytes:
    header = header_of(holds, fields, sealed)
    return pack_signed(holds, header, sealed, signer.sign(header))


def _enclosed(holds: Holds, flags: int, frames: Frames, signer: Identity, recipient: str) -> bytes:
    """Sign and seal a file whose first frame is its header."""
    outside = _said(frames[0] if frames else None) or {}
    sealed = seal(_inside(flags, outside, frames[1:]), [recipient])
    payload = hashlib.sha256(sealed).hexdigest()
    return _signed(holds, {**outside, "payload": payload}, sealed, signer)


def _fitted(frames: Frames) -> Frames:
    """Make the digests of a bundle's changes fit: content, the change before, first and last of the header."""
    outside, fitted, hashes = _said(frames[0] if frames else None), [*frames], [""]
    for at in range(2, len(frames) - 1, 2):
        head, content = _said(frames[at]), _said(frames[at + 1])
        if head is not None:
            if content is not None:
                head["content"] = _digest_of(content) or head.get("content")
                fitted[at + 1] = canonical(content)
            head["previous"] = hashes[-1]
            fitted[at] = canonical(head)
        hashes.append(hashlib.sha256(fitted[at] or b"").hexdigest())
    if outside is not None and len(hashes) > 1:
        outside |= {"first_hash": hashes[1], "last_hash": hashes[-1]}
        fitted[0] = canonical(outside)
    return fitted


def _digest_of(content: dict[str, Json]) -> str | None:
    """Work out the digest of a content as the format tells it; None where what should be sealed is not."""
    listed = content.get("operations")
    if not isinstance(listed, list):
        return None
    left: list[Json] = []
    for one in listed:
        if not isinstance(one, dict) or not isinstance(one.get("values", {}), dict):
            return None
        values = one.get("values")
        if isinstance(values, dict):
            emptied: dict[str, Json] = {
                name: hashlib.sha256(canonical(value)).hexdigest()
                if isinstance(value, list)
                else value
                for name, value in values.items()
            }
            left.append({**one, "values": emptied})
        else:
            left.append(one)
    return hashlib.sha256(canonical({**content, "operations": left})).hexdigest()


def _bundle_file(flags: int, frames: Frames) -> bytes:
    signer = TEAM.tom if flags & BY_ANOTHER else TEAM.asha
    fitted = frames if flags & AS_GIVEN else _fitted(frames)
    return _enclosed(Holds.BUNDLE, flags, fitted, signer, TEAM.key[0])


def _roster_file(flags: int, frames: Frames) -> bytes:
    """The first frame is the secrets, the others rosters in their order, each signed by Helen."""
    signer = TEAM.asha if flags & BY_ANOTHER else TEAM.helen
    rosters = [_said(one) for one in frames[1:]]
    raws: list[bytes] = []
    for said, given in zip(rosters, frames[1:], strict=True):
        if said is not None and not flags & AS_GIVEN:
            if raws and said.get("previous"):
                said["previous"] = [hashlib.sha256(raws[-1]).hexdigest()]
            raws.append(canonical(said))
        else:
            raws.append(given or b"")
    last = raws[-1] if raws else b""
    inside: Frames = [last, signer.sign(last), frames[0] if frames else None]
    for raw in raws[:-1]:
        inside += [raw, signer.sign(raw)]
    plain = last if flags & NO_FRAMES else write_frames(inside)
    sealed = seal(plain, [TEAM.tom.age_key])
    said = (rosters or [None])[-1] or {}
    fields: dict[str, Json] = {
        "review": said.get("review"),
        "number": said.get("number"),
        "roster": hashlib.sha256(last).hexdigest(),
    }
    return pack_digested(Holds.ROSTER, header_of(Holds.ROSTER, fields, sealed), sealed)


def _try_bundle(flags: int, frames: Frames) -> None:
    bundle = read_bundle(
        _bundle_file(flags, frames), open_payload=_OPEN, sign_key_of=TEAM.sign_keys.get
    )
    for change in bundle.changes:
        names = [
            f"{number}/{name}"
            for number, one in enumerate(operations_in(change))
            for name in (*one.values, "@reason")
        ]
        emptied = change.emptied(names)
        assert read_change(emptied.head, emptied.content).hash == change.hash
        assert united(emptied, change).content == united(change, emptied).content


def _try_roster(flags: int, frames: Frames) -> None:
    opened = open_roster(_roster_file(flags, frames), TEAM.tom, sign_key_of=lambda _person: None)
    chain = chain_of(one.roster for one in opened.chain)
    assert len(chain.in_force) <= len(opened.chain)


def _try_setup(flags: int, frames: Frames) -> None:
    """The frames are the header, then a recipe for the roster, then one for each bundle."""
    files: Frames = [frames[0] if frames else None]
    for at, recipe in enumerate(frames[1:]):
        _kind, inner, parts = taken_apart(recipe or b"")
        files.append((_bundle_file if at else _roster_file)(inner, parts))
    signer = TEAM.asha if flags & BY_ANOTHER else TEAM.helen
    setup = read_setup(_enclosed(Holds.SETUP, flags, files, signer, TEAM.tom.age_key), TEAM.tom)
    assert setup.made_by == signer.person


def _try_photo(flags: int, frames: Frames) -> None:
    header, content = _said(frames[0] if frames else None) or {}, (frames[-1:] or [b""])[0] or b""
    digest = digest_of(content)
    inside = frames[1:] if flags & AS_GIVEN else [canonical({"photo": digest, **header}), content]
    plain = content if flags & NO_FRAMES else write_frames(inside)
    sealed = seal(plain, [TEAM.key[0]])
    raw = pack_digested(Holds.PHOTO, header_of(Holds.PHOTO, header, sealed), sealed)
    photo = read_photo(raw, review=TEAM.review, digest=digest, open_payload=_OPEN)
    assert photo.content == content


def _try_invitation(flags: int, frames: Frames) -> None:
    fields = _said(frames[0] if frames else None) or {}
    signer = TEAM.asha if flags & BY_ANOTHER else TEAM.helen
    sealed = (frames[1] or b"") if len(frames) > 1 else b""
    invitation = read_invitation(_signed(Holds.INVITATION, fields, sealed, signer))
    assert invitation.person == signer.person


def _try_answer(flags: int, frames: Frames) -> None:
    signer = TEAM.asha if flags & BY_ANOTHER else TEAM.tom
    raw = _enclosed(Holds.ANSWER, flags, frames, signer, TEAM.helen.age_key)
    assert read_answer(raw, TEAM.helen).card.person == signer.person


def _try_proposal(flags: int, frames: Frames) -> None:
    signer = TEAM.asha if flags & BY_ANOTHER else TEAM.tom
    proposal = read_proposal(
        _enclosed(Holds.PROPOSAL, flags, frames, signer, TEAM.helen.age_key), TEAM.helen
    )
    assert proposal.office.person == signer.person
    people = {TEAM.helen.person, signer.person, *(one.person for one in proposal.team)}
    assert len(people) == 2 + len(proposal.team)


def _try_card(flags: int, frames: Frames) -> None:
    raw = (frames or [b""])[0] or b""
    said = _said(raw)
    if said is not None and not flags & AS_GIVEN:
        said.pop("signature", None)
        statement = b"reviewer-app card\0" + canonical(said)
        raw = canonical({**said, "signature": text_of(TEAM.tom.sign(statement))})
    assert read_card(raw).person == TEAM.tom.person


def _try_keys(flags: int, frames: Frames) -> None:
    fields, sealed = _said(frames[0] if frames else None) or {}, (frames[-1:] or [b""])[0] or b""
    read_keys_file(pack_digested(Holds.KEYS, header_of(Holds.KEYS, fields, sealed), sealed))


def _try_framework(flags: int, frames: Frames) -> None:
    """A framework comes as a text of a change; it is looked at as every other file of one is."""
    text = ((frames or [b""])[0] or b"").decode("utf-8", "replace")
    assert load_framework(text, source="framework.yaml").framework.id


def _try_outside(flags: int, frames: Frames) -> None:
    """Bytes as they are, told by their magic; a digest at the end is made to fit."""
    raw = b"".join(frame or b"" for frame in frames)
    holds = held_by(raw) or Holds.BUNDLE
    if holds.tail_bytes == hashlib.sha256().digest_size and not flags & AS_GIVEN:
        raw = raw[:-32] + hashlib.sha256(raw[:-32]).digest()
    _READERS[holds](raw)


_READERS: Final[dict[Holds, Callable[[bytes], object]]] = {
    Holds.BUNDLE: lambda raw: read_bundle(raw, open_payload=_OPEN, sign_key_of=TEAM.sign_keys.get),
    Holds.SETUP: lambda raw: read_setup(raw, TEAM.tom),
    Holds.ROSTER: lambda raw: open_roster(raw, TEAM.tom, sign_key_of=lambda _person: None),
    Holds.PHOTO: lambda raw: read_photo(
        raw, review=TEAM.review, digest="0" * 64, open_payload=_OPEN
    ),
    Holds.KEYS: read_keys_file,
    Holds.INVITATION: read_invitation,
    Holds.ANSWER: lambda raw: read_answer(raw, TEAM.helen),
    Holds.FINDINGS: lambda raw: read_findings(raw, TEAM.helen),
    Holds.PROPOSAL: lambda raw: read_proposal(raw, TEAM.helen),
}

TARGETS: Final[dict[str, Callable[[int, Frames], None]]] = {
    "bundle": _try_bundle,
    "roster": _try_roster,
    "setup": _try_setup,
    "photo": _try_photo,
    "invitation": _try_invitation,
    "answer": _try_answer,
    "card": _try_card,
    "keys": _try_keys,
    "outside": _try_outside,
    "framework": _try_framework,
    "proposal": _try_proposal,
}


def outcome(recipe: bytes) -> str:
    """Build a file and read it: "read", or the code it was refused with, which must have its sentences.

    Raises:
        Exception: anything else is a finding.
    """
    kind, flags, frames = taken_apart(recipe)
    try:
        list(TARGETS.values())[kind](flags, frames)
    except UserError as refused:
        said = (refused.code, refused.happened, refused.remedy)
    else:
        return "read"
    assert all(said)
    return said[0]


def kept() -> dict[str, bytes]:
    """Give what a run found worth keeping: target and outcome, and the recipe."""
    recipes = json.loads((DATA / "recipes.json").read_text(encoding="utf-8"))
    return {name: bytes_of(recipe) for name, recipe in recipes.items()}


def seeds() -> dict[str, bytes]:
    """Give one sound recipe of each kind."""
    kinds = {name: number for number, name in enumerate(TARGETS)}
    changes = _journal()
    roster = TEAM.first_roster()
    inside: dict[str, Json] = {
        "format": 1,
        "holds": "bundle",
        "review": TEAM.review,
        "person": TEAM.asha.person,
        "device": "d1",
        "first": 1,
        "last": len(changes),
        "first_hash": "",
        "last_hash": "",
        "made_at": TIME,
    }
    have: dict[str, Json] = {
        f"{TEAM.asha.person}/d1": [{"number": len(changes), "hash": changes[-1].hash}]
    }
    bundle: Frames = [canonical(inside), canonical(have)]
    for change in changes:
        bundle += [change.head, change.content]
    secrets = canonical({"secrets": [TEAM.key[1].decode()]})
    maker: dict[str, Json] = {
        "review": TEAM.review,
        "person": TEAM.helen.person,
        "sign_key": TEAM.helen.sign_key,
        "made_at": TIME,
    }
    joining: dict[str, Json] = {
        "format": 1,
        "holds": "answer",
        "review": TEAM.review,
        "person": TEAM.tom.person,
        "sign_key": TEAM.tom.sign_key,
        "made_at": TIME,
    }
    invitation = write_invitation(
        review=TEAM.review, nonce="0" * 32, identity=TEAM.helen, made_at=TIME
    )
    invites: dict[str, Json] = {
        **maker,
        "name": TEAM.helen.name,
        "age_key": TEAM.helen.age_key,
        "nonce": "0" * 32,
    }
    proposing: dict[str, Json] = {
        **joining,
        "holds": "proposal",
        "review": review_id(TEAM.helen.sign_key, "0" * 32),
    }
    proposed: dict[str, Json] = {
        "nonce": "0" * 32,
        "school": {"name": "Larkfield Primary School", "urn": "990001", "pupils": 412},
        "start": "2027-01-12",
        "days": 2,
        "language": "en-GB",
        "roles": ["deputy"],
    }
    keys = canonical({"review": TEAM.review, "person": TEAM.tom.person})
    nested: Frames = [
        canonical({**maker, "format": 1, "holds": "setup", "bundles": 1}),
        written(kinds["roster"], 0, [secrets, roster.raw]),
        written(kinds["bundle"], 0, bundle),
    ]
    photo: Frames = [canonical({"review": TEAM.review}), b"a photo"]
    return {
        "bundle": written(kinds["bundle"], 0, bundle),
        "roster": written(kinds["roster"], 0, [secrets, roster.raw, _second(roster.raw)]),
        "setup": written(kinds["setup"], 0, nested),
        "photo": written(kinds["photo"], 0, photo),
        "invitation": written(kinds["invitation"], 0, [canonical(invites)]),
        "answer": written(kinds["answer"], 0, [canonical(joining), invitation, card_of(TEAM.tom)]),
        "card": written(kinds["card"], 0, [card_of(TEAM.tom)]),
        "keys": written(kinds["keys"], 0, [keys, b"sealed"]),
        "outside": written(kinds["outside"], 0, [invitation]),
        "framework": written(kinds["framework"], 0, [WITH_ITEMS.encode()]),
        "proposal": written(
            kinds["proposal"],
            0,
            [
                canonical(proposing),
                canonical(proposed),
                WITH_ITEMS.encode(),
                card_of(TEAM.tom),
                card_of(TEAM.asha),
            ],
        ),
    }


def _journal() -> list[Change]:
    """Give a journal in which every kind of operation stands."""
    changes: list[Change] = []
    for number, operations in enumerate(
        (
            [Operation(Action.ADD, "note", "n1", {"text": "Pupils explain.", "author": ""})],
            [Operation(Action.SET, "note", "n1", {"text": "They explain."}, {"text": ["0"]})],
            [Operation(Action.REMOVE, "note", "n1", reason="By mistake", covers=["0"])],
            [Operation(Action.RESTORE, "note", "n1")],
            [Operation(Action.REDACT, "change", "0", reason="A name", empties=["0/text"])],
        ),
        1,
    ):
        before = changes[-1] if changes else None
        refs = [f"{before.hash}/0"] if before else []
        fitting = [
            one._replace(
                replaces=dict.fromkeys(one.replaces, refs),
                covers=refs if one.covers else (),
                record=changes[0].hash if one.action is Action.REDACT else one.record,
            )
            for one in operations
        ]
        changes.append(
            write_change(
                review=TEAM.review,
                person=TEAM.asha.person,
                device="d1",
                number=number,
                previous=before.hash if before else "",
                roster="r",
                time=TIME,
                salt=f"{number:032x}",
                operations=fitting,
            )
        )
    return changes


def _second(first: bytes) -> bytes:
    """Give a roster after the first one."""
    before = json.loads(first)
    return canonical({**before, "number": 2, "previous": [hashlib.sha256(first).hexdigest()]})
