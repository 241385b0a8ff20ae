import json

import pytest

from reviewer_app.model.canonical import canonical
from reviewer_app.model.roster import Cut, Member, Roster, chain_of, read_roster, write_roster
from reviewer_app.model.words import Role
from reviewer_app.sync.container import Holds, header_of, pack_digested
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.review_key import new_review_key
from reviewer_app.sync.roster import (
    OpenedRoster,
    SignedRoster,
    open_roster,
    open_sealed,
    read_roster_file,
    roster_name,
    sign_roster,
    write_roster_file,
)
from reviewer_app.vault.identity import Identity, seal
from tests.refusals import refusal
from tests.sync.team import Team, member


def no_one(_person: str) -> str | None:
    return None


def opened(signed: SignedRoster, identity: Identity) -> OpenedRoster:
    return open_roster(write_roster_file(signed), identity, sign_key_of=no_one)


def second(team: Team, *reviewers: Identity, key: str, signer: Identity | None = None) -> Roster:
    """The roster after the first: Tom has left, his notes so far count."""
    first = team.first_roster().roster
    return write_roster(
        review=team.review,
        nonce="",
        number=2,
        previous=[first.hash],
        signer=(signer or team.helen).person,
        members=[member(team.helen, Role.LEAD), *(member(one, Role.REVIEWER) for one in reviewers)],
        review_keys=[key],
        cuts={team.tom.person: Cut(2, {})},
    )


def test_every_member_opens_it_with_the_reviews_keys(team: Team) -> None:
    signed = team.first_roster()
    for one in (team.helen, team.asha, team.tom):
        got = opened(signed, one)
        assert got.roster == signed.roster
        assert got.signed == signed
        assert got.review_secrets == (team.key[1],)
        assert open_sealed(signed.sealed, one, sign_key_of=no_one) == got


def test_it_is_sealed_to_everyone_else(team: Team) -> None:
    raw = write_roster_file(team.first_roster())
    mira = Identity.generate("Mira")
    assert refusal(lambda: open_roster(raw, mira, sign_key_of=no_one)) == "roster.not-for-you"
    assert read_roster_file(raw).number == 1
    for secret in (b"Helen", b"Asha", b"AGE-SECRET", team.helen.sign_key.encode()):
        assert secret not in raw


def test_the_same_roster_is_always_the_same_file(team: Team) -> None:
    signed = team.first_roster()
    assert write_roster_file(signed) == write_roster_file(opened(signed, team.tom).signed)
    assert roster_name(signed) == roster_name(opened(signed, team.tom).signed)
    assert len(roster_name(signed)) <= 38


def test_someone_new_can_follow_the_chain_from_its_beginning(team: Team) -> None:
    first, mira, new_key = team.first_roster(), Identity.generate("Mira"), new_review_key()
    later = sign_roster(
        second(team, team.asha, mira, key=new_key[0]),
        team.helen,
        [team.key[1], new_key[1]],
        [first],
    )
    got = opened(later, mira)
    assert [one.raw for one in got.chain] == [first.raw, later.raw]
    assert got.earlier[0].sealed == b""
    assert chain_of(one.roster for one in got.chain).tip == got.roster
    assert got.review_secrets == (team.key[1], new_key[1])


def test_someone_removed_cannot_open_what_follows(team: Team) -> None:
    new_key = new_review_key()
    later = sign_roster(
        second(team, team.asha, key=new_key[0]), team.helen, [new_key[1]], [team.first_roster()]
    )
    assert refusal(lambda: opened(later, team.tom)) == "roster.not-for-you"


def test_an_earlier_roster_is_not_sent_by_itself(team: Team) -> None:
    first = team.first_roster()
    with pytest.raises(ValueError, match="inside"):
        write_roster_file(SignedRoster(first.raw, first.signature, b""))


def test_signer_and_secrets_and_chain_must_fit(team: Team) -> None:
    roster = team.roster(team.asha)
    with pytest.raises(ValueError, match="signed by"):
        sign_roster(roster, team.asha, [team.key[1]])
    for secrets in ([], [new_review_key()[1]], [team.key[1], new_review_key()[1]], [b"\xff"]):
        with pytest.raises(ValueError, match="secret"):
            sign_roster(roster, team.helen, secrets)
    with pytest.raises(ValueError, match="before it"):
        sign_roster(second(team, team.asha, key=team.key[0]), team.helen, [team.key[1]])


def test_every_flipped_bit_and_truncation_is_refused(team: Team) -> None:
    raw = write_roster_file(sign_roster(team.roster(), team.helen, [team.key[1]]))
    for at in range(len(raw)):
        bad = bytearray(raw)
        bad[at] ^= 1 << at % 8
        assert refusal(lambda bad=bad: read_roster_file(bytes(bad))).startswith("file.")
        assert refusal(lambda end=at: read_roster_file(raw[:end])) == "file.truncated"


def forged(
    team: Team, frames: list[bytes | None], signed: SignedRoster, *, number: int = 1
) -> bytes:
    sealed = seal(write_frames(frames), [team.asha.age_key])
    header = header_of(
        Holds.ROSTER,
        {"review": team.review, "number": number, "roster": signed.roster.hash},
        sealed,
    )
    return pack_digested(Holds.ROSTER, header, sealed)


def secrets_of(*secrets: bytes) -> bytes:
    return canonical({"secrets": [secret.decode() for secret in secrets]})


