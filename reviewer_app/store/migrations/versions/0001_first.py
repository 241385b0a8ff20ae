"""The first schema: every table of the model as it stood at the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    _journal()
    _shared()
    _answers()
    _factual_check()
    _waivers_hypotheses_and_support()
    _said_of_drafts()
    _names()
    _local()
    _school_search()


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("roster", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("mark"),
    )
    op.create_index("ix_journal_place", "journal", ["review", "person", "device", "number"])
    op.create_index("ix_journal_review", "journal", ["review"])
    op.create_table(
        "roster",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_roster_review", "roster", ["review"])
    op.create_table(
        "touched",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_touched_seq", "touched", ["seq"])


def _shared() -> None:
    op.create_table(
        "abbreviation",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("short", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_abbreviation_review", "abbreviation", ["review"])
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity_kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("planned_start", sa.String(), nullable=True),
        sa.Column("first_start", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("class_name", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("year_groups", sa.String(length=60), nullable=False),
        sa.Column("joint_observer", sa.String(length=80), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("disadvantaged", sa.Integer(), nullable=True),
        sa.Column("send", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("seen_from", sa.String(), nullable=True),
        sa.Column("seen_to", sa.String(), nullable=True),
        sa.Column("not_seen_because", sa.String(length=400), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_activity_review", "activity", ["review"])
    op.create_table(
        "activity_member",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("going", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_activity_member_activity", "activity_member", ["activity"])
    op.create_index("ix_activity_member_review", "activity_member", ["review"])
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("agreed_at", sa.String(), nullable=False),
        sa.Column("wording", sa.String(length=100000), nullable=False),
        sa.Column("different_view", sa.String(length=4000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_agreement_review", "agreement", ["review"])
    op.create_table(
        "concern_told",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("told_at", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_concern_told_review", "concern_told", ["review"])
    op.create_table(
        "dispute",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record", "field", "ref"),
    )
    op.create_index("ix_dispute_review", "dispute", ["review"])
    op.create_table(
        "earlier_estimate",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_earlier_estimate_review", "earlier_estimate", ["review"])
    op.create_table(
        "earlier_point",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("outcome", sa.String(length=4000), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_earlier_point_review", "earlier_point", ["review"])
    op.create_table(
        "estimate",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_estimate_review", "estimate", ["review"])
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("bearing", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("builds_on", sa.String(length=40), nullable=False),
        sa.Column("cost", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_finding_review", "finding", ["review"])
    op.create_table(
        "finding_note",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=40), nullable=False),
        sa.Column("against", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_finding_note_finding", "finding_note", ["finding"])
    op.create_index("ix_finding_note_review", "finding_note", ["review"])
    op.create_table(
        "framework_text",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=1000000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_framework_text_review", "framework_text", ["review"])
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.Column("bearing", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(length=80), nullable=False),
        sa.Column("follow_up", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.Column("written_at", sa.String(), nullable=False),
        sa.Column("rank", sa.String(length=1000), nullable=False),
        sa.Column("shaped", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_activity", "note", ["activity"])
    op.create_index("ix_note_review", "note", ["review"])
    op.create_table(
        "note_criterion",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=40), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_criterion_note", "note_criterion", ["note"])
    op.create_index("ix_note_criterion_review", "note_criterion", ["review"])
    op.create_table(
        "note_group",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=40), nullable=False),
        sa.Column("group", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_group_note", "note_group", ["note"])
    op.create_index("ix_note_group_review", "note_group", ["review"])
    op.create_table(
        "note_join",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("into", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_join_review", "note_join", ["review"])
    op.create_table(
        "passage",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("section", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=100000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_passage_review", "passage", ["review"])
    op.create_table(
        "photo",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_photo_note", "photo", ["note"])
    op.create_index("ix_photo_review", "photo", ["review"])
    op.create_table(
        "report_version",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("consent", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_report_version_review", "report_version", ["review"])
    op.create_table(
        "sharing_consent",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("given_at", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sharing_consent_review", "sharing_consent", ["review"])
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("school_name", sa.String(length=200), nullable=False),
        sa.Column("school_urn", sa.String(length=20), nullable=False),
        sa.Column("school_town", sa.String(length=100), nullable=False),
        sa.Column("school_phase", sa.String(length=60), nullable=False),
        sa.Column("school_ages", sa.String(length=20), nullable=False),
        sa.Column("school_authority", sa.String(length=100), nullable=False),
        sa.Column("school_pupils", sa.Integer(), nullable=True),
        sa.Column("framework_id", sa.String(length=80), nullable=False),
        sa.Column("framework_version", sa.String(length=40), nullable=False),
        sa.Column("framework_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("report_language", sa.String(length=10), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("excellence_title", sa.String(length=200), nullable=False),
        sa.Column("last_review", sa.String(length=40), nullable=False),
        sa.Column("head_name", sa.String(length=80), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("safeguarding_lead", sa.String(length=80), nullable=False),
        sa.Column("safeguarding_place", sa.String(length=80), nullable=False),
        sa.Column("safeguarding_number", sa.String(length=40), nullable=False),
        sa.Column("retention_end", sa.String(length=10), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("unagreed_because", sa.String(length=400), nullable=False),
        sa.Column("photos_allowed_by", sa.String(length=200), nullable=False),
        sa.Column("photos_allowed_at", sa.String(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_review", "review", ["review"])


def _factual_check() -> None:
    op.create_table(
        "factual_check",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.String(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("statement", sa.String(length=4000), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_factual_check_review", "factual_check", ["review"])
    op.create_table(
        "checked_paragraph",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("check", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("text", sa.String(length=100000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_checked_paragraph_check", "checked_paragraph", ["check"])
    op.create_index("ix_checked_paragraph_review", "checked_paragraph", ["review"])
    op.create_table(
        "paragraph_answer",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("paragraph", sa.String(length=80), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("correction", sa.String(length=4000), nullable=False),
        sa.Column("source", sa.String(length=1000), nullable=False),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_paragraph_answer_paragraph", "paragraph_answer", ["paragraph"])
    op.create_index("ix_paragraph_answer_review", "paragraph_answer", ["review"])
    op.create_table(
        "answer_decision",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("paragraph", sa.String(length=80), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("covers", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_answer_decision_paragraph", "answer_decision", ["paragraph"])
    op.create_index("ix_answer_decision_review", "answer_decision", ["review"])


def _waivers_hypotheses_and_support() -> None:
    op.create_table(
        "finding_waiver",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_finding_waiver_finding", "finding_waiver", ["finding"])
    op.create_index("ix_finding_waiver_review", "finding_waiver", ["review"])
    op.create_table(
        "hypothesis",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("found", sa.String(length=4000), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_hypothesis_review", "hypothesis", ["review"])
    op.create_table(
        "support_wanted",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("from_whom", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_support_wanted_review", "support_wanted", ["review"])


def _said_of_drafts() -> None:
    op.create_table(
        "draft_comment",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_draft_comment_review", "draft_comment", ["review"])
    op.create_table(
        "draft_confirmation",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("confirmed_at", sa.String(), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_draft_confirmation_review", "draft_confirmation", ["review"])


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=20000), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_answer_activity", "answer", ["activity"])
    op.create_index("ix_answer_review", "answer", ["review"])
    op.create_table(
        "chosen_form",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chosen_form_review", "chosen_form", ["review"])
    op.create_table(
        "mark",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("offset_ms", sa.Integer(), nullable=False),
        sa.Column("length_ms", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=4000), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_mark_activity", "mark", ["activity"])
    op.create_index("ix_mark_review", "mark", ["review"])
    op.create_table(
        "override",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_override_activity", "override", ["activity"])
    op.create_index("ix_override_review", "override", ["review"])
    op.create_table(
        "own_question",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_own_question_review", "own_question", ["review"])


def _names() -> None:
    op.create_table(
        "dismissed_word",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dismissed_word_review", "dismissed_word", ["review"])
    op.create_table(
        "listed_name",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_listed_name_review", "listed_name", ["review"])
    op.create_table(
        "name_waiver",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("review", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=280), nullable=False),
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_name_waiver_review", "name_waiver", ["review"])


def _local() -> None:
    op.create_table(
        "added_framework",
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("framework", "version"),
    )
    op.create_table(
        "delivery",
        sa.Column("store", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("carries", sa.String(), nullable=False),
        sa.Column("sent_at", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("store", "name"),
    )
    op.create_index("ix_delivery_review", "delivery", ["review"])
    op.create_table(
        "draft",
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("extra", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("review", "place"),
    )
    op.create_table(
        "photo_content",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "photo_draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_photo_draft_review", "photo_draft", ["review"])
    op.create_table(
        "quarantined",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("knowing", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("parameters", sa.String(), nullable=False),
        sa.Column("found_at", sa.String(), nullable=False),
        sa.Column("read_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place", "review", "name"),
    )
    op.create_table(
        "register_school",
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("ages", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("school_type", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("closed", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("urn"),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "taken_in",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("taken_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_taken_in_review", "taken_in", ["review"])
    op.create_table(
        "head_elsewhere",
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("teller", sa.String(), nullable=False),
        sa.Column("teller_device", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("review", "teller", "teller_device", "hash"),
    )
    op.create_table(
        "exchange_place",
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("credentials", sa.String(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("metered", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("review"),
    )
    op.create_table(
        "past_exchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("began_at", sa.String(), nullable=False),
        sa.Column("by_itself", sa.Boolean(), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.Column("gathered", sa.Boolean(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("notes_sent", sa.Integer(), nullable=False),
        sa.Column("photos_sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("notes_received", sa.Integer(), nullable=False),
        sa.Column("photos_received", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.String(), nullable=False),
        sa.Column("parameters", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_past_exchange_review", "past_exchange", ["review"])
    op.create_table(
        "received_findings",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_received_findings_review", "received_findings", ["review"])
    op.create_table(
        "searched_change",
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("clean", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("change"),
    )
    op.create_index("ix_searched_change_review", "searched_change", ["review"])


def _school_search() -> None:
    """Create the index that schools are found by (`store.register`); the model has no such table."""
    op.execute(
        "CREATE VIRTUAL TABLE school_search USING fts5("
        "name, place, content='', contentless_delete=1, detail='column', prefix='1 2 3')"
    )
    # Its parts are merged between slices, a few pages at a time (`store.register`): left to itself the index merges
    # as much as it takes within whatever is being filed.
    op.execute("INSERT INTO school_search (school_search, rank) VALUES ('automerge', 0)")
