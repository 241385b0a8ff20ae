"""`team setup | join | list`, and `card`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, OutFile, ReviewId, here
from reviewer_app.language import gettext as _
from reviewer_app.review import team, team_files, whose_notes
from reviewer_app.review.wording import role_words

app = typer.Typer(help="The team of a review.", rich_markup_mode=None)


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
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Open a set-up file that was made for this person's card."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        review = team.join(session, team_files.file_of_team(file))
        ctx.output.result({"review": review}, [review])


@app.command("list")
def list_(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List the team, and up to when everyone's notes are in."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        found = {one.person: one for one in whose_notes.up_to(session, opened)}
        ctx.output.result(
            {
                "team": [
                    {
                        "person": one.person,
                        "name": one.name,
                        "role": one.role.value,
                        "changes": found[one.person].changes,
                        "latest": found[one.person].latest or None,
                    }
                    for one in opened.people()
                ]
            },
            [
                f"{one.name} ({role_words(one.role)}): "
                + (
                    _("in up to {time}").format(
                        time=found[one.person].latest[:16].replace("T", " ")
                    )
                    if found[one.person].latest
                    else _("nothing yet")
                )
                for one in opened.people()
            ],
        )
