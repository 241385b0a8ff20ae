"""`team remove | put-back | count | role | lead | successor | take-over | join-lists`: who is on the team, as what."""

from collections.abc import Callable
from typing import Annotated, Concatenate, ParamSpec

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.model.words import Role
from reviewer_app.review import membership
from reviewer_app.review.session import Session
from reviewer_app.review.wording import role_words

P = ParamSpec("P")

app = typer.Typer(rich_markup_mode=None)

MemberName = Annotated[str, typer.Argument(metavar="MEMBER", help="A first name, or an id.")]
Before = Annotated[
    str,
    typer.Option(
        metavar="CHANGE|TIME",
        help="What they wrote counts up to there; if not said, as far as it is here now.",
    ),
]


@app.command()
def remove(
    context: typer.Context,
    review: ReviewId,
    member: MemberName,
    before: Before = "",
    as_json: AsJson = False,
) -> None:
    """Take someone off the team; what they could read so far they keep."""
    _on_member(context, review, member, as_json, membership.remove, before)


@app.command("put-back")
def put_back(
    context: typer.Context, review: ReviewId, member: MemberName, as_json: AsJson = False
) -> None:
    """Put someone back on the team who was taken off, with the keys and the role they had."""
    _on_member(context, review, member, as_json, membership.put_back)


@app.command()
def count(
    context: typer.Context,
    review: ReviewId,
    member: MemberName,
    before: Before = "",
    as_json: AsJson = False,
) -> None:
    """Say anew how far the words of someone count who left, or was given a lesser role."""
    _on_member(context, review, member, as_json, membership.move_cut, before)


@app.command()
def role(
    context: typer.Context,
    review: ReviewId,
    member: MemberName,
    role: Role,
    as_json: AsJson = False,
) -> None:
    """Give someone another role; the lead is handed over by “team lead”."""
    _on_member(context, review, member, as_json, membership.change_role, role)


@app.command()
def lead(
    context: typer.Context, review: ReviewId, member: MemberName, as_json: AsJson = False
) -> None:
    """Hand the lead over; whoever led is the deputy from then on."""
    _on_member(context, review, member, as_json, membership.hand_over_lead)


@app.command()
def successor(
    context: typer.Context,
    review: ReviewId,
    member: Annotated[
        str, typer.Argument(metavar="MEMBER", help="Who it is; if not said, nobody.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Name who may take over the lead, should the lead be ill; from now on they are deputy lead."""
    _on_member(context, review, member, as_json, membership.name_successor)


@app.command("take-over")
def take_over(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Take over the lead, as the lead agreed to by “team successor”."""
    _on_list(context, review, as_json, membership.take_over)


@app.command("join-lists")
def join_lists(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Put together two lists of members that were written at once; only the lead does."""
    _on_list(context, review, as_json, membership.join_lists)


def _on_member(
    context: typer.Context,
    review: str,
    member: str,
    as_json: bool,
    verb: Callable[Concatenate[Session, str, str, P], None],
    *said: P.args,
    **_none: P.kwargs,
) -> None:
    """Do something to one member, "" for nobody, and print the list of members as it stands then."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        person = membership.member_named(opened, member) if member else ""
        verb(session, review, person, *said, **_none)
        _print(ctx, session, review)


def _on_list(
    context: typer.Context, review: str, as_json: bool, verb: Callable[[Session, str], None]
) -> None:
    """Do something to the list of members, and print it as it stands then."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, _opened):
        verb(session, review)
        _print(ctx, session, review)


def _print(ctx: Context, session: Session, review: str) -> None:
    people = session.open(review).people()
    ctx.output.result(
        {
            "team": [
                {"person": one.person, "name": one.name, "role": one.role.value} for one in people
            ]
        },
        [f"{one.name} ({role_words(one.role)})" for one in people],
    )
