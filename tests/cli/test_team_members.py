from pathlib import Path

from tests.cli.conftest import Person


def test_roles_are_given_and_the_lead_is_handed_over(helen: Person, asha: Person) -> None:
    about = (helen.review, "Asha")
    assert helen.does("team", "role", *about, "reader").out.splitlines() == [
        "Helen Marsh (Lead reviewer)",
        "Asha (Reader)",
    ]
    helen.misused("team", "role", *about, "head")
    assert helen.does("team", "successor", *about).out.splitlines()[1] == "Asha (Deputy lead)"
    helen.does("team", "successor", helen.review)
    assert helen.does("team", "lead", *about, "--json").json["team"][0]["name"] == "Asha"
    assert helen.refused("team", "take-over", helen.review) == "team.not-named-successor"
    assert helen.refused("team", "join-lists", helen.review) == "review.not-allowed"


def test_someone_is_taken_off_and_how_far_their_words_count_is_said_anew(
    helen: Person, asha: Person
) -> None:
    assert helen.refused("team", "count", helen.review, "Asha") == "team.never-left"
    taken_off = helen.does("team", "remove", helen.review, "asha", "--before", "2026-11-18T10:00")
    assert taken_off.out == "Helen Marsh (Lead reviewer)\n"
    helen.does("team", "count", helen.review, "Asha")
    count = ("team", "count", helen.review, "Asha", "--before", "noon")
    assert helen.refused(*count) == "team.moment-unknown"
    assert helen.refused("team", "remove", helen.review, "Nobody") == "team.nobody-so-named"
    again = helen.says("team", "remove", helen.review, "asha")
    assert again.code == 1
    assert again.err.startswith("error[team.not-on-team]: Asha is not on the team.")
    back = ("team", "put-back", helen.review, "asha")
    assert helen.does(*back).out == "Helen Marsh (Lead reviewer)\nAsha (Reviewer)\n"
    assert helen.refused(*back) == "team.already-on"


def test_a_list_of_the_team_that_goes_and_comes_alone_is_told(
    helen: Person, asha: Person, tmp_path: Path
) -> None:
    over = ("--store", tmp_path)
    helen.does("sync", *over)
    asha.does("sync", *over)
    helen.does("team", "role", helen.review, "Asha", "reader")
    assert helen.does("sync", *over).out.splitlines() == [
        f"{helen.review}: the new list of the team handed over.",
        f"{helen.review}: Nothing new came in.",
    ]
    assert f"{helen.review}: the new list of the team came in." in asha.does("sync", *over).out
