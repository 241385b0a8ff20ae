"""What a screen reader is told by the window, as JSON lines; run by the system's own Python, which has AT-SPI.

Usage: ears.py PID. The first line says that it listens; then one object a line: kind ("said", "focus" or "name"), words
(what is said, or the name), role, description.
"""

import json
import sys
from typing import Any

import pyatspi

SAID = "object:announcement"
FOCUS = "object:state-changed:focused"
NAME = "object:property-change:accessible-name"


def main() -> None:
    """Listen until this process is ended."""
    wanted = int(sys.argv[1])

    def hear(event: Any) -> None:
        if event.host_application is None or event.host_application.get_process_id() != wanted:
            return
        kind = str(event.type)
        source = event.source
        if kind == SAID:
            tell("said", event.any_data, source)
        elif kind == NAME:
            tell("name", event.any_data, source)
        elif event.detail1:
            tell("focus", source.name, source)

    pyatspi.Registry.registerEventListener(hear, SAID, FOCUS, NAME)
    print(json.dumps({"kind": "listening"}), flush=True)
    pyatspi.Registry.start()


def tell(kind: str, words: str, source: Any) -> None:
    """Print one thing that was heard."""
    told = {"kind": kind, "words": words, "role": source.getRoleName()}
    print(json.dumps(told | {"description": source.description}), flush=True)


main()
