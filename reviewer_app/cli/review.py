"""`review create | list | show | export | import | sheets | calendar`, what the school consents to, and `audit`.

The consents are `review consent | consents | withdraw | hand-in`.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.frameworks import framework_here
from reviewer_app.cli.options import (
    AsJson,
    OutFile,
    PurposeOption,
    ReaderOption,
    RecipientOption,
    ReviewId,
    here,
    reader,
)
from reviewer_app.cli.sync import CredentialsOption, access
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.words import Consenting, Given, ReportStage
from reviewer_app.review import (
    consent,
    data_export,
    day_sheets,
    handing_in,
    importing,
    library,
    report_languages,
    reporting,
    set_up,
    team_files,
    weigh,
)
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.review.wording import photos_allowed_words, state_words
from reviewer_app.sync.opening import open_store

app = typer.Typer(help="Reviews.", rich_markup_mode=None)


@app.command()
def create(
    context: typer.Context,
    framework: Annotated[str, typer.Option("--framework", metavar="ID")],
    start: Annotated[str, typer.Option("--start", help="The first day, as 2026-11-17.")],
    days: Annotated[int, typer.Option("--days", help="How many days.")],
    school: Annotated[str, typer.Option("--school", help="A URN of the register.")] = "",
    school_name: Annotated[
        str, typer.Option("--school-name", help="A school outside the register, by name.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="One of the framework's languages, such as cy.")
    ] = "",
    report_language: Annotated[
        str,
        typer.Option(
            "--report-language",
            help="What the report is made in: en-GB, cy or cy+en; if not said, the framework’s language.",
        ),
    ] = "",
    photos_allowed_by: Annotated[
        str,
        typer.Option(
            "--photos-allowed-by",
            help="Switch photos on: who allowed them, such as the programme office.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Set up a review with yourself as its lead; photos are off unless somebody allowed them."""
    ctx = here(context, as_json=as_json)
    if bool(school) == bool(school_name):
        raise typer.BadParameter(_("Give --school or --school-name, one of them."))
    report_languages.checked(report_language)
    loaded = framework_here(ctx, framework)
    if language:
        loaded = library.in_language(loaded, language)
    with ctx.session() as session:
        facts = SchoolFacts(name=school_name)
        if school:
            found = session.school(school)
            if found is None:
                raise UserError("school.unknown", urn=school)
            facts = set_up.facts_of(found)
        review = session.create_review(facts, loaded, start=start, days=days)
        if report_language:
            session.do(session.open(review), report_languages.choose, report_language)
        if photos_allowed_by.strip():
            session.do(session.open(review), set_up.allow_photos, photos_allowed_by)
        ctx.output.result({"review": review, "school": facts.name}, [review])


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the reviews on this computer."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        reviews = session.reviews()
        ctx.output.listing(
            {
                "reviews": [
                    {
                        "review": one.id,
                        "school": one.school,
                        "start": one.start,
                        "days": one.days,
                        "framework": one.framework,
                    }
                    for one in reviews
                ]
            },
            [
                f"{one.id}  {one.school}, {reporting.day_words(one.start, one.days)}"
                for one in reviews
            ],
            _(
                "There is no review here yet. “team join FILE” opens the file a lead or an office sent, and "
                "“review create” sets one up."
            ),
        )


@app.command()
def show(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Show a review: its school, team, activities, and how much evidence there is."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (_session, opened):
        ctx.output.result(_values(opened), _lines(opened))


@app.command()
def export(
    context: typer.Context,
    review: ReviewId,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder to write into.", metavar="DIR")
    ],
    kind: Annotated[OpenKind, typer.Option("--format", help="How to write them.")] = OpenKind.JSON,
    recipient: RecipientOption = None,
    purpose: PurposeOption = None,
    who: ReaderOption = None,
    as_json: AsJson = False,
) -> None:
    """Write the findings as open data, without notes and names: the lead's and the deputy's to do."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        usual = reporting.usual_reader(ReportStage.FINAL)
        made_for = reader(usual, recipient, purpose, who)
        files = data_export.export_open(session, opened, output, kind, made_for).files
        ctx.output.result(
            {
                "files": [str(one) for one in files],
                "recipient": made_for.recipient,
                "purpose": made_for.purpose,
            },
            [str(one) for one in files],
        )


@app.command("import")
def import_(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="A folder with a review.json, or that file.", metavar="DIR")
    ],
    as_json: AsJson = False,
) -> None:
    """Read a finished review from its open data: findings and estimates, with no notes behind them."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        review = importing.import_review(session, folder)
        opened = session.open(review)
        ctx.output.result({"review": review, "findings": len(opened.findings())}, [review])


@app.command("consent")
def consent_(
    context: typer.Context,
    review: ReviewId,
    recipient: Annotated[
        str,
        typer.Option("--recipient", help="Who outside the school and the team.", metavar="WHO"),
    ],
    purpose: Annotated[str, typer.Option("--purpose", help="What for.", metavar="WHAT")],
    by: Annotated[Consenting, typer.Option("--by", help="Who of the school agreed.")],
    how: Annotated[Given, typer.Option("--how", help="How they said so.")],
    as_json: AsJson = False,
) -> None:
    """Record that the school agreed to a reader and a purpose: the lead's and the deputy's to do."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        given = session.do(opened, consent.record, recipient, purpose, by, how)
        ctx.output.result({"review": opened.id, "consent": given}, [given])


@app.command()
def consents(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List what the school agreed to, and what it withdrew."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (_session, opened):
        given = consent.consents_in(opened)
        ctx.output.listing(
            {"consents": [one.model_dump(mode="json") for one in given]},
            [
                f"{one.id}  {one.recipient}, {one.purpose}: {consent.consent_words(one)}"
                for one in given
            ],
            _("The school has agreed to nothing yet."),
        )


@app.command()
def withdraw(
    context: typer.Context,
    review: ReviewId,
    given: Annotated[str, typer.Argument(help="A consent's id.", metavar="CONSENT")],
    as_json: AsJson = False,
) -> None:
    """Record that the school withdrew its consent: nothing more leaves by it."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        session.do(opened, consent.withdraw, given)
        ctx.output.result({"review": opened.id, "withdrawn": given}, [given])


