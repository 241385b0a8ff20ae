"""A reader of the team's files by somebody who has docs/bundle-format.md and nothing else.

It takes nothing from `reviewer_app`, and goes the way the document tells: from a printed recovery code and a folder to
what the team wrote. Where it fails, document and program have parted. It reads chains of rosters that nothing forks and
in which nobody is cut.
"""

import base64
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyrage
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESSIV, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TAIL: Final = {b"B": 64, b"R": 32, b"P": 32, b"K": 32}
ABSENT: Final = 0xFFFFFFFF
SYMBOLS: Final = "23456789FHKMPRWY"
PARENT: Final = {
    "activity_member": ("activity", "activity"),
    "note": ("activity", "activity"),
    "note_criterion": ("note", "note"),
    "note_group": ("note", "note"),
    "photo": ("note", "note"),
    "finding_note": ("finding", "finding"),
    "finding_waiver": ("finding", "finding"),
    "checked_paragraph": ("check", "factual_check"),
    "paragraph_answer": ("paragraph", "checked_paragraph"),
    "answer_decision": ("paragraph", "paragraph_answer"),
}


class Outside(NamedTuple):
    """A file taken apart."""

    raw_header: bytes
    header: dict[str, Any]
    sealed: bytes
    tail: bytes


class Write(NamedTuple):
    """What one operation writes to one field."""

    hash: str
    number: int
    instant: str
    value: Any
    replaces: Sequence[str]
    emptied: bool

    @property
    def ref(self) -> str:
        """How others name it."""
        return f"{self.hash}/{self.number}"


@dataclass
class Read:
    """What the stranger came to know."""

    name: str
    members: dict[str, str]
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> list[Any]:
        """Give one field of every record of a kind that stands, in order."""
        return sorted(values[name] for (one, _id), values in self.records.items() if one == kind)


def read_store(folder: Path, code: str) -> Read:
    """Read a folder of one review with the printed code of somebody on its team."""
    identity = _identity(_outside(next(folder.glob("*.rvk"))), code)
    latest = max(folder.glob("*.rvr"), key=lambda path: int(path.name.split("-")[1]))
    rosters, secrets = _rosters(_outside(latest), identity["age_secret"])
    [tip] = [one for one in rosters.values() if one["number"] == len(rosters)]
    read = Read(identity["name"], {one["name"]: one["role"] for one in tip["members"].values()})
    keys = {
        who: one["sign"] for roster in rosters.values() for who, one in roster["members"].items()
    }
    for path in folder.glob("*.rvb"):
        read.changes |= _bundle(_outside(path), keys, rosters, secrets)
    for path in folder.glob("*.rvp"):
        outside = _outside(path)
        said, photo = _inside(outside.sealed, secrets)
        assert photo is not None
        assert json.loads(said or b"") == {"photo": _sha(photo), "review": outside.header["review"]}
        read.photos[_sha(photo)] = photo
    read.records = _standing(_folded(read.changes))
    return read


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _base64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _outside(path: Path) -> Outside:
    content = path.read_bytes()
    assert (content[:3], content[4:8]) == (b"\x89RV", b"\r\n\x1a\n")
    begins = 12 + int.from_bytes(content[8:12], "big")
    raw = content[12:begins]
    header = json.loads(raw)
    assert raw == _canonical(header)
    assert header["format"] == 1
    ends = begins + header["size"]
    tail = content[ends:]
    assert len(tail) == TAIL[content[3:4]]
    assert len(tail) == 64 or tail == hashlib.sha256(content[:ends]).digest()
    return Outside(raw, header, content[begins:ends], tail)


def _inside(sealed: bytes, secrets: Sequence[str]) -> list[bytes | None]:
    opened = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(one) for one in secrets])
    expanded = zlib.decompress(opened)
    frames: list[bytes | None] = []
    at = 0
    while at < len(expanded):
        length = int.from_bytes(expanded[at : at + 4], "big")
        at += 4
        if length == ABSENT:
            frames.append(None)
            continue
        frames.append(expanded[at : at + length])
        at += length
    assert at == len(expanded)
    return frames


