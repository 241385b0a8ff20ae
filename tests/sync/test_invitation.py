from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.model.canonical import Json
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.frames import read_frames, write_frames
from reviewer_app.sync.invitation import (
    Invitation,
    read_answer,
    read_invitation,
    write_answer,
    write_invitation,
)
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.sync.forging import enclosing, resigned
from tests.sync.team import TIME, Team

TEAM = Team()


def invited(team: Team, by: Identity | None = None, nonce: str = "n1") -> Invitation:
    raw = write_invitation(review=team.review, nonce=nonce, identity=by or team.helen, made_at=TIME)
    return read_invitation(raw)


def test_an_invitation_says_who_invites_to_which_review(team: Team) -> None:
    found = invited(team)
    assert (found.name, found.person, found.review) == (
        "Helen Marsh",
        team.helen.person,
        team.review,
    )
    assert (found.sign_key, found.age_key) == (team.helen.sign_key, team.helen.age_key)
    assert found.raw != invited(team, nonce="n2").raw


def test_an_answer_brings_the_card_to_whoever_invited_and_nobody_else(team: Team) -> None:
    found = invited(team)
    raw = write_answer(found, team.tom, made_at=TIME)
    opened = read_answer(raw, team.helen)
    assert (opened.card.name, opened.card.person) == ("Tom", team.tom.person)
    assert opened.invitation == found
    assert refusal(lambda: read_answer(raw, team.asha)) == "joining.not-for-you"
    for secret in (b"Tom", team.tom.age_key.encode()):
        assert secret not in raw
    assert write_answer(found, team.tom, made_at=TIME) != raw


def test_every_flipped_bit_and_truncation_is_refused(team: Team) -> None:
    found = invited(team)
    answer = write_answer(found, team.tom, made_at=TIME)
    readers: list[tuple[bytes, Callable[[bytes], object]]] = [
        (found.raw, read_invitation),
        (answer, lambda raw: read_answer(raw, team.helen)),
    ]
    codes = set()
    for whole, read in readers:
        for at in range(len(whole)):
            bad = bytearray(whole)
            bad[at] ^= 1 << at % 8
            codes.add(refusal(lambda read=read, bad=bad: read(bytes(bad))))
            cut = refusal(lambda read=read, whole=whole, at=at: read(whole[:at]))
            assert cut == "file.truncated"
        assert refusal(lambda read=read, whole=whole: read(whole + b"x")) == "file.damaged"
    assert codes == {
        "file.foreign",
        "file.truncated",
        "file.damaged",
        "file.newer",
        "invitation.signature-wrong",
        "joining.signature-wrong",
    } & codes | {"invitation.signature-wrong", "joining.signature-wrong"}


def test_nobody_invites_or_answers_in_anothers_name(team: Team) -> None:
    eve = Identity.generate("Eve")
    raw = resigned(Holds.INVITATION, invited(team).raw, eve)
    assert refusal(lambda: read_invitation(raw)) == "invitation.signature-wrong"
    answer = write_answer(invited(team), team.tom, made_at=TIME)
    taken = resigned(Holds.ANSWER, answer, eve, person=eve.person, sign_key=eve.sign_key)
    assert refusal(lambda: read_answer(taken, team.helen)) == "joining.contents-malformed"
    for name, value in (("sign_key", eve.sign_key), ("sign_key", "x"), ("person", eve.person)):
        wrong = resigned(Holds.ANSWER, answer, eve, **{name: value})
        code = refusal(lambda wrong=wrong: read_answer(wrong, team.helen))
        assert code == "joining.signature-wrong"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"format": 2}, "file.newer"),
        ({"review": "x"}, "file.damaged"),
        ({"name": ""}, "file.damaged"),
        ({"name": "a\nb"}, "file.damaged"),
        ({"age_key": "age1"}, "file.damaged"),
        ({"nonce": 1}, "file.damaged"),
        ({"made_at": None}, "file.damaged"),
    ],
)
def test_an_invitation_that_is_not_as_it_should_be_is_refused(
    team: Team, fields: dict[str, Json], code: str
) -> None:
    raw = resigned(Holds.INVITATION, invited(team).raw, team.helen, **fields)
    assert refusal(lambda: read_invitation(raw)) == code


def with_inside(team: Team, *frames: bytes | None) -> bytes:
    """Tom's answer with other frames inside; an absent one stands for what belongs there."""
    answer = write_answer(invited(team), team.tom, made_at=TIME)
    own = read_frames(
        team.helen.open(unpack(Holds.ANSWER, answer).sealed), malformed="joining.contents-malformed"
    )
    put = [
        one if one is not None else own[at] if at < len(own) else None
        for at, one in enumerate(frames)
    ]
    header = unpack(Holds.ANSWER, answer).header
    return enclosing(
        Holds.ANSWER, write_frames(put), header, signer=team.tom, to=team.helen.age_key
    )


def test_an_answer_to_anothers_invitation_is_refused(team: Team) -> None:
    by_asha = invited(team, by=team.asha).raw
    raw = with_inside(team, None, by_asha, None)
    assert refusal(lambda: read_answer(raw, team.helen)) == "joining.other-invitation"


def test_an_answer_to_an_invitation_to_another_review_is_refused(team: Team) -> None:
    other = write_invitation(review="0" * 32, nonce="n", identity=team.helen, made_at=TIME)
    raw = with_inside(team, None, other, None)
    assert refusal(lambda: read_answer(raw, team.helen)) == "joining.other-invitation"


def test_what_is_inside_an_answer_must_be_whole(team: Team) -> None:
    assert read_answer(with_inside(team, None, None, None), team.helen).card.name == "Tom"
    for frames in (
        (b"{}", None, None),
        (None, b"no invitation", None),
        (None, None, b"no card"),
        (None, None),
        (None, None, None, b"more"),
    ):
        raw = with_inside(team, *frames)
        code = refusal(lambda raw=raw: read_answer(raw, team.helen))
        assert code == "joining.contents-malformed"


def test_an_answer_that_expands_past_its_bound_is_refused(team: Team) -> None:
    raw = with_inside(team, None, None, b"\0" * 1_000_000)
    assert refusal(lambda: read_answer(raw, team.helen)) == "file.expands-too-far"


@settings(max_examples=50)
@given(st.binary(max_size=200), st.lists(st.none() | st.binary(max_size=60), max_size=5))
def test_any_bytes_and_anything_inside_an_answer_end_with_a_reason(
    raw: bytes, frames: list[bytes | None]
) -> None:
    team = TEAM
    for holds, read in (
        (Holds.INVITATION, read_invitation),
        (Holds.ANSWER, lambda given: read_answer(given, team.helen)),
    ):
        for start in (b"", holds.magic, holds.magic + b"\0\0\0\x10"):
            refusal(lambda read=read, start=start: read(start + raw))
    if frames != [None] * 3:
        assert refusal(lambda: read_answer(with_inside(team, *frames), team.helen))
