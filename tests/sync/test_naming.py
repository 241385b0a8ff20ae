import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Holds
from reviewer_app.sync.naming import (
    checked_review,
    concerns,
    drawn_name,
    goes_by,
    names_for,
    short_digest,
    writer_in,
)
from reviewer_app.sync.stores import is_store_name

REVIEW = "3f2a9c01" + "0" * 24


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("3f2a9c01-abcdef-12-abcdefghij.rvb", True),
        ("3f2a9c01-abcdef-12-abcdefghij (1).rvb", True),
        ("Tom’s notes.RVB", True),
        ("00000000-abcdef-12-abcdefghij.rvb", False),
        ("3f2a9c01-1-abcdefghij.rvr", False),
        ("desktop.ini", False),
        ("rvb", False),
    ],
)
def test_only_files_that_may_be_of_this_review_are_looked_into(name: str, answer: bool) -> None:
    assert concerns(name, REVIEW, Holds.BUNDLE) is answer


def test_a_name_says_whose_notes_or_keys_it_holds_and_of_a_list_nothing() -> None:
    assert writer_in("c9b65356-y6s4k7-6-r3bzwahevd.rvb") == "y6s4k7"
    assert writer_in("c9b65356-y6s4k7-tqvsw3itq7-2.rvk") == "y6s4k7"
    for other in ("c9b65356-2-wqcpbxrjp2.rvr", "c9b65356-abf3neafeq-lqqtj7x3.rvp", "list.txt"):
        assert writer_in(other) == ""


def test_other_names_stay_short_enough() -> None:
    name = "3f2a9c01-abcdef-9999999-abcdefghij.rvb"
    assert [len(one) for one in names_for(name)] == [38, 40, 40]
    assert len(set(names_for(name))) == 3


@pytest.mark.parametrize(
    "name",
    [
        "3f2a9c01-abcdef-9999999-abcdefghij.rvb",
        "3f2a9c01-12-abcdefghij.rvr",
        "3f2a9c01-abcdef-abcdefghij.rvk",
        "3f2a9c01-abcdefghij.rvf",
    ],
)
def test_a_name_is_drawn_that_nobody_can_have_taken_and_is_known_for_the_file(name: str) -> None:
    drawn = {drawn_name(name) for _time in range(50)}
    assert len(drawn) == 50
    assert all(is_store_name(one) and goes_by(one, name) for one in drawn)
    assert not any(one in names_for(name) for one in drawn)
    assert all(goes_by(one, name) for one in names_for(name))
    assert not goes_by("abcdef" + name[-4:], name)
    assert not goes_by(name[:-5] + "k" + name[-4:], name)
    assert not goes_by("3f2a9c01-13-abcdefghij-abcdef.rvr", name)


@pytest.mark.parametrize("review", ["", "../../etc", "3F2A9C01" + "0" * 24, REVIEW + "\n"])
def test_review_id_that_could_harm_a_name_is_refused(review: str) -> None:
    with pytest.raises(UserError) as caught:
        checked_review(review)
    assert caught.value.code == "file.damaged"


def test_digest_has_no_capitals_and_differs() -> None:
    assert short_digest(b"a") == short_digest(b"a").lower()
    assert short_digest(b"a") != short_digest(b"b")
