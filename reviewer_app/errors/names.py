"""Names in what people write."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

NAMES: Final[dict[str, Sentences]] = {
    "name.nothing-left": Sentences(
        N_("Without the name no words would be left there."),
        N_("Put a role in its place, or remove the whole of it."),
    ),
    "name.reason-missing": Sentences(
        N_("A name stays only for a reason."),
        N_("Say in a few words why it may stay."),
    ),
    "name.not-there": Sentences(
        N_("“{name}” does not stand in this review as a name."),
        N_("Look at the list of names: write it as it stands there."),
    ),
    "name.not-yours": Sentences(
        N_("The earlier wording was written by someone else, and stays as it is."),
        N_("Ask {who} to empty it, or say why the name may stay."),
    ),
    "name.stand": Sentences(
        N_("The report was not exported: names still stand in the review ({where})."),
        N_("Go through them: put a role in the place of each, take it out, or say why it stays."),
    ),
}
