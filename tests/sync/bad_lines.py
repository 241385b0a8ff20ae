"""Stores at the far end of a bad line, for the tests of this room."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from reviewer_app.sync.address import network_address
from reviewer_app.sync.network_stores import NetworkStore
from reviewer_app.sync.patience import Patience
from tests.proxy import Line
from tests.servers import Server

_FRESH = itertools.count()


def port_of(server: Server) -> int:
    """Give the port a server listens on."""
    address = network_address(server.address)
    assert address is not None
    port = urlsplit(address.endpoint).port
    assert port is not None
    return port


@dataclass
class Far:
    """One folder of its own on a real server, behind a line; each exchange opens it anew, as the program does.

    `folder` is where its files lie; `waited` are the pauses made, which take no time here, and
    `stopped` says whether somebody wants the exchange to stop.
    """

    server: Server
    line: Line
    address: str
    folder: Path
    waited: list[float] = field(default_factory=list)
    silence: float = 30.0
    stopped: Callable[[], bool] = lambda: False

    def store(self) -> NetworkStore:
        """Open it."""
        address = network_address(self.address)
        assert address is not None
        patience = Patience(
            rest=lambda seconds, _stopped: self.waited.append(seconds),
            silence=self.silence,
            stopped=self.stopped,
        )
        return NetworkStore(address, self.server.access, patience)


def far(server: Server, line: Line) -> Far:
    """Give a folder that is not there yet on a server behind a line."""
    name = f"far-{next(_FRESH)}"
    before, question, after = server.address.partition("?")
    here = f"{before}/{name}{question}{after}".replace(f":{port_of(server)}", f":{line.port}")
    return Far(server, line, here, server.folder / name)
