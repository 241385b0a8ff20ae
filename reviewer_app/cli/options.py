"""Options and arguments that several commands share, and what none of them may be."""

from pathlib import Path
from typing import Annotated, cast

import typer
from typer.core import TyperArgument

from reviewer_app.cli.context import Context
from reviewer_app.cli.output import Output
from reviewer_app.language import gettext as _
from reviewer_app.model.words import Reader
from reviewer_app.report.content import MadeFor

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
ReviewId = Annotated[str, typer.Argument(help="A review's id.", metavar="REVIEW")]
OutFile = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        help="The file to write; one of that name is replaced.",
        metavar="FILE",
    ),
]
NewFile = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        help="The file to write; one of that name is not written over.",
        metavar="FILE",
    ),
]
"""For what cannot be made again, such as a key."""
RecipientOption = Annotated[
    str | None,
    typer.Option("--for", help="Who it is for; if not said, the headteacher.", metavar="WHO"),
]
PurposeOption = Annotated[
    str | None,
    typer.Option("--purpose", help="What for; if not said, the usual.", metavar="WHAT"),
]
ReaderOption = Annotated[
    Reader | None,
    typer.Option(
        "--reader",
        help="Who that is: the school, the team, or other, who needs the school’s consent; "
        "if not said, other where --for names somebody.",
    ),
]


def reader(
    usual: MadeFor, recipient: str | None, purpose: str | None, kind: Reader | None
) -> MadeFor:
    """Give whom an export is for and why: what was said, and what is usual where nothing was.

    Whoever is named is taken for somebody outside the school and the team unless it is said that they are not.
    """
    return MadeFor(
        usual.recipient if recipient is None else recipient,
        usual.purpose if purpose is None else purpose,
        reader=kind or (usual.reader if recipient is None else Reader.OTHER),
    )


def place_named(words: str) -> Path:
    """Give the folder an option or argument names; nothing at all would stand for wherever one happens to be.

    Raises:
        typer.BadParameter: it is empty.
    """
    if not words:
        raise typer.BadParameter(_("Name a folder."))
    return Path(words)


def refuse_what_is_no_text(context: typer.Context) -> None:
    """Refuse bytes that are no text where words belong; a file's name may be any, as the disk has it.

    Raises:
        typer.BadParameter: names the option or argument.
    """
    for parameter in context.command.params:
        given = context.params.get(parameter.name or "")
        for one in given if isinstance(given, list | tuple) else (given,):
            if not _is_text(one):
                raise typer.BadParameter(
                    _("This is not text in UTF-8."), context, cast("TyperArgument", parameter)
                )


def _is_text(given: object) -> bool:
    """Say whether an argument's words are text; a zero byte is none in any name either."""
    if isinstance(given, str):
        try:
            given.encode()
        except UnicodeEncodeError:
            return False
    return "\0" not in str(given)


def here(context: typer.Context, *, as_json: bool) -> Context:
    """Give the command's context, speaking as it was asked to.

    Raises:
        typer.BadParameter: as `refuse_what_is_no_text`.
    """
    refuse_what_is_no_text(context)
    found = cast("Context", context.obj)
    found.output = Output(as_json)
    return found
