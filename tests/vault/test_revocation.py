"""Lists of revoked certificates, as they lie in files and in reports."""

from datetime import UTC, datetime
from ssl import DER_cert_to_PEM_cert

import pytest

from reviewer_app.errors import UserError
from reviewer_app.vault.authority import Authority
from reviewer_app.vault.revocation import RevocationList

NOW = datetime(2026, 11, 18, 10, 17, tzinfo=UTC)
OFFICE = Authority.create("Larkfield Peer Review", now=NOW)
LIST = OFFICE.revoke(b"", now=NOW)
OF_ANOTHER_VERSION = LIST.content.replace(b"\x02\x01\x01", b"\x02\x01\x34", 1)
"""The list with a version that there is none of."""


def test_list_is_read_in_both_forms_it_is_handed_on_in() -> None:
    for content in (LIST.pem, LIST.content):
        read = RevocationList.from_file(content, "list.crl")
        assert read.content == LIST.content
        assert read.made_at == NOW


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no list",
        b"-----BEGIN X509 CRL-----\nAAAA\n",
        LIST.content[:99],
        OF_ANOTHER_VERSION,
        DER_cert_to_PEM_cert(OF_ANOTHER_VERSION).replace("CERTIFICATE", "X509 CRL").encode(),
    ],
)
def test_anything_else_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(UserError) as problem:
        RevocationList.from_file(content, "list.crl")
    assert problem.value.code == "vault.list-invalid"
    assert "list.crl" in problem.value.happened


def test_list_counts_only_as_its_issuers() -> None:
    assert LIST.is_by(OFFICE.root)
    same_name = Authority.create("Larkfield Peer Review", now=NOW)
    assert not LIST.is_by(same_name.root)
    changed = bytearray(LIST.content)
    changed[-1] ^= 1
    assert not RevocationList.from_der(bytes(changed)).is_by(OFFICE.root)
