import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Change, read_change
from reviewer_app.sync import bundle as bundle_module
from reviewer_app.sync import frames as frames_module
from reviewer_app.sync.bundle import Bundle, name_of, read_bundle, verify_bundle, write_bundle
from reviewer_app.sync.container import LARGEST_HEADER, Holds, header_of, pack_signed, unpack
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.have import HIGHEST_NUMBER, have_of
from reviewer_app.sync.review_key import new_review_key, open_with
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.sync.forging import enclosing
from tests.sync.team import TIME, Team, journal


def no_one(_person: str) -> str | None:
    return None


def written(team: Team, changes: list[Change], author: Identity | None = None) -> bytes:
    return write_bundle(
        changes=changes,
        have=have_of(changes),
        identity=author or team.asha,
        review_keys=[team.key[0]],
        made_at=TIME,
    )


def read(team: Team, raw: bytes) -> Bundle:
    return read_bundle(raw, open_payload=open_with([team.key[1]]), sign_key_of=team.sign_keys.get)


def forged(
    team: Team,
    frames: list[bytes | None],
    *,
    header: dict[str, Json],
    inside: dict[str, Json] | None = None,
    plain: bytes | None = None,
) -> bytes:
    """A bundle signed and sealed rightly around whatever a faulty or hostile author puts in."""
    first = canonical(header if inside is None else inside)
    plain = write_frames([first, *frames]) if plain is None else plain
    return enclosing(Holds.BUNDLE, plain, header, signer=team.asha, to=team.key[0])


def said(team: Team, changes: list[Change], **others: Json) -> dict[str, Json]:
    return {
        "format": 1,
        "holds": "bundle",
        "review": team.review,
        "person": team.asha.person,
        "device": "d1",
        "first": changes[0].number,
        "last": changes[-1].number,
        "first_hash": changes[0].hash,
        "last_hash": changes[-1].hash,
        "made_at": TIME,
        **others,
    }


def frames_of(changes: list[Change]) -> list[bytes | None]:
    frames: list[bytes | None] = [b"{}"]
    for change in changes:
        frames += [change.head, change.content]
    return frames


def test_what_is_written_is_read_to_the_byte(team: Team) -> None:
    changes = journal(team.asha, team.review, 5)[2:]
    bundle = read(team, written(team, changes))
    assert bundle.changes == tuple(changes)
    assert bundle.held_back == 0
    assert (bundle.header.first, bundle.header.last) == (3, 5)
    assert bundle.have == {}  # a chain that does not reach its beginning is not had


def test_have_travels(team: Team) -> None:
    changes = journal(team.asha, team.review, 3)
    assert read(team, written(team, changes)).have == have_of(changes)


def test_what_is_emptied_travels_emptied_and_verifies(team: Team) -> None:
    changes = journal(team.asha, team.review, 3, word="Jordan")
    changes[1] = changes[1].emptied(["0/text"])
    bundle = read(team, written(team, changes))
    assert bundle.changes == tuple(changes)
    assert b"Jordan 2" not in (bundle.changes[1].content or b"")
    assert [change.hash for change in bundle.changes] == [change.hash for change in changes]


def test_change_whose_words_never_arrived_travels_as_head_only(team: Team) -> None:
    changes = journal(team.asha, team.review, 3)
    changes[1] = read_change(changes[1].head, None)
    assert read(team, written(team, changes)).changes == tuple(changes)


def test_no_words_stand_in_clear(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 3, word="phonics"))
    for secret in (b"phonics", b"Asha", b"text", team.asha.sign_key.encode()):
        assert secret not in raw


def test_age_program_opens_the_payload_with_the_exported_review_key(
    team: Team, tmp_path: Path
) -> None:
    changes = journal(team.asha, team.review, 2)
    container = unpack(Holds.BUNDLE, written(team, changes))
    (tmp_path / "key").write_bytes(team.key[1] + b"\n")
    (tmp_path / "payload.age").write_bytes(container.sealed)
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", tmp_path / "payload.age"],
        capture_output=True,
        check=True,
    ).stdout
    assert frames_module.read_frames(opened, malformed="bundle.contents-malformed")[2:] == [
        part for change in changes for part in (change.head, change.content)
    ]


