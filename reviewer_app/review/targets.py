"""What to look for on a visit: the criteria of its form, and of the forms chosen beside it."""

from collections.abc import Iterable
from itertools import chain, islice, zip_longest

from reviewer_app.frameworks.schema import TARGET_LIMIT, EvidenceForm
from reviewer_app.frameworks.scoring import flat
from reviewer_app.model.nouns import Activity
from reviewer_app.review.answers import forms_of
from reviewer_app.review.opened import OpenReview


def targets_of(opened: OpenReview, activity: Activity) -> tuple[str, ...]:
    """Give the criteria to look for at an activity, at most nine: those of its main form, then of each beside it.

    Where there are more, its forms take turns, so that none of them goes unlooked for. A form beside the main one that
    names none looks for what its questions bear on.
    """
    forms = forms_of(opened, activity)
    wanted = [list(dict.fromkeys(forms[0].targets))]
    for form in forms[1:]:
        before = set(chain(*wanted))
        wanted.append([one for one in _looked_for(form) if one not in before])
    turns = chain.from_iterable(zip_longest(*wanted))
    taken = set(islice((one for one in turns if one is not None), TARGET_LIMIT))
    return tuple(one for one in chain(*wanted) if one in taken)


def _looked_for(form: EvidenceForm) -> Iterable[str]:
    asked = (one.criterion for one in flat(form.items) if one.criterion is not None)
    return form.targets or dict.fromkeys(asked)
