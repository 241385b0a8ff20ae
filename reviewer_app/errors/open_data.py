"""Reading the open data of a finished review."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

OPEN_DATA: Final[dict[str, Sentences]] = {
    "open-data.unreadable": Sentences(
        N_(
            "“{name}” does not hold the findings of a review as this program writes them: {reason}."
        ),
        N_("Ask whoever made it to export the review again, as JSON."),
    ),
    "open-data.not-here": Sentences(
        N_("The folder “{name}” holds no review.json, the one export a review is read from."),
        N_(
            "Ask whoever made it to export the review as JSON; tables, such as CSV, cannot be read back."
        ),
    ),
    "open-data.newer": Sentences(
        N_("“{name}” was written by a newer version of the program."),
        N_("Install the newer version, then read it again."),
    ),
    "open-data.framework-missing": Sentences(
        N_("This review was done by “{framework}”, version {version}, and that text is not here."),
        N_("Ask for the framework’s file and add it, then read the review again."),
    ),
    "open-data.there-already": Sentences(
        N_("A review of {school} that begins on {start} is on this computer already."),
        N_("Open that one; nothing was read in."),
    ),
}