def _identity(keys: Outside, code: str) -> dict[str, Any]:
    kept = json.loads(keys.sealed)
    *groups, _check = code.split("-")
    secret = b"".join(
        sum(SYMBOLS.index(one) << 12 - 4 * place for place, one in enumerate(group)).to_bytes(2)
        for group in groups
    )
    key_file = json.loads(_base64(kept["key_file"]))
    recovery = key_file["recovery"]
    opener = Argon2id(
        salt=_base64(recovery["salt"]),
        length=32,
        iterations=recovery["passes"],
        lanes=recovery["lanes"],
        memory_cost=recovery["memory_kib"],
    ).derive(secret)
    bound = {
        "format": "reviewer-app key file",
        "version": 1,
        "profile_id": key_file["profile_id"],
        "salt": _base64(key_file["salt"]).hex(),
        "sealed_by": "recovery",
    }
    profile_key = ChaCha20Poly1305(opener).decrypt(
        _base64(recovery["nonce"]), _base64(recovery["sealed"]), _canonical(bound)
    )
    on_a_store = HKDF(hashes.SHA256(), 64, None, b"reviewer-app keys on a store\0").derive(
        profile_key
    )
    opened = AESSIV(on_a_store).decrypt(_base64(kept["keys"]), [keys.header["review"].encode()])
    identity: dict[str, Any] = json.loads(opened)
    return identity


