"""Reasons the program gives of its own accord, kept in the journal as codes and put into words where they are shown.

A person's reason is kept as they typed it; the full stop at the front of a code keeps the two apart.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why the program removed something. A code in a journal is never changed."""

    UNDONE = ".undone"
    BY_MISTAKE = ".by-mistake"
    TAKEN_OFF = ".taken-off"
    TAKEN_BACK = ".taken-back"
    FRAMEWORKS_WORDING = ".frameworks-wording"
    SOMEONE_ELSE = ".someone-else"
    JOINED = ".joined"
    NAMES_STAY_OUT = ".names-stay-out"
    NOT_FOR_THE_REVIEW = ".not-for-the-review"
