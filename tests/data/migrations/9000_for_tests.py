"""Only for tests: a schema after the newest, with what goes wrong in migrations.

A table with rows that point at it is built anew, so is a shared one, and one is added. `down_revision` names the
newest released revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("delivery", sa.Column("bytes", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "journal_reader",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("seq", sa.Integer(), sa.ForeignKey("journal.seq", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO journal_reader (seq) SELECT seq FROM journal")
    with op.batch_alter_table("journal", recreate="always") as batch:
        batch.add_column(sa.Column("kept_until", sa.String(), nullable=True))
    with op.batch_alter_table("note", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=True))
