"""Which nation a school lies in, as far as its review tells: bank holidays differ."""

from typing import Final

from reviewer_app.model.words import Nation
from reviewer_app.review import factual_check
from reviewer_app.review.opened import OpenReview

NATION: Final = "bank_holidays"
"""The setting that holds the nation chosen last on this laptop."""

_AUTHORITIES: Final = {
    Nation.WALES: (
        "Anglesey",
        "Blaenau Gwent",
        "Bridgend",
        "Caerphilly",
        "Cardiff",
        "Carmarthenshire",
        "Ceredigion",
        "Conwy",
        "Denbighshire",
        "Flintshire",
        "Gwynedd",
        "Merthyr Tydfil",
        "Monmouthshire",
        "Neath Port Talbot",
        "Newport",
        "Pembrokeshire",
        "Powys",
        "Rhondda Cynon Taf",
        "Swansea",
        "Torfaen",
        "Vale of Glamorgan",
        "Wrexham",
    ),
    Nation.SCOTLAND: (
        "Aberdeen",
        "Angus",
        "Argyll and Bute",
        "Clackmannanshire",
        "Dumfries and Galloway",
        "Dundee",
        "Ayrshire",
        "Dunbartonshire",
        "East Lothian",
        "Renfrewshire",
        "Edinburgh",
        "Eilean Siar",
        "Falkirk",
        "Fife",
        "Glasgow",
        "Highland",
        "Inverclyde",
        "Midlothian",
        "Moray",
        "Lanarkshire",
        "Orkney",
        "Perth and Kinross",
        "Scottish Borders",
        "Shetland",
        "Stirling",
        "West Lothian",
    ),
    Nation.NORTHERN_IRELAND: (
        "Antrim",
        "Ards and North Down",
        "Armagh",
        "Belfast",
        "Causeway Coast",
        "Derry",
        "Fermanagh",
        "Lisburn",
        "Mid and East Antrim",
        "Mid Ulster",
        "Newry",
    ),
}
"""Words by which a local authority outside England is known (the councils of the three nations)."""

_EDUCATION_AUTHORITY: Final = "education authority"
"""What the one authority of Northern Ireland's schools is called; elsewhere a place's name stands before it."""


def proposed_nation(opened: OpenReview, last: object) -> Nation:
    """Give the nation to propose: of the review's earlier check, of its authority, else the one chosen `last`.

    The register of schools is England's, so a school taken from it with another authority lies there.
    """
    check = factual_check.latest(opened)
    if check is not None:
        return check.nation
    authority = opened.review.school_authority.casefold().strip()
    if authority == _EDUCATION_AUTHORITY:
        return Nation.NORTHERN_IRELAND
    for nation, names in _AUTHORITIES.items():
        if any(name.casefold() in authority for name in names):
            return nation
    if opened.review.school_urn:
        return Nation.ENGLAND
    return next((one for one in Nation if one == last), Nation.ENGLAND)
