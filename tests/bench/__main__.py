"""Run the benchmarks: `python -m tests.bench [--only NAME] [--notes N] [--keys N]`.

Prints one table and writes `build/bench.json`. Each figure is a median of this run, and stands beside a floor or a
peer of the same run: this machine may be busy, and ratios then say more than times. Nothing is compared with a number
kept from earlier.
"""

import argparse
import importlib
import logging
import tempfile
from pathlib import Path

from tests.bench.figures import Report

BUILD = Path(__file__).parents[2] / "build"
NOTES = 600_000
KEYS = 600
"""In each session; ten minutes of someone who types six keys a second are 3,600."""


def names() -> list[str]:
    """Give the names of the benchmarks: `bench_start.py` is `start`."""
    return sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )


def main() -> None:
    """Run all benchmarks, or those named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", choices=names(), action="append", help="run this one alone")
    parser.add_argument("--notes", type=int, default=NOTES, help="notes in the large profile")
    parser.add_argument("--keys", type=int, default=KEYS, help="keys in each session of typing")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench.", dir=BUILD) as folder:
        report = Report(Path(folder), options.notes, options.keys)
        report.head()
        for name in options.only or names():
            importlib.import_module(f"tests.bench.bench_{name}").run(report)
    report.write(BUILD / "bench.json")


if __name__ == "__main__":
    main()
