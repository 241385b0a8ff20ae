"""The program as it is, but for its clock, which the journey holds: `program.py CLOCK ARGUMENT...`.

CLOCK is a file with the present moment. The caret stands still, so that a picture is the same each time it is taken.
It ends as soon as a module that may make a class of Qt's is imported off the window's thread: that crashes a start in
some hundred, and is to be seen in each.
"""

import os
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.ui.start import application, start_window

WRONG_THREAD: Final = 70
"""What the program ends with then."""


def watch_imports(event: str, arguments: tuple[object, ...]) -> None:
    """End the program where the window's modules, or Qt's own, are imported on another thread."""
    if event != "import" or threading.current_thread() is threading.main_thread():
        return
    if str(arguments[0]).startswith(("PySide6", "reviewer_app.ui")):
        traceback.print_stack()
        os._exit(WRONG_THREAD)


def run(clock: Path, arguments: list[str]) -> int:
    """Open the window and stay until it is closed."""
    sys.addaudithook(watch_imports)
    application().setCursorFlashTime(0)
    program = Program(clock=lambda: datetime.fromisoformat(clock.read_text()))
    return start_window(arguments, program)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
