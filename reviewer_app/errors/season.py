"""A season's spreadsheet, from which a programme's office makes set-up files."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

SEASON: Final[dict[str, Sentences]] = {
    "season.not-csv": Sentences(
        N_("“{name}” is not a spreadsheet saved as CSV."),
        N_("Save it from the spreadsheet program as CSV, and choose that file."),
        N_(
            "Save it as CSV. “reviewer-app office season --template -o FILE.csv” writes an empty one."
        ),
    ),
    "season.columns-wrong": Sentences(
        N_("The first line of “{name}” does not name the columns of a season. {what}"),
        N_("Name them as the empty spreadsheet does."),
        N_(
            "“reviewer-app office season --template -o FILE.csv” writes an empty one to begin with."
        ),
    ),
    "season.empty": Sentences(
        N_("“{name}” names no review."),
        N_("Write a line for each review below the first."),
    ),
    "season.too-many": Sentences(
        N_("“{name}” names more than {most} reviews."),
        N_("Make files of some of them at a time."),
    ),
    "season.rows-wrong": Sentences(
        N_("Nothing was written, because of mistakes in the spreadsheet: {count}."),
        N_("They are listed by their lines. Mend them, then do it again."),
    ),
    "season.files-there": Sentences(
        N_("{folder} holds files of these names already, such as “{name}”; nothing was written."),
        N_("Choose an empty folder, or move those files away."),
    ),
}
