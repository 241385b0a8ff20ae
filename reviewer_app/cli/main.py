"""The command line's root: global options, the groups of commands, and how everything ends.

Exit 0 done, 1 refused, 2 wrong usage; never a traceback for anything a person or a file can cause.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

import typer

from reviewer_app.app import Program
from reviewer_app.cli import (
    backup,
    bundle,
    certificate,
    demo,
    frameworks,
    names,
    note,
    office,
    profile,
    report,
    response,
    review,
    schools,
    selftest,
    sync,
    team,
    team_members,
)
from reviewer_app.cli.context import Context
from reviewer_app.cli.options import place_named, refuse_what_is_no_text
from reviewer_app.cli.output import Output, refused
from reviewer_app.cli.stopping import STOPPED, stoppable
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.places import default_folder

DONE, REFUSED = 0, 1

app = typer.Typer(
    name="reviewer-app",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Evidence, findings and the signed report of a peer review visit. Without a command, the window opens.",
)
app.add_typer(profile.app, name="profile")
app.add_typer(schools.app, name="schools")
app.add_typer(frameworks.app, name="frameworks")
app.add_typer(review.app, name="review")
app.add_typer(note.app, name="note")
app.add_typer(names.app, name="names")
app.add_typer(report.app, name="report")
app.add_typer(response.app, name="response")
team.app.add_typer(team_members.app)
app.add_typer(team.app, name="team")
app.add_typer(bundle.app, name="bundle")
app.add_typer(office.app, name="office")
app.add_typer(backup.app, name="backup")
app.add_typer(certificate.app, name="certificate")
app.add_typer(sync.credentials, name="credentials")
app.command("sync")(sync.sync)
app.command("audit")(review.audit)
app.command("card")(team.card)
app.command("self-test")(selftest.self_test)
app.command("demo")(demo.demo)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option("--profile", help="The profile's folder.", metavar="DIR", parser=place_named),
    ] = None,
    passphrase_file: Annotated[
        Path | None,
        typer.Option("--passphrase-file", help="A file with the passphrase.", metavar="FILE"),
    ] = None,
    temporary: Annotated[
        bool, typer.Option("--temp", help="A profile that is gone when the window closes.")
    ] = False,
    open_at: Annotated[
        str,
        typer.Option("--open", help="Open here at once.", metavar="REVIEW[/PAGE[/ID]]"),
    ] = "",
) -> None:
    """Open the window, unless a command is given."""
    program, window_check = cast("tuple[Program, Callable[[], str]]", context.obj)
    refuse_what_is_no_text(context)
    # `--temp` and `--open` are the window's; they stand here so that help and usage know them.
    del temporary, open_at
    context.obj = Context(
        program, folder or default_folder(), passphrase_file, window_check=window_check
    )
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(
    arguments: list[str],
    program: Program | None = None,
    *,
    window_check: Callable[[], str] = str,
) -> int:
    """Run one command line; gives the exit code. `window_check` is the self-test's for the other front."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that lacks a letter shows its code instead; it never stops a command.
            stream.reconfigure(errors="backslashreplace")
    with stoppable() as stopping:
        try:
            result = _result(arguments, program or Program(), window_check)
        except (KeyboardInterrupt, typer.Abort):
            result = STOPPED
        # Typer, too, gives 130 for a command that was stopped, whatever stopped it.
        if result == STOPPED:
            Output().say(_("Stopped; nothing is half done."))
            result = stopping.exit_code
        return result


def _result(arguments: list[str], program: Program, window_check: Callable[[], str]) -> int:
    as_json = "--json" in arguments
    try:
        result = app(
            args=arguments,
            prog_name="reviewer-app",
            standalone_mode=False,
            obj=(program, window_check),
        )
    except UserError as error:
        refused(error, as_json=as_json)
        return REFUSED
    except Exception as error:
        shown = getattr(error, "show", None)
        if shown is None or not hasattr(error, "exit_code"):
            raise
        shown()
        return int(error.exit_code)
    # Typer gives a command's own exit code.
    return result if isinstance(result, int) else DONE
