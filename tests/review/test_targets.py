"""What to look for on a visit: its own form's criteria and those of forms chosen beside it, nine at most."""

from collections.abc import Sequence

import pytest

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.model.nouns import Activity
from reviewer_app.review import answers
from reviewer_app.review.targets import targets_of
from tests.frameworks.small import SMALL
from tests.support import LARKFIELD, START, Devices

MAIN = [f"m{number}" for number in range(1, 10)]
BESIDE = [f"b{number}" for number in range(1, 4)]
GROUPS = "groups:\n"
REPORT = "report:\n"


def framework(main: Sequence[str], beside: Sequence[str], asked: Sequence[str]) -> LoadedFramework:
    """A framework whose visits look for `main`, and a form beside it for `beside`, or asks about `asked`."""
    criteria = "".join(
        f"  - {{id: {one}, heading: teaching, strand: explaining, title: {one}, description: {one}.,"
        f"     prompts: [Is it so?]}}\n"
        for one in (*MAIN, *BESIDE)
    )
    items = "".join(
        f"      - {{id: q{one}, type: met, label: {one}, criterion: {one}}}\n" for one in asked
    )
    form = (
        "  - id: instrument\n    role: also\n    title: Instrument\n    activities: [lesson-visit]\n"
        f"    targets: [{', '.join(beside)}]\n"
        f"    items:\n      - {{id: any, type: tally, label: Any}}\n{items}"
    )
    text = SMALL.replace("[clarity]\n", f"[{', '.join(main)}]\n")
    text = text.replace(GROUPS, criteria + GROUPS).replace(REPORT, form + REPORT)
    return load_framework(text, source="mine.yaml")


@pytest.mark.parametrize(
    ("main", "beside", "asked", "shown"),
    [
        (MAIN[:4], BESIDE, (), [*MAIN[:4], *BESIDE]),
        (MAIN, BESIDE, (), [*MAIN[:6], *BESIDE]),
        (MAIN, (), ("b1", "b2"), [*MAIN[:7], "b1", "b2"]),
        (MAIN[:3], ("m2", "b1"), (), ["m1", "m2", "m3", "b1"]),
        (MAIN, (), (), MAIN),
    ],
    ids=["all fit", "turns", "asked about", "both look for it", "an instrument alone"],
)
def test_a_form_chosen_beside_the_main_one_is_looked_for_too(
    devices: Devices,
    main: Sequence[str],
    beside: Sequence[str],
    asked: Sequence[str],
    shown: Sequence[str],
) -> None:
    helen = devices("Helen Marsh")
    made = framework(main, beside, asked)
    helen.review = helen.session.create_review(LARKFIELD, made, start=START, days=3)
    visit = helen.visits()
    found = helen.open.get(Activity, visit)
    assert found is not None
    assert targets_of(helen.open, found) == tuple(main)
    helen.does(answers.use_form, "instrument")
    assert targets_of(helen.open, found) == tuple(shown)
