"""A covering e-mail to copy: what is attached, by when an answer is wanted, whose the report is, how to check it.

Nothing is sent; whoever copies it attaches the files.
"""

from dataclasses import dataclass
from datetime import date

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import full_day, instant
from reviewer_app.model.nouns import ReportVersion
from reviewer_app.model.words import ReportStage
from reviewer_app.review import factual_check, reporting, school_form
from reviewer_app.review.opened import OpenReview


@dataclass(frozen=True, slots=True)
class CoveringMail:
    """Whom it is to, its subject, its words, and the names of the files to attach."""

    to: str
    subject: str
    body: str
    attach: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, ready to be pasted."""
        attached = "\n".join(
            (_("Attach:"), *(_("- {file}").format(file=file) for file in self.attach))
        )
        return "\n\n".join(
            (
                "\n".join(
                    (
                        _("To: {recipient}").format(recipient=self.to),
                        _("Subject: {subject}").format(subject=self.subject),
                    )
                ),
                attached,
                self.body,
            )
        )


def covering_mail(opened: OpenReview) -> CoveringMail:
    """Give the e-mail that goes with the report exported last.

    Raises:
        UserError: "report.nothing-exported".
    """
    made = reporting.reports_in(opened.versions())
    if not made:
        raise UserError("report.nothing-exported")
    last = max(made, key=lambda one: (instant(one.made_at), one.number))
    school = opened.review.school_name
    to = opened.review.head_name or last.recipient or _("the headteacher")
    greeting = opened.review.head_name or _("headteacher")
    if last.stage is ReportStage.DRAFT:
        subject = _("{school}: draft {number} of the peer review report").format(
            school=school, number=last.number
        )
        attach, told = _draft(opened, last)
    else:
        subject = _("{school}: the peer review report").format(school=school)
        attach, told = _final(opened)
    signed = [one for one in (reporting.lead_name(opened), reporting.lead_label()) if one]
    body = "\n\n".join(
        (
            _("Dear {name},").format(name=greeting),
            *told,
            _("With thanks to everyone who made time for us,"),
            "\n".join(signed),
        )
    )
    return CoveringMail(_on_one_line(to), _on_one_line(subject), body, attach)


def _on_one_line(words: str) -> str:
    """Give words as they stand in the head of an e-mail, where a second line would be another recipient or subject."""
    return " ".join(words.split())


def _draft(opened: OpenReview, version: ReportVersion) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names of a draft's files, and what is said of them."""
    from reviewer_app.report.naming import report_file_name  # noqa: PLC0415 (it brings the typesetting)

    report = report_file_name(reporting.content_of(opened), version.number)
    opening = _(
        "Thank you for the days we spent at {school}. Draft {number} of our report is attached, for you and "
        "your leaders to read. It is not final, and it is yours: nothing goes to anyone else."
    ).format(school=opened.review.school_name, number=version.number)
    check = next((one for one in factual_check.checks(opened) if one.version == version.id), None)
    if check is None:
        return (report,), (
            opening,
            _("Please tell me what is not accurate, and where we can read how it is."),
        )
    # Whether it was saved as a PDF or for Word is known to whoever saved it.
    return (report, school_form.form_name(opened, version.number, ending="")), (
        opening,
        _(
            "The form that is attached too lists every paragraph. Please say of each whether it is accurate, "
            "correct what is not and tell us the source, and send the form back by {day}. It can be filled in on "
            "screen or printed; an answer by e-mail or by telephone is as welcome."
        ).format(day=full_day(date.fromisoformat(check.due))),
    )


def _final(opened: OpenReview) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the name of a final's file, and what is said of it."""
    return (reporting.file_name(opened, final=True),), (
        _(
            "Thank you for the days we spent at {school}. The final report is attached. It belongs to the "
            "school: who reads it is for you to decide. It is not an inspection report."
        ).format(school=opened.review.school_name),
        _(
            "The file is sealed: if anything in it were changed, a PDF reader would say so. To check, open its "
            "signature panel. It may add that it does not know who signed; that is expected and says nothing "
            "against the file. There is a place for you to sign as well, if you wish."
        ),
        _(
            "If it is of use I can send the same report for Word, as a web page, as two pages for governors, as "
            "a table for your improvement plan, or without estimates to publish."
        ),
    )