def test_every_flipped_bit_is_refused(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    payload = raw.index(b"age-encryption.org")
    seen: set[str] = set()
    for at in range(len(raw)):
        # One bit of each byte is enough inside the payload, which one hash covers.
        inside = payload <= at < len(raw) - 64
        for bit in (at % 8,) if inside else range(8):
            bad = bytearray(raw)
            bad[at] ^= 1 << bit
            with pytest.raises(UserError) as caught:
                verify_bundle(bytes(bad), team.sign_keys.get)
            seen.add(caught.value.code)
    assert seen == {
        "file.foreign",
        "file.truncated",
        "file.damaged",
        "file.newer",
        "bundle.stranger",
        "bundle.signature-wrong",
        "bundle.payload-damaged",
    }


def test_every_truncation_and_anything_added_is_refused(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    for length in range(len(raw)):
        code = refusal(lambda end=length: verify_bundle(raw[:end], team.sign_keys.get))
        assert code == "file.truncated"
    assert refusal(lambda: verify_bundle(raw + b"\0", team.sign_keys.get)) == "file.damaged"


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_reason(raw: bytes) -> None:
    for start in (b"", Holds.BUNDLE.magic, Holds.BUNDLE.magic + b"\0\0\0\x10"):
        with pytest.raises(UserError):
            verify_bundle(start + raw, no_one)


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(
            ["format", "holds", "review", "person", "first", "last", "size", "made_at"]
        ),
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.none()),
    )
)
def test_any_header_is_refused_with_a_reason(team: Team, wrong: dict[str, Json]) -> None:
    changes = journal(team.asha, team.review, 1)
    header = {**said(team, changes), "payload": "", "size": 0, **wrong}
    try:
        outside = canonical(header)
    except UnicodeEncodeError:
        outside = json.dumps(header).encode()
    raw = pack_signed(Holds.BUNDLE, outside, b"", team.asha.sign(outside))
    with pytest.raises(UserError):
        verify_bundle(raw, team.sign_keys.get)


