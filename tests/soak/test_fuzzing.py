"""Half an hour of files that an author could sign, each led by what the ones before it reached."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.source import ROOT
from tests.soak.test_histories import say

HALF_AN_HOUR = 1_800


@pytest.mark.soak
def test_half_an_hour_of_any_files_ends_in_reasons(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.soak.fuzz_files",
            str(tmp_path / "corpus"),
            f"-max_total_time={HALF_AN_HOUR}",
            f"-artifact_prefix={tmp_path}/",
            "-timeout=60",
            "-print_final_stats=1",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    said = run.stderr.decode("utf-8", "replace")
    found = [path.read_bytes().hex() for path in tmp_path.iterdir() if path.is_file()]
    assert (run.returncode, found) == (0, []), said[-4_000:]
    say(request, re.findall(r"^(?:#\d+\s+DONE|stat::).*", said, re.MULTILINE))
    assert re.search(r"#\d+\s+DONE", said)
