"""`backup create | list | verify FILE | restore FILE`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.app import PutBack
from reviewer_app.cli.options import AsJson, here
from reviewer_app.language import gettext as _
from reviewer_app.review.wording import came_back_words
from reviewer_app.store.files import text_in

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


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    code_file: Annotated[
        Path | None,
        typer.Option("--code-file", help="A file with the recovery code, on a new computer."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring back what the profile lacks; one that is damaged or gone is put back whole."""
    ctx = here(context, as_json=as_json)
    code = None if code_file is None else text_in(code_file)
    came = ctx.program.restore(ctx.folder, file, passphrase=ctx.passphrase(), code=code)
    if isinstance(came, PutBack):
        kept = None if came.kept is None else str(came.kept)
        ctx.output.result(
            {"file": str(file), "whole": True, "made_at": came.made_at, "kept_aside": kept},
            _put_back_words(came),
        )
        return
    counts = {
        "changes": came.changes,
        "rosters": came.rosters,
        "drafts": came.drafts,
        "photos": came.photos,
        "frameworks": came.frameworks,
        "left_out": came.left_out,
    }
    ctx.output.result({"file": str(file), "whole": False, **counts}, came_back_words(came))


def _put_back_words(came: PutBack) -> list[str]:
    words = [
        _("Your notes are as they were on {day} at {time}.").format(
            day=came.made_at[:10], time=came.made_at[11:16]
        ),
        _("What you handed over since then comes back when you gather."),
    ]
    if came.kept is not None:
        words.append(_("The damaged file is kept as {path}.").format(path=came.kept))
    return words
