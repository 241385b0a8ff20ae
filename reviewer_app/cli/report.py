"""`report settle | waive | build | look | shape | e-mail | compare | sign | verify | timestamp`."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import (
    AsJson,
    OutFile,
    PurposeOption,
    ReaderOption,
    RecipientOption,
    ReviewId,
    here,
    reader,
)
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed
from reviewer_app.model.words import FindingRule, ReportShape, ReportStage
from reviewer_app.review import (
    checking,
    comparing,
    covering,
    exporting,
    report_look,
    reporting,
    shapes,
    waivers,
)
from reviewer_app.review.checking import Verification
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.files import text_in

app = typer.Typer(help="The report.", rich_markup_mode=None)


@app.command()
def settle(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """List what the final report waits for.

    Findings that rest on too little, or do not say "so that"; and that something of it was agreed with the school.
    """
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (_session, opened):
        broken = waivers.broken(opened)
        ctx.output.result(
            {
                "findings": [
                    {
                        "finding": one.finding.id,
                        "rule": one.rule.value,
                        "text": one.finding.text,
                        "waived_because": one.waiver.reason if one.waiver else None,
                    }
                    for one in broken
                ],
                "agreed": waivers.is_agreed(opened),
                "unagreed_because": opened.review.unagreed_because or None,
            },
            _waiting(opened, broken) or [_("Nothing: nothing keeps a final report back.")],
        )


def _waiting(opened: OpenReview, broken: Sequence[waivers.Broken]) -> list[str]:
    lines = [
        _("{finding}  {rule}  {text}").format(
            finding=one.finding.id, rule=one.rule.value, text=one.finding.text
        )
        for one in broken
        if one.waiver is None
    ]
    if waivers.waits_for_agreement(opened):
        lines.append(_("Nothing in it has been agreed with the school as it is worded now."))
    return lines


@app.command()
def waive(
    context: typer.Context,
    review: ReviewId,
    finding: Annotated[
        str | None,
        typer.Argument(
            help="A finding's id; if not said, it is why the report leaves though nothing of it was agreed.",
            metavar="[FINDING]",
        ),
    ] = None,
    rule: Annotated[
        FindingRule | None, typer.Option("--rule", help="What the finding need not keep to.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why it stays so.", metavar="WHY")
    ] = None,
    back: Annotated[
        bool, typer.Option("--take-back", help="Let the final report wait for it again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say why a finding stays as it is, or why nothing was agreed, so that the final report need not wait for it."""
    ctx = here(context, as_json=as_json)
    if (finding is None) is not (rule is None):
        raise typer.BadParameter(_("Name a finding and the rule it breaks, or neither of them."))
    if back is (reason is not None):
        raise typer.BadParameter(_("Give a reason, or take it back."))
    with ctx.review(review) as (session, opened):
        if reason is None:
            _waive_no_more(session, opened, finding, rule)
            ctx.output.result({"review": opened.id, "finding": finding, "rule": rule}, [opened.id])
            return
        if finding is None or rule is None:
            if waivers.is_agreed(opened):
                raise UserError("report.agreed-already")
            session.do(opened, waivers.leave_unagreed, reason)
            ctx.output.result(
                {"review": opened.id, "unagreed_because": reason.strip()}, [opened.id]
            )
            return
        if (finding, rule) not in [(one.finding.id, one.rule) for one in waivers.broken(opened)]:
            raise UserError("finding.nothing-to-waive", finding=finding, rule=rule.value)
        session.do(opened, waivers.waive, reason, (finding, rule))
        ctx.output.result({"finding": finding, "rule": rule.value}, [finding])


def _waive_no_more(
    session: Session, opened: OpenReview, finding: str | None, rule: FindingRule | None
) -> None:
    if finding is None or rule is None:
        session.do(opened, waivers.ask_for_agreement)
    else:
        session.do(opened, waivers.take_back, (finding, rule))


