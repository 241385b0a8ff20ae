"""`backup create | list | verify FILE`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, here
from reviewer_app.language import gettext as _

app = typer.Typer(help="Checked copies of the profile.", rich_markup_mode=None)


@app.command()
def create(context: typer.Context, as_json: AsJson = False) -> None:
    """Make a backup beside the profile, and check it."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        made = session.back_up()
        ctx.output.result(
            {"file": str(made.path), "made_at": made.made_at, "bytes": made.size}, [str(made.path)]
        )


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the backups, the newest first."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        found = session.backups()
        ctx.output.result(
            {
                "backups": [
                    {"file": str(one.path), "made_at": one.made_at, "bytes": one.size}
                    for one in found
                ]
            },
            [f"{one.made_at[:16].replace('T', ' ')}  {one.path}" for one in found]
            or [_("No backup has been made yet.")],
        )


@app.command()
def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Read a backup through and check it, changing nothing."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        session.verify_backup(file)
        ctx.output.result({"file": str(file), "whole": True}, [_("The backup is whole.")])
