"""What can be wrong with what a framework says of its earlier versions."""

from typing import Final

from reviewer_app.errors import N_, Sentences

SENTENCES: Final[dict[str, Sentences]] = {
    "earlier-itself": Sentences(
        N_("Version {value} is not earlier than this one."),
        N_("Name versions that came before, or give this file a newer “version”."),
    ),
    "earlier-twice": Sentences(
        N_("Version {value} is named twice; the first is on line {first}."),
        N_("Say in one place how this version follows from it."),
    ),
    "counterpart-empty": Sentences(
        N_("This row names no part, of then or of now."),
        N_("Write “was: ...” with the id it had, “now: ...” with the id it has here, or both."),
    ),
    "counterparts-joined": Sentences(
        N_("“{value}” takes over from two; the first is on line {first}."),
        N_(
            "Keep the one it is compared with: two estimates cannot become one. Write the other without “now”."
        ),
    ),
    "counterpart-here": Sentences(
        N_("“{value}” is still an id of this file, and this row says that it became another."),
        N_(
            "Give today’s part another id, or add a row “was: {value}, now: {value}” if it was divided."
        ),
    ),
    "counterpart-reason": Sentences(
        N_("This row does not say why the two cannot be compared."),
        N_("Add “why: ...” in one sentence; the report prints it."),
    ),
    "earlier-unsaid": Sentences(
        N_("This file does not say how it follows from “{value}”."),
        N_("Add a block to “earlier” that names it; without one nothing is compared with it."),
    ),
    "heading-without-earlier": Sentences(
        N_("“{value}” has no heading to be compared with in the earlier version."),
        N_(
            "Add a row to “earlier: headings”: “was: ..., now: {value}”, or “now: {value}” alone if it is new."
        ),
    ),
    "heading-without-later": Sentences(
        N_("The heading “{value}” of the earlier version is not here."),
        N_(
            "Add a row to “earlier: headings”: “was: {value}, now: ...”, or “was: {value}” alone if it is gone."
        ),
    ),
    "version-not-new": Sentences(
        N_("This is version {value}, as the file it is compared with, and the two differ."),
        N_("Give the later file a new “version”: a review binds to it."),
    ),
}
