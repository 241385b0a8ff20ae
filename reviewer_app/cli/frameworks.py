"""`frameworks list | show | add | remove | check | compare | import-xlsform | export-xlsform`."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, OutFile, here
from reviewer_app.errors import UserError
from reviewer_app.frameworks.checking import check_file
from reviewer_app.frameworks.comparing import compare
from reviewer_app.frameworks.differences import Difference, kind_word, topic_word
from reviewer_app.frameworks.load import LoadedFramework, load_file
from reviewer_app.frameworks.scoring import flat
from reviewer_app.frameworks.shipped import shipped, shipped_as
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import library
from reviewer_app.store.files import write_atomically

app = typer.Typer(help="Review frameworks.", rich_markup_mode=None)


def framework_named(name: str) -> LoadedFramework:
    """Give the framework with this id, or in this file.

    Raises:
        UserError: "framework.unknown", "framework.invalid", "framework.unreadable".
    """
    found = shipped_as(name)
    if found is not None:
        return found
    if name.endswith((".yaml", ".yml")):
        return load_file(Path(name))
    raise UserError("framework.unknown", framework=name)


def framework_here(ctx: Context, name: str) -> LoadedFramework:
    """Give the framework with this id (its newest version, or ID@VERSION) on this laptop, or in this file.

    Raises:
        UserError: "framework.unknown", "framework.invalid", "framework.unreadable"; for one that does not ship and
            could lie in the profile, why that does not open.
    """
    if name.endswith((".yaml", ".yml")):
        return load_file(Path(name))
    found, closed = _on_this_laptop(ctx)
    here = library.named(name, found)
    if here is not None:
        return here
    raise closed or UserError("framework.unknown", framework=name)


def _on_this_laptop(ctx: Context) -> tuple[list[LoadedFramework], UserError | None]:
    """Give what ships and what was added; where the profile does not open, what ships and why."""
    if not ctx.program.has_profile(ctx.folder):
        return shipped(), None
    try:
        with ctx.session() as session:
            return library.usable(session), None
    except UserError as error:
        return shipped(), error


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the frameworks on this laptop: those that ship with the program, and those that were added."""
    ctx = here(context, as_json=as_json)
    found, closed = _on_this_laptop(ctx)
    ships = {one.hash for one in shipped()}
    if closed is not None:
        ctx.output.say(_("Frameworks that were added are not listed: {why}").format(why=closed))
    whole = [(one.framework, one.hash not in ships) for one in found]
    ctx.output.result(
        {
            "frameworks": [
                {"id": f.id, "version": f.version, "title": f.title, "added": is_added}
                for f, is_added in whole
            ]
        },
        [f"{f.id}  {f.version}  {f.title}" for f, _is_added in whole],
    )


@app.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Add a framework (.yaml) or an XLSForm (.xlsx, .xls, .md) to those on this laptop."""
    ctx = here(context, as_json=as_json)
    found = library.read(file)
    loaded, left = found.loaded, found.leftovers
    with ctx.session() as session:
        is_new = library.add(session, loaded)
    framework = loaded.framework
    words = (
        _("“{title}”, version {version}, is added.")
        if is_new
        else _("“{title}”, version {version}, is here already; nothing changed.")
    )
    lines = [words.format(title=framework.title, version=framework.version)]
    if found.alone is not None:
        lines.append(str(found.alone))
    if left:
        lines += [_("Not carried over:"), *map(str, left)]
    ctx.output.result(
        {
            "id": framework.id,
            "version": framework.version,
            "new": is_new,
            "form_alone": None if found.alone is None else asdict(found.alone),
            "not_carried_over": [asdict(one) for one in left],
        },
        lines,
    )


@app.command()
def remove(
    context: typer.Context,
    framework: Annotated[str, typer.Argument(metavar="ID@VERSION")],
    as_json: AsJson = False,
) -> None:
    """Remove a framework that was added and that no review here uses."""
    ctx = here(context, as_json=as_json)
    name, _at, version = framework.partition("@")
    if not version:
        raise typer.BadParameter(_("Give the version as well: ID@VERSION."))
    with ctx.session() as session:
        library.remove(session, name, version)
    ctx.output.result(
        {"id": name, "version": version},
        [_("“{title}”, version {version}, is removed.").format(title=name, version=version)],
    )


@app.command()
def show(
    context: typer.Context,
    framework: Annotated[str, typer.Argument(metavar="ID")],
    as_json: AsJson = False,
) -> None:
    """Show a framework: its headings, criteria and forms."""
    ctx = here(context, as_json=as_json)
    loaded = framework_here(ctx, framework)
    whole = loaded.framework
    lines = [f"{whole.title} ({whole.id} {whole.version})", whole.summary]
    for heading in whole.headings:
        lines += ["", heading.title]
        lines += [f"  {one.id}: {one.title}" for one in whole.criteria_of(heading.id)]
    lines += [
        "",
        _("Evidence forms: {forms}").format(forms=", ".join(f.title for f in whole.forms)),
    ]
    ctx.output.result({**whole.model_dump(mode="json"), "hash": loaded.hash}, lines)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help="Also as it follows from this earlier version: its id, or a file.",
            metavar="OLD",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check framework files: every problem with its line and what to do."""
    ctx = here(context, as_json=as_json)
    earlier = None if against is None else framework_here(ctx, against)
    checked = [check_file(file, earlier) for file in files]
    problems = [problem for one in checked for problem in one.problems]
    wrong = sum(bool(one.errors) for one in checked)
    values = [
        {
            "code": one.code,
            "file": one.file,
            "line": one.line,
            "column": one.column,
            "what": one.what,
            "remedy": one.remedy,
        }
        for one in problems
    ]
    lines = [
        f"{one.file}:{one.line}:{one.column}: {one.code}: {one.what} {one.remedy}"
        for one in problems
    ]
    ctx.output.result(
        {"files": len(files), "wrong": wrong, "problems": values},
        lines or [_("Nothing to mend.")],
    )
    if wrong:
        raise typer.Exit(1)


