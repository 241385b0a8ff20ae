"""`profile create | info | change-passphrase | recover`."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.context import Context
from reviewer_app.cli.options import AsJson, here
from reviewer_app.cli.sync import CredentialsOption, access, came_words
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import person
from reviewer_app.store.files import text_in
from reviewer_app.vault.store_access import StoreAccess

app = typer.Typer(help="The encrypted file that holds everything.", rich_markup_mode=None)


@app.command()
def create(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Your first name; what you sign in as if not said."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a profile; the recovery code is printed once, here."""
    ctx = here(context, as_json=as_json)
    name = _signed_in_as() if name is None else name
    # The code is shown once, so nothing may be refused once it is made.
    person.check_name(name)
    session, code = ctx.program.create(ctx.folder, passphrase=ctx.passphrase())
    try:
        me = session.become(name)
        ctx.output.result(
            {
                "profile": str(ctx.folder),
                "person": me.identity.person,
                "name": me.identity.name,
                "recovery_code": str(code),
            },
            [
                _("Recovery code: {code}").format(code=code),
                _("Write it down now and keep it apart from this computer. It is shown only once."),
            ],
        )
    finally:
        session.close()


def _signed_in_as() -> str:
    """Give the name someone signs in to this computer with, as a first name is written; "" where there is none."""
    try:
        return getpass.getuser().capitalize()
    except (KeyError, OSError):
        return ""


@app.command()
def info(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what the profile is and whose."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        name = session.me.identity.name if session.me else ""
        reviews = session.reviews()
        ctx.output.result(
            {
                "profile": str(ctx.folder),
                "profile_id": session.profile.profile_id,
                "schema": session.profile.schema_revision,
                "name": name,
                "person": session.me.identity.person if session.me else None,
                "reviews": len(reviews),
                "bytes": session.profile.path.stat().st_size,
            },
            [
                _("Folder: {folder}").format(folder=ctx.folder),
                _("Name: {name}").format(name=name),
                _("Reviews: {count}").format(count=len(reviews)),
                _("Format: {revision}").format(revision=session.profile.schema_revision),
            ],
        )


@app.command("change-passphrase")
def change_passphrase(
    context: typer.Context,
    new: Annotated[
        Path, typer.Option("--new-passphrase-file", help="A file with the new passphrase.")
    ],
    as_json: AsJson = False,
) -> None:
    """Change the passphrase; the recovery code stays what it was."""
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        words = text_in(new).rstrip("\r\n")
        try:
            session.change_passphrase(words)
        except UserError as error:
            option = "--new-passphrase-file"
            raise UserError(error.code, **{**error.parameters, "option": option}) from error
        ctx.output.result({"changed": True}, [_("The passphrase is changed.")])


@app.command()
def recover(
    context: typer.Context,
    code_file: Annotated[Path, typer.Option("--code-file", help="A file with the recovery code.")],
    store: Annotated[
        str,
        typer.Option(
            "--store",
            metavar="STORE",
            help="Where the team exchanges: brings everything handed over to a new laptop.",
        ),
    ] = "",
    credentials_name: CredentialsOption = "",
    as_json: AsJson = False,
) -> None:
    """Open the profile with its recovery code, and put its key back where it is found."""
    ctx = here(context, as_json=as_json)
    if store:
        _come_back(ctx, store, text_in(code_file), access(ctx, credentials_name))
        return
    session = ctx.program.recover(ctx.folder, text_in(code_file), passphrase=ctx.passphrase())
    try:
        ctx.output.result({"recovered": True}, [_("The profile opens again.")])
    finally:
        session.close()


def _come_back(ctx: Context, store: str, code: str, signed_in: StoreAccess | None) -> None:
    session, came = ctx.program.come_back(
        ctx.folder, store, code, passphrase=ctx.passphrase(), access=signed_in
    )
    try:
        ctx.output.result(
            {
                "recovered": True,
                "person": session.person().identity.person,
                "name": session.person().identity.name,
                "reviews": [{"review": review, "new": one.new} for review, one in came],
            },
            [
                _("You are back as {name}. The recovery code stays the one you gave.").format(
                    name=session.person().identity.name
                ),
                *(
                    _("Review {review}: {words}").format(review=review, words=came_words(one))
                    for review, one in came
                ),
            ],
        )
    finally:
        session.close()
