"""Frameworks as small as they can be: one without items, one with items of several types and rules."""

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
  - {id: findings, kind: findings, title: Findings}
""".replace(
    "&&",
    "[lesson-visit, learning-walk, work-scrutiny, pupil-voice, staff-voice, leader-meeting,\n"
    "      governor-meeting, parent-voice, document-review, excellence-session, environment-walk]",
)

CHOICES = """\
choices:
  - id: doing
    choices:
      - {id: explaining, label: Explaining}
      - {id: waiting, label: Waiting}
"""

ITEMS = """\
    items:
      - id: part
        type: repeat
        label: Part of the lesson
        times: 2
        items:
          - {id: calm, type: scale, label: How calm is it?, scale: estimate, criterion: clarity}
          - id: whole
            type: holistic
            label: The whole
            suggestion: mean
            points: [{score: 1, descriptor: A little.}, {score: 5, descriptor: A great deal.}]
      - id: look
        type: matrix
        label: Who does what
        timing: {count: 3, minutes: 15}
        rows: [{id: teacher, label: Teacher}, {id: pupils, label: Pupils}]
        columns: [{id: activity, label: Activity, choices: doing}]
      - {id: standard, type: met, label: A standard}
    rules:
      - {id: mean, version: 1, kind: mean, title: Mean, inputs: [whole]}
      - {id: total, version: 1, kind: mean-of-means, title: Total, rules: [mean]}
      - id: shares
        version: 1
        kind: shares
        title: Shares
        input: look
        row: teacher
        dimension: activity
        groups: [{id: active, title: Active, choices: [explaining]}]
"""

WITH_ITEMS = SMALL.replace("groups:\n  - {id: all", f"{CHOICES}groups:\n  - {{id: all").replace(
    "report:\n", f"{ITEMS}report:\n"
)
