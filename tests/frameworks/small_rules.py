"""A small framework with an item of every type that rules take, and a rule of every kind."""

from tests.frameworks.small import CHOICES, SMALL

_ITEMS = """\
    items:
      - {id: calm, type: scale, label: Calm, scale: worth, not_seen: true}
      - {id: level, type: low-medium-high, label: Level, not_applicable: true}
      - {id: done, type: choice, label: Done, choices: doing}
      - {id: seen, type: yes-no, label: Seen}
      - {id: books, type: number, label: Books, lowest: 0, highest: 30}
      - {id: twice, type: calculated, label: Twice, calculation: "2 * ${books}"}
      - {id: why, type: narrative, label: Why}
      - id: part
        type: repeat
        label: Part
        times: 3
        items:
          - {id: standard, type: met, label: A standard}
          - id: whole
            type: holistic
            label: The whole
            suggestion: mean
            points: [{score: 1, descriptor: A little.}, {score: 5, descriptor: A great deal.}]
      - id: grid
        type: matrix
        label: Grid
        rows: [{id: teacher, label: Teacher}]
        columns: [{id: activity, label: Activity, choices: doing}]
      - id: look
        type: matrix
        label: Who does what
        timing: {count: 3, minutes: 15}
        rows: [{id: teacher, label: Teacher}, {id: pupils, label: Pupils}]
        columns: [{id: activity, label: Activity, choices: doing}]
    rules:
      - {id: mean, version: 1, kind: mean, title: Mean, inputs: [whole, books, twice]}
      - {id: lowest, version: 1, kind: minimum, title: Lowest, inputs: [calm, level]}
      - {id: total, version: 1, kind: mean-of-means, title: Total, rules: [mean, lowest]}
      - {id: count, version: 1, kind: count-if, title: Count, inputs: [seen], values: ["yes"]}
      - id: positive
        version: 1
        kind: positive-share
        title: Positive
        inputs: [level, calm]
        values: [high, good]
        thresholds: [{at_least: 75, word: Most}, {at_least: 50, word: Half}]
      - id: sum
        version: 1
        kind: weighted-sum
        title: Sum
        weights: [{input: calm, weight: 2}, {input: level, weight: 0.5}]
      - id: ladder
        version: 1
        kind: ladder
        title: Ladder
        heading: teaching
        levels: [{point: begun}, {point: secure, standards: [standard, seen]}]
      - {id: fit, version: 1, kind: best-fit, title: Fit, inputs: [why]}
      - {id: reached, version: 1, kind: at-least, title: Reached, rule: total, at_least: 3}
      - id: shares
        version: 1
        kind: shares
        title: Shares
        input: look
        row: teacher
        dimension: activity
        groups: [{id: active, title: Active, choices: [explaining]}, {id: off, title: Off, choices: [waiting]}]
"""
_WORTH = """\
  - id: worth
    title: Worth
    points:
      - {id: good, label: Good, short: Good, descriptor: It is., value: 2}
      - {id: poor, label: Poor, short: Poor, descriptor: It is not., value: 1}
not_enough:"""

WITH_RULES = (
    SMALL.replace("not_enough:", _WORTH, 1)
    .replace("groups:\n  - {id: all", f"{CHOICES}groups:\n  - {{id: all")
    .replace("report:\n", f"{_ITEMS}report:\n")
    + """\
translations:
  - language: cy
    texts: [{text: Calm, says: Tawel}]
"""
)