@app.command("hand-in")
def hand_in(
    context: typer.Context,
    review: ReviewId,
    card: Annotated[
        Path, typer.Option("--card", help="The card of the programme’s office.", metavar="FILE")
    ],
    store: Annotated[
        str, typer.Option("--store", help="A folder, or an address as for sync.", metavar="STORE")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file, instead of a store.", metavar="FILE"),
    ] = None,
    purpose: PurposeOption = None,
    credentials: CredentialsOption = "",
    as_json: AsJson = False,
) -> None:
    """Hand a finished review's findings in to the programme's office: no notes, and by the school's consent.

    The consent is one for whoever the card names: see `review consent`.
    """
    ctx = here(context, as_json=as_json)
    if bool(store) is (output is not None):
        raise typer.BadParameter(_("Give --store or -o, one of them."))
    with ctx.review(review) as (session, opened):
        office, what_for = team_files.file_of_team(card), purpose or ""
        done: handing_in.FileHandedIn | handing_in.HandedIn
        if output is not None:
            done = handing_in.hand_in_as_file(session, opened, office, output, what_for)
            name = output.name
        else:
            place = open_store(store, access(ctx, credentials))
            done = handing_in.hand_in(session, opened, office, place, what_for)
            name = done.name
        words = (
            _("Final {number} was handed in to {office} before, as {name}.")
            if done.outcome is None
            else _("Final {number} is handed in to {office}, as {name}.")
        )
        ctx.output.result(
            {
                "review": opened.id,
                "number": done.number,
                "recipient": done.made_for.recipient,
                "purpose": done.made_for.purpose,
                "file": name,
                "new": done.outcome is not None,
            },
            [words.format(number=done.number, office=done.made_for.recipient, name=name)],
        )


@app.command()
def sheets(
    context: typer.Context,
    review: ReviewId,
    day: Annotated[str, typer.Option("--day", help="A day of the review, as 2026-11-17.")],
    output: OutFile,
    mine: Annotated[bool, typer.Option("--mine", help="Only the visits you go to.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the plan of a day as a PDF, with a sheet to jot on for each visit still to come."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        set_up.checked_dates(day, 1)
        wanted = date.fromisoformat(day)
        count = day_sheets.export_sheets(session, opened, wanted, output, mine=mine)
        ctx.output.result({"file": str(output), "visits": count}, [str(output)])


@app.command()
def calendar(
    context: typer.Context,
    review: ReviewId,
    output: OutFile,
    mine: Annotated[bool, typer.Option("--mine", help="Only the visits you go to.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the plan as a calendar file (.ics), with first names and roles only."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        count = day_sheets.export_calendar(session, opened, output, mine=mine)
        ctx.output.result({"file": str(output), "visits": count}, [str(output)])


def _values(opened: OpenReview) -> dict[str, object]:
    table = weigh.matrix(opened)
    return {
        "review": opened.review.model_dump(mode="json"),
        "team": [
            {"person": m.person, "name": m.name, "role": m.role.value} for m in opened.people()
        ],
        "activities": [
            {**one.model_dump(mode="json"), "notes": len(opened.notes_of(one.id))}
            for one in opened.activities()
        ],
        "findings": [one.model_dump(mode="json") for one in opened.findings()],
        "estimates": opened.estimates(),
        "notes": table.notes,
        "thin": [one.row.id for one in weigh.thin_rows(opened, table)],
        "framework": {
            "id": opened.framework.framework.id,
            "version": opened.framework.framework.version,
            "hash": opened.framework.hash,
        },
    }


def _lines(opened: OpenReview) -> list[str]:
    review = opened.review
    notes = len(opened.evidence())
    lines = [
        f"{review.school_name}, {reporting.day_words(review.start, review.days)}",
        opened.framework.framework.title,
        _("Team: {names}").format(names=", ".join(one.name for one in opened.people())),
        ngettext("{count} note", "{count} notes", notes).format(count=notes),
        photos_allowed_words(review),
    ]
    for activity in opened.activities():
        count = len(opened.notes_of(activity.id))
        said = ngettext("{count} note", "{count} notes", count).format(count=count)
        lines.append(f"  {activity.id}  {activity.title} ({state_words(activity)}), {said}")
    return lines


def audit(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Check the journal's chain, every digest, and every row of a review."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        session.open(review)
        found = session.audit(review)
        ctx.output.result(
            {
                "review": review,
                "sound": found.sound,
                "changes": found.changes,
                "redacted": found.redacted,
                "held_back": found.held,
                "problems": list(found.problems),
            },
            [
                ngettext(
                    "{changes} change checked, {redacted} redacted, {held} held back.",
                    "{changes} changes checked, {redacted} redacted, {held} held back.",
                    found.changes,
                ).format(changes=found.changes, redacted=found.redacted, held=found.held),
                *(found.problems or (_("Everything checks."),)),
            ],
        )
    if not found.sound:
        raise typer.Exit(1)
