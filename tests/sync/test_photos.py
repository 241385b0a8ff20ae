import pyrage
import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.sync import photos
from reviewer_app.sync.container import Holds, header_of, pack_digested
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.photos import (
    check_photo_file,
    digest_of,
    photo_prefix,
    read_photo,
    write_photo,
)
from reviewer_app.sync.review_key import new_review_key, open_with
from reviewer_app.vault.identity import MOST_RECIPIENTS, seal
from tests.refusals import refusal
from tests.sync.team import Team

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 4


def test_photo_comes_back_to_the_byte(team: Team) -> None:
    name, raw = write_photo(PHOTO, review=team.review, review_keys=[team.key[0]])
    photo = read_photo(
        raw, review=team.review, digest=digest_of(PHOTO), open_payload=open_with([team.key[1]])
    )
    assert photo.content == PHOTO
    assert check_photo_file(raw) == team.review
    assert name.startswith(photo_prefix(team.review, digest_of(PHOTO)))
    assert len(name) <= 38
    assert digest_of(PHOTO)[:8] not in name


def test_every_flipped_bit_and_truncation_is_refused(team: Team) -> None:
    _, raw = write_photo(b"small", review=team.review, review_keys=[team.key[0]])
    for at in range(len(raw)):
        bad = bytearray(raw)
        bad[at] ^= 1 << at % 8
        assert refusal(lambda bad=bad: check_photo_file(bytes(bad))).startswith("file.")
        assert refusal(lambda end=at: check_photo_file(raw[:end])) == "file.truncated"


def test_another_photo_review_or_key_is_refused(team: Team) -> None:
    _, raw = write_photo(PHOTO, review=team.review, review_keys=[team.key[0]])
    opening = open_with([team.key[1]])
    digest = digest_of(PHOTO)
    for review, wanted, open_payload, code in (
        ("0" * 32, digest, opening, "photo.wrong"),
        (team.review, digest_of(b"other"), opening, "photo.wrong"),
        (team.review, digest, open_with([new_review_key()[1]]), "bundle.no-key"),
    ):
        with pytest.raises(UserError) as caught:
            read_photo(raw, review=review, digest=wanted, open_payload=open_payload)
        assert caught.value.code == code


def forged(team: Team, outside: str, inside: str, digest: str, content: bytes) -> bytes:
    frames = [canonical({"review": inside, "photo": digest}), content]
    sealed = seal(write_frames(frames), [team.key[0]])
    return pack_digested(Holds.PHOTO, header_of(Holds.PHOTO, {"review": outside}, sealed), sealed)


def test_photo_that_says_one_thing_and_is_another_is_refused(team: Team) -> None:
    digest, other = digest_of(PHOTO), "0" * 32
    for raw in (
        forged(team, team.review, team.review, digest, b"another photo"),
        forged(team, team.review, team.review, digest_of(b"x"), PHOTO),
        forged(team, other, team.review, digest, PHOTO),
        forged(team, team.review, other, digest, PHOTO),
    ):
        with pytest.raises(UserError) as caught:
            read_photo(
                raw, review=team.review, digest=digest, open_payload=open_with([team.key[1]])
            )
        assert caught.value.code == "photo.wrong"


@pytest.mark.parametrize("frames", [[], [b"{}"], [b"{}", None], [b"{}", PHOTO], [b"x", PHOTO]])
def test_malformed_insides_are_refused(team: Team, frames: list[bytes | None]) -> None:
    sealed = seal(write_frames(frames), [team.key[0]])
    raw = pack_digested(
        Holds.PHOTO, header_of(Holds.PHOTO, {"review": team.review}, sealed), sealed
    )
    opening = open_with([team.key[1]])
    code = refusal(
        lambda: read_photo(raw, review=team.review, digest=digest_of(PHOTO), open_payload=opening)
    )
    assert code == "photo.wrong"


def test_photo_past_the_bound_is_neither_written_nor_expanded(team: Team) -> None:
    large = bytes(photos.LARGEST_PHOTO + 2048)
    with pytest.raises(ValueError, match="smaller"):
        write_photo(large, review=team.review, review_keys=[team.key[0]])
    sealed = seal(write_frames([b"{}", large]), [team.key[0]])
    raw = pack_digested(
        Holds.PHOTO, header_of(Holds.PHOTO, {"review": team.review}, sealed), sealed
    )
    opening = open_with([team.key[1]])
    code = refusal(
        lambda: read_photo(raw, review=team.review, digest=digest_of(large), open_payload=opening)
    )
    assert code == "file.expands-too-far"


def test_photo_sealed_to_more_than_any_team_is_refused_before_it_is_opened(team: Team) -> None:
    """Nobody signs a photo's file: whoever can write to the store could put this there."""
    inside = write_frames([canonical({"review": team.review, "photo": digest_of(b"x")}), b"x"])
    key = pyrage.x25519.Recipient.from_str(team.key[0])
    sealed = pyrage.encrypt(inside, [key] * (MOST_RECIPIENTS + 60))
    raw = pack_digested(
        Holds.PHOTO, header_of(Holds.PHOTO, {"review": team.review}, sealed), sealed
    )
    code = refusal(
        lambda: read_photo(
            raw,
            review=team.review,
            digest=digest_of(b"x"),
            open_payload=open_with([team.key[1]]),
        )
    )
    assert code == "bundle.no-key"
