"""A screen reader that holds on to what it saw; run by the system's own Python, which has AT-SPI.

Usage: holding.py PID. It goes through the tree, prints how many things it holds, and waits for a line. Then it asks
each of them for every child it had, whatever became of it meanwhile, and prints how many were still there.
"""

import sys
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version is chosen first)


def hold(node: Any) -> list[tuple[Any, int]]:
    """Give a node and everything below it that is showing, each with how many children it has."""
    count = min(node.get_child_count(), 400)
    children = [node.get_child_at_index(place) for place in range(count)]
    held = [(node, count)]
    for child in children:
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            held += hold(child)
    return held


def still_there(node: Any, place: int) -> bool:
    """Ask a node for a child as a reader does that counted earlier."""
    try:
        return node.get_child_at_index(place) is not None
    except GLib.Error:
        return False


def main() -> None:
    """Hold on to a program's tree by its process, and ask for it all again."""
    wanted = int(sys.argv[1])
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
    program = next(one for one in programs if one is not None and one.get_process_id() == wanted)
    # What it was once told would be given again without asking the program.
    program.set_cache_mask(Atspi.Cache.NONE)
    held = [
        one
        for at in range(program.get_child_count())
        for one in hold(program.get_child_at_index(at))
    ]
    print(sum(count for _node, count in held), flush=True)
    sys.stdin.readline()
    print(sum(still_there(node, place) for node, count in held for place in range(count)))


main()
