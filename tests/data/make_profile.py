"""Makes the profile kept as a fixture of one released schema, through the program's own verbs.

`python -m tests.data.make_profile tests/data/profiles/REVISION`, once at each release that changes the
schema. The folder is never changed afterwards; its passphrase lies beside it.
"""

import sys
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import capture
from reviewer_app.review.set_up import SchoolFacts

PASSPHRASE: Final = "seven green gates"


def make_profile(folder: Path) -> None:
    """Make a profile with two reviews: notes written, changed, tagged, removed; a draft; a setting."""
    session, _code = Program(keyring=lambda: None).create(folder, passphrase=PASSPHRASE)
    session.become("Helen Marsh")
    for school, urn in (("Larkfield Primary School", "990001"), ("Larkfield Nursery", "990002")):
        review = session.create_review(
            SchoolFacts(school, urn=urn), usual(), start="2026-11-18", days=3
        )
        do = session.database.do
        visit = do(review, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4").result()
        notes = [
            do(
                review,
                capture.commit_note,
                visit.value,
                f"Pupils explain their choices, table {number}.",
                bearing=bearing,
            )
            .result()
            .value
            for number, bearing in enumerate(Bearing)
        ]
        do(review, capture.edit_note, notes[0], text="Most pupils explain their choices.").result()
        do(review, capture.tag_note, notes[0], (), ("all",)).result()
        do(review, capture.remove_note, notes[1], "Written twice.").result()
        do(review, capture.finish_visit, visit.value).result()
        session.database.local(
            capture.keep_draft,
            {
                "review": review,
                "place": f"note:{visit.value}",
                "text": "The walls sh",
                "cursor": 12,
                "extra": "{}",
                "position": 0,
                "started_at": "2026-11-18T10:17:00+00:00",
                "saved_at": "2026-11-18T10:17:02+00:00",
            },
        ).result()
    session.set_setting("theme", "dark").result()
    session.close()


if __name__ == "__main__":
    make_profile(Path(sys.argv[1]))
    Path(sys.argv[1], "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
