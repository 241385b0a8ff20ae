"""A time-stamping server for the tests: OpenSSL's, behind a loopback port, with a root of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from cryptography import x509

from tests.report.tools import run

_SETTINGS: Final = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[leaf]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""


@dataclass(slots=True)
class Authority:
    """What stamps: answers queries as a server would, and counts them."""

    folder: Path
    asked: list[bytes] = field(default_factory=list)

    @property
    def root(self) -> x509.Certificate:
        """The certificate above the one that stamps."""
        return x509.load_pem_x509_certificate((self.folder / "root.pem").read_bytes())

    def answer(self, query: bytes) -> bytes:
        """Give the reply to a query, both DER."""
        self.asked.append(query)
        (self.folder / "query.tsq").write_bytes(query)
        run(
            *("openssl", "ts", "-reply", "-config", self.folder / "tsa.conf", "-section", "one"),
            *("-queryfile", self.folder / "query.tsq", "-out", self.folder / "reply.tsr"),
        )
        return (self.folder / "reply.tsr").read_bytes()


def new_authority(folder: Path) -> Authority:
    """Make a root and a stamping certificate below it."""
    settings = folder / "tsa.conf"
    settings.write_text(_SETTINGS.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="ascii")
    for name, subject in (("root", "Test Time Root"), ("tsa", "Test Time Authority")):
        run(
            *("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"),
            *("-out", folder / f"{name}.key"),
        )
        run(
            *("openssl", "req", "-new", "-config", settings, "-key", folder / f"{name}.key"),
            *("-subj", f"/CN={subject}", "-out", folder / f"{name}.csr"),
        )
    common = ("openssl", "x509", "-req", "-days", "3650", "-extfile", settings, "-sha256")
    run(
        *(*common, "-extensions", "root", "-in", folder / "root.csr"),
        *("-signkey", folder / "root.key", "-out", folder / "root.pem"),
    )
    run(
        *(*common, "-extensions", "leaf", "-in", folder / "tsa.csr", "-set_serial", "2"),
        *("-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-out", folder / "tsa.pem"),
    )
    return Authority(folder)


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """Serve it on a loopback port; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            reply = authority.answer(query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_about: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stamp"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
