"""`team setup | join | invite | answer | accept | list`, and `card`; who stays on it is in `team_members.py`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, OutFile, ReviewId, here
from reviewer_app.language import gettext as _
from reviewer_app.review import joining, team, team_files, whose_notes
from reviewer_app.review.wording import absent_words, role_words

app = typer.Typer(help="The team of a review.", rich_markup_mode=None)

TeamFile = Annotated[Path, typer.Argument(metavar="FILE")]


def card(context: typer.Context, output: OutFile, as_json: AsJson = False) -> None:
    """Write this person's card: first name and public keys, to hand to a lead."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        team.write_card(session, output)
        ctx.output.result(
            {"file": str(output), "person": session.person().identity.person}, [str(output)]
        )


@app.command()
def setup(
    context: typer.Context,
    review: ReviewId,
    cards: Annotated[list[Path], typer.Option("--card", metavar="FILE", help="Repeatable.")],
    output: OutFile,
    as_json: AsJson = False,
) -> None:
    """Put everyone with a card on the team, and write the one file that sets them up."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        team.write_set_up(session, review, [team_files.file_of_team(one) for one in cards], output)
        ctx.output.result({"file": str(output), "cards": len(cards)}, [str(output)])


@app.command()
def join(
    context: typer.Context,
    file: TeamFile,
    invitation: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The invitation that was answered; the file must fit it."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open a set-up file that was made for this person's card."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        invited = team_files.file_of_team(invitation) if invitation is not None else b""
        review = team.join(session, team_files.file_of_team(file), invited)
        ctx.output.result({"review": review}, [review])


@app.command()
def invite(
    context: typer.Context, review: ReviewId, output: OutFile, as_json: AsJson = False
) -> None:
    """Write an invitation for someone without a card."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        joining.write_invitation(session, review, output)
        ctx.output.result({"file": str(output)}, [str(output)])


@app.command()
def answer(
    context: typer.Context, file: TeamFile, output: OutFile, as_json: AsJson = False
) -> None:
    """Answer an invitation; prints the five words to read to whoever invited."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        compared = joining.write_answer(session, team_files.file_of_team(file), output)
        ctx.output.result(
            {"file": str(output), "invited_by": compared.name, "words": list(compared.words)},
            [str(output), " ".join(compared.words)],
        )


@app.command()
def accept(
    context: typer.Context,
    file: TeamFile,
    words: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="The five words as they read them to you; without them, prints yours and adds nobody.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The set-up file to write."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put whoever answered on the team, once the five words agree, and write the file that sets them up."""
    ctx = here(context, as_json=as_json)
    if (words is None) != (output is None):
        raise typer.BadParameter(_("Give --words and --output together, or neither."))
    with ctx.session() as session:
        raw = team_files.file_of_team(file)
        if words is None or output is None:
            compared = joining.open_answer(session, raw)
            ctx.output.result(
                {"name": compared.name, "words": list(compared.words), "file": None},
                [compared.name, " ".join(compared.words)],
            )
        else:
            joining.write_accepted(session, raw, words, output)
            ctx.output.result({"file": str(output)}, [str(output)])


@app.command("list")
def list_(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List the team, and up to when everyone's notes are in."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        members = opened.people()
        found = {one.person: one for one in whose_notes.up_to(session, review, members)}
        ctx.output.result(
            {
                "team": [
                    {
                        "person": one.person,
                        "name": one.name,
                        "role": one.role.value,
                        "changes": found[one.person].changes,
                        "latest": found[one.person].latest or None,
                        "absent": found[one.person].absent,
                    }
                    for one in members
                ]
            },
            [
                *(
                    f"{one.name} ({role_words(one.role)}): {_reach(found[one.person].latest)}"
                    for one in members
                ),
                *absent_words((one.name, one.absent) for one in found.values() if one.absent),
            ],
        )


def _reach(latest: str) -> str:
    if not latest:
        return _("nothing yet")
    return _("in up to {time}").format(time=latest[:16].replace("T", " "))
