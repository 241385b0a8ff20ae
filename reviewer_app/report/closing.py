"""What stands at the end of a sealed report: the places to sign, and what is said about the file itself."""

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.content import Signatory
from reviewer_app.report.fonts import clean
from reviewer_app.report.signature_place import (
    TIME_FIELDS,
    Below,
    Place,
    SignaturePlace,
    TimePlace,
    field_name,
)
from reviewer_app.report.structure import Element
from reviewer_app.report.telling import AFTER, Telling
from reviewer_app.report.wording import sealing_lines
from reviewer_app.report.words import Words


def closing(told: Telling) -> None:
    """Tell both; a draft has neither."""
    _signatures(told)
    _about(told)


def _place(told: Telling, signatory: Signatory) -> Place:
    """One side's place: whom it is for, the field, then name, role and date, or room for them."""
    side = _("For the review team") if signatory.role == "lead" else _("For the school")
    above = Words.of(told.root.add("P"), side, style.LABEL)
    form = told.root.add("Form")
    tooltip = _("Signature: {title}").format(title=clean(signatory.title))
    lines = (
        (_("Name"), signatory.name, style.SIGNATORY),
        ("", signatory.title, style.PLAIN),
        (_("Date"), signatory.date, style.PLAIN),
    )
    below = tuple(
        Below(
            Words.of(told.root.add("P"), known or label, look if known else style.LABEL), not known
        )
        for label, known, look in lines
    )
    return Place(above, below, field_name(signatory.role), tooltip, form)


def _signatures(told: Telling) -> None:
    """The places to sign."""
    signatories = told.content.signatories
    if not signatories:
        return
    told.heading(_("Signatures"), room=170)
    places = [_place(told, signatory) for signatory in signatories[:2]]
    told.blocks.append(SignaturePlace(places, gap=style.GAP))
    for number, field in enumerate(TIME_FIELDS, 1):
        tooltip = _("Time stamp {number}").format(number=number)
        told.blocks.append(TimePlace(field, tooltip, told.root.add("Form")))


def _about(told: Telling) -> None:
    """What is said about the file, in small print and on one page."""
    lines = sealing_lines(told.content)
    if lines:
        measured = [Words.of(Element("P"), line, style.CELL_SMALL) for line in lines]
        held = sum(words.height_at(style.MEASURE) + AFTER for words in measured)
        told.heading(_("About this file"), held=held)
        told.narrative(lines, style.CELL_SMALL)
