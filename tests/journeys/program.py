"""The program as it is, but for its clock, which the journey holds: `program.py CLOCK ARGUMENT...`.

CLOCK is a file with the present moment. The caret stands still, so that a picture is the same each time it is taken.
"""

import sys
from datetime import datetime
from pathlib import Path

from reviewer_app.app import Program
from reviewer_app.ui.start import application, start_window


def run(clock: Path, arguments: list[str]) -> int:
    """Open the window and stay until it is closed."""
    application().setCursorFlashTime(0)
    program = Program(clock=lambda: datetime.fromisoformat(clock.read_text()))
    return start_window(arguments, program)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
