"""`sync [REVIEW]`, and `credentials keep | forget`: exchange over whatever store the programme owns."""

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, here
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.exchange_rounds import Round, exchange_at
from reviewer_app.review.wording import (
    absent_words,
    counted_words,
    held_words,
    more_files_words,
    undecided_words,
)
from reviewer_app.store.files import text_in
from reviewer_app.sync.opening import open_store
from reviewer_app.vault.store_access import StoreAccess, access_named, forget_access, keep_access

credentials = typer.Typer(help="What stores on a network ask for.", rich_markup_mode=None)

Named = Annotated[str, typer.Argument(help="The name it is kept under.", metavar="NAME")]
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="STORE",
        help="A folder, webdav+https://host/path, or s3://bucket/prefix?endpoint=https://host.",
    ),
]
CredentialsOption = Annotated[
    str,
    typer.Option("--credentials", metavar="NAME", help="What to sign in with, kept by this name."),
]


def access(ctx: Context, name: str) -> StoreAccess | None:
    """Give what is kept under a name in the system's keyring; None where none was named.

    Raises:
        UserError: "vault.keyring-...", "store.access-unknown".
    """
    return access_named(ctx.program.keyring(), name) if name else None


def sync(
    context: typer.Context,
    store: StoreOption,
    review: Annotated[
        str, typer.Argument(help="A review; all if not said.", metavar="REVIEW")
    ] = "",
    credentials_name: CredentialsOption = "",
    as_json: AsJson = False,
) -> None:
    """Hand over and gather, for one review or all: your notes go, the others' come."""
    ctx = here(context, as_json=as_json)
    signed_in = access(ctx, credentials_name)
    with ctx.session() as session:
        wanted = [review] if review else [one.id for one in session.reviews()]
        for one in wanted:
            session.open(one)
        at = open_store(store, signed_in)
        done: list[tuple[str, Round]] = []
        for one in wanted:
            done.append((one, exchange_at(session, one, at)))
            if _nothing_done(done[-1][1]):
                break
    stopped = next((one.stopped for _review, one in done if one.stopped is not None), None)
    if stopped is not None and all(_nothing_done(one) for _review, one in done):
        raise stopped
    ctx.output.result(
        {"reviews": [_values(*one) for one in done]},
        [line for one in done for line in _lines(*one)],
    )
    if stopped is not None:
        raise ctx.output.refusal(stopped)
    refused = sum(one.gathered.turned_away for _review, one in done if one.gathered)
    if refused:
        raise ctx.output.refusal(UserError("bundle.some-refused", count=refused))


def _nothing_done(done: Round) -> bool:
    """Say whether a store let neither be done, and would not for another review."""
    return done.handed_over is None and done.gathered is None


def _values(review: str, done: Round) -> dict[str, object]:
    return {
        "review": review,
        "store": done.place,
        "sent": done.handed_over.sent if done.handed_over else 0,
        "notes_sent": done.handed_over.notes if done.handed_over else 0,
        "photos_sent": done.photos_sent,
        "standing": done.handed_over.standing if done.handed_over else 0,
        "stopped": done.stopped.code if done.stopped else None,
        **came_values(done.gathered or _none_came(done)),
    }


def _none_came(done: Round) -> Gathering:
    return Gathering(done.place, 0, 0, {}, ())


def came_values(came: Gathering) -> dict[str, object]:
    """Give what gathering came to, for a program to read."""
    return {
        "new": came.new,
        "notes": came.notes,
        "photos": came.photos,
        "held_back": dict(came.held),
        "undecided": {one.person: one.count for one in came.undecided},
        "absent": {one.person: one.count for one in came.absent},
        "refused": [{"file": name, "error": error.code} for name, error in came.refused],
        "more_refused": {code: len(alike.names) for code, alike in came.more.items()},
    }


def _lines(review: str, done: Round) -> list[str]:
    came = done.gathered or _none_came(done)
    sent = went_words(done)
    return [f"{review}: {sent}", f"{review}: {came_words(came)}", *came_lines(came)]


def went_words(done: Round) -> str:
    """Say what was handed over; of a list of the team only where nothing else went: the first goes with any notes."""
    handed, photos = done.handed_over, done.photos_sent
    changes, notes = (handed.sent, handed.notes) if handed else (0, 0)
    only_list = done.list_sent and not (changes or photos)
    went = Counted(changes, notes, photos, only_list)
    words = counted_words(went)
    return _("{what} handed over.").format(what=words) if words else _("Nothing to hand over.")


def came_words(came: Gathering) -> str:
    """Say what came in."""
    words = counted_words(Counted(came.new, came.notes, came.photos, came.team is not None))
    return _("{what} came in.").format(what=words) if words else _("Nothing new came in.")


def came_lines(came: Gathering) -> list[str]:
    """Say what gathering came to beside what came in: what does not count, what is missing or was refused."""
    return [
        *held_words(came.held_otherwise),
        *undecided_words(came.undecided),
        *absent_words((one.name, one.count) for one in came.absent),
        *(f"{name}: {error}" for name, error in came.refused),
        *(f"{more_files_words(len(one.names))}: {one.error}" for one in came.more.values()),
    ]


@credentials.command()
def keep(
    context: typer.Context,
    name: Named,
    user: Annotated[
        str, typer.Option("--user", help="A user's name, or S3's access key.", metavar="USER")
    ],
    secret_file: Annotated[
        Path,
        typer.Option(
            "--secret-file", help="A file with the password, or S3's secret key.", metavar="FILE"
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Keep what a store asks for in this computer's keyring, under a name."""
    ctx = here(context, as_json=as_json)
    secret = text_in(secret_file).rstrip("\r\n")
    keep_access(ctx.program.keyring(), name, StoreAccess(user, secret))
    ctx.output.result({"name": name}, [name])


@credentials.command()
def forget(context: typer.Context, name: Named, as_json: AsJson = False) -> None:
    """Forget what is kept under a name."""
    ctx = here(context, as_json=as_json)
    forget_access(ctx.program.keyring(), name)
    ctx.output.result({"name": name}, [name])
