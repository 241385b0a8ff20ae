"""`bundle export | apply | verify | serve | fetch`."""

from functools import partial
from pathlib import Path
from threading import Event
from typing import Annotated, Final

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.cli.output import Output
from reviewer_app.cli.sync import (
    CredentialsOption,
    access,
    came_lines,
    came_values,
    came_words,
    went_words,
)
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import laptops, team_files
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.exchange_rounds import Way, exchange_at
from reviewer_app.review.laptops import Takings
from reviewer_app.sync.opening import open_store

LOOKED_EVERY: Final = 2.0
"""Seconds after which it is said who took files: those who took none for so long have stopped."""

app = typer.Typer(help="Handing over and gathering.", rich_markup_mode=None)


@app.command()
def export(
    context: typer.Context,
    review: ReviewId,
    to: Annotated[
        str, typer.Option("--to", metavar="STORE", help="A folder, or an address as for sync.")
    ],
    credentials: CredentialsOption = "",
    as_json: AsJson = False,
) -> None:
    """Hand this person's notes over to a store."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, _opened):
        done = exchange_at(
            session, review, open_store(to, access(ctx, credentials)), [Way.HAND_OVER]
        )
    went, stopped = done.handed_over, done.stopped
    if went is not None:
        ctx.output.result(
            {
                "store": done.place,
                "sent": went.sent,
                "notes_sent": went.notes,
                "photos_sent": done.photos_sent,
                "standing": went.standing,
                "files": list(went.files),
                "stopped": stopped.code if stopped else None,
            },
            [f"{done.place}: {went_words(done)}"],
        )
    if stopped is not None:
        raise stopped if went is None else ctx.output.refusal(stopped)


@app.command()
def apply(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and change nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Gather files of the team: bundles, rosters, photos. A folder stands for every file in it."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        done = team_files.apply_files(session, files, dry_run=dry_run)
        _tell(ctx, done, dry_run=dry_run)


def _tell(ctx: Context, done: Gathering, *, dry_run: bool) -> None:
    """Say what came in, and end with what did not."""
    ctx.output.result(
        {**came_values(done), "dry_run": dry_run},
        [
            came_words(done),
            *came_lines(done),
        ],
    )
    if done.stopped is not None:
        raise ctx.output.refusal(done.stopped)
    if done.turned_away:
        raise ctx.output.refusal(UserError("bundle.some-refused", count=done.turned_away))


@app.command()
def serve(
    context: typer.Context,
    review: ReviewId,
    minutes: Annotated[
        float, typer.Option("--minutes", help="How long, unless you stop it with Ctrl+C.", min=0)
    ] = 30,
    address: Annotated[
        str, typer.Option("--address", help="This laptop's address, if it has several.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Let the team gather your notes straight from this laptop, and show the code for it."""
    ctx = here(context, as_json=as_json)
    takings = Takings()
    with laptops.served_at_moments(
        partial(ctx.session, attempts=1), review, address, takings.took
    ) as code:
        ctx.output.result({"review": review, "code": code}, [code])
        ctx.output.say(
            _(
                "The team can gather from here for {minutes} min, or until you press Ctrl+C. You can go on writing "
                "meanwhile."
            ).format(minutes=f"{minutes:g}")
        )
        _tell_who_took(ctx.output, takings, minutes * 60)


def _tell_who_took(output: Output, takings: Takings, seconds: float) -> None:
    """Say who took files, once they have stopped, for as long as this laptop serves."""
    ended = Event()

    def tell() -> None:
        for name, count in takings.over():
            output.say(
                ngettext("{name} took {count} file.", "{name} took {count} files.", count).format(
                    name=name, count=count
                )
            )

    try:
        while seconds > 0:
            ended.wait(min(seconds, LOOKED_EVERY))
            seconds -= LOOKED_EVERY
            tell()
    finally:
        # Whoever was taking them a moment ago as well.
        tell()
        tell()


@app.command()
def fetch(
    context: typer.Context,
    review: ReviewId,
    code: Annotated[str, typer.Argument(help="The code the other laptop shows.", metavar="CODE")],
    as_json: AsJson = False,
) -> None:
    """Gather straight from another laptop on the same network."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, _opened):
        done = laptops.gather(session, review, code)
        _tell(ctx, done, dry_run=False)


@app.command()
def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    as_json: AsJson = False,
) -> None:
    """Check files of the team without taking them in. A folder stands for every such file in it."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        found = team_files.check_files(session, files)
    ctx.output.result(
        {
            "files": [
                {"file": str(file), "valid": error is None, "error": error.code if error else None}
                for file, error in found
            ]
        },
        [f"{file.name}: {error or _('valid')}" for file, error in found]
        or [_("No file of a team lies there.")],
    )
    if any(error for _file, error in found):
        raise typer.Exit(1)
