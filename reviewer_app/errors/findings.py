"""What the programme's office is handed of a finished review, and what it takes in."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

FINDINGS: Final[dict[str, Sentences]] = {
    "findings.not-final": Sentences(
        N_("What the report says now is not a sealed final, and only that is handed in."),
        N_("Seal the report, then hand it in."),
    ),
    "findings.signature-wrong": Sentences(
        N_("The signature on this package does not fit what is in it."),
        N_("Ask the lead reviewer to hand the review in again."),
    ),
    "findings.not-for-you": Sentences(
        N_("This package is sealed to another office."),
        N_("Send your card to the lead reviewer, and ask for the review to be handed in to it."),
    ),
    "findings.contents-malformed": Sentences(
        N_("What is inside this package is not written as it should be."),
        N_("Ask the lead reviewer to hand the review in again."),
    ),
    "findings.other-reader": Sentences(
        N_("The consent in this package is not for the reader and the purpose its findings name."),
        N_("Ask the lead reviewer which of them the school agreed to."),
    ),
    "findings.other-signer": Sentences(
        N_("Somebody else handed in the findings of this review before: {name}."),
        N_("Ask both which holds. If it is this one, do “office forget”, then receive again."),
    ),
    "findings.some-refused": Sentences(
        N_("Packages that could not be taken in: {count}."),
        N_("The rest is in. The reasons are listed; ask whoever sent those to hand them in again."),
    ),
    "findings.none": Sentences(
        N_("No findings have been received yet."),
        N_("Do “office receive” first, with the place where reviews are handed in."),
    ),
    "findings.unknown": Sentences(
        N_("No findings of a review “{review}” have been received."),
        N_("Name one that “office list” lists."),
    ),
}
