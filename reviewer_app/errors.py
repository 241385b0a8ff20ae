"""What can go wrong that a person or a file can cause, in one catalogue.

A `UserError` has a stable code, a sentence for what happened and one for what to do. Both stand in
`CATALOGUE`, keyed by code, so that the window, the command line and the tests read the same words.
Anything that is not a `UserError` is a bug and reaches the crash handler.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reviewer_app.language import gettext as _


@dataclass(frozen=True, slots=True)
class Sentences:
    """The two sentences of one error; both may hold `{name}` parameters."""

    happened: str
    remedy: str


def N_(text: str) -> str:  # noqa: N802 (the marker's usual name, known to the extractor)
    """Mark a sentence for translation without translating it yet."""
    return text


CATALOGUE: Final[dict[str, Sentences]] = {
    # self-test and demo
    "output.not-written": Sentences(
        N_("The result could not be printed: {reason}."),
        N_(
            "The command itself is done. Where it printed a recovery code, make a new one in "
            "Settings before the first visit."
        ),
    ),
    "demo.exists": Sentences(
        N_("“{name}” holds a demo already."),
        N_("Name another folder, or remove that one first."),
    ),
    "clock.wrong": Sentences(
        N_("This computer's clock says {now}."),
        N_("Set the clock right: notes and signatures carry its time."),
    ),
    "self-test.disk": Sentences(
        N_("Only {free} MB are free where the profile lies."),
        N_("Make room for at least {needed} MB."),
    ),
    "self-test.exchange": Sentences(
        N_("A note that was handed over did not arrive."),
        N_("Install the program again; if it happens twice, tell whoever gave it to you."),
    ),
    # profile: the encrypted file
    "profile.none": Sentences(
        N_("There is no encrypted file of this program in {folder}."),
        N_("Choose the folder that holds it, or create one there first."),
    ),
    "profile.exists": Sentences(
        N_("The folder {folder} already holds an encrypted file of this program, or its key file."),
        N_("Open that one, or choose an empty folder."),
    ),
    "profile.already-open": Sentences(
        N_("The encrypted file in {folder} is open in another window of this program."),
        N_("Close that window, then try again."),
    ),
    "profile.key-lost": Sentences(
        N_("This computer's keyring no longer holds the key to {folder}."),
        N_("Type your recovery code: it opens the file and puts the key back."),
    ),
    "profile.key-wrong": Sentences(
        N_("The key in this computer's keyring is not the key to {folder}."),
        N_("Type your recovery code: it opens the file and puts the right key back."),
    ),
    "profile.passphrase-needed": Sentences(
        N_(
            "The encrypted file in {folder} needs a passphrase, because no keyring of this "
            "computer holds its key."
        ),
        N_("Give the passphrase, or use your recovery code to choose a new one."),
    ),
    "profile.key-file-other": Sentences(
        N_("The key file in {folder} belongs to another encrypted file."),
        N_("Put back the profile.key that was beside profile.db; both are as they were."),
    ),
    "profile.damaged": Sentences(
        N_("The encrypted file in {folder} is damaged. Nothing was changed in it."),
        N_(
            "Recover from the newest backup in the folder named backups, and have the disk checked."
        ),
    ),
    "profile.empty": Sentences(
        N_("The encrypted file in {folder} is empty: it has no content at all."),
        N_("Recover from the newest backup in the folder named backups."),
    ),
    "profile.not-a-database": Sentences(
        N_("The file profile.db in {folder} is not an encrypted file of this program."),
        N_("Move it elsewhere and put the right file back, or recover from a backup."),
    ),
    "profile.newer": Sentences(
        N_("The encrypted file in {folder} was written by a newer version of this program."),
        N_("Install the newer version; the file was left as it is."),
    ),
    "profile.older": Sentences(
        N_("The encrypted file in {folder} was written by an older version of this program."),
        N_("Open it once in the window, which brings it up to date."),
    ),
    "profile.read-only": Sentences(
        N_("Nothing can be written in {folder}."),
        N_("Choose a folder you may write in, or unlock the disk."),
    ),
    "profile.disk-full": Sentences(
        N_("The disk that holds {folder} is full."),
        N_("Free some space on it, then try again; what was saved is safe."),
    ),
    "profile.unreadable": Sentences(
        N_("The disk that holds {folder} could not be read or written."),
        N_("Check that the disk is connected and working, then try again."),
    ),
    "profile.place-unusable": Sentences(
        N_("{folder} cannot be the folder of an encrypted file: {reason}."),
        N_("Name a folder that is there, or one that can be made."),
    ),
    "profile.place-network": Sentences(
        N_(
            "The folder {folder} lies on a network drive, where the encrypted file would not "
            "be safe."
        ),
        N_("Choose a folder on this computer's own disk."),
    ),
    "profile.place-cloud": Sentences(
        N_(
            "The folder {folder} is copied elsewhere by {service}, which can damage the "
            "encrypted file."
        ),
        N_("Choose a folder on this computer that {service} does not copy."),
    ),
    "backup.none": Sentences(
        N_("There is no backup at {path}."),
        N_("Choose one of the files in the folder named backups."),
    ),
    "backup.other": Sentences(
        N_("The file {path} is not a backup of this encrypted file."),
        N_("Choose one of the files in the folder named backups."),
    ),
    "backup.damaged": Sentences(
        N_("The backup {path} is damaged."),
        N_("Use an older one, make a new one, and have the disk checked."),
    ),
    # vault: keyring, key file, recovery code, certificate
    "vault.keyring-none": Sentences(
        N_("This computer offers no safe place that keeps the key to your notes."),
        N_("Choose a passphrase instead; it will be asked for each time you start."),
    ),
    "vault.keyring-locked": Sentences(
        N_("This computer's keyring is locked."),
        N_(
            "Unlock it, or sign out of the computer and in again, then try once more. The "
            "passphrase or the printed recovery code works as well."
        ),
    ),
    "vault.keyring-refused": Sentences(
        N_("This computer's keyring did not keep, give or forget what it was asked to."),
        N_(
            "Try once more, and allow the program to use the keyring if you are asked. "
            "Otherwise choose a passphrase instead."
        ),
    ),
    "vault.keyring-damaged": Sentences(
        N_("What this computer's keyring holds for this program is damaged."),
        N_("Use the passphrase or the printed recovery code instead."),
    ),
    "vault.recovery-code-malformed": Sentences(
        N_("This is not a recovery code: a group is mistyped, missing or in the wrong place."),
        N_("Compare it with the printed code, group by group. There are nine groups of four."),
    ),
    "vault.recovery-code-wrong": Sentences(
        N_("This recovery code belongs to something else: it does not open these notes."),
        N_(
            "Look for the sheet printed on this computer; if a newer code was printed, only "
            "that one works."
        ),
    ),
    "vault.passphrase-wrong": Sentences(
        N_("This passphrase is not the right one."),
        N_("Type it again; capitals and spaces count. The printed recovery code works as well."),
    ),
    "vault.passphrase-short": Sentences(
        N_("This passphrase is too short."),
        N_(
            "Use {shortest} characters or more; four words that do not belong together are "
            "easy to remember."
        ),
    ),
    "vault.passphrase-unset": Sentences(
        N_("No passphrase has been set here."),
        N_("Use the printed recovery code."),
    ),
    "vault.keyfile-missing": Sentences(
        N_("The key file is missing: {path}"),
        N_("Bring it back from a backup; it lies beside each of them."),
    ),
    "vault.keyfile-unreadable": Sentences(
        N_("The key file {path} could not be read: {reason}."),
        N_("Check that you may open this file, and that the drive it is on still works."),
    ),
    "vault.keyfile-invalid": Sentences(
        N_("{path} is not a key file, or it is damaged."),
        N_("Bring it back from a backup; a key file lies beside each of them."),
    ),
    "vault.keyfile-newer": Sentences(
        N_("The key file {path} was written by a newer version of this program."),
        N_("Install the newer version, then try again."),
    ),
    "vault.keyfile-not-written": Sentences(
        N_("The key file {path} could not be written: {reason}."),
        N_("Make room on the drive, or check that you may write there, then try again."),
    ),
    "vault.name-wrong": Sentences(
        N_("This name cannot be used."),
        N_("Type a name of 1 to {longest} characters on one line."),
    ),
    "vault.sealed-unreadable": Sentences(
        N_("This file cannot be opened: it is meant for other people, or it is damaged."),
        N_(
            "Ask the sender to send it again, and to check that your card is among those it "
            "is meant for."
        ),
    ),
    "vault.card-invalid": Sentences(
        N_("This is not a card, or it was changed after it was made."),
        N_(
            "Ask for the card again as a file, and check that both of you have the current "
            "version of this program."
        ),
    ),
    "vault.certificate-invalid": Sentences(
        N_("This is not a certificate file that can be used to sign."),
        N_("Choose a file whose name ends in .p12 or .pfx."),
    ),
    "vault.certificate-passphrase-wrong": Sentences(
        N_("The passphrase does not open this certificate file, or the file is damaged."),
        N_("Type the passphrase you were given with the certificate; capitals count."),
    ),
    "vault.certificate-no-key": Sentences(
        N_("This certificate file holds no private key, so nothing can be signed with it."),
        N_("Export the certificate again, together with its private key."),
    ),
    "vault.certificate-expired": Sentences(
        N_("The certificate of {name} was valid until {until} only."),
        N_("Renew it with whoever issued it, or sign with the certificate this program makes."),
    ),
    "vault.certificate-not-yet-valid": Sentences(
        N_("The certificate of {name} is valid from {since} only."),
        N_("Check this computer's date, or wait until then."),
    ),
    "vault.certificate-usage": Sentences(
        N_("The certificate of {name} was not issued for signing documents."),
        N_("Choose a certificate for signatures, or sign with the certificate this program makes."),
    ),
    "vault.certificate-weak": Sentences(
        N_("The certificate of {name} uses a kind of key that is not safe to sign with."),
        N_(
            "Use one with an RSA key of 2,048 bits or more, or an elliptic curve key (P-256, "
            "P-384 or P-521)."
        ),
    ),
    # framework
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
    "framework.unreadable": Sentences(
        N_("The framework {source} could not be read: {reason}."),
        N_("Check that the file is there and that you may open it, then load it again."),
    ),
    # file: anything written or read for a person
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
    # school
    "school.extract-unreadable": Sentences(
        N_("“{name}” cannot be read: {reason}."),
        N_("Check that the file is there and that you may open it, then choose it again."),
    ),
    "school.extract-empty": Sentences(
        N_("“{name}” holds no schools."),
        N_("Download the register again and choose the file with all establishments."),
    ),
    "school.extract-not-csv": Sentences(
        N_("“{name}” is not an extract of the register of schools."),
        N_(
            "Choose the CSV file just as it was downloaded; if it came as a ZIP file, unpack that first."
        ),
    ),
    "school.extract-columns": Sentences(
        N_("“{name}” lacks what a school is known by: {missing}."),
        N_("Download the register again with all fields, and do not save it from another program."),
    ),
    "school.name-missing": Sentences(
        N_("The school has no name."),
        N_("Type its name."),
    ),
    "school.urn-wrong": Sentences(
        N_("“{urn}” cannot be a school's URN."),
        N_("Type its digits, or leave it empty."),
    ),
    "school.known": Sentences(
        N_("URN {urn} belongs to {name}."),
        N_("Choose that school from the list, or correct the URN."),
    ),
    "school.unknown": Sentences(
        N_("The register here has no school with URN {urn}."),
        N_("Import the register first, or give the school by its name."),
    ),
    # review
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
    "person.exists": Sentences(
        N_("This program already knows who you are."),
        N_("One profile belongs to one person; make another profile for someone else."),
    ),
    "note.criterion-unknown": Sentences(
        N_("The framework of this review has no criterion “{criterion}”."),
        N_("See its criteria with: reviewer-app frameworks show."),
    ),
    "note.unknown": Sentences(
        N_("There is no note “{note}” here."),
        N_("See the notes with: reviewer-app note list."),
    ),
    "note.empty": Sentences(
        N_("The note has no words."),
        N_("Write what you saw, or discard it."),
    ),
    "finding.empty": Sentences(
        N_("The finding has no words."),
        N_("Write the sentence the report will say, or remove the finding."),
    ),
    "finding.bearing-wrong": Sentences(
        N_("A finding is what went well, or even better if."),
        N_("Choose WWW or EBI."),
    ),
    "photo.unreadable": Sentences(
        N_("The picture cannot be read."),
        N_("Choose a JPEG or PNG picture."),
    ),
    "photo.too-large": Sentences(
        N_("The picture has more pixels than this program reads."),
        N_("Make it smaller first, or take it again."),
    ),
    "review.nobody": Sentences(
        N_("This program does not know yet who you are."),
        N_("Give your name first."),
    ),
    # roster and bundle
    "bundle.some-refused": Sentences(
        N_("Files that could not be added: {count}."),
        N_("The rest is in. The reasons are listed; ask whoever sent those files for them again."),
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
        N_("Gather again once the lead reviewer has handed over the latest list of members."),
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
        N_("If you belong to the team, send the lead reviewer your card."),
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
        N_("Send your card to the lead reviewer and ask for a new file."),
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
    "photo.wrong": Sentences(
        N_("This photo is not the one its file names."),
        N_("Ask for it to be handed over again."),
    ),
    # store: the folder the team exchanges over
    "store.address-unknown": Sentences(
        N_("“{address}” is not a place the team can exchange files over."),
        N_("Give a folder on this laptop, a stick or a shared drive."),
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
        N_("Make room there or choose another folder, then hand over again."),
    ),
    "store.not-permitted": Sentences(
        N_("You are not allowed to do that in {place}."),
        N_("Choose another folder, or ask the folder’s owner to let you read and write in it."),
    ),
    "store.file-missing": Sentences(
        N_("The file {name} is no longer in {place}."),
        N_("Gather again."),
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
        N_("The folder {place} did not answer: {reason}."),
        N_("Try again; if it happens again, choose another folder."),
    ),
    # report
    "report.not-valid": Sentences(
        N_("“{name}” is not as it was signed, or was never signed."),
        N_("Ask the lead reviewer for the file again."),
    ),
    "report.not-sealed": Sentences(
        N_(
            "The report was built, but checking it did not find its seal whole, so it was not kept."
        ),
        N_("Try again; if it happens twice, tell whoever gave you this program."),
    ),
    "report.build-failed": Sentences(
        N_("The report could not be built: {reason}."),
        N_("Nothing is lost. Try again; if it happens again, close the program and open it anew."),
    ),
    "report.draft-not-signed": Sentences(
        N_("This file is a draft, and drafts are never signed."),
        N_("Make the final report, then sign that."),
    ),
    "report.already-signed": Sentences(
        N_("This report already carries that signature, by {name}."),
        N_("Keep it as it is. To sign anew, make the final report again."),
    ),
    "report.lead-signs-first": Sentences(
        N_("The lead reviewer has not signed this report yet."),
        N_("The lead reviewer signs first and so seals it; then the head can sign."),
    ),
    "report.no-signature-field": Sentences(
        N_("This file has no place for that signature; it may not be a report of this program."),
        N_("Choose the final report as this program made it."),
    ),
    "report.changed-before-signing": Sentences(
        N_("This report has been changed since the lead reviewer signed it."),
        N_("Ask the lead reviewer for the file as it was signed."),
    ),
    "report.certificate-expired": Sentences(
        N_("The certificate of {name} is valid from {since} to {until} only."),
        N_("Check this computer’s date, or use a certificate that is valid now."),
    ),
    "report.certificate-unusable": Sentences(
        N_("The certificate of {name} has a kind of key this program cannot sign with."),
        N_("Use a certificate with an RSA or an elliptic curve key."),
    ),
    "report.not-a-pdf": Sentences(
        N_("This file is not a PDF."),
        N_("Choose the report itself: its name ends in .pdf."),
    ),
    "report.pdf-damaged": Sentences(
        N_("This PDF is damaged and cannot be read."),
        N_("Ask for the file again; a copy by USB stick is safer than one by e-mail."),
    ),
    "report.pdf-encrypted": Sentences(
        N_("This PDF is protected with a password."),
        N_("Choose the report as it was exported, without a password."),
    ),
}


class UserError(Exception):
    """An error a person or a file caused.

    Args:
        code: a key of `CATALOGUE`, stable for ever once released.
        parameters: the values its sentences name.

    Raises:
        KeyError: the code is not in the catalogue (a bug).
    """

    def __init__(self, code: str, /, **parameters: object) -> None:
        CATALOGUE[code]
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, object] = parameters

    @property
    def happened(self) -> str:
        """What happened, in the reader's language."""
        return _(CATALOGUE[self.code].happened).format(**self.parameters)

    @property
    def remedy(self) -> str:
        """What to do now, in the reader's language."""
        return _(CATALOGUE[self.code].remedy).format(**self.parameters)

    def __str__(self) -> str:
        return f"error[{self.code}]: {self.happened} {self.remedy}"
