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


def test_short_passphrase_makes_no_root(helen: Person, tmp_path: Path) -> None:
    words, office = tmp_path / "words.txt", tmp_path / "office.p12"
    words.write_text("short", encoding="utf-8")
    refused = helen.refused(
        *("certificate", "authority", "Larkfield", "-o", office, "--root", tmp_path / "root.pem"),
        *("--root-passphrase-file", words),
    )
    assert refused == "vault.root-passphrase-short"
    assert not office.exists()
