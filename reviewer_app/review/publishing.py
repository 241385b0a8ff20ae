"""What is published: the report without estimates, and without the names of who has not agreed to be named."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from reviewer_app.errors import UserError
from reviewer_app.frameworks.form_blocks import Worked
from reviewer_app.language import listed
from reviewer_app.report.content import CopyOf, FormSection, ReportContent
from reviewer_app.review import reporting
from reviewer_app.review.opened import OpenReview


def to_publish(opened: OpenReview, copy_of: CopyOf) -> ReportContent:
    """Give what is published of a final.

    Left out are estimates and what explains them, what forms worked out, who was on the team, and whom to ring: those
    who read it ask the school.

    Raises:
        UserError: "report.names-to-publish" where the report's own words name somebody who has not agreed to it.
    """
    content = reporting.content_of(opened, published=True)
    area = content.excellence
    left = replace(
        content,
        summary=(),
        facts=tuple(one for one in content.facts if one.label != reporting.lead_label()),
        excellence=replace(area, outcome=None) if area else None,
        forms=tuple(_asked(one) for one in content.forms if one.first),
        reviewers=(),
        signatories=(),
        contact=None,
        copy_of=copy_of,
    )
    _require_consent(opened, left)
    return left


def _asked(form: FormSection) -> FormSection:
    """Give a section on what the review was about, without what was worked out of its answers."""
    return replace(form, blocks=tuple(one for one in form.blocks if not isinstance(one, Worked)))


def _require_consent(opened: OpenReview, content: ReportContent) -> None:
    agreed = {one.name.casefold() for one in opened.agreements() if one.name}
    known = {
        reporting.lead_name(opened),
        opened.review.head_name,
        opened.review.contact.partition(",")[0].strip(),
    }
    said = "\n".join(_texts(content))
    named = sorted(
        name
        for name in known
        # A first name alone may be any word: "Grace", "Hope".
        if " " in name
        and name.casefold() not in agreed
        and re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE)
    )
    if named:
        raise UserError("report.names-to-publish", names=listed(named))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
