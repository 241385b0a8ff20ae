"""One report in a process of its own: `report_once ours|weasyprint|typst 9|40 FOLDER`.

Prints when its imports are done and when the report is; leaves the PDF, and the process's peak of memory in kilobytes,
in the folder.
"""

import importlib
import sys
import time
from pathlib import Path
from typing import Final

BUILDERS: Final = {
    "ours": "tests.bench.peer_ours",
    "WeasyPrint": "tests.bench.peer_weasyprint",
    "Typst": "tests.bench.peer_typst",
}


def main() -> None:
    """Build the report that is asked for."""
    whose, pages, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    contents = importlib.import_module("tests.bench.report_contents")
    build = importlib.import_module(BUILDERS[whose]).build
    content = contents.NINE if pages == "9" else contents.forty()
    print(f"imported {time.monotonic()}", flush=True)
    pdf = build(content)
    print(f"done {time.monotonic()}", flush=True)
    (folder / f"{whose}-{pages}.pdf").write_bytes(pdf)
    (folder / f"{whose}-{pages}.memory").write_text(_peak())


def _peak() -> str:
    """Give the most memory this program has had; `getrusage` would count the one that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
