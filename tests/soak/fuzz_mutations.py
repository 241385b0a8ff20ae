"""Changing a recipe so that it stays nearly one: frames are kept apart, and what is JSON stays JSON.

Bytes flipped at random in canonical JSON only ever make it malformed; what hurts is a sound object that says the
wrong thing. `loose` changes bytes in whatever way the fuzzer likes.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any, Final, cast

from reviewer_app.model.canonical import Json, canonical
from tests.soak.fuzz_targets import Frames, taken_apart, written

ODD: Final[tuple[Json, ...]] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2,
    2**31,
    2**53 - 1,
    2**53,
    10**400,
    0.5,
    1e308,
    "",
    "0",
    "\0",
    "../../x",
    "C:\\x",
    "@reason",
    "a/b",
    "x" * 401,
    "0" * 64,
    "٣",
    "\u202ex",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "redact",
    "add",
    "lead",
    "reader",
    [],
    {},
    [[]],
    [None],
    ["", 1],
    {"": ""},
)

Loose = Callable[[bytes], bytes]


def mutated(recipe: bytes, random: Random, loose: Loose) -> bytes:
    """Change a recipe in one to three places."""
    kind, flags, frames = taken_apart(recipe)
    for _ in range(random.choice((1, 1, 2, 3))):
        flags, frames = _once(flags, frames, random, loose)
    return written(kind, flags, frames)


def _once(flags: int, frames: Frames, random: Random, loose: Loose) -> tuple[int, Frames]:
    if not frames or random.random() < 0.03:
        return flags ^ random.choice((1, 1, 2, 4)), frames
    at, chance = random.randrange(len(frames)), random.random()
    if chance < 0.1:
        return flags, _moved(frames, at, random)
    frame = frames[at] or b""
    changed = [*frames]
    if frame[:1] == b"{" and chance < 0.85:
        changed[at] = _reworded(frame, random)
    elif len(frame) > 8 and frame[0] < 10 and chance < 0.9:
        changed[at] = mutated(frame, random, loose)
    else:
        changed[at] = loose(frame)
    return flags, changed


def _moved(frames: Frames, at: int, random: Random) -> Frames:
    """Take a frame out, double it, swap it with another, or leave it absent."""
    changed, other = [*frames], random.randrange(len(frames))
    match random.randrange(4):
        case 0:
            del changed[at]
        case 1:
            changed.insert(other, changed[at])
        case 2:
            changed[at], changed[other] = changed[other], changed[at]
        case _:
            changed[at] = None
    return changed


def _reworded(frame: bytes, random: Random) -> bytes:
    """Put something else into one place of an object; bytes as they are where it is none."""
    try:
        said: Json = json.loads(frame)
        places = list(_places(said, []))
        path = random.choice(places)
        return canonical(_with(said, path, random, places))
    except (ValueError, RecursionError, IndexError):
        return frame


def _places(value: Json, path: list[str | int]) -> "list[list[str | int]]":
    found: list[list[str | int]] = [path]
    if isinstance(value, dict):
        for name, one in value.items():
            found += _places(one, [*path, name])
    elif isinstance(value, list):
        for number, one in enumerate(value):
            found += _places(one, [*path, number])
    return found


def _at(value: Json, path: list[str | int]) -> Json:
    for step in path:
        value = cast("dict[str | int, Json]", value)[step]
    return value


def _with(
    said: Json, path: list[str | int], random: Random, places: "list[list[str | int]]"
) -> Json:
    if not path:
        return said
    holder: Any = _at(said, path[:-1])
    old, step = holder[path[-1]], path[-1]
    match random.randrange(8):
        case 0:
            del holder[step]
        case 1:
            holder[step] = json.loads(json.dumps(_at(said, random.choice(places))))
        case 2 if isinstance(old, str):
            cut = random.randrange(len(old) + 1)
            holder[step] = old[:cut] + random.choice(("", "é", "\n", "x", "/", old)) + old[cut:]
        case 3 if isinstance(old, int | float):
            holder[step] = old + random.choice((-1, 1, 2))
        case 4 if isinstance(holder, list):
            holder.extend(json.loads(json.dumps([old])) * random.choice((1, 2, 30)))
        case 5 if isinstance(step, str):
            holder[random.choice(("", "values", "replaces", "covers", "empties", "@reason"))] = old
        case 6:
            holder[step] = [old]
        case _:
            holder[step] = random.choice(ODD)
    return said
