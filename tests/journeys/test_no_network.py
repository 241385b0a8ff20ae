"""Capturing evidence opens no socket but the desktop's own: a visit in the real window, watched by strace."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.journeys.begun import visit_just_begun
from tests.journeys.desktop import PATIENCE, Window, tool

OF_THE_DESKTOP: Final = re.compile(
    r'^@?"[^"]*(/\.X11-unix/|/bus\b|/dbus-|/at-spi/|/keyring/|/nscd/)|^"/tmp/dbus-'
)
"""Sockets of the machine itself: the display, its buses, the keyring, the cache of users' names."""


def reached(trace: str) -> list[str]:
    """Give every address that was connected to, bound or sent to, but those of the desktop's own local sockets."""
    calls = re.findall(r"^\d+\s+((?:connect|bind|sendto|sendmsg)\(.*)$", trace, re.MULTILINE)
    found = []
    for call in calls:
        family = re.search(r"sa_family=(AF_\w+)", call)
        if family is None or family[1] == "AF_NETLINK":
            continue
        path = re.search(r'sun_path=(@?"[^"]*")', call)
        if family[1] == "AF_UNIX" and path is not None and OF_THE_DESKTOP.search(path[1]):
            continue
        found.append(call)
    return found


def watching(trace: Path) -> tuple[str, ...]:
    """Give the command that writes down every call about sockets, of all processes that come of it."""
    return (tool("strace"), "-D", "-f", "-e", "trace=network", "-o", str(trace))


def wait_for_end(trace: Path) -> None:
    """Wait until everything is written down: what watches ends after what it watches."""
    end = time.monotonic() + PATIENCE
    while "exited with" not in trace.read_text():
        assert time.monotonic() < end, "the trace never ends"
        time.sleep(0.05)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Window]:
    """The program at a visit, watched."""
    with visit_just_begun(tmp_path, watch=watching(tmp_path / "trace")) as window:
        yield window


def test_a_visit_from_its_first_note_to_its_finding_opens_no_way_out(
    desk: Window, tmp_path: Path
) -> None:
    desk.start()
    desk.named("Note", "text")
    desk.type("www Pupils explain why to a partner #talk")
    desk.wait_for("the tag being offered", lambda one: "Talk and vocabulary" in one.name)
    desk.keys("Return", "Return")
    desk.wait_for(
        "the note", lambda one: one.role == "list item" and "why to a partner" in one.name
    )
    desk.keys("ctrl+Return")
    desk.named("Open again", "push button")
    desk.keys("alt+2")
    desk.named("Plan a visit", "push button")
    desk.keys("alt+4")
    desk.wait_for("the search", lambda one: "Search" in one.name and "focused" in one.states)
    desk.type("partner")
    desk.says("why to a partner")
    desk.keys("alt+5")
    desk.wait_for("a new finding", lambda one: one.name.startswith("New: what went well"))
    desk.keys("alt+1")
    desk.named("Plan the day", "push button")
    desk.close()
    wait_for_end(tmp_path / "trace")
    trace = (tmp_path / "trace").read_text()
    assert "/.X11-unix/" in trace
    assert "AF_UNIX" in trace
    assert reached(trace) == []


@pytest.mark.parametrize(
    "smuggled",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.create_connection(('::1', 9))",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'a note', ('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_UNIX).connect('/tmp/somebody')",
    ],
)
def test_a_smuggled_socket_would_be_seen(tmp_path: Path, smuggled: str) -> None:
    subprocess.run(
        [*watching(tmp_path / "trace"), sys.executable, "-c", f"import socket; {smuggled}"],
        stderr=subprocess.DEVNULL,
        check=False,  # what is smuggled may find nobody there
    )
    wait_for_end(tmp_path / "trace")
    assert len(reached((tmp_path / "trace").read_text())) == 1
