"""Opens the window, or hands over to the command line."""

import sys
from multiprocessing import freeze_support

WINDOW_OPTIONS = {"--profile": 1, "--passphrase-file": 1, "--open": 1, "--temp": 0}
"""The options the window takes, and how many words follow each."""


def wants_window(arguments: list[str]) -> bool:
    """Say whether a command line has nothing but options of the window."""
    at = 0
    while at < len(arguments):
        name, equals, _value = arguments[at].partition("=")
        if name not in WINDOW_OPTIONS:
            return False
        at += 1 if equals else 1 + WINDOW_OPTIONS[name]
    return at == len(arguments)


def main() -> None:
    """Start the program: the window when no command is given."""
    freeze_support()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        from reviewer_app.ui.start import start_window

        sys.exit(start_window(arguments))
    from reviewer_app.cli import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
