"""One report built, sealed and checked in a process of its own: `sealed_report CERTIFICATE`; prints when it is done.

As in the program, the child is started first and imports what it needs while the parent does, and the main module,
which the child runs as well, is a light one.
"""

import sys
import time
from importlib import import_module
from pathlib import Path

from reviewer_app.report.child import ReportBuilder

if __name__ == "__main__":
    with ReportBuilder() as own:
        own.warm()
        import_module("tests.bench.sealing").seal(own, Path(sys.argv[1]).read_bytes())
        print(f"done {time.monotonic()}", flush=True)
