"""Setting up a review, and everything noted in it."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

REVIEW: Final[dict[str, Sentences]] = {
    "review.record-gone": Sentences(
        N_("What you are changing is no longer there."),
        N_("Look in History: someone may have removed it."),
    ),
    "review.value-not-allowed": Sentences(
        N_("The value for “{field}” cannot be kept: {reason}."),
        N_("Change it and try again."),
    ),
    "review.not-allowed": Sentences(
        N_("Your role in this review does not allow this."),
        N_("Ask the lead reviewer to do it, or to change your role."),
    ),
    "review.recovery-unproved": Sentences(
        N_("The first visit has not started: your recovery code was not checked yet."),
        N_("Type two groups of the printed code; it takes a minute, and only once."),
    ),
    "recovery.not-printed": Sentences(
        N_("The printer {printer} did not take the sheet."),
        N_("Switch it on and try again, choose another one, or save a PDF file."),
    ),
    "review.unknown": Sentences(
        N_("There is no review “{review}” here."),
        N_("Look at the list of reviews, or open the file you were sent."),
    ),
    "review.date-wrong": Sentences(
        N_("“{date}” is not a date."),
        N_("Write it as year, month, day, for example 2026-11-18."),
    ),
    "review.days-wrong": Sentences(
        N_("A review cannot last {days} days."),
        N_("Give a number of days from 1 to {limit}."),
    ),
    "plan.day-outside": Sentences(
        N_("{day} is not a day of this review."),
        N_("Choose one of its days."),
    ),
    "person.exists": Sentences(
        N_("This program already knows who you are."),
        N_("One profile belongs to one person; make another profile for someone else."),
    ),
    "finding.not-settled": Sentences(
        N_("The final report waits for {findings}: too little evidence, or no “so that”."),
        N_(
            "Put two notes from two kinds of source behind each, add “so that”, or say why they stay as they are where "
            "the report is sealed, or in the finding’s own menu."
        ),
        N_("See them with “report settle REVIEW”, and say why one stays with “report waive”."),
    ),
    "finding.nothing-to-waive": Sentences(
        N_("There is no finding “{finding}” that waits for the rule “{rule}”."),
        N_("See what waits with: reviewer-app report settle REVIEW."),
    ),
    "finding.waiver-without-reason": Sentences(
        N_("Nothing says why the finding stays as it is."),
        N_("Write the reason in a few words."),
    ),
    "note.criterion-unknown": Sentences(
        N_("The framework of this review has no criterion “{criterion}”."),
        N_("See its criteria with: reviewer-app frameworks show."),
    ),
    "note.unknown": Sentences(
        N_("There is no note “{note}” here."),
        N_("See the notes with: reviewer-app note list."),
    ),
    "comment.empty": Sentences(
        N_("The comment has no words."),
        N_("Write what you want to say of the draft, or leave it."),
    ),
    "comment.not-own": Sentences(
        N_("This comment is somebody else’s."),
        N_("Say that it is done, or answer with a comment of your own."),
    ),
    "draft.none": Sentences(
        N_("What you confirm is not a draft."),
        N_("Only a draft is confirmed; the final is sealed."),
    ),
    "note.empty": Sentences(
        N_("The note has no words."),
        N_("Write what you saw, or discard it."),
    ),
    "note.two-versions": Sentences(
        N_("The note has two versions."),
        N_("Look at both in its history, and change the note to what holds; then go on."),
    ),
    "note.emptied-without-reason": Sentences(
        N_("Nothing says why the earlier words go."),
        N_("Write the reason in a few words."),
    ),
    "note.nothing-earlier": Sentences(
        N_("The note has no earlier words that could be emptied."),
        N_("Change the note or remove it first: what stands in it stays."),
    ),
    "note.join-apart": Sentences(
        N_("Notes of two people, or of two visits, cannot become one."),
        N_("Leave them as they are: both can stand behind one finding."),
    ),
    "note.split-anothers": Sentences(
        N_("Only who wrote a note can split it."),
        N_("Ask them, or write a note of your own beside it."),
    ),
    "note.keep-anothers": Sentences(
        N_("These versions are other people’s, and nobody writes a note in another’s name."),
        N_("Ask one of those who wrote them to keep both, or write one from both."),
    ),
    "abbreviation.not-one": Sentences(
        N_("“{short}” is not one word."),
        N_("Write the abbreviation as it stands in a note, such as TA."),
    ),
    "answer.not-allowed": Sentences(
        N_("“{label}” does not take this answer."),
        N_("Choose one of those that are offered, or a value within its range."),
    ),
    "answer.reason-missing": Sentences(
        N_("Another value than the rule gives needs a reason."),
        N_("Say in a sentence why; the rule’s own result stays beside it."),
    ),
    "answer.question-empty": Sentences(
        N_("The question has no words."),
        N_("Write it, or remove it."),
    ),
    "finding.empty": Sentences(
        N_("The finding has no words."),
        N_("Write the sentence the report will say, or remove the finding."),
    ),
    "hypothesis.empty": Sentences(
        N_("What the team wants to find out has no words."),
        N_("Write it in one sentence, or remove it."),
    ),
    "support.empty": Sentences(
        N_("The support the school would like has no words."),
        N_("Write it in the school’s own words, or remove it."),
    ),
    "finding.bearing-wrong": Sentences(
        N_("A finding is what went well, or even better if."),
        N_("Choose WWW or EBI."),
    ),
    "review.nobody": Sentences(
        N_("This program does not know yet who you are."),
        N_("Give your name first."),
    ),
}
