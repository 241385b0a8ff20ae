"""The factual check."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

FACTUAL_CHECK: Final[dict[str, Sentences]] = {
    "check.no-draft": Sentences(
        N_("No draft has been exported that the school could check."),
        N_("Export a draft first, then send the form with it."),
    ),
    "check.draft-changed": Sentences(
        N_("The report has been changed since draft {number} was exported."),
        N_("Export a new draft, so that the school checks what the report says now."),
    ),
    "check.nothing-to-check": Sentences(
        N_("The report says nothing yet that the school could check."),
        N_("Add findings or an introduction, and export a draft."),
    ),
    "check.form-ending": Sentences(
        N_("“{name}” does not say which kind of file the form is to be."),
        N_("Let the name end in .pdf, or in .docx for Word."),
    ),
    "check.form-kind": Sentences(
        N_("“{name}” is no form that can be read: neither a PDF nor a Word document (.docx)."),
        N_(
            "Ask the school to save the form as it came, without a password: an older Word document (.doc) as .docx."
        ),
    ),
    "check.form-protected": Sentences(
        N_("“{name}” is protected with a password."),
        N_("Ask the school to save the form without one, or type its answers in by hand."),
    ),
    "check.not-a-form": Sentences(
        N_("“{name}” does not hold the fields of a factual check."),
        N_(
            "Choose the form as the school saved it. If it was printed as a PDF or scanned, type the answers in by "
            "hand."
        ),
    ),
    "check.form-damaged": Sentences(
        N_("The fields of “{name}” cannot be read."),
        N_("Ask the school to save the form again, or type its answers in by hand."),
    ),
    "check.other-review": Sentences(
        N_(
            "“{name}” answers a factual check of another review, or one that is not on this computer."
        ),
        N_(
            "Open the review it was sent for, or gather what the team has handed over, and try again."
        ),
    ),
    "check.older-draft": Sentences(
        N_("“{name}” answers draft {number}; draft {latest} went to the school since."),
        N_("Ask for the form of draft {latest}, or type in by hand what still holds of this one."),
    ),
    "check.answer-too-long": Sentences(
        N_("The answer to paragraph {number} in “{name}” is longer than {limit} characters."),
        N_("Shorten it in the form, or type what matters of it in by hand."),
    ),
    "check.reason-missing": Sentences(
        N_("No reason is given for the decision."),
        N_("Say in a few words why; the school may ask."),
    ),
    "check.nothing-to-decide": Sentences(
        N_("The school asks for nothing here that could be accepted or not."),
        N_("Decide on paragraphs it calls inaccurate or wishes to discuss."),
    ),
}
