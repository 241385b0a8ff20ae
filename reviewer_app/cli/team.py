"""`team setup | join | invite | answer | accept | list`, and `card`; who stays on it is in `team_members.py`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, OutFile, ReviewId, here
from reviewer_app.cli.output import Output
from reviewer_app.language import gettext as _
from reviewer_app.review import joining, proposals, team, team_files, whose_notes
from reviewer_app.review.session import Session
from reviewer_app.review.wording import absent_words, role_words

app = typer.Typer(help="The team of a review.", rich_markup_mode=None)

TeamFile = Annotated[Path, typer.Argument(metavar="FILE")]


def card(context: typer.Context, output: OutFile, as_json: AsJson = False) -> None:
    """Write this person's card, to hand to a lead: their name, and what the team's laptops know theirs by."""
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
    output: OutFile,
    cards: Annotated[
        list[Path] | None,
        typer.Option(
            "--card",
            metavar="FILE",
            help="Repeatable; without any, the file is for everyone who is on the team.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put everyone with a card on the team, and write the one file that sets them up."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        given = [team_files.file_of_team(one) for one in cards or ()]
        team.write_set_up(session, review, given, output)
        ctx.output.result({"file": str(output), "cards": len(given)}, [str(output)])


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
    words: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="Of a review that an office proposes: its five words as it tells them you itself; without them, "
            "prints what is proposed and makes nothing.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open a file that was made for this person's card: a lead's, or an office's that asks one to lead."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        raw = team_files.file_of_team(file)
        if proposals.is_proposal(raw):
            if invitation is not None:
                raise typer.BadParameter(_("--invitation goes with a lead’s file."))
            _take(session, ctx.output, raw, words)
            return
        if words is not None:
            raise typer.BadParameter(_("--words goes with a file of an office’s."))
        invited = team_files.file_of_team(invitation) if invitation is not None else b""
        review = team.join(session, raw, invited)
        ctx.output.result({"review": review}, [review])


def _take(session: Session, output: Output, raw: bytes, words: str | None) -> None:
    """Say what an office proposes; where its words are given, make that review."""
    offer = proposals.open_proposal(session, raw)
    values: dict[str, object] = {
        "review": None,
        "new": False,
        "proposed_by": offer.office,
        "school": offer.proposal.said.school.model_dump(),
        "start": offer.proposal.said.start,
        "days": offer.proposal.said.days,
        "framework": offer.framework.framework.id,
        "team": [{"name": one.name, "role": one.role.value} for one in offer.proposal.team],
    }
    if offer.is_here:
        output.result({**values, "review": offer.review}, [offer.review])
        output.say(_("This review was made here before; nothing was changed."))
    elif words is None:
        output.result(
            values,
            [
                _("{name} proposes a review to you.").format(name=offer.office),
                *(f"{label}: {value}" for label, value in offer.facts()),
            ],
        )
        # The words themselves are not shown: whoever could copy them from here would ask nobody.
        output.say(
            _(
                "Nothing was made. Ask {name} for its five words, by telephone or in person and not from the message "
                "this file came with, and give them with --words: where they are those of the file, the review is made."
            ).format(name=offer.office)
        )
    else:
        review = proposals.accept(session, offer, words)
        output.result({**values, "review": review, "new": True}, [review])


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
        ctx.output.say(
            _("Give {name} the file, and read them the five words yourself.").format(
                name=compared.name
            )
        )


@app.command()
def accept(
    context: typer.Context,
    file: TeamFile,
    words: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help="The five words as they read them to you; without them, says who answered and adds nobody.",
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
            name = joining.open_answer(session, raw).name
            ctx.output.result({"name": name, "file": None}, [name])
            # As of a proposal: no words to be copied from here.
            ctx.output.say(
                _(
                    "Nobody was added yet. Ask {name} for their five words; give them with --words, "
                    "and --output for the file that sets them up."
                ).format(name=name)
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
