"""What an earlier review said is carried to today's headings only where its authors say that the two compare."""

from reviewer_app.frameworks.earlier import Carried, carried
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import Counterpart, Framework
from tests.frameworks.small import SMALL
from tests.frameworks.small_years import LAST_YEAR, SCALED, THIS_YEAR, year


def read(text: str) -> Framework:
    return load_framework(text, source="mine.yaml").framework


SAID = {
    "teaching": "begun",
    "leading": "secure",
    "behaviour": "begun",
    "talk": "secure",
    "governing": "secure",
}


def taken(before: str, after: str, said: dict[str, str] | None = None) -> dict[str, Carried]:
    found = carried(read(before), read(after), SAID if said is None else said)
    assert [one.heading for one in found] == [one.id for one in read(after).headings]
    return {one.heading: one for one in found}


def test_each_heading_says_how_it_stands_to_last_time() -> None:
    assert taken(LAST_YEAR, THIS_YEAR) == {
        # The same heading; the point "begun" is called "started" now.
        "teaching": Carried("teaching", "comparable", "teaching", "started"),
        "leadership": Carried(
            "leadership", "renamed", "leading", "secure", "It was called “Leading”."
        ),
        "attendance": Carried(
            *("attendance", "split", "behaviour", "started"),
            "What was said is of “Behaviour” as a whole.",
        ),
        "conduct": Carried(
            *("conduct", "split", "behaviour", "started"),
            "It was one heading with attendance.",
        ),
        "talk": Carried(
            *("talk", "not-comparable", "talk", ""),
            "It looks at writing as well now.",
        ),
        "reading": Carried("reading", "not-comparable", why="This heading is new."),
        "partners": Carried("partners", "not-comparable", why="This heading is new."),
    }


def test_what_was_not_agreed_last_time_carries_nothing() -> None:
    found = taken(LAST_YEAR, THIS_YEAR, {"leading": "not-enough"})
    assert (found["teaching"].standing, found["teaching"].point) == ("comparable", "")
    # "Not enough to say" is the same in every scale.
    assert found["leadership"].point == "not-enough"


def test_without_a_word_about_a_version_nothing_of_it_is_compared() -> None:
    for after in (THIS_YEAR.replace('versions: ["2025"]', 'versions: ["2024"]'), SMALL):
        found = taken(LAST_YEAR, after)
        assert {one.standing for one in found.values()} == {"not-comparable"}
        assert all("version 2025." in one.why and not one.point for one in found.values())


def test_one_version_compares_with_itself() -> None:
    found = taken(LAST_YEAR, LAST_YEAR)
    assert {one.standing for one in found.values()} == {"comparable"}
    assert {heading: one.point for heading, one in found.items()} == SAID


def test_a_framework_of_another_name_may_be_the_earlier_one() -> None:
    other = LAST_YEAR.replace("id: small", "id: pilot", 1)
    named = THIS_YEAR.replace('- versions: ["2025"]', '- id: pilot\n    versions: ["2025"]')
    assert taken(other, named)["leadership"].standing == "renamed"
    assert taken(LAST_YEAR, named)["leadership"].standing == "not-comparable"


def test_a_heading_that_went_elsewhere_is_not_taken_for_one_of_its_name() -> None:
    # The checker refuses to use the name of what became another again; nothing is carried to it either.
    after = read(THIS_YEAR)
    (block,) = after.earlier
    rows = (Counterpart(was="talk", now="reading"),)
    again = after.model_copy(update={"earlier": (block.model_copy(update={"headings": rows}),)})
    found = {one.heading: one for one in carried(read(LAST_YEAR), again, SAID)}
    assert (found["reading"].standing, found["reading"].point) == ("renamed", "secure")
    assert (found["talk"].standing, found["talk"].was) == ("not-comparable", "")


def test_only_the_same_words_in_the_same_order_are_compared() -> None:
    same = 'earlier:\n  - versions: ["1"]\n'
    before = year("1", {"talk": SCALED})
    assert taken(before, year("2", {"talk": SCALED}, same))["talk"].standing == "comparable"
    more = "      - {id: absent, label: Absent, short: Absent, descriptor: It is not there.}\n"
    longer = year("2", {"talk": SCALED}, same).replace("not_enough:", f"{more}not_enough:", 1)
    found = taken(before, longer)["talk"]
    assert found.standing == "not-comparable"
    assert found.why == "What may be agreed for this heading is not what it was."
    # Where the authors say what a point is today, the scale may have more points than it had.
    said = longer.replace("id: begun", "id: started").replace(
        same, f"{same}    points: [{{scale: estimate, was: begun, now: started}}]\n"
    )
    assert taken(before, said)["talk"].point == "secure"
    assert taken(before, said)["teaching"].point == "started"
    # A heading that is no longer estimated, or was not, has nothing to compare.
    assert taken(before, year("2", {"talk": ""}, same))["talk"].standing == "not-comparable"
    assert (
        taken(year("1", {"talk": ""}), year("2", {"talk": SCALED}, same))["talk"].standing
        == "not-comparable"
    )
