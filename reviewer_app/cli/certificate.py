"""`certificate authority | request | issue | revoke | take`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from reviewer_app.cli.options import AsJson, NewFile, here
from reviewer_app.durable import OWNER_ONLY
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.store.files import lies_there, read_file, text_in, write_atomically
from reviewer_app.vault.authority import (
    LARGEST_ANSWER,
    LARGEST_REQUEST,
    LARGEST_ROOT,
    Authority,
)
from reviewer_app.vault.revocation import LARGEST_LIST, RevocationList

app = typer.Typer(
    help="Certificates reports are signed with, under a programme’s own root.",
    rich_markup_mode=None,
)

_SHORTEST: Final = 12

RootPassphrase = Annotated[
    Path,
    typer.Option(
        "--root-passphrase-file", help="The passphrase that opens the root.", metavar="FILE"
    ),
]


@app.command()
def authority(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What the programme is called.", metavar="NAME")],
    output: NewFile,
    root: Annotated[
        Path, typer.Option("--root", help="Where the root goes that schools trust.", metavar="FILE")
    ],
    passphrase_file: RootPassphrase,
    as_json: AsJson = False,
) -> None:
    """Make a programme’s root: once, at the office, for ten years.

    The output is what `issue --authority` asks for: keep it and its passphrase (12 characters or more) apart, for
    whoever has both issues certificates. Nothing that is there already is written over.
    """
    ctx = here(context, as_json=as_json)
    passphrase = _new_passphrase(passphrase_file)
    for file in (output, root):
        # Whatever it issued would be worth nothing once its root is gone.
        if lies_there(file):
            raise UserError("vault.root-there-already", name=file.name)
    made = Authority.create(name, now=ctx.program.clock())
    write_atomically(output, made.to_pkcs12(passphrase), mode=OWNER_ONLY)
    write_atomically(root, made.root_pem)
    ctx.output.result(
        {"authority": str(output), "root": str(root), "name": made.name}, [str(output), str(root)]
    )


@app.command()
def request(context: typer.Context, output: NewFile, as_json: AsJson = False) -> None:
    """Ask the programme’s office for a certificate: write the file to send there.

    The certificate is for the person of this profile: `reviewer-app --profile DIR certificate request -o FILE`.
    Nothing that is there already is written over.
    """
    ctx = here(context, as_json=as_json)
    if lies_there(output):
        raise UserError("file.there-already", name=output.name)
    with ctx.session() as session:
        session.write_certificate_request(output)
        ctx.output.result({"file": str(output)}, [str(output)])


@app.command()
def issue(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A reviewer’s request.", metavar="FILE")],
    name: Annotated[
        str, typer.Option("--name", help="Who the reviewer is, as the office knows them.")
    ],
    authority_file: Annotated[
        Path, typer.Option("--authority", help="The programme’s root with its key.", metavar="FILE")
    ],
    passphrase_file: RootPassphrase,
    output: NewFile,
    as_json: AsJson = False,
) -> None:
    """Answer a reviewer’s request with a certificate.

    Keep a copy of what is written: it is what `revoke` asks for, should the reviewer’s laptop be lost.
    """
    ctx = here(context, as_json=as_json)
    if lies_there(output):
        raise UserError("file.there-already", name=output.name)
    office = Authority.from_pkcs12(
        read_file(authority_file, LARGEST_ROOT), _passphrase(passphrase_file)
    )
    answer = office.issue(read_file(file, LARGEST_REQUEST), name, now=ctx.program.clock())
    write_atomically(output, answer)
    ctx.output.result({"file": str(output), "name": name, "issuer": office.name}, [str(output)])


@app.command()
def revoke(
    context: typer.Context,
    authority_file: Annotated[
        Path, typer.Option("--authority", help="The programme’s root with its key.", metavar="FILE")
    ],
    passphrase_file: RootPassphrase,
    crl: Annotated[
        Path,
        typer.Option(
            "--list", help="The list of what was revoked; it is made, or added to.", metavar="FILE"
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            help="The certificate to take back, as `issue` wrote it; if not said, the list is only made anew.",
            metavar="[FILE]",
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            help="From when on it counts no more, such as the day the laptop was lost; if not said, now.",
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take a reviewer’s certificate back: write the list that `report verify --revoked` asks.

    Hand the list on with the root. What is on it stays on it; make it anew once a season, so that it says of the
    others that they still count.
    """
    ctx = here(context, as_json=as_json)
    office = Authority.from_pkcs12(
        read_file(authority_file, LARGEST_ROOT), _passphrase(passphrase_file)
    )
    earlier = None
    if lies_there(crl):
        earlier = RevocationList.from_file(read_file(crl, LARGEST_LIST), crl.name)
        if not earlier.is_by(office.root):
            raise UserError("vault.list-other-root", name=crl.name)
    certificate = read_file(file, LARGEST_ANSWER) if file is not None else b""
    made = office.revoke(
        certificate,
        now=ctx.program.clock(),
        since=since.replace(tzinfo=UTC) if since is not None else None,
        earlier=earlier,
    )
    write_atomically(crl, made.pem)
    ctx.output.result(
        {"list": str(crl), "issuer": office.name, "revoked": len(made.revoked)}, [str(crl)]
    )


@app.command()
def take(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What the office answered.", metavar="FILE")],
    as_json: AsJson = False,
) -> None:
    """Sign with the certificate the office issued from now on.

    It is taken up by the person of this profile: `reviewer-app --profile DIR certificate take FILE`.
    """
    ctx = here(context, as_json=as_json)
    with ctx.session() as session:
        taken = session.take_answer(file)
        until = taken.valid_until.date().isoformat()
        ctx.output.result(
            {"name": taken.subject_name, "valid_until": until},
            [_("{name}, until {day}").format(name=taken.subject_name, day=until)],
        )


def _passphrase(file: Path) -> str:
    return text_in(file).rstrip("\r\n")


def _new_passphrase(file: Path) -> str:
    words = _passphrase(file)
    if len(words) < _SHORTEST:
        raise UserError("vault.root-passphrase-short", shortest=_SHORTEST)
    return words
