from typing import Any

import pytest

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.roster import MOST_MEMBERS, review_id
from reviewer_app.model.words import Role
from reviewer_app.sync import proposal_file
from reviewer_app.sync.container import Holds
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.proposal_file import (
    ProposedReview,
    ProposedSchool,
    read_proposal,
    write_proposal,
)
from reviewer_app.vault.card import card_of
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.sync.forging import enclosing, resigned
from tests.sync.team import TIME, card

HELEN, ASHA, BEN, OFFICE = map(Identity.generate, ("Helen", "Asha", "Ben", "Larkshire office"))
NONCE = "0123456789abcdef" * 2
SAID: dict[str, Json] = {
    "nonce": NONCE,
    "school": {"name": "Larkfield Primary School"},
    "start": "2027-01-12",
    "days": 2,
    "roles": ["deputy"],
}


def written(**other: Any) -> bytes:
    said = ProposedReview(
        nonce=NONCE,
        school=ProposedSchool(name="Larkfield Primary School", pupils=412),
        start="2027-01-12",
        days=2,
        roles=(Role.DEPUTY, Role.READER),
    )
    values: dict[str, Any] = {
        "framework": "id: small",
        "lead": card(HELEN),
        "cards": [card_of(ASHA), card_of(BEN)],
        "identity": OFFICE,
        "made_at": TIME,
    }
    return write_proposal(said, **{**values, **other})


def repacked(*frames: bytes | None, signer: Identity = OFFICE, **fields: Json) -> bytes:
    """A proposal that is signed and sealed as it should be, around other frames."""
    inside: dict[str, Json] = {
        "format": 1,
        "holds": "proposal",
        "review": review_id(HELEN.sign_key, NONCE),
        "person": signer.person,
        "sign_key": signer.sign_key,
        "made_at": TIME,
        **fields,
    }
    plain = write_frames([canonical(inside), *frames])
    return enclosing(Holds.PROPOSAL, plain, inside, signer=signer, to=HELEN.age_key)


def saying(**other: Json) -> bytes:
    return repacked(canonical({**SAID, **other}), b"id: small", card_of(OFFICE), card_of(ASHA))


def test_it_brings_the_facts_the_framework_the_team_and_who_sent_it() -> None:
    found = read_proposal(written(), HELEN)
    assert found.review == review_id(HELEN.sign_key, NONCE)
    assert (found.said.school.name, found.said.school.pupils) == ("Larkfield Primary School", 412)
    assert (found.said.start, found.said.days, found.framework) == ("2027-01-12", 2, "id: small")
    assert found.office == card(OFFICE)
    assert [(one.name, one.role, one.age_key) for one in found.team] == [
        ("Asha", Role.DEPUTY, ASHA.age_key),
        ("Ben", Role.READER, BEN.age_key),
    ]
    # As another program would write it, with a field that is not known here.
    assert read_proposal(saying(term="spring"), HELEN).said.roles == (Role.DEPUTY,)


def test_a_proposal_opens_for_the_lead_and_no_one_else() -> None:
    raw = written()
    for other in (ASHA, OFFICE, Identity.generate("Mira")):
        assert refusal(lambda other=other: read_proposal(raw, other)) == "proposal.not-for-you"
    for secret in (b"Larkfield", b"Larkshire", b"Helen", b"Asha"):
        assert secret not in raw


def test_every_flipped_bit_and_truncation_is_refused() -> None:
    raw = written(framework="x", cards=[card_of(ASHA), card_of(BEN)])
    for at in range(len(raw)):
        broken = bytearray(raw)
        broken[at] ^= 1 << at % 8
        assert refusal(lambda broken=broken: read_proposal(bytes(broken), HELEN)) in {
            "file.foreign",
            "file.truncated",
            "file.damaged",
            "file.newer",
            "proposal.signature-wrong",
        }
        assert refusal(lambda end=at: read_proposal(raw[:end], HELEN)) == "file.truncated"
    assert refusal(lambda: read_proposal(raw + b"\0", HELEN)) == "file.damaged"


