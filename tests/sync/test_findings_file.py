from typing import Any

import pytest

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.sync import findings_file
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.findings_file import name_of, read_findings, write_findings
from reviewer_app.sync.frames import write_frames
from reviewer_app.sync.stores import is_store_name
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.sync.forging import enclosing, resigned
from tests.sync.team import TIME, card

HELEN, OFFICE = Identity.generate("Helen Marsh"), Identity.generate("The programme office")
REVIEW = "0" * 32
CONSENT = {
    "recipient": OFFICE.name,
    "purpose": "its records",
    "given_by": "head",
    "how": "e-mail",
    "given_at": TIME,
}
DATA = b'{"school": "Larkfield Primary School"}'


def written(**other: Any) -> bytes:
    values: dict[str, Any] = {
        "review": REVIEW,
        "consent": CONSENT,
        "data": DATA,
        "office": card(OFFICE),
        "identity": HELEN,
        "made_at": TIME,
    }
    return write_findings(**{**values, **other})


def test_it_brings_the_findings_and_quotes_the_consent_and_who_signed() -> None:
    found = read_findings(written(), OFFICE)
    assert (found.review, found.person, found.data) == (REVIEW, HELEN.person, DATA)
    assert found.consent == {**CONSENT, "signer": "Helen Marsh"}


def test_a_package_opens_for_the_office_and_no_one_else() -> None:
    raw = written()
    for other in (HELEN, Identity.generate("Another office")):
        assert refusal(lambda other=other: read_findings(raw, other)) == "findings.not-for-you"
    for secret in (b"Larkfield", b"Helen", b"its records"):
        assert secret not in raw


def test_every_flipped_bit_and_truncation_is_refused() -> None:
    raw = written(data=b"{}")
    for at in range(len(raw)):
        for bit in (1 << at % 8,):
            broken = bytearray(raw)
            broken[at] ^= bit
            assert refusal(lambda broken=broken: read_findings(bytes(broken), OFFICE))
        assert refusal(lambda at=at: read_findings(raw[:at], OFFICE))
    assert refusal(lambda: read_findings(raw + b"\0", OFFICE)) == "file.damaged"


def test_nobody_passes_off_another_leads_package_as_theirs() -> None:
    tom = Identity.generate("Tom")
    claimed: dict[str, Json] = {"person": tom.person, "sign_key": tom.sign_key}
    by_tom = resigned(Holds.FINDINGS, written(), tom, **claimed)
    assert refusal(lambda: read_findings(by_tom, OFFICE)) == "findings.contents-malformed"
    by_helen = resigned(Holds.FINDINGS, written(), HELEN, **claimed)
    assert refusal(lambda: read_findings(by_helen, OFFICE)) == "findings.signature-wrong"


def repacked(*frames: bytes | None, made_at: str = TIME) -> bytes:
    """A package that is signed and sealed as it should be, around other frames."""
    header = unpack(Holds.FINDINGS, written(made_at=made_at)).header
    inside = {name: value for name, value in header.items() if name not in {"payload", "size"}}
    plain = write_frames([canonical(inside), *frames])
    return enclosing(Holds.FINDINGS, plain, inside, signer=HELEN, to=OFFICE.age_key)


@pytest.mark.parametrize(
    "raw",
    [
        repacked(canonical({"recipient": "x"}), DATA),
        repacked(canonical({**CONSENT, "signer": ""}), DATA),
        repacked(b"no object", DATA),
        repacked(None, DATA),
        repacked(canonical({**CONSENT, "signer": "Helen"})),
        repacked(canonical({**CONSENT, "signer": "Helen"}), DATA, made_at="yesterday"),
        repacked(canonical({**CONSENT, "signer": "Helen"}), DATA, made_at="2026-11-18"),
    ],
    ids=["few", "nobody", "text", "absent", "no data", "no moment", "no offset"],
)
def test_what_does_not_quote_its_consent_whole_is_refused(raw: bytes) -> None:
    assert refusal(lambda: read_findings(raw, OFFICE)) == "findings.contents-malformed"


def test_what_unpacks_to_more_than_any_findings_have_is_refused() -> None:
    bomb = bytes(findings_file.LARGEST_INSIDE)
    raw = written(data=bomb)
    assert len(raw) < 100_000
    assert refusal(lambda: read_findings(raw, OFFICE)) == "file.expands-too-far"
    huge = Holds.FINDINGS.magic + bytes(Holds.FINDINGS.largest)
    assert refusal(lambda: read_findings(huge, OFFICE)) == "file.too-large"


def test_the_same_findings_for_the_same_office_want_the_same_name() -> None:
    name = name_of(REVIEW, CONSENT, DATA, card(OFFICE))
    assert is_store_name(name)
    assert name == name_of(REVIEW, CONSENT, DATA, card(OFFICE))
    others = (
        name_of(REVIEW, CONSENT, b"{}", card(OFFICE)),
        name_of(REVIEW, {**CONSENT, "how": "in-person"}, DATA, card(OFFICE)),
        name_of(REVIEW, CONSENT, DATA, card(HELEN)),
    )
    assert len({name, *others}) == 4
