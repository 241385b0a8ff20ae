from pathlib import Path

import pytest

from tests.cli.conftest import Person

pytestmark = pytest.mark.usefixtures("builds_here")


def test_report_is_signed_under_a_programmes_root(helen: Person, tmp_path: Path) -> None:
    words, office, root = tmp_path / "words.txt", tmp_path / "office.p12", tmp_path / "root.pem"
    words.write_text("a passphrase of the office\n", encoding="utf-8")
    asked, answer = tmp_path / "helen.csr", tmp_path / "helen.pem"
    sealed = ("--root-passphrase-file", words)
    helen.does(
        "certificate", "authority", "Larkfield Peer Review", "-o", office, "--root", root, *sealed
    )
    assert root.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in root.read_bytes()
    assert office.stat().st_mode & 0o077 == 0
    again = ("certificate", "authority", "Another", "-o", tmp_path / "other.p12", "--root", root)
    assert helen.refused(*again, *sealed) == "vault.root-there-already"
    helen.does("certificate", "request", "-o", asked)
    helen.does(
        *("certificate", "issue", asked, "--name", "Helen Marsh", "--authority", office),
        *("-o", answer, *sealed),
    )
    said = helen.does("certificate", "take", answer, "--json").json
    assert said["name"] == "Helen Marsh"
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    helen.does("report", "build", helen.review, "-o", built)
    [signature] = helen.does("report", "sign", built, "-o", signed, "--json").json["signatures"]
    assert (signature["signer"], signature["issuer"]) == ("Helen Marsh", "Larkfield Peer Review")
    told = helen.does("report", "verify", signed, "--trust", root, "--json").json["files"][0]
    assert told["signatures"][0]["trusted"] is True
    assert "Larkfield Peer Review, whose root you named, vouches for the name." in told["summary"]
    other = helen.does("report", "verify", signed, "--json").json["files"][0]
    assert other["signatures"][0]["trusted"] is False
    assert helen.refused("report", "verify", signed, "--trust", words) == "report.root-unreadable"


def test_certificate_of_a_lost_laptop_is_taken_back(helen: Person, tmp_path: Path) -> None:
    words, office, root = tmp_path / "words.txt", tmp_path / "office.p12", tmp_path / "root.pem"
    words.write_text("a passphrase of the office\n", encoding="utf-8")
    asked, answer, listed = (tmp_path / name for name in ("h.csr", "h.pem", "revoked.crl"))
    opens = ("--authority", office, "--root-passphrase-file", words)
    helen.does(
        *("certificate", "authority", "Larkfield", "-o", office, "--root", root),
        *("--root-passphrase-file", words),
    )
    helen.does("certificate", "request", "-o", asked)
    helen.does("certificate", "issue", asked, "--name", "Helen Marsh", "-o", answer, *opens)
    for again in (
        ("certificate", "request", "-o", asked),
        ("certificate", "issue", asked, "--name", "Helen", "-o", answer, *opens),
    ):
        assert helen.refused(*again) == "file.there-already"
    helen.does("certificate", "take", answer)
    built, signed = tmp_path / "built.pdf", tmp_path / "signed.pdf"
    helen.does("report", "build", helen.review, "-o", built)
    helen.does("report", "sign", built, "-o", signed)
    check = ("report", "verify", signed, "--trust", root, "--revoked", listed)
    made = helen.does("certificate", "revoke", *opens, "--list", listed, "--json").json
    assert (made["issuer"], made["revoked"]) == ("Larkfield", 0)
    told = helen.does(*check, "--details").out
    assert "Certificate revoked: not by the list of" in told
    helen.does("certificate", "revoke", answer, *opens, "--list", listed, "--since", "2026-11-01")
    [found] = helen.does(*check, "--json").json["files"]
    assert "Larkfield, whose root you named, issued the certificate." in found["summary"]
    [signature] = found["signatures"]
    assert (signature["trusted"], signature["problems"]) == (False, ["revoked"])
    assert signature["revoked_since"] == "2026-11-01T00:00:00+00:00"
    assert helen.refused(*check[:3], "--revoked", root) == "vault.list-invalid"
    assert helen.refused("certificate", "revoke", asked, *opens, "--list", listed) == (
        "vault.answer-invalid"
    )


def test_short_passphrase_makes_no_root(helen: Person, tmp_path: Path) -> None:
    words, office = tmp_path / "words.txt", tmp_path / "office.p12"
    words.write_text("short", encoding="utf-8")
    refused = helen.refused(
        *("certificate", "authority", "Larkfield", "-o", office, "--root", tmp_path / "root.pem"),
        *("--root-passphrase-file", words),
    )
    assert refused == "vault.root-passphrase-short"
    assert not office.exists()


def test_a_name_that_no_disk_takes_is_refused(helen: Person, tmp_path: Path) -> None:
    asked = tmp_path / ("x" * 5_000)
    assert helen.refused("certificate", "request", "-o", asked) == "file.not-written"
