"""Random histories of a team through encrypted profiles: whatever the order and the slices, row for row the same."""

import json
import random
from collections.abc import Sequence

from sqlalchemy import Connection, select

from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.nouns import SHARED
from reviewer_app.store.audit import audit, rows_said
from reviewer_app.store.history import history_of
from reviewer_app.store.journal import table_of
from tests.model.histories import Tally, play, typed
from tests.model.world import WORDS, World
from tests.support import Device, Devices

Row = tuple[object, ...]


def arrive(device: Device, world: World, choose: random.Random) -> None:
    """Let all changes and rosters of a world arrive in an order and in slices of chance, and once more at the end.

    Words that a redaction emptied here which counts no more (a later roster cut it off) are only in fuller copies.
    """
    database = device.session.database
    changes, rosters = sorted(world.changes), sorted(world.rosters)
    choose.shuffle(changes)
    choose.shuffle(rosters)
    while changes or rosters:
        some = choose.randint(0, 2)
        arriving, rosters = rosters[:some], rosters[some:]
        signed = [(world.rosters[one].raw, b"", b"") for one in arriving]
        database.add_rosters(world.review, signed).result()
        many = choose.choice([0, 1, 3, 40])
        again = choose.sample(sorted(world.changes), min(2, len(world.changes)))
        coming, changes = [*changes[:many], *again], changes[many:]
        database.receive(world.review, [world.changes[one] for one in coming]).result()
    database.receive(world.review, list(world.changes.values())).result()


def rows_of(connection: Connection, review: str) -> dict[str, list[Row]]:
    """Give every row of every shared table of a review."""
    found: dict[str, list[Row]] = {}
    for shared in SHARED:
        table = table_of(shared)
        query = select(table).where(table.c.review == review).order_by(*table.primary_key)
        found[str(table.name)] = [tuple(row) for row in connection.execute(query)]
    return found


def rows_ought(world: World) -> dict[str, list[Row]]:
    """Give the rows that the pure replay of a world says there are."""
    said = rows_said(world.review, world.replay(world.changes, world.rosters))
    found: dict[str, list[Row]] = {}
    for shared in SHARED:
        table = table_of(shared)
        rows = [
            tuple(row[column.name] for column in table.columns)
            for row in said[str(table.name)].values()
        ]
        keys = [table.columns.keys().index(column.name) for column in table.primary_key]
        found[str(table.name)] = sorted(rows, key=lambda row: [str(row[key]) for key in keys])
    return found


def unreachable(connection: Connection, world: World) -> list[str]:
    """Give what was typed and is in no history, or was not chosen from yet and is in no version of what stands."""
    said = world.replay(world.changes, world.rosters)
    rows = rows_said(world.review, said)
    lost: list[str] = []
    disputes = table_of(DisputeRow)
    for one in typed(world, set(world.changes)):
        if f"{one.number}/{one.name}" in said.emptied.get(one.change, ()):
            continue
        kind, record = one.key
        history = history_of(connection, world.review, kind, record)
        told = [step for step in history if step.values.get(one.name) == one.value]
        if one.change not in {step.change for step in told}:
            lost.append(f"{one.value} of {one.ref} is in no history")
        state = said.states.get(one.key)
        field = state.fields.get(one.name) if state else None
        # One whose author was emptied, say, validates no more and has no row; its history is still there.
        if record in rows[kind] and field is not None and field.disputed:
            query = select(disputes.c.value).where(
                disputes.c.record == record, disputes.c.field == one.name
            )
            kept = {json.loads(row[0]) for row in connection.execute(query)}
            if one.ref in {head.ref for head in field.heads} and one.value not in kept:
                lost.append(f"{one.value} of {one.ref} is in no version")
    return lost


def converge(laptops: Sequence[Device], worlds: Sequence[World]) -> None:
    """Let every world arrive on every laptop in another order, and compare all of them with the pure replay."""
    for number, world in enumerate(worlds):
        ought = rows_ought(world)
        for place, laptop in enumerate(laptops):
            arrive(laptop, world, random.Random(f"{number} {place}"))
            ask = laptop.session.database.ask
            assert ask(rows_of, world.review).result() == ought
            assert ask(unreachable, world).result() == []
            assert ask(audit, world.review).result().problems == ()


def test_histories_give_the_same_rows_in_every_profile_and_nothing_typed_is_unreachable(
    devices: Devices,
) -> None:
    worlds = [play(seed, 50, f" {seed}") for seed in range(5)]
    converge([devices("Helen"), devices("Asha")], worlds)
    tally = Tally()
    for world in worlds:
        tally.add(world)
    assert {"same-field clash", "edit against a removal", "late delivery"} <= tally.held.keys()
    filled = {table for world in worlds for table, rows in rows_ought(world).items() if rows}
    assert filled == {*WORDS, "dispute"}
