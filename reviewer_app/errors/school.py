"""Schools and the register."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

SCHOOL: Final[dict[str, Sentences]] = {
    "school.extract-unreadable": Sentences(
        N_("“{name}” cannot be read: {reason}."),
        N_("Check that the file is there and that you may open it, then choose it again."),
    ),
    "school.extract-empty": Sentences(
        N_("“{name}” holds no schools."),
        N_("Download the register again and choose the file with all establishments."),
    ),
    "school.extract-not-csv": Sentences(
        N_("“{name}” is not an extract of the register of schools."),
        N_(
            "Choose the CSV file just as it was downloaded; if it came as a ZIP file, unpack that first."
        ),
    ),
    "school.extract-columns": Sentences(
        N_("“{name}” lacks what a school is known by: {missing}."),
        N_("Download the register again with all fields, and do not save it from another program."),
    ),
    "school.unknown": Sentences(
        N_("The register here has no school with URN {urn}."),
        N_("Import the register first, or give the school by its name."),
    ),
}
