"""Whether our verdict on a signed file is poppler's (`pdfsig`), for every kind of file the tests of signing make.

They agree on what a signature covers and whether it is right. They differ on purpose where poppler does not look: it
does not ask what an earlier signature forbids (DocMDP, field locks), nor how the signature's own bytes are written.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer_app.report import signing
from reviewer_app.report.build import build_pdf
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.timestamping import timestamp_pdf
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.attacks import CHANGES, updated
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.report.time_server import new_authority
from tests.report.tools import pdfsig

NOW = datetime.now(UTC).replace(microsecond=0)
MONTH = timedelta(days=30)
OFFICE = Office("Larkfield Peer Review", NOW - MONTH, NOW + MONTH)
HELEN, PRIYA, MALLORY = (
    OFFICE.person(name, NOW - MONTH, NOW + MONTH) for name in ("Helen Marsh", "Priya Nair", "M")
)

MISSED = {Problem.NOT_PERMITTED, Problem.ATTACHMENT_CHANGED, Problem.SIGNATURE_ALTERED}
"""What poppler does not look for."""


def accepts(pdf: bytes, folder: Path) -> bool:
    """Whether poppler calls every signature valid, and the last one's the whole document.

    It cannot judge a time stamp, but says what it covers.
    """
    signatures = [
        one for one in pdfsig(pdf, folder).split("Signature #")[1:] if "is not signed" not in one
    ]
    judged = [one for one in signatures if "Signature Type: unknown" not in one]
    return (
        bool(judged)
        and all("Signature is Valid" in one for one in judged)
        and "- Total document signed" in signatures[-1]
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, helens: SigningCertificate) -> dict[str, bytes]:
    """One of each kind, by name."""
    service = new_authority(tmp_path_factory.mktemp("service"))
    final = build_pdf(PAIR, draft=False)
    sealed = sign_pdf(final, HELEN, role="lead", when=NOW)
    both = sign_pdf(sealed, PRIYA, role="head", when=NOW)
    stamped = timestamp_pdf(both, service.answer, now=NOW)
    much_later = NOW + timedelta(days=3400)
    there = sealed.rindex(b"/Contents <") + 500
    letter = next(at for at in range(there, there + 99) if sealed[at : at + 1].isalpha())
    found = {
        "draft": build_pdf(PAIR, draft=True),
        "not signed": final,
        "sealed": sealed,
        "sealed with an RSA key of one's own": sign_pdf(
            final, helens, role="lead", when=datetime(2026, 11, 27, tzinfo=UTC)
        ),
        "countersigned": both,
        "sealed and stamped": timestamp_pdf(sealed, service.answer, now=NOW),
        "countersigned and stamped": stamped,
        "stamped anew": timestamp_pdf(stamped, service.answer, now=much_later),
        "no PDF": b"no PDF",
        "cut": both[:-300],
        "appended to": both + b"\n",
        "cut back to the first signature": both[: len(sealed)],
        "a letter's case in the signature": _flipped(sealed, letter, 0x20),
    }
    for name, pdf in (("sealed", sealed), ("countersigned", both)):
        places = (99, len(pdf) // 3, len(pdf) - 400)
        found |= {f"{name}, byte {at} changed": _flipped(pdf, at, 1) for at in places}
    return found | _attacked(sealed)


def _attacked(sealed: bytes) -> dict[str, bytes]:
    """Every change of the literature, saved on top, and signed over in the head's place."""
    honest = verify_pdf(sealed)
    found: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(signing, "verify_pdf", lambda _pdf: honest)
        for name, change in CHANGES.items():
            found[name] = updated(sealed, change)
            found[f"{name}, signed over"] = sign_pdf(found[name], MALLORY, role="head", when=NOW)
    return found


def _flipped(pdf: bytes, position: int, change: int) -> bytes:
    changed = bytearray(pdf)
    changed[position] ^= change
    return bytes(changed)


def test_poppler_comes_to_the_same_verdict_but_for_what_it_does_not_look_for(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    verdicts = {name: (verify_pdf(pdf), accepts(pdf, tmp_path)) for name, pdf in files.items()}
    differ = {
        name: (found.sealed, set(found.problems))
        for name, (found, theirs) in verdicts.items()
        if found.sealed != theirs
    }
    assert all(not ours and problems <= MISSED for ours, problems in differ.values()), differ
    assert set(differ) == {
        "a letter's case in the signature",
        *(f"{name}, signed over" for name in CHANGES),
    }
    assert sum(found.sealed for found, _theirs in verdicts.values()) == 7
