"""`names list | replace | stay | dismiss`: the names that keep a report here, without the window."""

from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.names import answering, gate
from reviewer_app.review.names.guard import Found
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session

app = typer.Typer(help="Names that stand in a review.", rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME")]


@app.command("list")
def list_(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List the names that stand, and those of earlier wordings; no report leaves before each is decided about."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        found = gate.names_left(session, opened)
        ctx.output.result(
            {"names": [_values(opened, one) for one in found]},
            [f"{gate.place_words(opened, one)}: {one.hit.text}" for one in found]
            or [_("No names stand in this review.")],
        )


@app.command()
def replace(
    context: typer.Context,
    review: ReviewId,
    name: Name,
    words: Annotated[str, typer.Argument(metavar="WORDS", help='A role; "" takes the name out.')],
    as_json: AsJson = False,
) -> None:
    """Write a role wherever a name stands, and empty every earlier wording that holds it, for good."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        found = _named(session, opened, name)
        for place in dict.fromkeys(one.place for one in found if not one.change):
            session.do(opened, answering.replace_name, place, name, words)
        for place in dict.fromkeys(one.place for one in _left(session, opened, name)):
            session.do(opened, answering.empty_earlier, place, name)
        ctx.output.result({"places": len({one.place for one in found})}, [])


@app.command()
def stay(
    context: typer.Context,
    review: ReviewId,
    name: Name,
    reason: Annotated[str, typer.Option("--reason", help="Why it may stay.")],
    as_json: AsJson = False,
) -> None:
    """Let a name stay where it stands now, for a reason that is kept."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        places = dict.fromkeys(one.place for one in _named(session, opened, name))
        for place in places:
            session.do(opened, answering.let_stay, place, name, reason)
        ctx.output.result({"places": len(places)}, [])


@app.command()
def dismiss(
    context: typer.Context,
    review: ReviewId,
    word: Name,
    reason: Annotated[str, typer.Option("--reason")] = "",
    as_json: AsJson = False,
) -> None:
    """Say that a word is not a name: it is not raised again in this review, on any laptop."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        session.do(opened, answering.dismiss, word, reason)
        ctx.output.result({"word": word}, [])


def _named(session: Session, opened: OpenReview, name: str) -> list[Found]:
    """Give where a name stands.

    Raises:
        UserError: "name.not-there".
    """
    found = _left(session, opened, name)
    if not found:
        raise UserError("name.not-there", name=name)
    return found


def _left(session: Session, opened: OpenReview, name: str) -> list[Found]:
    return [one for one in gate.names_left(session, opened) if one.hit.text == name]


def _values(opened: OpenReview, found: Found) -> dict[str, object]:
    return {
        "name": found.hit.text,
        "kind": found.place.kind,
        "id": found.place.record,
        "field": found.place.field,
        "where": gate.place_words(opened, found),
        "earlier": bool(found.change),
    }
