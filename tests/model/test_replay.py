"""The slice that proves replay: one review, two people, adds, edits, a dispute, a redaction."""

import itertools

from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.words import Role
from tests.model.team import ORDER, PARENTS, Journal, first_roster, person

LEAD, ASHA = person("helen", Role.LEAD), person("asha", Role.REVIEWER)
ROSTER = first_roster(LEAD, ASHA)


def test_smoke():
    from reviewer_app.model.replay import replay

    helen = Journal(LEAD.person, "d1", ROSTER)
    asha = Journal(ASHA.person, "d2", ROSTER)
    one = helen.write(Operation(Action.ADD, "activity", "a", {"title": "Maths"}))
    two = asha.write(Operation(Action.ADD, "note", "n", {"activity": "a", "text": "Mr Name"}))
    three = helen.write(
        Operation(Action.REDACT, "@change", two.hash, empties=["0/text"], reason="a name")
    )
    results = {
        tuple(sorted((k, str(s.values())) for k, s in replay(order, [ROSTER], PARENTS, ORDER).states.items()))
        for order in itertools.permutations([one, two, three, two])
    }
    assert len(results) == 1
    assert "Mr Name" not in str(results)