def test_forgeries_are_refused_with_a_reason(team: Team) -> None:
    signed = team.first_roster()
    raw, signature, secrets = signed.raw, signed.signature, secrets_of(team.key[1])
    other = secrets_of(new_review_key()[1])
    later = second(team, team.asha, key=team.key[0])
    strange = second(team, team.asha, key=team.key[0], signer=Identity.generate("Mira"))
    cases: list[tuple[list[bytes | None], str, int]] = [
        ([raw, signature, secrets], "", 1),
        ([raw, signature, secrets], "roster.malformed", 2),
        ([raw, signature], "roster.malformed", 1),
        ([raw, signature, None], "roster.malformed", 1),
        ([raw, signature, b"[]"], "roster.malformed", 1),
        ([raw, signature, b'{"secrets":"x"}'], "roster.malformed", 1),
        ([raw, signature, '{"secrets":["é"]}'.encode()], "roster.malformed", 1),
        ([raw, signature, other], "roster.keys-wrong", 1),
        ([raw, signature, b'{"secrets":["x"]}'], "roster.keys-wrong", 1),
        ([raw, team.asha.sign(raw), secrets], "roster.signature-wrong", 1),
        ([raw, b"", secrets], "roster.signature-wrong", 1),
        ([b"{}", signature, secrets], "roster.malformed", 1),
        ([later.raw, team.helen.sign(later.raw), secrets], "roster.signer-unknown", 1),
        ([strange.raw, bytes(64), secrets, raw, signature], "roster.signer-unknown", 1),
        ([raw, signature, secrets, later.raw, bytes(64)], "roster.malformed", 1),
        ([later.raw, bytes(64), secrets, raw, signature], "roster.signature-wrong", 2),
        ([later.raw, team.helen.sign(later.raw), secrets, raw, b""], "roster.signature-wrong", 2),
    ]
    for frames, code, number in cases:
        file = forged(team, frames, signed, number=number)
        if code:
            assert (
                refusal(lambda file=file: open_roster(file, team.asha, sign_key_of=no_one)) == code
            )
        else:
            assert open_roster(file, team.asha, sign_key_of=no_one).roster == signed.roster


def test_member_under_another_persons_id_is_refused(team: Team) -> None:
    renamed = json.loads(team.first_roster().raw)
    renamed["members"][team.tom.person]["sign"] = team.asha.sign_key
    raw = canonical(renamed)
    signed = SignedRoster(raw, team.helen.sign(raw), b"")
    file = forged(team, [raw, signed.signature, secrets_of(team.key[1])], signed)
    assert refusal(lambda: open_roster(file, team.asha, sign_key_of=no_one)) == "roster.malformed"


def test_a_known_signer_is_held_to_the_key_that_is_known(team: Team) -> None:
    later = sign_roster(
        second(team, team.asha, key=team.key[0]), team.helen, [team.key[1]], [team.first_roster()]
    )
    wrong = {team.helen.person: team.tom.sign_key}
    code = refusal(lambda: open_roster(write_roster_file(later), team.asha, sign_key_of=wrong.get))
    assert code == "roster.signature-wrong"


def test_rosters_inside_are_of_one_review_and_in_order(team: Team) -> None:
    signed = team.first_roster()
    theirs = Team()
    other = theirs.first_roster()
    file = forged(
        team,
        [signed.raw, signed.signature, secrets_of(team.key[1]), other.raw, other.signature],
        signed,
    )
    assert refusal(lambda: open_roster(file, team.asha, sign_key_of=no_one)) == "roster.malformed"


def test_unknown_fields_survive(team: Team) -> None:
    raw = canonical({**json.loads(team.roster(team.asha).raw), "later": "kept"})
    signed = sign_roster(read_roster(raw), team.helen, [team.key[1]])
    assert opened(signed, team.asha).roster.raw == raw


def test_member_without_a_sound_age_key_is_refused(team: Team) -> None:
    broken = Member(team.tom.person, "Tom", Role.REVIEWER, team.tom.sign_key, "age1wrong")
    roster = write_roster(
        review=team.review,
        nonce="larkfield",
        number=1,
        previous=(),
        signer=team.helen.person,
        members=[member(team.helen, Role.LEAD), member(team.asha, Role.REVIEWER), broken],
        review_keys=[team.key[0]],
    )
    signed = SignedRoster(roster.raw, team.helen.sign(roster.raw), b"")
    file = forged(team, [roster.raw, signed.signature, secrets_of(team.key[1])], signed)
    assert refusal(lambda: open_roster(file, team.asha, sign_key_of=no_one)) == "roster.malformed"


@pytest.mark.parametrize("name", ["", " Asha", "Asha\nTom", "\u202eahsA", "A" * 81])
def test_member_whose_name_nobody_can_have_is_refused(team: Team, name: str) -> None:
    said = json.loads(team.first_roster().raw)
    said["members"][team.asha.person]["name"] = name
    signed = sign_roster(read_roster(canonical(said)), team.helen, [team.key[1]])
    assert refusal(lambda: opened(signed, team.helen)) == "roster.malformed"


def test_more_rosters_than_any_review_has_are_refused(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = team.first_roster()
    following = sign_roster(
        second(team, team.asha, key=team.key[0]), team.helen, [team.key[1]], [first]
    )
    assert opened(following, team.asha).roster.number == 2
    monkeypatch.setattr("reviewer_app.sync.roster.HIGHEST_NUMBER", 1)
    assert (
        refusal(lambda: open_sealed(following.sealed, team.asha, sign_key_of=no_one))
        == "roster.malformed"
    )
    assert refusal(lambda: opened(following, team.asha)) == "file.damaged"
