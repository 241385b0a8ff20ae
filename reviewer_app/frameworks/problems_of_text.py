"""What can be wrong with a framework file as text: whether it can be read at all, before anything it says is."""

from typing import Final

from reviewer_app.errors import N_, Sentences

SENTENCES: Final[dict[str, Sentences]] = {
    "too-large": Sentences(
        N_("The file is larger than a framework can be."),
        N_("Load a framework file, which has at most 1 MB of text."),
    ),
    "not-utf-8": Sentences(
        N_("A character on this line is not UTF-8."),
        N_("Save the file as UTF-8 in your editor, then load it again."),
    ),
    "empty": Sentences(
        N_("The file holds no framework."),
        N_("Start from a copy of a framework that ships with the program."),
    ),
    "not-yaml": Sentences(
        N_("From here on the file cannot be read: {reason}."),
        N_("Check indentation, colons, brackets and quotation marks here and on the line above."),
    ),
    "colon": Sentences(
        N_("A colon stands here where no name and value can begin."),
        N_(
            "Put text that holds a colon in quotation marks, or indent this line as those around it."
        ),
    ),
    "no-colon": Sentences(
        N_("A name without a colon and a space after it starts here."),
        N_("Write “name: value”, with a space after the colon, or close a quotation mark above."),
    ),
    "list-in-brackets": Sentences(
        N_("A comma, or the end of the brackets, is expected here."),
        N_(
            "Add the comma or the bracket; text with a comma, a colon or a brace needs quotation marks."
        ),
    ),
    "indentation": Sentences(
        N_("This line does not stand under those above it."),
        N_("Indent it by as many spaces as the others of its part, or close what is open above."),
    ),
    "quotation-marks": Sentences(
        N_("Text cannot start with this character."),
        N_("Put the whole text in quotation marks."),
    ),
    "not-closed": Sentences(
        N_("A quotation mark or a bracket that opens here is never closed."),
        N_("Close it, or put the text in quotation marks of the other kind."),
    ),
    "quote-runs-on": Sentences(
        N_("The quotation mark that opens here is closed on line {last} only."),
        N_("Close it where the text ends, if that is on this line."),
    ),
    "character": Sentences(
        N_("There is a hidden control character here."),
        N_("Delete it and type the text again."),
    ),
    "tab": Sentences(
        N_("This line is indented with a tab."),
        N_("Indent with spaces, two for each step."),
    ),
    "wide-space": Sentences(
        N_("This line is indented with a space of another kind, as web pages have it."),
        N_("Delete the spaces at its start and type them again."),
    ),
    "several-documents": Sentences(
        N_("A second document starts here (a line of three hyphens)."),
        N_("Keep one framework in a file."),
    ),
    "anchor": Sentences(
        N_("“&{name}” marks text for reuse, which frameworks do not use."),
        N_("Remove the mark. Text that starts with “&” needs quotation marks."),
    ),
    "alias": Sentences(
        N_("“*{name}” repeats other text, which frameworks do not use."),
        N_("Write the text out. Text that starts with “*” needs quotation marks."),
    ),
    "tag": Sentences(
        N_("“{name}” names a data type, which frameworks do not use."),
        N_("Remove it. Text that starts with “!” needs quotation marks."),
    ),
    "too-deep": Sentences(
        N_("Lists stand inside lists more than {limit} deep here."),
        N_("Check the indentation and the brackets of this part."),
    ),
    "too-many-values": Sentences(
        N_("The file holds more than {limit} values, far more than a framework needs."),
        N_("Check that this is a framework, and that no part of it is repeated over and over."),
    ),
    "key-not-text": Sentences(
        N_("A name is expected here, before a colon."),
        N_("Write a plain word and a colon, as in “title: ...”."),
    ),
    "duplicate-key": Sentences(
        N_("“{name}” is given twice in the same place; the first is on line {first}."),
        N_("Keep one of the two."),
    ),
}