def test_nobody_passes_off_another_offices_proposal_as_theirs() -> None:
    other = Identity.generate("Another office")
    claimed: dict[str, Json] = {"person": other.person, "sign_key": other.sign_key}
    by_other = resigned(Holds.PROPOSAL, written(), other, **claimed)
    assert refusal(lambda: read_proposal(by_other, HELEN)) == "proposal.contents-malformed"
    by_office = resigned(Holds.PROPOSAL, written(), OFFICE, **claimed)
    assert refusal(lambda: read_proposal(by_office, HELEN)) == "proposal.signature-wrong"
    newer = resigned(Holds.PROPOSAL, written(), OFFICE, format=2)
    assert refusal(lambda: read_proposal(newer, HELEN)) == "file.newer"
    others_card = repacked(canonical(SAID), b"x", card_of(OFFICE), card_of(ASHA), signer=other)
    assert refusal(lambda: read_proposal(others_card, HELEN)) == "proposal.contents-malformed"


def test_what_was_proposed_to_one_lead_is_none_for_another() -> None:
    """An office, or whoever took its key, cannot have two leads begin one review."""
    strange = repacked(canonical(SAID), b"x", card_of(OFFICE), card_of(ASHA), review="0" * 32)
    assert refusal(lambda: read_proposal(strange, HELEN)) == "proposal.contents-malformed"


@pytest.mark.parametrize(
    "raw",
    [
        saying(nonce="x"),
        saying(nonce=NONCE + "\n"),
        saying(school={"name": ""}),
        saying(school={"name": "x" * 201}),
        saying(school={"name": "Lark\nfield"}),
        saying(school={"name": "\u202eLarkfield"}),
        saying(school={"name": "x", "pupils": -1}),
        saying(school="Larkfield"),
        saying(days="2"),
        saying(days=True),
        saying(start=20270112),
        saying(roles=["lead"]),
        saying(roles=["reader", "reader"]),
        saying(roles=[]),
        saying(roles=["head"]),
        repacked(),
        repacked(canonical(SAID)),
        repacked(canonical(SAID), b"x"),
        repacked(canonical(SAID), None, card_of(OFFICE), card_of(ASHA)),
        repacked(canonical(SAID), b"\xff", card_of(OFFICE), card_of(ASHA)),
        repacked(canonical(SAID), b"x", card_of(OFFICE), b"no card"),
        repacked(canonical(SAID), b"x", card_of(OFFICE), card_of(OFFICE)),
        repacked(canonical(SAID), b"x", card_of(OFFICE), card_of(HELEN)),
        repacked(canonical({**SAID, "roles": ["reader"] * 2}), b"x", *[card_of(OFFICE)] * 3),
        repacked(b"no object", b"x", card_of(OFFICE), card_of(ASHA)),
        repacked(canonical(SAID), b"x", card_of(OFFICE), card_of(ASHA), made_at="yesterday"),
    ],
)
def test_what_does_not_propose_a_review_as_it_should_is_refused(raw: bytes) -> None:
    assert refusal(lambda: read_proposal(raw, HELEN)) == "proposal.contents-malformed"


def test_what_unpacks_to_more_than_any_proposal_has_is_refused() -> None:
    raw = written(framework=" " * proposal_file.LARGEST_INSIDE)
    assert len(raw) < 100_000
    assert refusal(lambda: read_proposal(raw, HELEN)) == "file.expands-too-far"
    huge = Holds.PROPOSAL.magic + bytes(Holds.PROPOSAL.largest)
    assert refusal(lambda: read_proposal(huge, HELEN)) == "file.too-large"


def test_a_team_larger_than_any_is_neither_written_nor_read() -> None:
    many = [card_of(Identity.generate("Ann")) for _number in range(MOST_MEMBERS)]
    said = canonical({**SAID, "roles": ["reader"] * MOST_MEMBERS})
    raw = repacked(said, b"x", card_of(OFFICE), *many)
    assert refusal(lambda: read_proposal(raw, HELEN)) == "proposal.contents-malformed"
    raw = repacked(
        canonical({**SAID, "roles": ["reader"] * (MOST_MEMBERS - 1)}),
        b"x",
        card_of(OFFICE),
        *many[1:],
    )
    assert len(read_proposal(raw, HELEN).team) == MOST_MEMBERS - 1
    with pytest.raises(ValueError, match="without its lead"):
        written(cards=[card_of(ASHA)])
