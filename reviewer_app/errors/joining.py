"""Invitations and their answers, proposed reviews, and what is done to the list of team members."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

JOINING: Final[dict[str, Sentences]] = {
    "invitation.signature-wrong": Sentences(
        N_("The signature on this invitation does not fit its words."),
        N_("Ask the lead reviewer for the invitation again."),
    ),
    "joining.signature-wrong": Sentences(
        N_("The signature on this answer does not fit its words."),
        N_("Ask whoever answered to answer the invitation again."),
    ),
    "joining.not-for-you": Sentences(
        N_("This answer is sealed to someone else."),
        N_("Give it to whoever wrote the invitation, or invite them yourself."),
    ),
    "joining.other-invitation": Sentences(
        N_("This file does not answer an invitation of yours."),
        N_("Give them your invitation, and ask them to answer that one."),
    ),
    "joining.contents-malformed": Sentences(
        N_("What is inside this answer is not written as it should be."),
        N_("Ask whoever answered to answer the invitation again."),
    ),
    "joining.words-differ": Sentences(
        N_("The five words are not the same on both laptops, so nobody was added."),
        N_(
            "Read them out once more. If they still differ, a file was swapped on its way: start again with a "
            "new invitation, handed over on a stick."
        ),
    ),
    "setup.not-as-invited": Sentences(
        N_("This file does not set up the review that {name} invited you to."),
        N_(
            "Ask {name} for the file that was made when your five words agreed. If you no longer want to join that "
            "review, give the invitation up first."
        ),
        N_("Ask {name} for the file that was made when your five words agreed."),
    ),
    "proposal.signature-wrong": Sentences(
        N_("The signature on this proposed review does not fit its words."),
        N_("Ask the programme’s office to send the file again."),
    ),
    "proposal.not-for-you": Sentences(
        N_("This file proposes a review to another lead reviewer."),
        N_("Send your card to the programme’s office, and ask for a file that is made for it."),
    ),
    "proposal.contents-malformed": Sentences(
        N_("What is inside this proposed review is not written as it should be."),
        N_("Ask the programme’s office to send the file again."),
    ),
    "proposal.framework-unusable": Sentences(
        N_("This program cannot use the framework that comes with the proposed review."),
        N_("Install the newest version of the program. If that does not help, tell the office."),
    ),
    "proposal.words-differ": Sentences(
        N_("The five words are not the office’s, so no review was made."),
        N_(
            "Ask the office for its words once more, by telephone or in person. If they still differ, somebody "
            "else made this file: do not use it."
        ),
    ),
    "keys.malformed": Sentences(
        N_("The keys in this file are not written as they should be."),
        N_("Ask the team for another copy of the folder they exchange over."),
    ),
    "keys.none-here": Sentences(
        N_("Nothing in {place} is opened by this recovery code."),
        N_("Check the code, and that this is where your team exchanges files."),
    ),
    "keys.other-person": Sentences(
        N_("These notes belong to {name}, and the recovery code to someone else."),
        N_("Begin on a computer, or as a user of it, where nobody has notes yet."),
    ),
    "keys.no-roster": Sentences(
        N_("{place} knows you, but no list of the team that you are on lies there."),
        N_("Ask the lead reviewer to hand the review over there, then try again."),
    ),
    "team.two-lists": Sentences(
        N_(
            "Two lists of team members were written at once, and neither counts until they are put together."
        ),
        N_("Ask the lead reviewer to put them together on the page Team, then try again."),
        N_("Ask the lead reviewer to do “reviewer-app team join-lists”, then try again."),
    ),
    "team.nobody-else": Sentences(
        N_("Nobody but you is on the team yet, so there is nobody to make a file for."),
        N_("Add people with their cards."),
        N_("Give their cards with “--card”."),
    ),
    "team.full": Sentences(
        N_("A team has at most {most} people, and this would make it larger."),
        N_("Take someone off the team first."),
    ),
    "team.no-two-lists": Sentences(
        N_("There is one list of team members, so there is nothing to put together."),
        N_("Nothing needs to be done."),
    ),
    "team.nobody-so-named": Sentences(
        N_("Nobody in this review goes by “{member}”."),
        N_("Choose someone from the team."),
        N_("Give the name or the id of someone whom “reviewer-app team list” names."),
    ),
    "team.several-so-named": Sentences(
        N_("Several people in this review go by “{member}”."),
        N_("Choose one of them from the team."),
        N_("Give the id that “reviewer-app team list --json” prints."),
    ),
    "team.lead-stays": Sentences(
        N_("A review always has a lead reviewer, so {name} stays as they are."),
        N_("Hand the lead over to someone else first."),
    ),
    "team.not-on-team": Sentences(
        N_("{name} is not on the team."),
        N_("Add them again with their card."),
    ),
    "team.already-on": Sentences(
        N_("{name} is on the team."),
        N_("Nothing needs to be done."),
    ),
    "team.never-left": Sentences(
        N_("Everything {name} wrote counts, because they were never taken off the team."),
        N_("Take them off the team first, or give them another role."),
    ),
    "team.moment-unknown": Sentences(
        N_("“{moment}” is neither a time nor a change of theirs."),
        N_("Give a day and a time."),
        N_("Give a time such as 2026-11-18T14:20, or the id of a change of theirs."),
    ),
    "team.not-named-successor": Sentences(
        N_("The lead reviewer has not named you to take over."),
        N_("Ask the lead reviewer to hand the lead over to you."),
    ),
}
