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
    "framework.version-here": Sentences(
        N_("“{title}”, version {version}, is on this laptop with another text."),
        N_("A version never changes: give the file a new version, then add it again."),
    ),
    "framework.not-added": Sentences(
        N_("“{framework}”, version {version}, is not among the frameworks that were added here."),
        N_("Only what was added can be removed: see which with: reviewer-app frameworks list."),
    ),
    "framework.in-use": Sentences(
        N_("“{framework}”, version {version}, is used by a review here: {schools}."),
        N_("Leave it: it can be removed when no review on this laptop uses it."),
    ),
    "framework.unreadable": Sentences(
        N_("The framework {source} could not be read: {reason}."),
        N_("Check that the file is there and that you may open it, then load it again."),
    ),
    "xlsform.unreadable": Sentences(
        N_("The spreadsheet {name} could not be read: {reason}."),
        N_("Check that the file is there and that you may open it, then import it again."),
    ),
    "xlsform.not-a-form": Sentences(
        N_("{name} is not a spreadsheet of questions: {reason}."),
        N_("Import an XLSForm: an .xlsx or .xls workbook, or a .md file in Markdown."),
    ),
    "xlsform.too-large": Sentences(
        N_("{name} is larger than a form can be: {reason}."),
        N_("Divide it into several forms, or remove what does not belong to the form."),
    ),
    "xlsform.holds": Sentences(
        N_("{name} holds {what}, which a form must not."),
        N_("Copy its sheets as plain values into a new .xlsx workbook, then import that."),
    ),
    "xlsform.refused": Sentences(
        N_("{name} cannot be used as an XLSForm."),
        N_("Correct this, then import it again: {place}."),
    ),
    "xlsform.not-xlsx": Sentences(
        N_("{name} would not open as a workbook."),
        N_("Name a file that ends in .xlsx."),
    ),
    "xlsform.form-unknown": Sentences(
        N_("The framework {framework} has no form “{form}”."),
        N_("Name one of these: {forms}."),
    ),
    "xlsform.no-questions": Sentences(
        N_("Nothing that {name} asks could be carried over."),
        N_("Add questions of types that evidence forms have, then import it again:\n{places}"),
    ),
    "framework.language-unknown": Sentences(
        N_("The framework is not written in “{language}”."),
        N_("Use one of its languages: {languages}."),
    ),
}
