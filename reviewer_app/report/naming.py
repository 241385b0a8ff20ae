"""Names the files that are handed to people: whose they are, what they are, and which draft."""

import re
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import ReportContent
from reviewer_app.report.fonts import clean

# What Windows refuses in a file's name; the stricter rule serves on every system.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*]+')
# Device names Windows keeps for itself, whatever follows the first dot.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
# Bytes of UTF-8: half of what file systems allow, so that a long folder name still fits before it.
_LONGEST: Final = 120


def report_file_name(content: ReportContent, draft_number: int | None) -> str:
    """The file's name: "Larkfield Primary School, peer review report, draft 2.pdf".

    Args:
        content: whose report it is.
        draft_number: which draft; nothing for the final report.
    """
    school = _allowed(content.school) or _("School")
    if draft_number is None:
        return _("{school}, peer review report.pdf").format(school=school)
    return _("{school}, peer review report, draft {number}.pdf").format(
        school=school, number=draft_number
    )


def shape_file_name(school: str, shape: ReportShape, ending: str, draft_number: int | None) -> str:
    """Name another shape of the report: "Larkfield Primary School, summary for governors, draft 2.pdf".

    Args:
        school: whose report it is.
        shape: which shape.
        ending: the file's, such as ".docx".
        draft_number: of which draft; nothing for the final.
    """
    what = {
        ReportShape.GOVERNORS: _("summary for governors"),
        ReportShape.PLAN_TABLE: _("for the improvement plan"),
        ReportShape.TO_PUBLISH: _("published report"),
    }.get(shape, _("peer review report"))
    named = _("{school}, {what}").format(school=_allowed(school) or _("School"), what=what)
    if draft_number is not None:
        named = _("{name}, draft {number}").format(name=named, number=draft_number)
    return f"{named}{ending}"


def response_file_name(school: str, draft: int, ending: str) -> str:
    """Name the form of a factual check: "Larkfield Primary School, factual check of draft 2.pdf"."""
    named = _("{school}, factual check of draft {number}").format(
        school=_allowed(school) or _("School"), number=draft
    )
    return f"{named}{ending}"


def sheets_file_name(school: str, day: str) -> str:
    """Name the visit sheets of a day: "Larkfield Primary School, visit sheets, 18 November.pdf"."""
    return _("{school}, visit sheets, {day}.pdf").format(
        school=_allowed(school) or _("School"), day=day
    )


def calendar_file_name(school: str) -> str:
    """Name the plan as a calendar file: "Larkfield Primary School, plan.ics"."""
    return _("{school}, plan.ics").format(school=_allowed(school) or _("School"))


def invitation_file_name(school: str) -> str:
    """Name an invitation to the team: "Larkfield Primary School, invitation.rvi"."""
    return _("{school}, invitation.rvi").format(school=_allowed(school) or _("School"))


def answer_file_name(name: str) -> str:
    """Name what answers an invitation: "Answer of Tom.rva"."""
    return _("Answer of {name}.rva").format(name=_allowed(name))


def set_up_file_name(school: str, name: str) -> str:
    """Name what sets a review up for one person: "Larkfield Primary School, set-up for Tom.review"."""
    return _("{school}, set-up for {name}.review").format(
        school=_allowed(school) or _("School"), name=_allowed(name)
    )


def _allowed(name: str) -> str:
    kept = " ".join(_REFUSED.sub(" ", clean(name)).split())
    while len(kept.encode()) > _LONGEST:
        kept = kept[:-1]
    kept = kept.strip(" .,")
    return f"{kept}_" if _RESERVED.match(kept) else kept