def test_stranger_is_refused(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    assert refusal(lambda: verify_bundle(raw, no_one)) == "bundle.stranger"


def test_another_persons_key_does_not_verify(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    wrong = {team.asha.person: team.tom.sign_key}
    assert refusal(lambda: verify_bundle(raw, wrong.__getitem__)) == "bundle.signature-wrong"


def test_signature_must_be_the_authors(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    header = unpack(Holds.BUNDLE, raw).raw_header
    for signature in (bytes(64), team.tom.sign(header)):
        bad = raw[:-64] + signature
        code = refusal(lambda bad=bad: verify_bundle(bad, team.sign_keys.get))
        assert code == "bundle.signature-wrong"


def test_key_that_is_not_the_persons_own_does_not_count(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    header = unpack(Holds.BUNDLE, raw).raw_header
    code = refusal(
        lambda: verify_bundle(raw[:-64] + team.tom.sign(header), lambda _: team.tom.sign_key)
    )
    assert code == "bundle.signature-wrong"


def test_signed_header_of_another_kind_of_file_is_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    outside = canonical({**said(team, changes), "holds": "setup", "payload": "", "size": 0})
    raw = pack_signed(Holds.BUNDLE, outside, b"", team.asha.sign(outside))
    assert refusal(lambda: verify_bundle(raw, team.sign_keys.get)) == "file.damaged"


def test_header_past_its_bound_is_refused(team: Team) -> None:
    raw = Holds.BUNDLE.magic + (LARGEST_HEADER + 1).to_bytes(4, "big")
    assert refusal(lambda: verify_bundle(raw, team.sign_keys.get)) == "file.damaged"


def test_no_one_signs_another_persons_journal(team: Team) -> None:
    with pytest.raises(ValueError, match="author"):
        written(team, journal(team.asha, team.review, 1), author=team.tom)


def test_newer_format_is_refused_as_newer(team: Team) -> None:
    outside = canonical({**said(team, journal(team.asha, team.review, 1)), "format": 2, "size": 0})
    raw = pack_signed(Holds.BUNDLE, outside, b"", team.asha.sign(outside))
    assert refusal(lambda: verify_bundle(raw, team.sign_keys.get)) == "file.newer"


def test_other_files_of_ours_are_no_bundles(team: Team) -> None:
    raw = Holds.ROSTER.magic + written(team, journal(team.asha, team.review, 1))[8:]
    assert refusal(lambda: verify_bundle(raw, team.sign_keys.get)) == "file.foreign"


def test_without_the_review_key_it_verifies_but_does_not_open(team: Team) -> None:
    raw = written(team, journal(team.asha, team.review, 1))
    assert verify_bundle(raw, team.sign_keys.get).last == 1
    for secrets in ([], [new_review_key()[1]]):
        code = refusal(
            lambda keys=secrets: read_bundle(
                raw, open_payload=open_with(keys), sign_key_of=team.sign_keys.get
            )
        )
        assert code == "bundle.no-key"


def test_payload_of_another_bundle_is_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    header = said(team, changes)
    raw = forged(team, frames_of(changes), header=header, inside={**header, "made_at": ""})
    assert refusal(lambda: read(team, raw)) == "bundle.header-differs"


def test_unknown_header_fields_survive(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    raw = forged(team, frames_of(changes), header=said(team, changes, later="ü"))
    assert read(team, raw).changes == tuple(changes)


def test_two_spellings_of_one_header_are_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    outside = json.dumps({**said(team, changes), "payload": "", "size": 0}).encode()
    raw = pack_signed(Holds.BUNDLE, outside, b"", team.asha.sign(outside))
    assert refusal(lambda: verify_bundle(raw, team.sign_keys.get)) == "file.damaged"


def test_bomb_is_refused(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = journal(team.asha, team.review, 1)
    plain = write_frames([b"\0" * (frames_module.LARGEST_INSIDE + 1)])
    assert len(plain) < 200_000
    raw = forged(team, [], header=said(team, changes), plain=plain)
    assert refusal(lambda: read(team, raw)) == "file.expands-too-far"


def test_too_large_a_file_is_refused_before_it_is_looked_at(team: Team) -> None:
    assert refusal(lambda: verify_bundle(bytes(Holds.BUNDLE.largest + 1), no_one)) == (
        "file.too-large"
    )


@pytest.mark.parametrize("plain", [b"", b"no zlib", write_frames([])[:-1], write_frames([]) + b"x"])
def test_contents_that_are_no_frames_are_refused(team: Team, plain: bytes) -> None:
    raw = forged(team, [], header=said(team, journal(team.asha, team.review, 1)), plain=plain)
    assert refusal(lambda: read(team, raw)) == "bundle.contents-malformed"


def test_wrong_number_of_changes_is_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 3)
    raw = forged(team, frames_of(changes[:2]), header=said(team, changes))
    assert refusal(lambda: read(team, raw)) == "bundle.contents-malformed"


@pytest.mark.parametrize(
    "have", [b"[]", b"{", b'{"a/b":1}', b'{"a/b":[1]}', b'{"a/b":[{"number":0,"hash":""}]}']
)
def test_malformed_have_is_refused(team: Team, have: bytes) -> None:
    changes = journal(team.asha, team.review, 1)
    raw = forged(team, [have, *frames_of(changes)[1:]], header=said(team, changes))
    assert refusal(lambda: read(team, raw)) == "bundle.contents-malformed"


def test_changes_of_another_journal_are_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    for other in (
        journal(team.asha, team.review, 2, device="d2"),
        journal(team.tom, team.review, 2),
        journal(team.asha, "0" * 32, 2),
    ):
        raw = forged(team, frames_of(other), header=said(team, changes))
        assert refusal(lambda raw=raw: read(team, raw)) == "bundle.other-journal"


def test_changes_out_of_order_or_with_a_gap_are_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 4)
    for wrong in (changes[::-1], [changes[0], changes[2], changes[3], changes[3]]):
        raw = forged(team, frames_of(wrong), header=said(team, changes))
        assert refusal(lambda raw=raw: read(team, raw)) == "bundle.not-consecutive"
    with pytest.raises(ValueError, match="unbroken"):
        written(team, [changes[0], changes[2]])


def test_first_and_last_must_be_those_named(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    for name in ("first_hash", "last_hash"):
        raw = forged(team, frames_of(changes), header=said(team, changes, **{name: "0" * 64}))
        assert refusal(lambda raw=raw: read(team, raw)) == "bundle.hash-wrong"


def test_content_that_does_not_hang_on_its_head_is_refused(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    other = journal(team.asha, team.review, 1, word="other")
    raw = forged(team, [b"{}", changes[0].head, other[0].content], header=said(team, changes))
    assert refusal(lambda: read(team, raw)) == "bundle.change-content-wrong"


def rewritten(change: Change, fields: dict[str, Json], content: bytes | None = None) -> Change:
    """The change with other fields in its head and, if given, another content."""
    head = {**json.loads(change.head), **fields}
    if content is not None:
        head["content"] = hashlib.sha256(content).hexdigest()
    raw = canonical(head)
    body = content if content is not None else change.content
    return Change(
        raw,
        body,
        hashlib.sha256(raw).hexdigest(),
        change.review,
        change.person,
        change.device,
        change.number,
        change.previous,
        change.roster,
        change.time,
        head["content"],
    )


@pytest.mark.parametrize(
    "content",
    [
        b"no json",
        b"{}",
        b'{"operations":{}}',
        b'{"operations":[{"do":"add","kind":1,"id":"n"}]}',
        b'{"operations":[{"do":["add"],"kind":"note","id":"n"}]}',
        b'{"operations":[{"do":"add","kind":"note","id":"n","values":[]}]}',
        b'{"operations":[{"do":"set","id":"n","kind":"note","replaces":[]}]}',
        b'{"operations":[{"do":"set","id":"n","kind":"note","replaces":{"text":"x"}}]}',
        b'{"operations":[{"covers":[1],"do":"remove","id":"n","kind":"note"}]}',
        b'{"operations":[{"do":"redact","empties":"0/text","id":"n","kind":"@change"}]}',
        b'{"operations":[{"do":"add","kind":"note","id":"\\ud800"}]}',
        b'{"operations":[{"do":"add","kind":"note","id":"n","values":{"a":NaN}}]}',
        b"[" * 100_000,
    ],
)
def test_content_that_cannot_be_folded_or_kept_is_refused(team: Team, content: bytes) -> None:
    changes = [rewritten(journal(team.asha, team.review, 1)[0], {}, content)]
    raw = forged(team, frames_of(changes), header=said(team, changes))
    assert refusal(lambda: read(team, raw)) == "bundle.change-malformed"


@pytest.mark.parametrize(
    "fields",
    [
        {"time": "yesterday"},
        {"time": "0001-01-01T00:00:00+14:00"},
        {"time": "2026-11-18T10:17:00"},
        {"number": 0},
        {"number": True},
        {"person": 7},
        {"roster": None},
    ],
)
def test_head_that_is_malformed_is_refused(team: Team, fields: dict[str, Json]) -> None:
    changes = [rewritten(journal(team.asha, team.review, 1)[0], fields)]
    raw = forged(team, frames_of(changes), header=said(team, changes))
    assert refusal(lambda: read(team, raw)) == "bundle.change-malformed"


def test_newer_change_holds_back_itself_and_what_follows(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    newer = rewritten(journal(team.asha, team.review, 1, after=changes[-1])[0], {"format": 2})
    every = [*changes, newer]
    bundle = read(team, forged(team, frames_of(every), header=said(team, every)))
    assert bundle.changes == tuple(changes)
    assert bundle.held_back == 1


def test_unknown_fields_of_a_change_survive(team: Team) -> None:
    changes = [rewritten(journal(team.asha, team.review, 1)[0], {"later": "kept"})]
    bundle = read(team, forged(team, frames_of(changes), header=said(team, changes)))
    assert bundle.changes[0].head == changes[0].head
    assert read_change(bundle.changes[0].head, None).hash == changes[0].hash


def test_name_is_short_and_safe_everywhere(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    header = verify_bundle(written(team, changes), team.sign_keys.get)
    longest = name_of(
        bundle_module.BundleHeader(
            header.review, header.person, "d", 1, HIGHEST_NUMBER, "", "", "", ""
        )
    )
    assert len(longest) <= 38  # and two more where a damaged file has taken it
    for name in (longest, name_of(header)):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name_of(header) != name_of(verify_bundle(written(team, changes), team.sign_keys.get))


def test_size_of_a_days_notes(team: Team) -> None:
    changes = journal(team.asha, team.review, 150, word="pupils explain their reasoning aloud " * 8)
    assert len(written(team, changes)) < 40_000


def test_member_who_signs_anothers_sealed_words_as_their_own_is_refused(team: Team) -> None:
    taken = unpack(Holds.BUNDLE, written(team, journal(team.asha, team.review, 2)))
    claimed = header_of(Holds.BUNDLE, {**taken.header, "person": team.tom.person}, taken.sealed)
    raw = pack_signed(Holds.BUNDLE, claimed, taken.sealed, team.tom.sign(claimed))
    assert verify_bundle(raw, team.sign_keys.get).person == team.tom.person
    assert refusal(lambda: read(team, raw)) == "bundle.header-differs"


def test_changes_larger_than_any_are_refused_before_they_are_taken_apart(team: Team) -> None:
    changes = journal(team.asha, team.review, 1)
    head, content = changes[0].head, changes[0].content
    for frames in (
        [head + b" " * bundle_module.LARGEST_HEAD, content],
        [head, b"[" * (bundle_module.LARGEST_CONTENT + 1)],
    ):
        raw = forged(team, [b"{}", *frames], header=said(team, changes))
        assert refusal(lambda raw=raw: read(team, raw)) == "bundle.contents-malformed"
    most = said(team, changes, last=bundle_module.MOST_CHANGES + 1)
    assert refusal(lambda: read(team, forged(team, [], header=most))) == "file.damaged"
