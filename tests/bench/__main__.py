"""Run the benchmarks: `python -m tests.bench [--only NAME]`; each prints its figures, one a line."""

import argparse
import importlib
from pathlib import Path


def names() -> list[str]:
    """Give the names of the benchmarks: `bench_opening.py` is `opening`."""
    return sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )


def report(name: str, figure: str) -> None:
    """Print one figure with its unit."""
    print(f"{name:<60} {figure}", flush=True)


def main() -> None:
    """Run all benchmarks, or the one named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument(
        "--only", choices=names(), metavar="NAME", help="one of: " + ", ".join(names())
    )
    only: str | None = parser.parse_args().only
    for name in [only] if only else names():
        print(f"# {name}", flush=True)
        importlib.import_module(f"tests.bench.bench_{name}").run(report)


if __name__ == "__main__":
    main()
