"""What undo took back, or redo did again, in a few words."""

from collections.abc import Set as AbstractSet
from typing import Literal

from reviewer_app.language import gettext as _


def stepped_words(way: Literal["back", "again"], kinds: AbstractSet[str]) -> str:
    """Say what a step of undo ("back") or redo ("again") changed; `kinds` are the kinds of its records."""
    # A change of a note brings its visit along, and not the other way round.
    known = (
        ("agreement", _("who agreed")),
        ("finding", _("a finding")),
        ("estimate", _("a word of the scale")),
        ("passage", _("a part of the report")),
        ("finding_waiver", _("why a finding stays as it is")),
        ("hypothesis", _("a hypothesis")),
        ("support_wanted", _("support the school would like")),
        ("draft_comment", _("a comment on the draft")),
        ("draft_confirmation", _("that the draft is confirmed")),
        # A form that came back brings several answers, and an answer what was decided of it.
        ("paragraph_answer", _("what the school answered")),
        ("answer_decision", _("what was decided of an answer of the school’s")),
        ("factual_check", _("a factual check")),
        # A photo brings its note along, and a note its photos: which it was, the kinds do not tell.
        ("photo", _("a note or its photo")),
        ("note", _("a note")),
        ("note_criterion", _("what a note is about")),
        ("note_group", _("whom a note is about")),
        ("finding_note", _("the notes behind a finding")),
        ("activity", _("a visit")),
        ("activity_member", _("who goes to a visit")),
        ("earlier_point", _("a point of the last review")),
        ("abbreviation", _("an abbreviation")),
        ("dismissed_word", _("what was said of a word")),
        ("name_waiver", _("that a name may stay")),
        ("listed_name", _("names to look out for")),
        ("sharing_consent", _("what the school agreed to")),
        ("concern_told", _("that a concern was told")),
        ("review", _("a fact about the review")),
    )
    what = next((words for kind, words in known if kind in kinds), _("the last change"))
    words = _("Taken back: {what}.") if way == "back" else _("Done again: {what}.")
    return words.format(what=what)
