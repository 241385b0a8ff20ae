"""The earlier of two versions with the ids of the later, where the later says what they were."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from reviewer_app.frameworks.schema import Earlier

Values = dict[str, Any]
"""A framework, or a part of it, as plain values."""

_INPUTS: Final = ("inputs", "standards", "input")


def with_new_ids(before: Values, after: Values, earlier: Earlier) -> dict[str, str]:
    """Give parts of the earlier version their ids of today, wherever one part became one other.

    What was divided, or whose id is taken by something else, keeps its id.

    Args:
        before: the values of the earlier version, which are changed.
        after: the values of the later one.
        earlier: what the later one says of the earlier.

    Returns:
        what each was called, by where it stands today: "headings/teaching".
    """
    were: dict[str, str] = {}
    headings = _rename(before, after, "headings", _pairs(earlier.headings), "headings", were)
    criteria = _rename(before, after, "criteria", _pairs(earlier.criteria), "criteria", were)
    for one in before["criteria"]:
        one["heading"] = headings.get(one["heading"], one["heading"])
    for was, now in _in_both(before["scales"], after["scales"]):
        pairs = [(one.was, one.now) for one in earlier.points if one.scale == now["id"]]
        _rename(was, now, "points", pairs, f"scales/{now['id']}/points", were)
    for form in before["forms"]:
        form["targets"] = [criteria.get(one, one) for one in form["targets"]]
        for item in _nested(form):
            item["criterion"] = criteria.get(item["criterion"], item["criterion"])
    for was, now in _in_both(before["forms"], after["forms"]):
        pairs = [(one.was, one.now) for one in earlier.items if one.form == now["id"]]
        inside = {"items": [*_nested(was)]}, {"items": [*_nested(now)]}
        items = _rename(*inside, "items", pairs, f"forms/{now['id']}/items", were)
        _rename_inputs(was["rules"], items)
    return were


def _pairs(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.was, one.now) for one in rows if one.was is not None and one.now is not None]


def _rename(
    before: Values,
    after: Values,
    name: str,
    pairs: Iterable[tuple[str, str]],
    place: str,
    were: dict[str, str],
) -> Mapping[str, str]:
    """Rename the parts of one list; gives the ids of today by those of then."""
    there, here = ({one["id"] for one in whole[name]} for whole in (before, after))
    listed = [*pairs]
    renamed = {
        was: now
        for was, now in listed
        if was in there - here
        and now in here - there
        and sum(was == one or now == other for one, other in listed) == 1
    }
    for part in before[name]:
        if part["id"] in renamed:
            was, part["id"] = part["id"], renamed[part["id"]]
            were[f"{place}/{part['id']}"] = was
    return renamed


def _in_both(before: Iterable[Values], after: Iterable[Values]) -> Iterator[tuple[Values, Values]]:
    are = {one["id"]: one for one in after}
    return ((one, are[one["id"]]) for one in before if one["id"] in are)


def _nested(part: Values) -> Iterator[Values]:
    for item in part.get("items", ()):
        yield item
        yield from _nested(item)


def _rename_inputs(value: Any, items: Mapping[str, str]) -> None:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            continue
        for name, inner in one.items():
            if name in _INPUTS and isinstance(inner, list):
                one[name] = [items.get(each, each) for each in inner]
            elif name in _INPUTS and isinstance(inner, str):
                one[name] = items.get(inner, inner)
            else:
                _rename_inputs(inner, items)
