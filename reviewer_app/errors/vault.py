"""Keyring, key file, recovery code, card, certificate."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

VAULT: Final[dict[str, Sentences]] = {
    "vault.keyring-none": Sentences(
        N_("This computer offers no safe place that keeps the key to your notes."),
        N_("Choose a passphrase instead; it will be asked for each time you start."),
        N_("Name a file with a passphrase before the command: “{option} FILE”."),
    ),
    "vault.keyring-locked": Sentences(
        N_("This computer's keyring is locked."),
        N_(
            "Unlock it, or sign out of the computer and in again, then try once more. The "
            "passphrase or the printed recovery code works as well."
        ),
        N_(
            "Unlock it and try once more, or name the file with the passphrase before the command: “{option} FILE”."
        ),
    ),
    "vault.keyring-refused": Sentences(
        N_("This computer's keyring did not keep, give or forget what it was asked to."),
        N_(
            "Try once more, and allow the program to use the keyring if you are asked. "
            "Otherwise choose a passphrase instead."
        ),
        N_(
            "Try once more, and allow the program to use the keyring if you are asked. Otherwise name a file with "
            "a passphrase before the command: “{option} FILE”."
        ),
    ),
    "vault.keyring-damaged": Sentences(
        N_("What this computer's keyring holds for this program is damaged."),
        N_("Use the passphrase or the printed recovery code instead."),
        N_(
            "Name the file with the passphrase before the command: “{option} FILE”. Without it, "
            "“profile recover --code-file FILE” opens the notes with the recovery code."
        ),
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
        N_(
            "Look at the file that “{option}” names; capitals and spaces count. “profile recover --code-file FILE” "
            "opens the notes with the recovery code."
        ),
    ),
    "vault.passphrase-short": Sentences(
        N_("This passphrase is too short."),
        N_(
            "Use {shortest} characters or more; four words that do not belong together are "
            "easy to remember."
        ),
        N_(
            "Write {shortest} characters or more into the file that “{option}” names; four words that do not "
            "belong together are easy to remember."
        ),
    ),
    "vault.passphrase-unset": Sentences(
        N_("No passphrase has been set here."),
        N_("Use the printed recovery code."),
        N_(
            "Leave “{option}” out, or run “profile recover --code-file FILE” with the recovery code."
        ),
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
        N_(
            "Name a file with the passphrase you were given with the certificate: “--p12-passphrase-file FILE”; "
            "capitals count."
        ),
    ),
    "vault.certificate-no-key": Sentences(
        N_("This certificate file holds no private key, so nothing can be signed with it."),
        N_("Export the certificate again, together with its private key."),
    ),
    "vault.certificate-nameless": Sentences(
        N_("This certificate names nobody, so nobody could be seen to have signed."),
        N_(
            "Ask whoever issued it for one with a name, or sign with the certificate this program makes."
        ),
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
    "vault.request-invalid": Sentences(
        N_("This is not a reviewer’s request for a certificate, or it is damaged."),
        N_("Ask for the file that “certificate request” wrote on the reviewer’s computer."),
    ),
    "vault.answer-invalid": Sentences(
        N_("This is not a certificate that a programme’s office issued, or it is damaged."),
        N_("Ask the office for the file that “certificate issue” wrote."),
    ),
    "vault.answer-other-key": Sentences(
        N_("The certificate of {name} was issued for another key than the one on this computer."),
        N_("Send the office a new request from this computer."),
    ),
    "vault.authority-not-opened": Sentences(
        N_("The passphrase does not open this programme’s root, or the file is damaged."),
        N_("Write the passphrase it was made with into a file, and name that file."),
    ),
    "vault.root-passphrase-short": Sentences(
        N_("The passphrase for the root has fewer than {shortest} characters."),
        N_("Write a longer one into the file: whoever guesses it can sign in any name."),
    ),
    "vault.root-there-already": Sentences(
        N_("There is a file called “{name}” already, and a root is never written over."),
        N_("Name another file, or keep the root there is."),
    ),
    "vault.list-invalid": Sentences(
        N_("“{name}” is not a list of revoked certificates, or it is damaged."),
        N_("Name the file that “certificate revoke” wrote, or the issuer’s own list."),
    ),
    "vault.list-other-root": Sentences(
        N_("“{name}” is another root’s list of revoked certificates."),
        N_("Name the list that belongs to this root, or a file that is not there yet."),
    ),
    "vault.not-issued-here": Sentences(
        N_("The certificate of {name} was not issued under this root."),
        N_("Name the certificate “certificate issue” wrote, and the root it was issued under."),
    ),
    "vault.authority-none": Sentences(
        N_("This file holds no root that may issue certificates."),
        N_("Name the file that “certificate authority” wrote."),
    ),
    "vault.certificate-weak": Sentences(
        N_("The certificate of {name} uses a kind of key that is not safe to sign with."),
        N_(
            "Use one with an RSA key of 2,048 bits or more, or an elliptic curve key (P-256, "
            "P-384 or P-521)."
        ),
    ),
}
