"""`response form | read`: the factual check."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, OutFile, ReviewId, here
from reviewer_app.language import ngettext
from reviewer_app.model.words import Nation
from reviewer_app.review import factual_check, school_form

app = typer.Typer(help="The factual check: the school's answer to a draft.", rich_markup_mode=None)


@app.command()
def form(
    context: typer.Context,
    review: ReviewId,
    output: OutFile,
    nation: Annotated[
        Nation,
        typer.Option("--nation", help="Whose bank holidays the five working days leave out."),
    ] = Nation.ENGLAND,
    as_json: AsJson = False,
) -> None:
    """Write the form that goes to the school with the draft exported last, and record when its answer is due."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        session.builder.warm()
        sent = school_form.write_form(session, opened, output, nation)
        values: dict[str, object] = {
            "file": str(output),
            "check": sent.check,
            "draft": sent.draft,
            "due": sent.due,
        }
        ctx.output.result(values, [str(output)])


@app.command()
def read(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Read a form the school filled in, take its answers in, and list them beside their sentences.

    What is listed is what this form says; an earlier answer that it leaves empty stays, and is not listed.
    """
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        taken = school_form.read_form(session, file)
        form = taken.form
        opened = session.open(form.review)
        check = next(one for one in factual_check.checks(opened) if one.id == form.check)
        said_here = {one.number for one in form.answers}
        answered = [
            one
            for one in school_form.answers_beside(opened, check)
            if one.paragraph.number in said_here
        ]
        ctx.output.result(
            {
                "review": form.review,
                "check": form.check,
                "draft": check.draft,
                "new": taken.new,
                "statement": form.statement,
                "answered_by": form.answered_by,
                "answers": [
                    {
                        "number": one.paragraph.number,
                        "paragraph": one.paragraph.text,
                        "subject": one.paragraph.subject,
                        "said": one.answer.said.value,
                        "correction": one.answer.correction,
                        "source": one.answer.source,
                        "changed_since": one.changed,
                    }
                    for one in answered
                    if one.answer is not None
                ],
            },
            [*_lines(answered), _count(taken.new)],
        )


def _lines(answered: list[factual_check.Beside]) -> list[str]:
    lines = []
    for one in answered:
        if one.answer is not None:
            said = school_form.said_words(one.answer.said)
            parts = (said, one.answer.correction, one.answer.source)
            lines.append(f"{one.paragraph.number}. {one.paragraph.text}")
            lines.append("    " + "; ".join(" ".join(part.split()) for part in parts if part))
    return lines


def _count(new: int) -> str:
    return ngettext("{count} new answer.", "{count} new answers.", new).format(count=new)
