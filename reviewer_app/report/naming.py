"""Names the report's file for people: whose it is, what it is, and which draft."""

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
    school = allowed(content.school) or _("School")
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
    named = _("{school}, {what}").format(school=allowed(school) or _("School"), what=what)
    if draft_number is not None:
        named = _("{name}, draft {number}").format(name=named, number=draft_number)
    return f"{named}{ending}"


def findings_file_name(school: str, office: str) -> str:
    """Name what is handed in: "Larkfield Primary School, findings for The programme office.rvf"."""
    return _("{school}, findings for {office}.rvf").format(
        school=allowed(school) or _("School"), office=allowed(office) or _("the office")
    )


def response_file_name(school: str, draft: int, ending: str) -> str:
    """Name the form of a factual check: "Larkfield Primary School, factual check of draft 2.pdf"."""
    named = _("{school}, factual check of draft {number}").format(
        school=allowed(school) or _("School"), number=draft
    )
    return f"{named}{ending}"


def sheets_file_name(school: str, day: str) -> str:
    """Name the visit sheets of a day: "Larkfield Primary School, visit sheets, 18 November.pdf"."""
    return _("{school}, visit sheets, {day}.pdf").format(
        school=allowed(school) or _("School"), day=day
    )


def calendar_file_name(school: str) -> str:
    """Name the plan as a calendar file: "Larkfield Primary School, plan.ics"."""
    return _("{school}, plan.ics").format(school=allowed(school) or _("School"))


def allowed(name: str) -> str:
    """Give what of a name may stand in a file's name on every system; "" where nothing may."""
    kept = " ".join(_REFUSED.sub(" ", clean(name)).split())
    while len(kept.encode()) > _LONGEST:
        kept = kept[:-1]
    kept = kept.strip(" .,")
    return f"{kept}_" if _RESERVED.match(kept) else kept
