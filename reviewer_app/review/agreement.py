"""Agreeing: who agreed what wording, by role, and a different view where there is one."""

import hashlib

from reviewer_app.model.nouns import Agreement, Finding
from reviewer_app.model.reasons import Reason
from reviewer_app.store.work import Work


def wording_of(findings: list[Finding]) -> str:
    """Name the wording of findings, so that an agreement covers it and nothing later."""
    return " ".join(
        f"{one.id}={hashlib.sha256(one.text.encode()).hexdigest()[:16]}"
        for one in sorted(findings, key=lambda one: one.id)
    )


def record(
    work: Work, role: str, *, name: str = "", different_view: str = "", agreed_at: str = ""
) -> str:
    """Record that someone agreed the findings as they are worded now. `name` only by consent."""
    return work.add(
        Agreement,
        work.new_id(),
        role=role.strip(),
        name=name.strip(),
        agreed_at=agreed_at or work.now,
        wording=wording_of(work.all(Finding)),
        different_view=different_view.strip(),
    )


def not_covered(agreement: Agreement, findings: list[Finding]) -> list[Finding]:
    """Give the findings whose present wording an agreement does not cover."""
    covered = set(agreement.wording.split())
    return [one for one in findings if wording_of([one]) not in covered]


def take_back(work: Work, agreement: str) -> None:
    """Take back an agreement that was recorded by mistake."""
    work.remove(Agreement, agreement, Reason.BY_MISTAKE)
