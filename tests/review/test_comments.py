"""Comments on the draft travel within the team and are in nothing that leaves it."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import DraftComment
from reviewer_app.model.words import Bearing
from reviewer_app.report.content import DraftStatus, MadeFor
from reviewer_app.report.open_data import written
from reviewer_app.review import capture, comments, findings, reporting
from reviewer_app.review.names.gate import require_no_names
from reviewer_app.review.open_data import open_data
from tests.support import Device

SAID = "Is this true of every year?"


def found(device: Device, subject: str) -> list[DraftComment]:
    return comments.comments_on(device.open, subject)


def test_a_comment_travels_is_seen_to_by_whoever_reads_it_and_opened_again(
    helen: Device, asha: Device
) -> None:
    one = helen.does(comments.comment, "finding:1", SAID, words="Pupils explain")
    asha.receives(helen.changes)
    [there] = found(asha, "finding:1")
    assert (there.text, there.words, there.done) == (SAID, "Pupils explain", False)
    asha.does(comments.settle, one, done=True)
    helen.receives(asha.changes)
    assert comments.counted(helen.open) == comments.Counted(waiting=0, done=1)
    helen.does(comments.settle, one, done=False)
    assert comments.counted(helen.open) == comments.Counted(waiting=1, done=0)


def test_nobody_changes_or_takes_back_anothers_comment(helen: Device, asha: Device) -> None:
    one = helen.does(comments.comment, "finding:1", SAID)
    asha.receives(helen.changes)
    with pytest.raises(UserError, match=r"comment\.not-own"):
        asha.does(comments.reword, one, "No.")
    with pytest.raises(UserError, match=r"comment\.not-own"):
        asha.does(comments.take_back, one)
    helen.does(comments.reword, one, "Of every year?")
    assert [one.text for one in found(helen, "finding:1")] == ["Of every year?"]
    helen.does(comments.take_back, one)
    assert found(helen, "finding:1") == []
    helen.does(capture.undo, helen.last_change.hash)
    assert [one.text for one in found(helen, "finding:1")] == ["Of every year?"]


def test_a_comment_without_words_is_refused(helen: Device) -> None:
    one = helen.does(comments.comment, "finding:1", SAID)
    with pytest.raises(UserError, match=r"comment\.empty"):
        helen.does(comments.comment, "finding:1", " ")
    with pytest.raises(UserError, match=r"comment\.empty"):
        helen.does(comments.reword, one, " ")


def test_no_comment_is_in_the_report_or_its_data(helen: Device) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.WWW, "Pupils explain.")
    helen.does(comments.comment, f"finding:{finding}", SAID, words="Pupils")
    for draft in (None, DraftStatus(1)):
        assert SAID not in repr(reporting.content_of(helen.open, draft=draft))
    assert SAID not in written(open_data(helen.open, MadeFor("the headteacher"))).decode()


def test_a_name_in_a_comment_holds_the_report_back_as_one_in_a_note_does(helen: Device) -> None:
    helen.does(comments.comment, "finding:1", "Ask Kacper about this.")
    with pytest.raises(UserError, match=r"name\.stand"):
        require_no_names(helen.session, helen.open)
