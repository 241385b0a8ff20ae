"""Opens the window, or hands over to the command line."""

import gc
import os
import signal
import sys

WINDOW_OPTIONS = {"--profile": 1, "--passphrase-file": 1, "--open": 1, "--temp": 0}
"""The options the window takes, and how many words follow each."""

STOPPED = 130
"""The exit code of a program that Ctrl+C ended."""


def wants_window(arguments: list[str]) -> bool:
    """Say whether a command line has nothing but options of the window."""
    at = 0
    while at < len(arguments):
        name, equals, _value = arguments[at].partition("=")
        if name not in WINDOW_OPTIONS:
            return False
        at += 1 if equals else 1 + WINDOW_OPTIONS[name]
    return at == len(arguments)


def check_window() -> str:
    """Say which Qt draws the window, also where there is no display."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        # Qt ends the whole program where it finds no display; its drawing is tested all the same.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from reviewer_app.ui.start import window_version

    return window_version()


def end_quietly_when_stopped() -> None:
    """Until a front end answers Ctrl+C itself there is nothing to undo: end at once, without a traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(STOPPED))


def main() -> None:
    """Start the program: the window when no command is given."""
    end_quietly_when_stopped()
    # Only from here on, so that Ctrl+C finds an answer as early as can be.
    from multiprocessing import freeze_support

    freeze_support()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        # What is imported stays: looking through it for garbage takes a sixth of a start. The desk collects later.
        gc.disable()
        from reviewer_app.ui.start import start_window

        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.exit(start_window(arguments))
    from reviewer_app.cli import run

    code = run(arguments, window_check=check_window)
    # Only Python's own end is left; an impatient Ctrl+C must not change what the command ended with.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


if __name__ == "__main__":
    main()
