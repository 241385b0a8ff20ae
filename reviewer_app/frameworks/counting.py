"""What of a filled form its rules count: every answer that was asked for, given or not, and what was worked out."""

from collections.abc import Iterator, Mapping

from reviewer_app.frameworks.filling import Filling, Key, State
from reviewer_app.frameworks.items import CalculatedItem, GroupItem, Item, RepeatItem, WordsItem
from reviewer_app.frameworks.schema import EvidenceForm
from reviewer_app.frameworks.scoring import flat
from reviewer_app.model.canonical import Json

Counted = str | int | float


def counted(
    form: EvidenceForm, filling: Filling, given: Mapping[Key, Json]
) -> dict[str, list[Counted]]:
    """Give the values of each item, one for each time round in which it is asked: "" where it is open.

    What is not asked, because `relevant` does not hold, has no value, whatever was answered before. A calculated item
    has what is worked out now. Of several choices each is a value.

    Args:
        form: the form.
        filling: the form as it is filled in.
        given: the answers as they are kept, by item and row.
    """
    return {
        item.id: [
            value
            for row in filling.rows(item.id)
            for value in _values(item, filling.state(item.id, row), given.get((item.id, row)))
        ]
        for item in flat(form.items)
        if not isinstance(item, GroupItem | RepeatItem | WordsItem)
    }


def _values(item: Item, state: State, answer: Json) -> Iterator[Counted]:
    if not state.relevant:
        return
    if isinstance(item, CalculatedItem):
        yield state.text
        return
    listed = answer if isinstance(answer, list) else [answer]
    found = [one for one in listed if isinstance(one, str | int | float)]
    yield from found or [""]
