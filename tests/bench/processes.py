"""Fresh processes, timed from their very start."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds."""


def started(
    arguments: Sequence[str], bytecode: Path, environment: Mapping[str, str] | None = None
) -> dict[str, float]:
    """Start Python; give the seconds until each moment it tells, by its word.

    A moment is a printed line, "painted 12.3", with the clock all processes share.
    """
    around = {**os.environ, **(environment or {}), "PYTHONPATH": str(ROOT)}
    # As installed: compiled once, at the first start, whatever this shell is set to.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    around["PYTHONPYCACHEPREFIX"] = str(bytecode)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        env=around,
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    words = [line.split() for line in done.stdout.splitlines()]
    return {word: float(moment) - start for word, moment in words}
