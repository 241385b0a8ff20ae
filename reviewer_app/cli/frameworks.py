"""`frameworks list | show ID | check FILE...`."""

from pathlib import Path
from typing import Annotated, cast

import typer

from reviewer_app.cli.options import AsJson, here
from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework, load_file
from reviewer_app.frameworks.problems import Problem
from reviewer_app.frameworks.shipped import shipped, shipped_as
from reviewer_app.language import gettext as _

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


@app.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the frameworks that ship with the program."""
    ctx = here(context, as_json=as_json)
    found = [one.framework for one in shipped()]
    ctx.output.result(
        {"frameworks": [{"id": f.id, "version": f.version, "title": f.title} for f in found]},
        [f"{f.id}  {f.version}  {f.title}" for f in found],
    )


@app.command()
def show(
    context: typer.Context,
    framework: Annotated[str, typer.Argument(metavar="ID")],
    as_json: AsJson = False,
) -> None:
    """Show a framework: its headings, criteria and forms."""
    ctx = here(context, as_json=as_json)
    loaded = framework_named(framework)
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
    as_json: AsJson = False,
) -> None:
    """Check framework files: every problem with its line and what to do."""
    ctx = here(context, as_json=as_json)
    problems: list[Problem] = []
    wrong = 0
    for file in files:
        try:
            problems.extend(load_file(file).warnings)
        except UserError as error:
            if error.code != "framework.invalid":
                raise
            problems.extend(cast("tuple[Problem, ...]", error.parameters["problems"]))
            wrong += 1
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
