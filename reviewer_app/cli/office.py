"""`office receive | list | export | forget`: the programme's office and what is handed in to it."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.cli.sync import CredentialsOption, StoreOption, access
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import consent, office
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.office import Receipt, Received
from reviewer_app.review.reporting import day_words

app = typer.Typer(help="The programme’s office.", rich_markup_mode=None)


@app.command()
def receive(
    context: typer.Context,
    store: StoreOption,
    credentials: CredentialsOption = "",
    as_json: AsJson = False,
) -> None:
    """Take in what leads handed in at a store since: each package is checked, and read once."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        done = office.receive(session, store, access(ctx, credentials))
    ctx.output.result(_values(done), _lines(done))
    if done.stopped is not None:
        raise ctx.output.refusal(done.stopped)
    if done.refused:
        raise ctx.output.refusal(UserError("findings.some-refused", count=len(done.refused)))


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the reviews whose findings are here, who signed them, and by whose consent they came."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        reviews = office.received(session)
    ctx.output.result({"reviews": [_told(one) for one in reviews]}, [_line(one) for one in reviews])


@app.command()
def export(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder to write into.", metavar="DIR")
    ],
    kind: Annotated[OpenKind, typer.Option("--format", help="How to write them.")] = OpenKind.JSON,
    as_json: AsJson = False,
) -> None:
    """Write the findings of all reviews as open data, their tables laid under one another."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        files = [str(one) for one in office.export_all(session, output, kind)]
    ctx.output.result({"files": files}, files)


@app.command()
def forget(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Forget the findings of a review, so that another's package of it can be received."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        count = office.forget(session, review)
    ctx.output.result({"review": review, "packages": count}, [review])


def _values(done: Receipt) -> dict[str, object]:
    return {
        "store": done.place,
        "new": done.new,
        "known": done.known,
        "refused": [{"file": name, "code": why.code} for name, why in done.refused],
        "stopped": done.stopped.code if done.stopped else None,
    }


def _lines(done: Receipt) -> list[str]:
    new = ngettext(
        "{count} new package from {place}", "{count} new packages from {place}", done.new
    )
    known = ngettext("{count} was here", "{count} were here", done.known)
    return [
        _("{new}; {known}.").format(
            new=new.format(count=done.new, place=done.place), known=known.format(count=done.known)
        ),
        *(f"{name}: {why.happened} {why.remedy}" for name, why in done.refused),
    ]


def _told(one: Received) -> dict[str, object]:
    return {
        "review": one.review,
        "school": one.findings.school.name,
        "urn": one.findings.school.urn,
        "start": one.findings.visit.start,
        "signed_by": one.signer,
        "made_at": one.made_at,
        "consent": one.consent.model_dump(mode="json", exclude={"id", "review", "withdrawn_at"}),
    }


def _line(one: Received) -> str:
    visit = one.findings.visit
    return _("{review}  {school}, {days}; signed by {name}. {consent}").format(
        review=one.review,
        school=one.findings.school.name,
        days=day_words(visit.start, visit.days),
        name=one.signer,
        consent=consent.consent_words(one.consent),
    )
