"""The sentences of the form of a factual check, the same in every file it is sent as."""

from reviewer_app.language import gettext as _
from reviewer_app.report.response_content import ResponseForm


def form_title() -> str:
    """What the form is."""
    return _("Factual check")


def whose_words(content: ResponseForm) -> str:
    """Of which school it is, and about which draft."""
    return _("{school}: draft {number} of the peer review report").format(
        school=content.school, number=content.draft
    )


def known_as(content: ResponseForm) -> str:
    """What a list of files calls it."""
    return _("{school}: factual check of draft {number}").format(
        school=content.school, number=content.draft
    )


def asked_words() -> str:
    """What is asked, and what it means to leave it empty."""
    return _(
        "You know your school best. Below is what the draft says of it: the facts on the cover, what is written "
        "in full sentences, and every finding. The words agreed for each heading and the counts of what was seen "
        "are not asked about. Say of each paragraph whether it is accurate; where it is not, write what would be, "
        "and where that can be seen. What you leave empty counts as read, with nothing to correct."
    )


def return_words(content: ResponseForm) -> str:
    """Whom it goes back to, and by when."""
    if content.return_to:
        return _("Please send it back to {who} by {day}.").format(
            who=content.return_to, day=content.due
        )
    return _("Please send it back to the lead reviewer by {day}.").format(day=content.due)


def paragraph_words(number: int, text: str) -> str:
    """A paragraph of the draft under its number."""
    return _("{number}. {text}").format(number=number, text=text)


def choices() -> tuple[tuple[str, str], ...]:
    """The three things that may be said of a paragraph: how a field keeps each, and its words."""
    return (
        ("accurate", _("Accurate")),
        ("inaccurate", _("Inaccurate")),
        ("discuss", _("We wish to discuss it")),
    )


def labels() -> dict[str, str]:
    """What stands over each place to write, by the part of a field's name."""
    return {
        "correction": _("What would be accurate"),
        "source": _("Where that can be seen"),
        "statement": _("Anything you wish to add"),
        "who": _("Who answers for the school: name or role"),
    }


def place_words(number: int, words: str) -> str:
    """What is read out of a place to answer: of which paragraph it is, and what it is for."""
    return _("Paragraph {number}: {words}").format(number=number, words=words) if number else words


def whole_title() -> str:
    """The heading over what is said of all of it."""
    return _("The draft as a whole")


def foot_words(content: ResponseForm) -> tuple[str, str]:
    """What stands on every page: whose it is, and when it is wanted back."""
    whose = _("{school}, draft {number}").format(school=content.school, number=content.draft)
    return whose, _("Factual check, please return by {day}").format(day=content.due)
