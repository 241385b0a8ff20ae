"""`schools import FILE.csv | find TEXT`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.context import progress
from reviewer_app.cli.options import AsJson, here
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import register
from reviewer_app.store.register import is_closed

app = typer.Typer(help="The register of schools.", rich_markup_mode=None)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    as_json: AsJson = False,
) -> None:
    """Import an extract of the English register (GIAS); importing a newer one updates it.

    Stopped by Ctrl+C, it leaves the schools that are filed; importing again files the rest.
    """
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        extract = register.read_extract(file)
        try:
            found = register.import_register(
                session.database, extract, progress=progress(_("Importing schools"))
            )
        except KeyboardInterrupt:
            ctx.output.say(_("The schools filed so far stay; import the file again for the rest."))
            raise
    counts = found.counts
    ctx.output.result(
        {
            "added": counts.added,
            "updated": counts.updated,
            "unchanged": counts.unchanged,
            "closed": counts.closed,
            "kept": found.kept,
            "bad_rows": found.bad_rows,
            "bad": [{"line": one.line, "code": one.code, "what": one.what} for one in found.bad],
        },
        [
            _("{added} schools added, {updated} updated, {unchanged} unchanged.").format(
                added=counts.added, updated=counts.updated, unchanged=counts.unchanged
            ),
            *(_("Line {line}: {what}").format(line=one.line, what=one.what) for one in found.bad),
            *(
                [
                    ngettext(
                        "{count} row could not be read.",
                        "{count} rows could not be read.",
                        found.bad_rows,
                    ).format(count=found.bad_rows)
                ]
                if found.bad_rows
                else []
            ),
        ],
    )


@app.command()
def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    as_json: AsJson = False,
) -> None:
    """Find a school by URN, name, town or postcode."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        found = session.find_schools(text)
    ctx.output.listing(
        {"schools": [one.model_dump(exclude={"folded"}) for one in found]},
        [
            f"{one.urn}  {one.name}, {one.town} {one.postcode}"
            + (f" ({_('closed')})" if is_closed(one) else "")
            for one in found
        ],
        _(
            "The register here holds no such school. “schools import FILE.csv” brings one in; a review can be set up "
            "with a school’s name alone."
        ),
    )
