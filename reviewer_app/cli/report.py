"""`report build | sign | verify`."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.context import text_in
from reviewer_app.cli.options import AsJson, OutFile, ReviewId, here
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import checking
from reviewer_app.review.checking import Verification

app = typer.Typer(help="The report.", rich_markup_mode=None)


@app.command()
def build(
    context: typer.Context,
    review: ReviewId,
    output: OutFile,
    draft: Annotated[
        bool, typer.Option("--draft", help="A draft: watermarked, never signed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the report. Without --draft it is ready to be signed by `report sign`."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        if draft:
            session.export_draft(opened, output)
        else:
            session.build_final(opened, output)
        ctx.output.result({"file": str(output), "draft": draft}, [str(output)])


@app.command()
def sign(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")],
    output: OutFile,
    role: Annotated[str, typer.Option("--as", help="lead or head")] = "lead",
    p12: Annotated[
        Path | None,
        typer.Option("--p12", help="A PKCS#12 certificate to sign with.", metavar="FILE"),
    ] = None,
    p12_passphrase_file: Annotated[
        Path | None, typer.Option("--p12-passphrase-file", metavar="FILE")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sign a report in the field prepared for the role."""
    ctx = here(context, as_json=as_json)
    if role not in ("lead", "head"):
        raise typer.BadParameter(_("A report is signed as lead or as head."))
    with ctx.session() as session:
        if p12 is not None:
            words = text_in(p12_passphrase_file).rstrip("\r\n") if p12_passphrase_file else ""
            certificate = checking.certificate_in(p12, words, session.clock())
        else:
            certificate = session.certificate()
        verification = checking.sign_file(
            file,
            output,
            certificate,
            "lead" if role == "lead" else "head",
            session.clock(),
        )
        ctx.output.result(_values(output, verification), [verification.summary])


@app.command()
def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    as_json: AsJson = False,
) -> None:
    """Check PDFs: has anything changed since they were signed, and who signed?"""
    ctx = here(context, as_json=as_json)
    checked = [(file, checking.verify_path(file)) for file in files]
    ctx.output.result(
        {"files": [_values(file, found) for file, found in checked]},
        [f"{file.name}: {found.summary}" for file, found in checked],
    )
    broken = next((file for file, found in checked if not found.sealed), None)
    if broken is not None:
        raise ctx.output.refusal(UserError("report.not-valid", name=broken.name))


def _values(file: Path, found: Verification) -> dict[str, object]:
    return {
        "file": str(file),
        "valid": found.sealed,
        "trusted": found.trusted,
        "whole_document": found.whole_document,
        "signatures": [
            {
                "field": one.field,
                "signer": one.signer,
                "when": one.when.isoformat() if one.when else None,
                "self_issued": one.self_issued,
                "trusted": one.trusted,
                "problems": [problem.value for problem in one.problems],
            }
            for one in found.signatures
        ],
        "problems": [problem.value for problem in found.problems],
        "summary": found.summary,
    }
