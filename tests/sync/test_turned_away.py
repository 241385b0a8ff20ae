"""Of every reason a few files are told one by one, and no reason pushes out another."""

from reviewer_app.errors import UserError
from reviewer_app.sync.turned_away import MOST_OF_ONE_REASON, TurnedAway, together


def test_of_each_reason_a_few_are_told_and_the_rest_are_counted() -> None:
    turned = TurnedAway()
    turned.extend((f"{number}.rvb", UserError("file.foreign")) for number in range(10_000))
    turned.add("late.rvb", UserError("bundle.change-newer"))
    assert [name for name, _error in turned.told[:2]] == ["0.rvb", "1.rvb"]
    assert len(turned.told) == MOST_OF_ONE_REASON + 1
    assert turned.told[-1][0] == "late.rvb"
    assert {code: len(one.names) for code, one in turned.more.items()} == {
        "file.foreign": 10_000 - MOST_OF_ONE_REASON
    }


def test_what_was_counted_in_two_places_is_counted_together() -> None:
    parts = [TurnedAway(), TurnedAway()]
    for part in parts:
        part.extend(
            (f"{number}.rvb", UserError("file.foreign")) for number in range(MOST_OF_ONE_REASON + 3)
        )
    parts[1].extend(
        (f"{number}.rvb", UserError("file.damaged")) for number in range(MOST_OF_ONE_REASON + 1)
    )
    both = together(parts[0].more, parts[1].more)
    assert {code: len(one.names) for code, one in both.items()} == {
        "file.foreign": 6,
        "file.damaged": 1,
    }
