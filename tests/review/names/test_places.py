"""Every field in which people write words is read by the guard; what is left out is listed with its reason."""

import pytest

from reviewer_app.model.nouns import KINDS
from reviewer_app.review.names.places import WRITTEN

NO_WORDS = {
    "activity", "added_at", "agreed_at", "answered_at", "at", "author", "builds_on", "check", "confirmed_at",
    "consent", "covers", "criterion", "digest", "due", "finding", "form", "framework_hash", "framework_id",
    "framework_version", "given_at", "group", "heading", "id", "into", "item", "language", "made_at", "note",
    "paragraph", "person", "place", "rank", "report_language", "retention_end", "review", "row", "rule",
    "school_ages", "school_phase", "school_urn", "section", "seen_at", "sent_at", "shaped", "start", "subject",
    "told_at", "told_by", "version", "withdrawn_at", "word", "wording", "written_at",
}  # fmt: skip
"""Ids, moments, digests, what is chosen from a list, and what is a name and nothing else."""

NAMES_STAND = {
    ("abbreviation", "short"): "as short as it is, and allowed in every text",
    ("agreement", "name"): "printed by consent",
    ("checked_paragraph", "text"): "as the school has it: looked through before it was sent",
    ("checked_paragraph", "title"): "what a paragraph stands under: a heading, as it was sent",
    ("dismissed_word", "reason"): "why a word is no name: printed nowhere",
    (
        "factual_check",
        "answered_by",
    ): "who answers for the school, as they gave it: printed nowhere",
    ("framework_text", "text"): "a framework, which belongs to no review",
    ("name_waiver", "reason"): "why a name may stay: printed nowhere",
    ("override", "value"): "one of the rule's values",
    ("report_version", "purpose"): "what an export was for",
    ("report_version", "recipient"): "whom an export was for",
    ("review", "contact"): "set-up",
    ("review", "head_name"): "set-up",
    ("review", "last_review"): "when it was",
    ("review", "photos_allowed_by"): "set-up",
    ("review", "safeguarding_lead"): "set-up",
    ("review", "safeguarding_number"): "set-up",
    ("review", "safeguarding_place"): "set-up",
    ("review", "school_authority"): "set-up",
    ("review", "school_name"): "set-up",
    ("review", "school_town"): "set-up",
    ("sharing_consent", "purpose"): "what an export is for",
    ("sharing_consent", "recipient"): "whom an export is for",
}


def left_out() -> set[tuple[str, str]]:
    return {
        (kind, name)
        for kind, noun in KINDS.items()
        for name, field in noun.model_fields.items()
        if field.annotation in (str, str | None)
        and name not in WRITTEN.get(noun, ())
        and name not in NO_WORDS
    }


def test_what_the_guard_does_not_read_is_listed() -> None:
    assert left_out() == set(NAMES_STAND)


@pytest.mark.parametrize("noun", WRITTEN)
def test_what_it_reads_is_there(noun: type) -> None:
    assert set(WRITTEN[noun]) <= set(noun.model_fields)  # type: ignore[attr-defined]
