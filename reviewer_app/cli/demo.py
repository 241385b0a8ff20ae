"""`demo OUT`: plays a whole fictional review through the very verbs the window uses."""

from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.app import Program
from reviewer_app.cli.context import progress
from reviewer_app.cli.frameworks import framework_named
from reviewer_app.cli.options import AsJson, here
from reviewer_app.errors import UserError
from reviewer_app.review.demo import Plan, play
from reviewer_app.review.session import Session

PASSPHRASE = "seven lanterns over the lark field"  # noqa: S105 (a sample's; it lies beside it)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder; made if it is not there.")],
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another review.")] = 1,
    reviewers: Annotated[int, typer.Option("--reviewers", min=0, max=8)] = 3,
    visits: Annotated[int, typer.Option("--visits", min=1, max=200)] = 24,
    photos: Annotated[int, typer.Option("--photos", min=0, max=200)] = 4,
    framework: Annotated[str, typer.Option("--framework", metavar="ID")] = "quality-assurance",
    as_json: AsJson = False,
) -> None:
    """Play a whole fictional review and leave its report, its bundles and its profiles in OUT."""
    ctx = here(context, as_json=as_json)
    plan = Plan(seed, reviewers, visits, photos, framework_named(framework))
    profiles = out / "profiles"
    if profiles.exists():
        raise UserError("demo.exists", name=str(out))
    try:
        profiles.mkdir(parents=True)
        (out / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    except OSError as error:
        raise UserError(
            "file.not-written", name=str(out), reason=error.strerror or str(error)
        ) from error

    clock = plan.clock()
    program = Program(clock, plan.ids(), plan.salts(), lambda: None)

    def open_profile(name: str) -> Session:
        session, _code = program.create(profiles / name.casefold(), passphrase=PASSPHRASE)
        session.become(name)
        return session

    done = play(plan, open_profile, clock, out, progress(_("Playing the review")))
    ctx.output.result(
        {
            "out": str(out),
            "seed": seed,
            "review": done.review,
            "school": done.school,
            "notes": done.notes,
            "findings": done.findings,
            "people": list(done.people),
            "report": str(out / "report.pdf"),
            "draft": str(out / "report-draft.pdf"),
        },
        [
            _("{school}: {notes} notes, {findings} findings.").format(
                school=done.school, notes=done.notes, findings=done.findings
            ),
            str(out / "report.pdf"),
            str(out / "report-draft.pdf"),
            str(out / "store"),
        ],
    )
