"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated, cast

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.output import Output

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
ReviewId = Annotated[str, typer.Argument(help="A review's id.", metavar="REVIEW")]
OutFile = Annotated[Path, typer.Option("-o", "--output", help="The file to write.", metavar="FILE")]


def here(context: typer.Context, *, as_json: bool) -> Context:
    """Give the command's context, speaking as it was asked to."""
    found = cast("Context", context.obj)
    found.output = Output(as_json)
    return found
