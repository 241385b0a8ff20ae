"""`self-test`: does everything this program stands on work on this computer? Green or red in under 5 s."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import typer

from reviewer_app.app import Program
from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, here
from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import ActivityKind, ReportStage
from reviewer_app.review import capture, exchange, exporting, reporting, team, waivers
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.vault.keyring import system_keyring

ROOM_NEEDED: Final = 200 * 1024 * 1024
"""Bytes: a review with photos, its backup and a report."""

EARLIEST_YEAR: Final = 2026
PASSPHRASE: Final = "self-test of this laptop"  # noqa: S105 (of a profile that is gone at once)


def self_test(context: typer.Context, as_json: AsJson = False) -> None:
    """Check window, database, keyring, signing, bundles, clock and disk on this computer."""
    ctx = here(context, as_json=as_json)
    checks: list[tuple[str, Callable[[], str]]] = [
        (_("Drawing"), ctx.window_check),
        (_("Keyring"), _keyring),
        (_("Clock"), lambda: _clock(ctx)),
        (_("Disk"), lambda: _disk(ctx)),
        (_("Database, report, signature, exchange"), lambda: _chain(ctx)),
    ]
    found = []
    for name, check in checks:
        try:
            found.append((name, True, check()))
        except UserError as error:
            found.append((name, False, str(error)))
        except Exception as error:  # noqa: BLE001 (whatever is broken is what is looked for)
            found.append((name, False, f"{type(error).__name__}: {error}"))
    ctx.output.result(
        {
            "green": all(well for _name, well, _said in found),
            "checks": [{"name": n, "green": well, "said": said} for n, well, said in found],
        },
        [f"{_('green') if well else _('RED')}  {name}: {said}" for name, well, said in found],
    )
    if not all(well for _name, well, _said in found):
        raise typer.Exit(1)


def _keyring() -> str:
    try:
        return system_keyring().name
    except UserError as error:
        if error.code != "vault.keyring-none":
            raise
        return _("no keyring here; a passphrase is used instead")


def _clock(ctx: Context) -> str:
    now = ctx.program.clock()
    if now.year < EARLIEST_YEAR:
        raise UserError("clock.wrong", now=now.isoformat(timespec="minutes"))
    return now.isoformat(sep=" ", timespec="minutes")


def _disk(ctx: Context) -> str:
    there = next(one for one in (ctx.folder, *ctx.folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < ROOM_NEEDED:
        raise UserError("self-test.disk", free=free // 1_000_000, needed=ROOM_NEEDED // 1_000_000)
    return _("{free} MB free").format(free=free // 1_000_000)


def _chain(ctx: Context) -> str:
    """Write a note, seal a report, hand over, and gather it on a second profile."""
    with tempfile.TemporaryDirectory(prefix="reviewer-app.") as folder:
        root = Path(folder)
        program = Program(ctx.program.clock, ctx.program.ids, ctx.program.salts, lambda: None)
        lead, _code = program.create(root / "lead", passphrase=PASSPHRASE)
        other, _other_code = program.create(root / "other", passphrase=PASSPHRASE)
        try:
            lead.become("Lead")
            other.become("Other")
            review = lead.create_review(
                SchoolFacts("Larkfield Primary School"), usual(), start="2026-11-17", days=3
            )
            team.write_card(other, root / "card")
            setup = team.set_up_team(lead, review, [(root / "card").read_bytes()])
            team.join(other, setup)
            # Written only now, so that it is the bundle that brings it, not the set-up file.
            opened = lead.open(review)
            activity = lead.do(opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
            lead.do(opened, capture.commit_note, activity, "One note.")
            # Nobody sat together here to agree anything.
            lead.do(opened, waivers.leave_unagreed, "It is a trial.")
            report = root / "report.pdf"
            made_for = reporting.usual_reader(ReportStage.FINAL)
            if not exporting.seal(lead, opened, report, made_for).checked.sealed:
                raise UserError("report.not-sealed")
            (root / "store").mkdir()
            exchange.hand_over(lead, review, str(root / "store"))
            exchange.gather(other, review, str(root / "store"))
            if len(other.open(review).all(Note)) != 1:
                raise UserError("self-test.exchange")
        finally:
            lead.close()
            other.close()
    return _("one note written, sealed, handed over and gathered")
