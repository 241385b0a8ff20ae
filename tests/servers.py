"""Real servers on this computer, to try a store against: rclone's WebDAV and S3, moto's S3, Apache with mod_dav_fs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

from reviewer_app.vault.store_access import StoreAccess

PATIENCE: Final = 20.0
ACCESS: Final = StoreAccess("team", "four-green-gates")
RCLONE: Final = Path(sys.executable).with_name("rclone")
APACHE: Final = Path("/usr/sbin/apache2")
MODULES: Final = Path("/usr/lib/apache2/modules")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: the address of its store for the program, and the folder its files lie in."""

    address: str
    folder: Path
    access: StoreAccess = ACCESS


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(log.read_text())
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def rclone_webdav(folder: Path) -> Iterator[Server]:
    """`rclone serve webdav`."""
    port, files = free_port(), folder / "files"
    files.mkdir()
    command = [
        *(str(RCLONE), "serve", "webdav", str(files), "--addr", f"127.0.0.1:{port}"),
        *("--user", ACCESS.user, "--pass", ACCESS.secret, "--config", "/dev/null"),
    ]
    with _running(command, port, folder / "log"):
        yield Server(f"webdav+http://127.0.0.1:{port}/reviews/season", files / "reviews/season")


@contextmanager
def rclone_s3(folder: Path) -> Iterator[Server]:
    """`rclone serve s3`."""
    port, files = free_port(), folder / "files"
    (files / "team-bucket").mkdir(parents=True)
    command = [
        *(str(RCLONE), "serve", "s3", str(files), "--addr", f"127.0.0.1:{port}"),
        *("--auth-key", f"{ACCESS.user},{ACCESS.secret}", "--config", "/dev/null"),
        # Not 0: each folder it has seen would keep a core busy from then on.
        *("--dir-cache-time", "20ms"),
    ]
    with _running(command, port, folder / "log"):
        address = f"s3://team-bucket/season?endpoint=http://127.0.0.1:{port}"
        yield Server(address, files / "team-bucket/season")


@contextmanager
def moto_s3(folder: Path) -> Iterator[Server]:
    """Moto's S3, which keeps everything in memory."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, port, folder / "log"):
        asked = HTTPConnection("127.0.0.1", port)
        asked.request("PUT", "/team-bucket")
        assert asked.getresponse().status == 200
        asked.close()
        yield Server(f"s3://team-bucket/season?endpoint=http://127.0.0.1:{port}", folder)


@contextmanager
def apache_webdav(folder: Path) -> Iterator[Server]:
    """Debian's Apache with mod_dav_fs, by a configuration of our own."""
    port, files = free_port(), folder / "files"
    (files / "reviews").mkdir(parents=True)
    (folder / "locks").mkdir()
    # apr1 would need a tool; a plain digest is what mod_authn_file reads as well.
    hashed = subprocess.run(
        ["openssl", "passwd", "-apr1", "-stdin"],
        input=ACCESS.secret.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    (folder / "users").write_text(f"{ACCESS.user}:{hashed}")
    modules = {
        "mpm_event": "mod_mpm_event",
        "authn_core": "mod_authn_core",
        "authn_file": "mod_authn_file",
        "authz_core": "mod_authz_core",
        "authz_user": "mod_authz_user",
        "auth_basic": "mod_auth_basic",
        "dav": "mod_dav",
        "dav_fs": "mod_dav_fs",
    }
    lines = [
        f"ServerRoot {folder}",
        f"Listen 127.0.0.1:{port}",
        "ServerName localhost",
        f"PidFile {folder}/pid",
        f"ErrorLog {folder}/errors",
        *(f"LoadModule {name}_module {MODULES / file}.so" for name, file in modules.items()),
        f"DocumentRoot {files}",
        f"DavLockDB {folder}/locks/db",
        f"<Directory {files}>",
        "Dav On",
        "AuthType Basic",
        "AuthName team",
        f"AuthUserFile {folder}/users",
        "Require valid-user",
        "</Directory>",
    ]
    if os.geteuid() == 0:  # started by root it does not stay root
        lines += ["User www-data", "Group www-data"]
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o777 if one.is_dir() else 0o644)
    (folder / "apache.conf").write_text("\n".join(lines) + "\n")
    command = [str(APACHE), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]
    with _running(command, port, folder / "log"):
        yield Server(f"webdav+http://127.0.0.1:{port}/reviews", files / "reviews")


SERVERS: Final = {
    "rclone-webdav": rclone_webdav,
    "apache-webdav": apache_webdav,
    "rclone-s3": rclone_s3,
    "moto-s3": moto_s3,
}

SERVICES: Final = ("rclone-webdav", "rclone-s3")
"""One server of each service: lines to these break, and first runs go over them."""

Running = Callable[[str], Server]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """Give what starts a server when it is first asked for; each runs to the end."""
    started: dict[str, Server] = {}
    with ExitStack() as stack:

        def server(kind: str) -> Server:
            if kind not in started:
                # Not below pytest's folders, into which nobody else may look: Apache is somebody else.
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="server.")))
                started[kind] = stack.enter_context(SERVERS[kind](folder))
            return started[kind]

        yield server
