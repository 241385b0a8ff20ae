"""What a screen reader sees of the window, as JSON lines; run by the system's own Python, which has AT-SPI.

Usage: eyes.py PID. One object a line: path, name, role, states, x, y, width, height (pixels of the screen), text.
"""

import json
import sys
from typing import Any

import pyatspi

DEPTH = 40


def walk(node: Any, path: list[int]) -> None:
    """Print a node and everything below it that is showing."""
    states = [pyatspi.stateToString(one) for one in node.getState().getStates()]
    seen = {"path": path, "name": node.name, "role": node.getRoleName(), "states": states}
    seen["description"] = node.description
    try:
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        seen.update(x=box.x, y=box.y, width=box.width, height=box.height)
    except NotImplementedError:
        pass
    try:
        text = node.queryText()
        seen["text"] = text.getText(0, -1)
        seen["caret"] = text.caretOffset
    except NotImplementedError:
        pass
    print(json.dumps(seen))
    if len(path) < DEPTH and ("showing" in states or not path):
        for place in range(min(node.childCount, 400)):
            child = node.getChildAtIndex(place)
            if child is not None:
                walk(child, [*path, place])


def main() -> None:
    """Find the application by its process and walk its tree."""
    wanted = int(sys.argv[1])
    for application in pyatspi.Registry.getDesktop(0):
        if application is not None and application.get_process_id() == wanted:
            walk(application, [])
            return
    sys.exit(3)


main()
