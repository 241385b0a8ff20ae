"""Files read or written for a person."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

FILES: Final[dict[str, Sentences]] = {
    "file.unreadable": Sentences(
        N_("“{name}” cannot be read: {reason}."),
        N_("Check that the file is there and that you may open it."),
    ),
    "file.over-limit": Sentences(
        N_("“{name}” has more than {limit}, the most this program reads of such a file."),
        N_("Check that it is the file you meant."),
    ),
    "file.not-text": Sentences(
        N_("“{name}” is not a text file."),
        N_("Save it as plain text in UTF-8."),
    ),
    "file.not-written": Sentences(
        N_("“{name}” could not be written: {reason}."),
        N_("Choose another folder, or make room on the disk."),
    ),
    "file.there-already": Sentences(
        N_("There is a file called “{name}” already, and it is not written over unasked."),
        N_("Name another file, or move the one there is."),
    ),
    "file.foreign": Sentences(
        N_("This is not a file that this program hands over."),
        N_("Choose a file that a member of the team handed over."),
    ),
    "file.truncated": Sentences(
        N_("This file is cut short."),
        N_("Copy it again, or ask for it to be handed over again."),
    ),
    "file.damaged": Sentences(
        N_("This file was damaged on its way."),
        N_("Copy it again, or ask for it to be handed over again."),
    ),
    "file.newer": Sentences(
        N_("This file was written by a newer version of the program."),
        N_("Install the newer version, then add the file again."),
    ),
    "file.too-large": Sentences(
        N_("This file is larger than any this program hands over."),
        N_("Ask for it to be handed over again."),
    ),
    "file.expands-too-far": Sentences(
        N_("This file grows past every bound when it is unpacked."),
        N_("Leave it out, and tell the person it came from."),
    ),
}