@app.command()
def build(
    context: typer.Context,
    review: ReviewId,
    output: OutFile,
    draft: Annotated[
        bool, typer.Option("--draft", help="A draft: watermarked, never signed.")
    ] = False,
    recipient: RecipientOption = None,
    purpose: PurposeOption = None,
    who: ReaderOption = None,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            help="en-GB, cy or cy+en for this once; if not said, the review’s.",
        ),
    ] = "",
    data: Annotated[
        bool,
        typer.Option(
            "--data",
            help="Put the findings into the file as data: for a programme, or if the head said so.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the report: the lead's and the deputy's to do.

    A draft is on record as a version from now on. Without --draft the final is built, ready to be signed by
    `report sign` with this profile; it is on record once it is signed.
    """
    ctx = here(context, as_json=as_json)
    if draft and data:
        raise typer.BadParameter(_("A draft holds no data: what it says may still change."))
    with ctx.review(review) as (session, opened):
        session.builder.warm()
        stage = ReportStage.DRAFT if draft else ReportStage.FINAL
        usual = reporting.usual_reader(stage)
        made_for = replace(reader(usual, recipient, purpose, who), with_data=data)
        values: dict[str, object] = {"file": str(output), "draft": draft, **asdict(made_for)}
        if draft:
            exported = exporting.export_draft(session, opened, output, made_for, language=language)
            values["number"], substituted = exported.number, exported.substituted
        else:
            substituted = exporting.build_final(
                session, opened, output, made_for, language=language
            )
        values["substituted"] = [asdict(one) for one in substituted]
        ctx.output.result(values, [str(output)])
        for one in substituted:
            ctx.output.say(one.sentence)


@app.command()
def look(
    context: typer.Context,
    logo: Annotated[
        Path | None,
        typer.Option(
            "--logo", help="A picture of the school's or programme's logo.", metavar="FILE"
        ),
    ] = None,
    whose: Annotated[
        str, typer.Option("--logo-of", help="Whose logo it is, to be read out.", metavar="NAME")
    ] = "",
    no_logo: Annotated[bool, typer.Option("--no-logo", help="Print no logo any more.")] = False,
    colour: Annotated[
        str | None,
        typer.Option(
            "--colour", help='Such as "#1f4e79"; "" for the program\'s own.', metavar="COLOUR"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say how reports built with this profile look, or give them a logo and a colour.

    A colour too light to be read on white is made darker, and said.
    """
    ctx = here(context, as_json=as_json)
    if logo is not None and no_logo:
        raise typer.BadParameter(_("Give a logo, or say --no-logo: not both."))
    # Read before anything is kept: a picture that is none leaves the colour as it was too.
    picture = None if logo is None else report_look.read_logo(logo)
    with ctx.session() as session:
        if colour is not None:
            report_look.set_colour(session, colour)
        if picture is not None:
            report_look.set_logo(session, picture, whose)
        if no_logo:
            report_look.drop_logo(session)
        kept = report_look.kept_look(session)
    values = {"logo": bool(kept.logo), "logo_of": kept.logo_of, "colour": kept.colour}
    ctx.output.result(values, [report_look.look_words(kept)])
    if colour and report_look.is_darker(kept, colour):
        ctx.output.say(report_look.darker_words(kept))


def _shape(words: str) -> ReportShape:
    """Take one of the shapes that are made here, by its name.

    Raises:
        typer.BadParameter: it is none of them.
    """
    found = next((one for one in shapes.OFFERED if one.value == words), None)
    if found is None:
        names = listed([one.value for one in shapes.OFFERED])
        raise typer.BadParameter(_("A shape is one of {names}.").format(names=names))
    return found


@app.command()
def shape(
    context: typer.Context,
    review: ReviewId,
    output: OutFile,
    kind: Annotated[
        ReportShape,
        typer.Option(
            "--as",
            help="word: to edit; web: one page of HTML; governors: two pages; plan-table: the EBIs as a Word "
            "table; to-publish: without estimates and names, PDF or HTML.",
            metavar="SHAPE",
            parser=_shape,
        ),
    ],
    recipient: RecipientOption = None,
    purpose: PurposeOption = None,
    who: ReaderOption = None,
    as_json: AsJson = False,
) -> None:
    """Make another shape of the report: word, web, governors, plan-table or to-publish.

    It is made of the final or the draft exported last if that still says what the review says, else it is a draft of
    its own; and it is on record from then on. Only an agreed, sealed final is published.
    """
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        session.builder.warm()
        made_for = reader(shapes.usual_reader(kind), recipient, purpose, who)
        made = shapes.export_shape(session, opened, output, kind, made_for)
        ctx.output.result(
            {
                "file": str(output),
                "shape": kind.value,
                "stage": made.stage.value,
                "number": made.number,
                **asdict(made_for),
                "substituted": [asdict(one) for one in made.substituted],
            },
            [str(output)],
        )
        for one in made.substituted:
            ctx.output.say(one.sentence)


@app.command("e-mail")
def e_mail(context: typer.Context, review: ReviewId, as_json: AsJson = False) -> None:
    """Print a covering e-mail to copy, for the report exported last; nothing is sent."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (_session, opened):
        mail = covering.covering_mail(opened)
        ctx.output.result(asdict(mail), [mail.text])


@app.command()
def compare(
    context: typer.Context,
    review: ReviewId,
    earlier: Annotated[
        str | None,
        typer.Option(
            "--from", help="draft-1, final-1 ...; if not said, the last.", metavar="VERSION"
        ),
    ] = None,
    later: Annotated[
        str, typer.Option("--to", help="draft-2, final-1 ... or now.", metavar="VERSION")
    ] = comparing.NOW,
    as_json: AsJson = False,
) -> None:
    """Say what differs between two versions of the report, paragraph by paragraph."""
    ctx = here(context, as_json=as_json)
    with ctx.review(review) as (session, opened):
        earlier = earlier or comparing.last_exported(opened)
        pairs = comparing.compare_versions(
            session,
            opened,
            comparing.named_version(opened, earlier),
            comparing.named_version(opened, later),
        )
    differ = [one for one in pairs if one.fate is not comparing.Fate.SAME]
    ctx.output.result(
        {
            "from": earlier,
            "to": later,
            "unchanged": len(pairs) - len(differ),
            "differences": [asdict(one) for one in differ],
        },
        [comparing.changes_words(pairs), *(line for one in differ for line in _told(one))],
    )


def _told(pair: comparing.Pair) -> list[str]:
    fate = comparing.fate_words(pair.fate)
    lines = [_("{title} ({fate})").format(title=pair.title, fate=fate)]
    if pair.before and pair.before != pair.after:
        lines.append(_("  Before: {words}").format(words=pair.before))
    if pair.after:
        lines.append(_("  After: {words}").format(words=pair.after))
    return [*lines, *(f"  {words}" for words in comparing.pair_words(pair))]


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
    """Sign a report in the field prepared for the role.

    The lead's signature seals a report that `report build` made with this profile, and puts it on record as a
    version; the head's is added to a sealed one.
    """
    ctx = here(context, as_json=as_json)
    if role not in ("lead", "head"):
        raise typer.BadParameter(_("A report is signed as lead or as head."))
    if p12 is None and p12_passphrase_file is not None:
        raise typer.BadParameter(_("Name the certificate the passphrase opens: --p12 FILE."))
    with ctx.session() as session:
        if p12 is not None:
            words = text_in(p12_passphrase_file).rstrip("\r\n") if p12_passphrase_file else ""
            certificate = checking.certificate_in(p12, words, session.clock())
        else:
            certificate = session.certificate()
        if role == "lead":
            found = exporting.seal_built(session, file, output, certificate).checked
        else:
            found = checking.countersign(file, output, certificate, session.clock())
        ctx.output.result(_values(output, found), [found.summary])


@app.command()
def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    trust: Annotated[
        list[Path] | None,
        typer.Option(
            "--trust", help="A root whose word counts, such as your programme’s.", metavar="FILE"
        ),
    ] = None,
    revoked: Annotated[
        list[Path] | None,
        typer.Option(
            "--revoked", help="A list of revoked certificates, such as its root’s.", metavar="FILE"
        ),
    ] = None,
    details: Annotated[
        bool, typer.Option("--details", help="Print also what stands behind the plain words.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check PDFs: has anything changed since they were signed, who signed, and by whose clock?

    Nothing is sent anywhere. What is to be known of a signer, such as a certificate that was revoked, is printed and
    breaks no seal: exit 1 is for files that are not sealed.
    """
    ctx = here(context, as_json=as_json)
    now = ctx.program.clock()
    checked = [
        (file, checking.verify_path(file, trust or (), revoked or (), now)) for file in files
    ]
    lines = []
    for file, found in checked:
        lines.append(f"{file.name}: {found.summary}")
        lines += [f"  {label}: {said}" for label, said in found.facts] if details else []
    ctx.output.result({"files": [_values(file, found) for file, found in checked]}, lines)
    for file, found in checked:
        refusal = found.refusal(file.name)
        if refusal is not None:
            raise ctx.output.refusal(refusal)


@app.command()
def timestamp(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")],
    tsa: Annotated[
        str,
        typer.Option("--tsa", help="The time-stamping service's address.", metavar="URL"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Where to write it; if not said, the file itself.",
            metavar="FILE",
        ),
    ] = None,
    revoked: Annotated[
        list[Path] | None,
        typer.Option(
            "--revoked",
            help="A list of revoked certificates to keep in the file: its signer’s issuer makes it.",
            metavar="FILE",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add a trusted time to a sealed report: a service states that it was there, as it is.

    The service is told a digest of the file, and nothing of what it says. The certificates it is checked by go into
    the file as well, so that it can be checked when nobody has them any more. In the year before the stamp’s own
    certificate ends, the same command renews it.
    """
    ctx = here(context, as_json=as_json)
    written = output or file
    found = checking.stamp_time(file, written, tsa, ctx.program.clock(), lists=revoked or ())
    ctx.output.result(_values(written, found), [found.summary])


def _values(file: Path, found: Verification) -> dict[str, object]:
    return {"file": str(file), **found.values}
