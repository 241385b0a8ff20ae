"""`note add | list | history | empty`."""

from typing import Annotated

import typer

from reviewer_app.cli.context import text_from
from reviewer_app.cli.options import AsJson, ReviewId, here
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import capture
from reviewer_app.review.opened import OpenReview, in_evidence, note_order
from reviewer_app.review.session import Session
from reviewer_app.review.wording import left_out_words, step_words
from reviewer_app.store.history import Version

app = typer.Typer(help="Evidence notes.", rich_markup_mode=None)


@app.command()
def add(
    context: typer.Context,
    review: ReviewId,
    activity: Annotated[str, typer.Option("--activity", metavar="ID")],
    text: Annotated[str, typer.Option("--text", help="The note; - reads standard input.")],
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="CRITERION", help="A criterion; repeatable."),
    ] = None,
    polarity: Annotated[
        Bearing | None,
        typer.Option(
            "--polarity",
            help="Which way it points; if not said, as “www ” or “ebi ” at its start says, or neutral.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add a note to an activity."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        known = {one.id for one in opened.framework.framework.criteria}
        for criterion in tag or ():
            if criterion not in known:
                raise UserError("note.criterion-unknown", criterion=criterion)
        words = text_from(text)
        bearing, words = capture.bearing_in(words) if polarity is None else (polarity, words)
        note = session.do(
            opened,
            capture.commit_note,
            activity,
            words,
            bearing=bearing,
            criteria=tag or (),
        )
        ctx.output.result({"note": note}, [note])


@app.command("list")
def list_(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List the notes of a review by the time they were seen."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (_session, opened):
        notes = sorted(opened.all(Note), key=note_order)
        ctx.output.listing(
            {"notes": [_values(opened, one) for one in notes]},
            [_line(opened, one) for one in notes],
            _("There are no notes yet."),
        )


def _line(opened: OpenReview, note: Note) -> str:
    text = note.text
    if not in_evidence(opened, note.id):
        text = _("{words} ({stands})").format(words=text, stands=left_out_words())
    return f"{note.id}  {note.seen_at[11:16]}  {note.bearing.value:8}  {text}"


def _values(opened: OpenReview, note: Note) -> dict[str, object]:
    return {
        **note.model_dump(mode="json"),
        "author_name": opened.name_of(note.author),
        "evidence": in_evidence(opened, note.id),
        "criteria": opened.criteria_of(note.id),
        "groups": opened.groups_of(note.id),
        "photos": [photo.digest for photo in opened.photos_of(note.id)],
    }


@app.command()
def history(
    context: typer.Context,
    note: Annotated[str, typer.Argument(metavar="NOTE")],
    as_json: AsJson = False,
) -> None:
    """Show every wording a note ever had: who, when, why."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        opened, versions = _found(session, note)
        ctx.output.result(
            {
                "note": note,
                "history": [
                    {
                        "time": one.time,
                        "by": opened.name_of(one.person),
                        "did": one.action.value,
                        "values": dict(one.values),
                        "reason": one.reason,
                        "redacted": one.redacted,
                        "standing": one.standing,
                        "change": one.change,
                    }
                    for one in versions
                ],
            },
            [
                f"{one.time[:16].replace('T', ' ')}  {opened.name_of(one.person)}  {step_words(one)}  "
                + (
                    _("(wording removed)")
                    if one.redacted and "text" not in one.values
                    else str(one.values.get("text", ""))
                )
                for one in versions
            ],
        )


@app.command()
def empty(
    context: typer.Context,
    note: Annotated[str, typer.Argument(metavar="NOTE")],
    reason: Annotated[str, typer.Option("--reason", help="Why they go.", metavar="WHY")],
    as_json: AsJson = False,
) -> None:
    """Empty the earlier words of a note on every laptop, for good; of a note that was removed, all of them."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        opened, _versions = _found(session, note)
        count = session.do(opened, capture.empty_earlier_words, note, reason)
        words = ngettext("{count} wording emptied.", "{count} wordings emptied.", count)
        ctx.output.result({"note": note, "emptied": count}, [words.format(count=count)])


def _found(session: Session, note: str) -> tuple[OpenReview, list[Version]]:
    """Give the review a note is in, and everything that was done to it.

    Raises:
        UserError: "note.unknown".
    """
    for listed in session.reviews():
        versions = session.history(listed.id, "note", note)
        if versions:
            return session.open(listed.id), versions
    raise UserError("note.unknown", note=note)
