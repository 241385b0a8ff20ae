"""Frameworks."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

FRAMEWORK: Final[dict[str, Sentences]] = {
    "framework.unknown": Sentences(
        N_("There is no framework “{framework}”."),
        N_(
            "See which there are with: reviewer-app frameworks list. Or name a file that ends in .yaml."
        ),
    ),
    "framework.invalid": Sentences(
        N_("{source} cannot be used as a framework."),
        N_("Correct these places, then load it again:\n{places}"),
    ),
    "framework.unreadable": Sentences(
        N_("The framework {source} could not be read: {reason}."),
        N_("Check that the file is there and that you may open it, then load it again."),
    ),
}
