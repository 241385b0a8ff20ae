"""The program itself: its clock, its disk, what it prints."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

PROGRAM: Final[dict[str, Sentences]] = {
    "output.not-written": Sentences(
        N_("The result could not be printed: {reason}."),
        N_(
            "The command itself is done. Where it printed a recovery code, make a new one in "
            "Settings before the first visit."
        ),
    ),
    "demo.exists": Sentences(
        N_("“{name}” holds a demo already."),
        N_("Name another folder, or remove that one first."),
    ),
    "clock.wrong": Sentences(
        N_("This computer's clock says {now}."),
        N_("Set the clock right: notes and signatures carry its time."),
    ),
    "window.no-display": Sentences(
        N_("There is no display here for the window."),
        N_(
            "Sign in at the computer's own screen and start it there. The commands need no display: "
            "“reviewer-app --help” lists them."
        ),
    ),
    "window.not-opened": Sentences(
        N_("The window could not be opened on this display: {reason}."),
        N_(
            "Sign in at the computer's own screen and start it there; if it happens there too, install the "
            "program again. The commands need no display: “reviewer-app --help” lists them."
        ),
    ),
    "self-test.disk": Sentences(
        N_("Only {free} MB are free where the profile lies."),
        N_("Make room for at least {needed} MB."),
    ),
    "self-test.exchange": Sentences(
        N_("A note that was handed over did not arrive."),
        N_("Install the program again; if it happens twice, tell whoever gave it to you."),
    ),
}