def _rosters(file: Outside, age_secret: str) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Give the rosters of a chain that nothing forks, by hash, and the secrets of the review keys."""
    latest, signature, secrets, *before = _inside(file.sealed, [age_secret])
    assert _sha(latest or b"") == file.header["roster"]
    rosters: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    for raw, signed in zip((*before[::2], latest), (*before[1::2], signature), strict=True):
        assert raw is not None
        assert signed is not None
        roster = json.loads(raw)
        if not roster["previous"]:
            keys[roster["signer"]] = roster["members"][roster["signer"]]["sign"]
            begins = f"review\n{keys[roster['signer']]}\n{roster['nonce']}"
            assert _sha(begins.encode())[:32] == roster["review"] == file.header["review"]
        assert set(roster["previous"]) <= rosters.keys()
        Ed25519PublicKey.from_public_bytes(_base64(keys[roster["signer"]])).verify(signed, raw)
        for person, member in roster["members"].items():
            known = hashlib.sha256(b"reviewer-app person\0" + _base64(member["sign"])).digest()
            assert base64.b32encode(known).decode().lower()[:16] == person
            keys[person] = member["sign"]
        rosters[_sha(raw)] = roster
    return rosters, json.loads(secrets or b"")["secrets"]


def _bundle(
    file: Outside,
    keys: Mapping[str, str],
    rosters: Mapping[str, dict[str, Any]],
    secrets: Sequence[str],
) -> dict[str, dict[str, Any]]:
    """Give the changes of a bundle by their hash: what the head says, and the operations."""
    header = file.header
    signer = Ed25519PublicKey.from_public_bytes(_base64(keys[header["person"]]))
    signer.verify(file.tail, file.raw_header)
    assert _sha(file.sealed) == header["payload"]
    said, _have, *frames = _inside(file.sealed, secrets)
    assert said == _canonical(
        {one: header[one] for one in header if one not in ("payload", "size")}
    )
    changes: dict[str, dict[str, Any]] = {}
    previous = None
    for number, (raw, content) in enumerate(
        zip(frames[::2], frames[1::2], strict=True), header["first"]
    ):
        assert raw is not None
        assert content is not None
        head, operations = json.loads(raw), json.loads(content)["operations"]
        assert [head[one] for one in ("review", "person", "device", "number")] == [
            *(header[one] for one in ("review", "person", "device")),
            number,
        ]
        assert previous in (None, head["previous"])
        assert head["roster"] in rosters
        assert head["content"] == _digest(json.loads(content))
        previous = _sha(raw)
        changes[previous] = {**head, "operations": operations}
    assert [*changes][:: len(changes) - 1 or 1] == [
        *dict.fromkeys((header["first_hash"], header["last_hash"]))
    ]
    assert len(changes) == header["last"] - header["first"] + 1
    return changes


def _digest(content: dict[str, Any]) -> str:
    for one in content["operations"]:
        for name, value in one.get("values", {}).items():
            one["values"][name] = value if isinstance(value, str) else _sha(_canonical(value))
    return _sha(_canonical(content))


def _writes(hash_: str, change: dict[str, Any], gone: set[str]) -> Iterator[tuple[Any, str, Write]]:
    instant = (
        datetime.fromisoformat(change["time"]).astimezone(UTC).isoformat(timespec="milliseconds")
    )
    for number, one in enumerate(change["operations"]):
        said = {name: value for name, value in one.get("values", {}).items() if name[0] != "@"}
        fields = {
            "add": {**said, "@made": ["", True]},
            "set": said,
            "remove": {"@removed": ["", one.get("covers", [])]},
            "restore": {"@removed": ["", None]},
        }.get(one["do"], {})
        for name, value in fields.items():
            emptied = isinstance(value, str) or f"{number}/{name}" in gone
            replaces = one.get("replaces", {}).get(name, ())
            write = Write(hash_, number, instant, None if emptied else value[1], replaces, emptied)
            yield (one["kind"], one["id"]), name, write


def _folded(
    changes: Mapping[str, dict[str, Any]],
) -> dict[tuple[str, str], dict[str, list[Write]]]:
    """Give the writes that stand, by record and field, the leading one first; all changes count here."""
    gone: dict[str, set[str]] = defaultdict(set)
    for change in changes.values():
        for one in change["operations"]:
            if one["do"] == "redact":
                gone[one["id"]].update(one["empties"])
    written: dict[Any, dict[str, list[Write]]] = defaultdict(lambda: defaultdict(list))
    for hash_, change in changes.items():
        for record, name, write in _writes(hash_, change, gone[hash_]):
            written[record][name].append(write)
    return {
        record: {name: _left(writes) for name, writes in fields.items()}
        for record, fields in written.items()
    }


def _left(writes: Sequence[Write]) -> list[Write]:
    replaced = {ref for one in writes for ref in one.replaces}

    def gives_way(one: Write) -> bool:
        own = [other for other in writes if other.hash == one.hash]
        return any(
            later.number > one.number
            and (later.replaces or not any(o.replaces for o in own if o.number < later.number))
            for later in own
        )

    left = [one for one in writes if one.ref not in replaced and not gives_way(one)]
    return sorted(left, key=lambda one: (not one.emptied, one.instant, one.ref), reverse=True)


def _standing(
    folded: Mapping[tuple[str, str], dict[str, list[Write]]],
) -> dict[tuple[str, str], dict[str, Any]]:
    made = {
        record: {
            name: writes[0].value
            for name, writes in fields.items()
            if writes and not writes[0].emptied and name[0] != "@"
        }
        for record, fields in folded.items()
        if "@made" in fields
    }
    standing = {record for record in made if not _is_removed(folded[record])}
    while True:
        parents = {
            (PARENT[kind][1], made[kind, id_].get(PARENT[kind][0]))
            for kind, id_ in standing
            if kind in PARENT
        }
        back = {record for record in made if record in parents} - standing
        if not back:
            return {record: made[record] for record in standing}
        standing |= back


def _is_removed(fields: Mapping[str, list[Write]]) -> bool:
    removals = fields.get("@removed", [])
    if not removals or any(one.value is None for one in removals):
        return False
    return all(
        any(
            one.ref in removal.value or (one.hash == removal.hash and one.number < removal.number)
            for removal in removals
        )
        for name, writes in fields.items()
        if name != "@removed"
        for one in writes
    )