@app.command("compare")
def compare_(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two versions of a framework, each named by its id (ID@VERSION) or a file."""
    ctx = here(context, as_json=as_json)
    before, after = framework_here(ctx, old), framework_here(ctx, new)
    found = compare(before.framework, after.framework)
    ctx.output.result(
        {
            "before": {"version": before.framework.version, "hash": before.hash},
            "after": {"version": after.framework.version, "hash": after.hash},
            "differences": [
                {
                    "topic": one.topic,
                    "kind": one.kind,
                    "part": one.part,
                    "place": list(one.place),
                    "name": one.name,
                    "before": one.before,
                    "after": one.after,
                }
                for one in found
            ],
        },
        [*_lines(found)] or [_("Nothing differs.")],
    )


def _lines(found: Iterable[Difference]) -> Iterator[str]:
    """Each topic as a head, and under it a line for each difference, with the words before and after."""
    for topic, rows in groupby(found, key=lambda one: one.topic):
        yield topic_word(topic)
        for one in rows:
            place = " / ".join(one.place)
            yield "  " + ": ".join(part for part in (place, one.name, kind_word(one.kind)) if part)
            if one.name:
                yield from (f"    - {line}" for line in one.before.splitlines())
                yield from (f"    + {line}" for line in one.after.splitlines())


@app.command("import-xlsform")
def import_xlsform(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    output: OutFile,
    as_json: AsJson = False,
) -> None:
    """Make a framework of an XLSForm (.xlsx, .xls or Markdown); what cannot be carried over is listed."""
    from reviewer_app.frameworks.xlsform.reading import import_xlsform as read

    ctx = here(context, as_json=as_json)
    imported = read(file)
    write_atomically(output, imported.loaded.text.encode())
    framework, left = imported.loaded.framework, imported.leftovers
    items = sum(1 for form in framework.forms for _item in flat(form.items))
    lines = [
        ngettext(
            "{name}: {count} item of “{title}”.", "{name}: {count} items of “{title}”.", items
        ).format(name=output.name, count=items, title=framework.title)
    ]
    if imported.alone is not None:
        lines.append(str(imported.alone))
    if left:
        lines += [_("Not carried over:"), *map(str, left)]
    ctx.output.result(
        {
            "file": str(output),
            "id": framework.id,
            "items": items,
            "version": framework.version,
            "choices": len(framework.choices),
            "form_alone": None if imported.alone is None else asdict(imported.alone),
            "not_carried_over": [asdict(one) for one in left],
        },
        lines,
    )


@app.command("export-xlsform")
def export_xlsform(
    context: typer.Context,
    framework: Annotated[str, typer.Argument(metavar="ID")],
    output: OutFile,
    form: Annotated[
        str | None, typer.Option("--form", help="One form alone.", metavar="FORM")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the forms of a framework as an XLSForm workbook (.xlsx)."""
    from reviewer_app.frameworks.xlsform.writing import export_xlsform as write

    ctx = here(context, as_json=as_json)
    whole = framework_here(ctx, framework).framework
    if output.suffix.lower() != ".xlsx":
        raise UserError("xlsform.not-xlsx", name=output.name)
    write_atomically(output, write(whole, form))
    ctx.output.result(
        {"file": str(output), "id": whole.id},
        [_("{name}: the forms of “{title}”.").format(name=output.name, title=whole.title)],
    )
