"""A framework that asks for every type of item on a lesson visit, for the tests and pictures of the forms."""

from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.filling import Key
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.ui.components.form_column import FormColumn
from tests.frameworks.small import SMALL

CHOICES = """\
choices:
  - id: doing
    choices:
      - {id: explaining, label: Explaining}
      - {id: asking, label: Asking}
      - {id: waiting, label: Waiting}
  - id: support
    choices:
      - {id: adult, label: An adult sits with a group and works through the same task}
      - {id: task, label: A different task}
      - {id: none, label: None was seen}
groups:
"""

ITEMS = """\
    items:
      - {id: welcome, type: words, label: Answer what you saw; leave the rest.}
      - {id: calm, type: scale, label: How calm is it?, scale: estimate, not_applicable: true,
         not_seen: true, criterion: clarity, required: true}
      - id: explaining
        type: group
        label: Explaining
        hint: In the part of the lesson that you saw.
        items:
          - {id: aims, type: low-medium-high, label: The aim is clear, hint: Pupils can say it.}
          - {id: checks, type: low-medium-high, label: Understanding is checked, not_applicable: true}
          - id: whole
            type: holistic
            label: Explaining as a whole
            suggestion: mean
            points:
              - {score: 1, descriptor: Few pupils can follow.}
              - {score: 3, descriptor: Most pupils can follow.}
              - {score: 5, descriptor: Every pupil can follow and say it back in their own words.}
      - {id: standard, type: met, label: A safe room}
      - {id: help, type: yes-no, label: Is extra help given?, required: true}
      - {id: kind, type: choices, label: What help is given?, choices: support, other: true,
         relevant: "${help} = 'yes'"}
      - {id: lead, type: choice, label: Who leads?, choices: doing, look: row}
      - {id: next, type: choice, label: What comes next?, choices: doing, look: menu}
      - {id: present, type: number, label: Pupils present, lowest: 1, highest: 40, unit: pupils}
      - {id: writing, type: number, label: Pupils writing, lowest: 0, highest: 40, outside: block,
         constraint: ". <= ${present}", constraint_message: No more than are present.}
      - {id: share, type: calculated, label: Share writing,
         calculation: "round(100 * ${writing} div ${present})"}
      - {id: room, type: text, label: Which room?}
      - {id: day, type: date, label: Day of the book scrutiny}
      - {id: began, type: time, label: When did it begin?}
      - {id: story, type: narrative, label: What stood out?}
      - id: said
        type: quote
        label: Something a pupil said
        speakers: [A younger pupil, An older pupil]
      - {id: proof, type: evidence-link, label: Which notes bear this out?, least: 1}
      - id: look
        type: snapshots
        label: Who is doing what
        timing: {count: 3, minutes: 15, late_after_seconds: 60, began: began}
        dimensions: [{id: teacher, label: Teacher, choices: doing}]
      - id: grid
        type: matrix
        label: Pupils by group
        rows: [{id: front, label: At the front}, {id: back, label: At the back}]
        columns: [{id: doing, label: Doing, choices: doing}]
      - {id: questions, type: tally, label: Questions that pupils ask}
      - {id: talk, type: stopwatch, label: The teacher talks}
      - {id: record, type: running-record, label: What happens, actors: [Teacher, Pupils]}
      - id: book
        type: repeat
        label: Book
        items:
          - {id: marked, type: yes-no, label: Marked within a week}
          - {id: copies, type: number, label: Pages copied}
    rules:
      - {id: mean, version: 1, kind: mean, title: Explaining, inputs: [aims, checks]}
      - {id: fit, version: 1, kind: best-fit, title: Best fit, heading: teaching, inputs: [calm]}
"""

EVERY_ITEM = SMALL.replace("groups:\n", CHOICES).replace("report:\n", f"{ITEMS}report:\n")

WELSH = """\
translations:
  - language: cy
    texts:
      - {text: How calm is it?, says: Pa mor dawel yw hi?}
      - {text: Secure, says: Diogel}
"""
"""Some of its texts in another language, to stand after it."""


def every_item() -> LoadedFramework:
    """Load the framework."""
    return load_framework(EVERY_ITEM, source="every-item.yaml")


def question_with_keys(column: FormColumn) -> Key | None:
    """Give the question that takes the keys now; None where nothing that is asked does."""
    focused = QApplication.focusWidget()
    for slot, part in column.parts:
        if focused is not None and part.isAncestorOf(focused):
            return (slot.item.id, slot.row) if slot.kind == "item" else None
    return None
