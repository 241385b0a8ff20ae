"""`demo OUT`: plays a whole fictional review through the very verbs the window uses."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.app import Program
from reviewer_app.cli.context import progress
from reviewer_app.cli.frameworks import framework_named
from reviewer_app.cli.options import AsJson, here, place_named
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.demo import Plan, Played, play
from reviewer_app.review.session import Session

PASSPHRASE = "seven lanterns over the lark field"  # noqa: S105 (a sample's; it lies beside it)


def demo(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="A folder; made if it is not there.", parser=place_named
        ),
    ],
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
    with _whole_or_not_there(out):
        done = _play(plan, out)
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
            "data": str(out / "review.json"),
        },
        [
            _("{school}: {notes} notes, {findings} findings.").format(
                school=done.school, notes=done.notes, findings=done.findings
            ),
            str(out / "report.pdf"),
            str(out / "report-draft.pdf"),
            str(out / "review.json"),
            str(out / "store"),
        ],
    )


def _play(plan: Plan, out: Path) -> Played:
    profiles = out / "profiles"
    if profiles.exists():
        raise UserError("demo.exists", name=str(out))
    profiles.mkdir(parents=True)
    (out / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    clock = plan.clock()
    program = Program(clock, plan.ids(), plan.salts(), lambda: None)

    def open_profile(name: str) -> Session:
        folder = profiles / name.split(maxsplit=1)[0].casefold()
        session, _code = program.create(folder, passphrase=PASSPHRASE)
        session.become(name)
        return session

    return play(plan, open_profile, clock, out, progress(_("Playing the review")))


@contextmanager
def _whole_or_not_there(out: Path) -> Iterator[None]:
    """Remove what came to lie in a folder, and the folder if it is new, unless all of it is done.

    It is not made elsewhere and moved in: every profile of the demo remembers where its store lies.

    Raises:
        UserError: "file.not-written".
    """
    try:
        new = [one for one in (out, *out.parents) if not os.path.lexists(one)]
        there = set() if new else set(out.iterdir())
        try:
            yield
        except BaseException:
            for left in new[-1:] or set(out.iterdir()) - there:
                _remove(left)
            raise
    except OSError as error:
        raise UserError(
            "file.not-written", name=str(out), reason=error.strerror or str(error)
        ) from error


def _remove(left: Path) -> None:
    with suppress(OSError):
        left.unlink() if left.is_symlink() or not left.is_dir() else shutil.rmtree(left)
