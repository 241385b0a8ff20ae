"""A framework as small as one can be, for tests that break it in one place."""

import pytest

SMALL = """\
format: 1
id: small
version: "1"
language: en-GB
title: Small review
summary: Enough to be a framework.
credits: Written for a test.
licence: CC0 1.0
scales:
  - id: estimate
    title: Estimate
    points:
      - {id: secure, label: Secure, short: Secure, descriptor: It holds.}
      - {id: begun, label: Begun, short: Begun, descriptor: It has begun.}
not_enough: {label: Not enough to say, short: Not enough, descriptor: Too little was seen.}
headings:
  - id: teaching
    title: Teaching
    short: Teaching
    covers: What teachers do.
    scale: estimate
    strands:
      - {id: explaining, short: Explaining, title: Explaining well}
criteria:
  - id: clarity
    heading: teaching
    strand: explaining
    title: Clarity
    description: Explanations are clear.
    prompts: [Is it clear?]
groups:
  - {id: all, short: All pupils, spoken: All pupils}
sources:
  - id: everywhere
    short: Everywhere
    title: Everything seen
    activities: &&
forms:
  - id: general
    title: Notes
    activities: &&
    targets: [clarity]
    facts:
      - {id: class_name, label: Class}
report:
  - id: introduction
    kind: introduction
    title: About this review
    wording: ["{school} was visited {dates}."]
""".replace(
    "&&",
    "[lesson-visit, learning-walk, work-scrutiny, pupil-voice, staff-voice, leader-meeting,\n"
    "      governor-meeting, parent-voice, document-review, excellence-session, environment-walk]",
)


@pytest.fixture
def small() -> str:
    """The text of a small framework without a fault."""
    return SMALL
