import subprocess
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import secretstorage

LOGIN_PASSWORD = "Larkfield gate code"


@dataclass
class Desktop:
    """A login of its own: a real session bus and a real gnome-keyring, in a folder of its own."""

    home: Path
    patch: pytest.MonkeyPatch
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_bus(self) -> None:
        # A bus that starts nothing by itself: what the test does not start is absent.
        configuration = self.home / "bus.conf"
        configuration.write_text(
            "<busconfig><type>session</type>"
            f"<listen>unix:dir={self.home}</listen>"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
        )
        bus = subprocess.Popen(
            [
                "dbus-daemon",
                f"--config-file={configuration}",
                "--nofork",
                "--print-address=1",
            ],
            stdout=subprocess.PIPE,
        )
        self.processes.append(bus)
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        bus.stdout.close()
        self.patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    def start_keyring(self, *, unlocked: bool) -> None:
        unlock = ["--unlock"] if unlocked else []
        # --start alone would wait for a desktop session; the daemon stays a child of the test.
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", *unlock],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(daemon)
        assert daemon.stdin is not None
        if unlocked:
            daemon.stdin.write(LOGIN_PASSWORD.encode())
        daemon.stdin.close()
        with closing(secretstorage.dbus_init()) as connection:
            for _ in range(400):
                if secretstorage.check_service_availability(connection):
                    return
                time.sleep(0.05)
        raise AssertionError("gnome-keyring did not come up")

    def lock(self) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.Collection(bus).lock()

    def end_session(self) -> None:
        while self.processes:
            process = self.processes.pop()
            process.terminate()
            process.wait(20)
            if process.stdout is not None:
                process.stdout.close()
