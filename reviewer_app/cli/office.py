"""`office season | receive | list | export | forget`: what the programme's office sends out, and what is handed in."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.cli.output import Output
from reviewer_app.cli.sync import CredentialsOption, StoreOption, access
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import consent, office, season, season_sheet
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.office import Receipt, Received
from reviewer_app.review.reporting import day_words
from reviewer_app.review.season import Season
from reviewer_app.review.wording import more_files_words

app = typer.Typer(help="The programme’s office.", rich_markup_mode=None)


@app.command("season")
def send_out(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="The folder to write into.", metavar="DIR"),
    ],
    spreadsheet: Annotated[
        Path | None, typer.Argument(metavar="FILE.csv", help="A line for each review.")
    ] = None,
    cards: Annotated[
        Path | None,
        typer.Option("--cards", metavar="DIR", help="The folder of everyone’s cards."),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template", help="Write an empty spreadsheet, of the name -o gives, and nothing else."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a file for each review of a season, sealed to whoever is to lead it.

    The spreadsheet is CSV, and its first line names the columns: school (its name), urn (of the register here; one of
    the two is enough), first day (2027-01-12 or 12/01/2027), days, framework (an id, or ID@VERSION), language, lead,
    deputy, reviewers and readers. The last four name cards in the folder, such as Helen Marsh for “Card of Helen
    Marsh.card”; several in one cell stand apart by semicolons. Columns that stay empty may be left out.

    Each file proposes its review to the lead, who opens it with “team join” or in the window and then makes the file
    for the team. Where a line is wrong, all mistakes are told and nothing is written.
    """
    ctx = here(context, as_json=as_json)
    if template:
        if spreadsheet is not None or cards is not None:
            raise typer.BadParameter(_("--template needs -o and nothing else."))
        season_sheet.write_template(output)
        ctx.output.result({"file": str(output)}, [str(output)])
        return
    if spreadsheet is None or cards is None:
        raise typer.BadParameter(_("Give FILE.csv and --cards, or --template."))
    with ctx.session() as session:
        done = season.send_out(session, spreadsheet, cards, output)
    _tell_season(ctx.output, output, done)


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
    if done.turned_away:
        raise ctx.output.refusal(UserError("findings.some-refused", count=done.turned_away))


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the reviews whose findings are here, who signed them, and by whose consent they came."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        reviews = office.received(session)
    ctx.output.listing(
        {"reviews": [_told(one) for one in reviews]},
        [_line(one) for one in reviews],
        _("Nothing was handed in yet; “office receive” takes in what lies on a store."),
    )


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


def _tell_season(output: Output, folder: Path, done: Season) -> None:
    """Print what was sent out, or every mistake and that nothing was."""
    output.result(
        {
            "files": [
                {
                    "file": str(folder / one.file),
                    "review": one.review,
                    "school": one.school,
                    "lead": one.lead,
                }
                for one in done.sent
            ],
            "wrong": [
                {"line": one.line, "code": one.code, "what": one.what} for one in done.mistakes
            ],
            "words": list(done.words),
        },
        [
            *(str(folder / one.file) for one in done.sent),
            *(
                _("Line {line}: {what}").format(line=one.line, what=one.what)
                for one in done.mistakes
            ),
        ],
    )
    if done.mistakes:
        raise output.refusal(UserError("season.rows-wrong", count=len(done.mistakes)))
    output.say(
        _(
            "Your five words are: {words}. Tell them to the leads by another way than these files: each "
            "compares them before the review is made."
        ).format(words=" ".join(done.words))
    )


def _values(done: Receipt) -> dict[str, object]:
    return {
        "store": done.place,
        "new": done.new,
        "known": done.known,
        "refused": [{"file": name, "code": why.code} for name, why in done.refused],
        "more_refused": {code: len(alike.names) for code, alike in done.more.items()},
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
        *(
            f"{more_files_words(len(one.names))}: {one.error.happened} {one.error.remedy}"
            for one in done.more.values()
        ),
    ]


def _told(one: Received) -> dict[str, object]:
    return {
        "review": one.review,
        "school": one.school,
        "urn": one.urn or None,
        "start": one.start,
        "signed_by": one.signer,
        "made_at": one.made_at,
        "consent": one.consent.model_dump(mode="json", exclude={"id", "review", "withdrawn_at"}),
    }


def _line(one: Received) -> str:
    return _("{review}  {school}, {days}; signed by {name}. {consent}").format(
        review=one.review,
        school=one.school,
        days=day_words(one.start, one.days),
        name=one.signer,
        consent=consent.consent_words(one.consent),
    )
