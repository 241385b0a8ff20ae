"""What the system says of its network, through Qt's own plugin for the NetworkManager."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from select import select

import pytest

from reviewer_app.review.exchange_timing import Network
from tests.checks.source import ROOT
from tests.ui.shell.network_manager import (
    AT_HOME,
    AT_THE_DOOR,
    BY_PHONE,
    DISCONNECTED,
    NetworkManager,
    State,
    network_manager,
)
from tests.vault.conftest import desktop
from tests.vault.desktop import Desktop

__all__ = ["desktop"]

PATIENCE = 20

LISTENER = """
import json
import sys
from dataclasses import astuple

from PySide6.QtCore import QCoreApplication

from reviewer_app.ui.shell.connection import SystemConnection

program = QCoreApplication([])
connection = SystemConnection()

def say():
    print(json.dumps(astuple(connection.network())), flush=True)

connection.changed.connect(say)
say()
program.exec()
"""
"""Qt asks the system once in a process, so each test needs one of its own."""


class Listener:
    """A program that prints how the network is at its start and whenever it hears that it is another."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        self._said = process.stdout

    def next(self) -> Network:
        assert select([self._said], [], [], PATIENCE)[0], "Nothing more was told."
        return Network(*json.loads(self._said.readline()))

    def until(self, wanted: Network) -> Network:
        """Read on until the network is told so: a state of several parts is told part by part."""
        while (told := self.next()) != wanted:
            pass
        return told


Start = Callable[[State], tuple[Listener, NetworkManager]]


@pytest.fixture
def start(desktop: Desktop) -> Iterator[Start]:
    """Give what starts a system that says so of its network, and a program that listens to it."""
    desktop.start_bus()
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    with ExitStack() as stack:

        def started(state: State) -> tuple[Listener, NetworkManager]:
            manager = stack.enter_context(network_manager(address, state))
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", LISTENER],
                    cwd=ROOT,
                    env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address},
                    stdout=subprocess.PIPE,
                    bufsize=0,
                )
            )
            stack.callback(process.terminate)
            return Listener(process), manager

        yield started


@pytest.mark.parametrize(
    ("state", "network"),
    [
        (BY_PHONE, Network(reaches=True, metered=True, portal=False)),
        (AT_THE_DOOR, Network(reaches=False, metered=False, portal=True)),
    ],
)
def test_the_network_is_as_the_system_says(start: Start, state: State, network: Network) -> None:
    told, _ = start(state)
    assert told.next() == network


def test_it_is_told_when_the_network_is_another(start: Start) -> None:
    told, manager = start(DISCONNECTED)
    assert told.next().reaches is False
    for state, network in [
        (BY_PHONE, Network(reaches=True, metered=True, portal=False)),
        (AT_HOME, Network(reaches=True, metered=False, portal=False)),
        (AT_THE_DOOR, Network(reaches=False, metered=False, portal=True)),
    ]:
        manager.becomes(state)
        assert told.until(network) == network
