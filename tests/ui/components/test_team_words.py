"""What came of handing over and gathering, in words."""

from reviewer_app.review.exchange import Absent, Gathering
from reviewer_app.ui.components.team_words import gathered_words


def test_whose_changes_others_have_and_this_laptop_has_not_is_said() -> None:
    absent = (Absent("asha", "Asha", 2), Absent("tom", "Tom", 1))
    assert gathered_words(Gathering("a stick", 0, 0, {}, (), absent=absent), []) == (
        "Nothing new there. "
        "Others have 2 changes by Asha that are not here; gather from other places too, or ask for them. "
        "Others have 1 change by Tom that is not here; gather from other places too, or ask for it."
    )
