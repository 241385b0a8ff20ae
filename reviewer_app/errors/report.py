"""The report."""

from typing import Final

from reviewer_app.errors.sentences import N_, Sentences

REPORT: Final[dict[str, Sentences]] = {
    "report.not-valid": Sentences(
        N_("“{name}” is not as it was signed."),
        N_("Ask the lead reviewer for the file again."),
    ),
    "report.is-draft": Sentences(
        N_("“{name}” is a draft; drafts are never signed, so there is nothing to check."),
        N_("Nothing is wrong with it. Check the final report once it is sealed."),
    ),
    "report.not-signed": Sentences(
        N_("“{name}” is not signed, so nothing can be said of what it was."),
        N_("If it should be the final report, ask the lead reviewer for the sealed one."),
    ),
    "report.not-sealed": Sentences(
        N_(
            "The report was built, but checking it did not find its seal whole, so it was not kept."
        ),
        N_("Try again; if it happens twice, tell whoever gave you this program."),
    ),
    "report.not-built-here": Sentences(
        N_("“{name}” is not a final report that was built on this computer."),
        N_("Build the report here, then sign it: only so is it on record for whom it was made."),
    ),
    "report.built-before": Sentences(
        N_("Final {number} of this report has been sealed since “{name}” was built."),
        N_("Keep the sealed one, or build the report again and sign that."),
    ),
    "report.reader-missing": Sentences(
        N_("Nobody is named as the reader of this export."),
        N_("Say who it is for, such as the headteacher or the governors."),
    ),
    "report.consent-missing": Sentences(
        N_(
            "Nobody of the school is on record as agreeing that this goes to {recipient}, {purpose}."
        ),
        N_(
            "Ask the headteacher, then record who agreed and how: beside the reader’s name, or with “review consent”."
        ),
        N_("Ask the headteacher, then record who agreed ({who}) and how ({how}): {record}"),
    ),
    "report.consent-for-another": Sentences(
        N_(
            "The school has not agreed that this goes to “{recipient}”, for “{purpose}”. What it agreed to is: "
            "{recorded}."
        ),
        N_(
            "If that is what is meant, name reader and purpose as they stand there. If not, ask the headteacher, then "
            "record it beside the reader’s name."
        ),
        N_(
            "If that is what is meant, name reader and purpose as they stand there. If not, ask the headteacher, then "
            "record who agreed ({who}) and how ({how}): {record}"
        ),
    ),
    "report.consent-purpose-missing": Sentences(
        N_("It is not said what {recipient} is to have this for."),
        N_("Say what for: the school agrees to one reader and one purpose."),
    ),
    "report.consent-unknown": Sentences(
        N_("There is no consent “{consent}” on record that could be withdrawn."),
        N_("Name one of those that “review consents” lists as standing."),
    ),
    "report.colour-unknown": Sentences(
        N_("“{colour}” is not a colour."),
        N_("Write it as six digits after a hash, as the school’s style guide does: #1f4e79."),
    ),
    "report.logo-unreadable": Sentences(
        N_("“{name}” is not a picture of a logo that this program can read."),
        N_("Save the logo as a PNG or a JPEG, and choose that."),
    ),
    "report.nothing-exported": Sentences(
        N_("No version of this report has been exported yet."),
        N_("Export a draft first."),
    ),
    "report.version-unknown": Sentences(
        N_("There is no version “{version}” of this report here."),
        N_("Name one that was exported, such as draft-1, or now."),
    ),
    "report.shape-ending": Sentences(
        N_("“{name}” does not say which kind of file it is to be."),
        N_("For this shape let the name end in {endings}."),
    ),
    "report.shape-not-whole": Sentences(
        N_("“{name}” was written, but reading it again did not find all of the report in it."),
        N_("Do not use the file. Try again, and save it in another folder."),
    ),
    "report.not-final": Sentences(
        N_("What the report says now is not an agreed final, and only that can be published."),
        N_("Record who agrees, seal the report, then make the version to publish."),
    ),
    "report.names-to-publish": Sentences(
        N_("The report’s own words name {names}, who did not agree to be named."),
        N_(
            "Name the role in its place and seal the report again, or record the consent with the agreement."
        ),
    ),
    "report.language-unknown": Sentences(
        N_("A report cannot be made in “{language}”."),
        N_("Choose one of these: {languages}."),
    ),
    "report.not-agreed": Sentences(
        N_("Nothing in the final report has been agreed with the school as it is worded now."),
        N_(
            "Record who agrees with the findings, or say where the report is sealed why it leaves all the same."
        ),
        N_("Say why it leaves all the same with “report waive REVIEW --reason WHY”."),
    ),
    "report.agreed-already": Sentences(
        N_("The report waits for no agreement: something of it was agreed as it is worded now."),
        N_("See what it waits for with: reviewer-app report settle REVIEW."),
    ),
    "report.unagreed-without-reason": Sentences(
        N_("Nothing says why the report leaves though nothing of it was agreed."),
        N_("Write the reason in a few words."),
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
    "report.root-unreadable": Sentences(
        N_("“{name}” holds no certificate."),
        N_("Name the root your programme gave you: a file that ends in .pem."),
    ),
    "report.time-address": Sentences(
        N_("“{address}” is not the address of a time-stamping server."),
        N_("Give an address that begins with https:// or http://, as the service tells it."),
    ),
    "report.time-unreachable": Sentences(
        N_("The time-stamping server {host} could not be reached: {reason}."),
        N_("Nothing was changed. Check the connection and try again."),
    ),
    "report.time-refused": Sentences(
        N_("The time-stamping server {host} gave no time stamp: {reason}."),
        N_("Nothing was changed. Ask the service, or use another."),
    ),
    "report.time-wrong": Sentences(
        N_("What the time-stamping server answered does not stamp this file."),
        N_("Nothing was changed. Use another time-stamping service."),
    ),
    "report.time-not-sealed": Sentences(
        N_("This report is not sealed, or has been changed since."),
        N_("Only a sealed report is stamped: let the lead reviewer sign it first."),
    ),
    "report.time-there-already": Sentences(
        N_("This report carries a time stamp already, by a certificate that holds until {until}."),
        N_("Keep it as it is; in the year before, it can be renewed."),
    ),
    "report.time-given-up": Sentences(
        N_("Adding the time stamp was stopped."),
        N_("Nothing was changed. It can be added at any time."),
    ),
    "report.time-places-used": Sentences(
        N_("Every place for a time stamp in this report is taken."),
        N_("Keep it as it is. Sealed copies that were made later may still have one."),
    ),
    "report.no-signature-field": Sentences(
        N_("This file has no place for that signature; it may not be a report of this program."),
        N_("Choose the final report as this program made it."),
    ),
    "report.changed-before-signing": Sentences(
        N_("This report has been changed since the lead reviewer signed it."),
        N_("Ask the lead reviewer for the file as it was signed."),
    ),
    "report.clock-set-back": Sentences(
        N_(
            "This computer’s clock says that it is earlier than {made}, when a version of this report was made."
        ),
        N_(
            "Set this computer’s date and time, then seal the report again. If they were wrong then and are right "
            "now, export another draft first."
        ),
    ),
    "report.clock-behind": Sentences(
        N_(
            "This computer’s clock says that it is earlier than {signed}, when this report was signed."
        ),
        N_("Set this computer’s date and time, then sign again."),
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
