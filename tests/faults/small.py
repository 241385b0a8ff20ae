"""A disk of a few megabytes, for what is to meet one that is full."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def played_on_a_disk_of(size: str, disk: Path, module: str, *arguments: Path | str) -> list[str]:
    """Play a module with a small disk mounted at `disk`; give the lines it prints."""
    # In a space of its own (`unshare`) everyone may mount a disk, and it is gone afterwards.
    mounted = f'mount -t tmpfs -o size={size} tmpfs "$1" && shift && exec "$0" -m {module} "$@"'
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, sys.executable, disk, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    assert ended.returncode == 0
    return ended.stdout.splitlines()
