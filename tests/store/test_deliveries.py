"""What went to which store is a fact about that store."""

from sqlalchemy import Connection

from reviewer_app.store import deliveries
from tests.support import Device

NOW = "2026-11-18T10:17:00+00:00"


def test_sent_is_a_fact_about_one_store_and_one_review(helen: Device) -> None:
    def play(connection: Connection) -> None:
        deliveries.record_sent(connection, "folder", "r", {"a.rev": {"h1", "h2"}}, NOW)
        deliveries.record_sent(connection, "folder", "other", {"b.rev": {"h3"}}, NOW)
        assert deliveries.sent_to(connection, "folder", "r") == {"a.rev": ["h1", "h2"]}
        assert deliveries.sent_to(connection, "stick", "r") == {}

    helen.session.database.local(play).result()


def test_recording_again_changes_nothing(helen: Device) -> None:
    def play(connection: Connection) -> None:
        for _ in range(2):
            deliveries.record_sent(connection, "folder", "r", {"a.rev": {"h1"}}, NOW)
            deliveries.record_taken_in(connection, "r", ["b.rev"], NOW)
        assert deliveries.sent_to(connection, "folder", "r") == {"a.rev": ["h1"]}
        assert deliveries.taken_in(connection, "r") == {"b.rev"}

    helen.session.database.local(play).result()
