"""Bundles, rosters, set-up files, and the folder the team exchanges over."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

EXCHANGE: Final[dict[str, Sentences]] = {
    "bundle.some-refused": Sentences(
        N_("Files that could not be added: {count}."),
        N_("The rest is in. Why, and what to do, stands beside each of them."),
    ),
    "bundle.change-malformed": Sentences(
        N_("A change in this file is not written as it should be."),
        N_("Ask its author to hand the review over again."),
    ),
    "bundle.change-newer": Sentences(
        N_("A change in this file was written by a newer version of the program."),
        N_("Install the newer version; the file is kept until then."),
    ),
    "bundle.change-content-wrong": Sentences(
        N_("The words of a change do not match its seal."),
        N_("Ask its author to hand the review over again."),
    ),
    "roster.malformed": Sentences(
        N_("The list of team members in this file is not written as it should be."),
        N_("Ask the lead reviewer to hand the review over again."),
    ),
    "roster.newer": Sentences(
        N_("The list of team members was written by a newer version of the program."),
        N_("Install the newer version; the file is kept until then."),
    ),
    "bundle.signature-wrong": Sentences(
        N_("The signature on this file does not fit its words."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "bundle.stranger": Sentences(
        N_("This file comes from someone who is not on the list of team members here."),
        N_("Gather again once the lead reviewer has handed over the list that names them."),
    ),
    "bundle.payload-damaged": Sentences(
        N_("The sealed part of this file was damaged on its way."),
        N_("Copy it again, or ask for it to be handed over again."),
    ),
    "bundle.no-key": Sentences(
        N_("This file is sealed with a key that this laptop does not have."),
        N_(
            "Gather again once the lead reviewer has handed over the latest list of members. If that does not help, "
            "ask them whether you are on it."
        ),
    ),
    "bundle.header-differs": Sentences(
        N_("The outside of this file does not belong to what is inside."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "bundle.contents-malformed": Sentences(
        N_("What is inside this file is not written as it should be."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "bundle.other-journal": Sentences(
        N_("This file holds changes that belong to another person, laptop or review."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "bundle.not-consecutive": Sentences(
        N_("The changes in this file do not follow one another."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "bundle.hash-wrong": Sentences(
        N_("The first or the last change in this file is not the one its outside names."),
        N_("Ask the person it came from to hand the review over again."),
    ),
    "roster.not-for-you": Sentences(
        N_("This list of team members is not sealed to you."),
        N_(
            "Ask the lead reviewer whether you are on the team; if you are to be, send them your card."
        ),
    ),
    "roster.without-you": Sentences(
        N_("This list of team members is not sealed to you: you may no longer be on the team."),
        N_(
            "Ask {name}. What came in so far stays here; if you are to stay on the team, {name} adds you again with "
            "your card."
        ),
    ),
    "roster.signature-wrong": Sentences(
        N_("The signature on this list of team members does not fit its words."),
        N_("Ask the lead reviewer to hand the review over again."),
    ),
    "roster.signer-unknown": Sentences(
        N_("This list of team members was signed by someone who is not known here yet."),
        N_("Gather again once the earlier lists of members have arrived."),
    ),
    "roster.keys-wrong": Sentences(
        N_("The keys that came with this list of team members are not the ones it names."),
        N_("Ask the lead reviewer to hand the review over again."),
    ),
    "setup.not-for-you": Sentences(
        N_("This file sets up a review for other people."),
        N_(
            "Ask the lead reviewer whether you are on the team; if you are to be, send them your card and ask for a "
            "new file."
        ),
    ),
    "setup.signature-wrong": Sentences(
        N_("The signature on this file does not fit its words."),
        N_("Ask the lead reviewer to send the file again."),
    ),
    "setup.not-by-lead": Sentences(
        N_("This file was not made by the review’s lead or deputy."),
        N_("Ask the lead reviewer for the file that sets up the review."),
    ),
    "setup.contents-malformed": Sentences(
        N_("What is inside this file is not written as it should be."),
        N_("Ask the lead reviewer to send the file again."),
    ),
    "store.address-unknown": Sentences(
        N_("“{address}” is not a place the team can exchange files over."),
        N_(
            "Give a folder, or the address your programme told you: it begins with webdav+https:// or "
            "s3://."
        ),
    ),
    "store.endpoint-missing": Sentences(
        N_("“{address}” names a bucket, and not the host that it is on."),
        N_(
            "Write “?endpoint=https://” and the host’s name behind it, as whoever runs it will tell you."
        ),
    ),
    "store.secret-in-address": Sentences(
        N_("A user’s name or a password stands in the address."),
        N_("Take it out of the address, and type both in the fields below it."),
        N_("Take it out of the address, and keep it once with “reviewer-app credentials keep”."),
    ),
    "store.not-encrypted": Sentences(
        N_("This address is not encrypted on its way."),
        N_("Give one that begins with https, as whoever runs the place will tell you."),
    ),
    "store.access-unknown": Sentences(
        N_("This computer does not know, under the name {name}, what to sign in with."),
        N_("Choose the address again on the Team page, with the name and the password."),
        N_("Keep it once with “reviewer-app credentials keep”."),
    ),
    "store.access-not-kept": Sentences(
        N_("This computer has no safe place to keep the password for {place}."),
        N_("Choose a folder, or an address that asks for no password."),
    ),
    "store.none-chosen": Sentences(
        N_("No place is chosen yet where the team’s notes meet."),
        N_("Choose a folder or an address on the Team page."),
    ),
    "store.stopped": Sentences(
        N_("It was stopped here before everything had gone to {place} or come from there."),
        N_("What went and what came stays. The rest goes the next time."),
    ),
    "store.access-too-long": Sentences(
        N_("What is to be kept under the name {name} is longer than the keyring takes."),
        N_("Ask whoever runs the place for a shorter password or key."),
    ),
    "store.signed-in-wrongly": Sentences(
        N_("{place} did not accept the name or the password."),
        N_("Type both again beside the address. Whoever runs it can tell you them."),
        N_("Ask whoever runs it for both, and keep them with “reviewer-app credentials keep”."),
    ),
    "store.certificate-wrong": Sentences(
        N_("{place} could not prove that it is the one it says it is, so nothing was sent."),
        N_(
            "If this network asks to be signed in to, do that first, or try again from another network. If it "
            "happens again, tell whoever runs it."
        ),
    ),
    "store.sign-in-page": Sentences(
        N_("A page answered in place of {place}: most likely the one to sign in to this network."),
        N_(
            "Open a web browser and sign in to the network, then try again. If there is nothing to sign in to, check "
            "the address. Nothing was lost."
        ),
    ),
    "store.clock-wrong": Sentences(
        N_("{place} did not accept the time on this computer."),
        N_("Set this computer’s clock, then try again. Nothing was lost."),
    ),
    "store.nowhere": Sentences(
        N_("There is no such place as {place}."),
        N_("Check the address with whoever runs it."),
    ),
    "store.unreachable": Sentences(
        N_("{place} cannot be reached from here."),
        N_("Try again when there is a connection. Nothing was lost."),
    ),
    "store.busy": Sentences(
        N_("{place} is too busy to answer."),
        N_("Try again in a few minutes. Nothing was lost."),
    ),
    "store.asked-to-wait": Sentences(
        N_("{place} is busy and asks to be left alone. Minutes it named: {minutes}."),
        N_("Try again after that. Nothing was lost."),
    ),
    "store.folder-missing": Sentences(
        N_("The folder {place} is not there."),
        N_("Put the stick in or connect the shared drive, then try again."),
    ),
    "store.gone": Sentences(
        N_("The folder {place} went away while it was in use."),
        N_("Put the stick back in or connect the shared drive, then try again. Nothing was lost."),
    ),
    "store.full": Sentences(
        N_("There is no room left in {place}."),
        N_(
            "Make room there, ask its owner to, or choose another place, then hand over again. Nothing was lost."
        ),
    ),
    "store.not-permitted": Sentences(
        N_("You are not allowed to do that in {place}."),
        N_("Choose another folder, or ask the folder’s owner to let you read and write in it."),
    ),
    "store.read-only": Sentences(
        N_("{place} is protected against writing: nothing can be put there."),
        N_(
            "If it is a stick, move the small switch at its side, or take another stick. If it is a folder, ask its "
            "owner to let you write in it, or choose another. Then hand over again. Nothing was lost."
        ),
    ),
    "store.file-missing": Sentences(
        N_("The file {name} is no longer in {place}."),
        N_("Gather again."),
    ),
    "store.not-listed": Sentences(
        N_("{place} took what was handed over, but does not list it yet."),
        N_(
            "Hand over again in a few minutes, to be sure that the others find it. Nothing was lost."
        ),
    ),
    "store.taken": Sentences(
        N_("There is already another file named {name} in {place}."),
        N_("Hand over again; a new name will be used."),
    ),
    "store.read-back-differs": Sentences(
        N_("What was written to {place} did not read back the same."),
        N_("Use another stick or folder, then hand over again."),
    ),
    "store.failed": Sentences(
        N_("{place} did not answer as it should: {reason}."),
        N_("Try again; if it happens again, choose another place."),
    ),
    "laptop.no-network": Sentences(
        N_("This laptop is on no local network."),
        N_("Connect both laptops to one network, or use a stick."),
    ),
    "laptop.code-unknown": Sentences(
        N_("“{written}” is no code of a laptop."),
        N_(
            "Type the one the other laptop shows, on Team under “Where they meet”: three groups of four letters and "
            "digits."
        ),
        N_("Type the one the other laptop shows: three groups of four letters and digits."),
    ),
    "laptop.silent": Sentences(
        N_("No laptop answers to the code {place}."),
        N_(
            "Compare it with the one the other laptop shows now, on Team under “Where they meet”. If they are the "
            "same, see that both are on one network and that the other’s firewall lets the program answer; or use a "
            "stick. Nothing was lost."
        ),
        N_(
            "Compare it with the one the other laptop shows now. If they are the same, see that both are on one "
            "network and that the other’s firewall lets the program answer; or use a stick. Nothing was lost."
        ),
    ),
    "laptop.other-review": Sentences(
        N_("The laptop with the code {place} gives nothing to this review’s team."),
        N_(
            "See that both have this review open; someone who joined just now gathers from a stick first."
        ),
    ),
    "laptop.other-program": Sentences(
        N_("What answers to the code {place} is no laptop of the team."),
        N_("Compare it with the one the other laptop shows now."),
    ),
}
