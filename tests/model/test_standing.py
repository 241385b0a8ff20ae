import itertools
from collections.abc import Sequence

from reviewer_app.model.changes import Action, Change, Operation
from reviewer_app.model.roster import Cut, Roster, chain_of
from reviewer_app.model.standing import Judgement, Standing, judge
from reviewer_app.model.words import Role
from tests.model.team import Journal, first_roster, next_roster, person

LEAD = person("helen", Role.LEAD)
ASHA = person("asha", Role.REVIEWER)
TOM = person("tom", Role.READER)
FIRST = first_roster(LEAD, ASHA, TOM)


def note(text: str) -> Operation:
    return Operation(Action.ADD, "note", text, {"text": text})


def journal(length: int, *, member: str = ASHA.person, device: str = "d1") -> Journal:
    written = Journal(member, device, FIRST)
    for number in range(length):
        written.write(note(f"{device}-{number}"))
    return written


def removed(cut: Cut) -> Roster:
    return next_roster(FIRST, signer=LEAD.person, members=[LEAD, TOM], cuts={ASHA.person: cut})


def standings(changes: Sequence[Change], *rosters: Roster) -> list[str]:
    chain = chain_of(rosters or [FIRST])
    judgements: list[Judgement] = [
        judge(order, chain) for order in itertools.islice(itertools.permutations(changes), 100)
    ]
    judgements.append(judge([*changes, *changes], chain))
    assert all(one == judgements[0] for one in judgements)
    return [judgements[0].standing[change.hash].value for change in changes]


def test_an_unbroken_journal_counts() -> None:
    assert standings(journal(3).changes) == ["counted"] * 3


def test_a_gap_holds_back_only_what_lies_behind_it_in_its_own_journal() -> None:
    one, two = journal(4), journal(2, device="d2")
    changes = [*one.changes[:1], *one.changes[2:], *two.changes]
    assert standings(changes) == ["counted", "gap", "gap", "counted", "counted"]


def test_both_sides_of_a_fork_count_and_are_shown() -> None:
    asha = journal(3)
    restored = asha.write(note("after the restored backup"), after=1)
    further = asha.write(note("and on"))
    assert standings(asha.changes) == ["counted"] * 5
    assert judge(asha.changes, chain_of([FIRST])).forks == (
        tuple(sorted((asha.changes[1].hash, restored.hash))),
    )
    assert further.number == 3


def test_two_first_changes_are_a_fork_too() -> None:
    asha = journal(1)
    asha.write(note("again"), after=0)
    assert len(judge(asha.changes, chain_of([FIRST])).forks) == 1


def test_a_change_cannot_follow_another_journal_or_skip_a_number() -> None:
    asha, helen = journal(2), Journal(LEAD.person, "d9", FIRST)
    helen.branch = asha.branch[:1]
    stray = helen.write(note("stray"))
    asha.branch.insert(0, asha.branch[0])
    skipped = asha.write(note("skipped"))
    late_first = Journal(LEAD.person, "d9", FIRST)
    changes = [*asha.changes[:2], stray, skipped, late_first.write(note("first"))]
    assert standings(changes) == ["counted", "counted", "misplaced", "misplaced", "counted"]
    assert judge(changes, chain_of([FIRST])).forks == ()


def test_an_unknown_roster_holds_back_only_what_was_written_under_it() -> None:
    second = next_roster(FIRST, signer=LEAD.person, members=[LEAD, ASHA, TOM])
    asha = journal(1)
    asha.roster = second
    asha.write(note("under the second"))
    asha.roster = FIRST
    asha.write(note("under the first again"))
    assert standings(asha.changes) == ["counted", "roster", "counted"]
    assert standings(asha.changes, FIRST, second) == ["counted"] * 3


def test_strangers_do_not_count_and_what_a_reader_may_write_does() -> None:
    assert standings(journal(2, member="stranger").changes) == ["stranger"] * 2
    assert standings(journal(2, member=TOM.person).changes) == ["counted"] * 2


def test_each_of_those_who_wrote_under_one_roster_is_judged_by_themselves() -> None:
    together = [*journal(1).changes, *journal(1, member="stranger", device="d2").changes]
    assert standings(together) == ["counted", "stranger"]
    cut = Cut(2, {})
    both = [*journal(1).changes, *journal(1, member=TOM.person, device="d2").changes]
    assert standings(both, FIRST, removed(cut)) == ["cut", "counted"]


def test_a_change_of_another_review_does_not_count() -> None:
    other = first_roster(LEAD, ASHA, nonce="elsewhere")
    asha = Journal(ASHA.person, "d1", other)
    change = asha.write(note("elsewhere"))
    asha.roster = FIRST
    assert standings([change]) == ["roster"]


def test_a_removed_members_later_changes_do_not_count() -> None:
    asha = journal(4)
    cut = Cut(2, {"d1": asha.changes[1].hash})
    assert standings(asha.changes, FIRST, removed(cut)) == ["counted", "counted", "cut", "cut"]


def test_a_device_the_cut_does_not_name_counts_not_at_all() -> None:
    asha, spare = journal(1), journal(2, device="d2")
    cut = Cut(2, {"d1": asha.changes[0].hash})
    changes = [*asha.changes, *spare.changes]
    assert standings(changes, FIRST, removed(cut)) == ["counted", "cut", "cut"]


def test_of_a_forked_journal_only_the_side_the_cut_names_counts() -> None:
    asha = journal(2)
    asha.write(note("other side"), after=1)
    cut = Cut(2, {"d1": asha.changes[1].hash})
    assert standings(asha.changes, FIRST, removed(cut)) == ["counted", "counted", "cut"]


def test_while_the_change_at_the_cut_or_one_before_it_is_missing_its_journal_waits() -> None:
    asha = journal(4)
    cut = Cut(2, {"d1": asha.changes[3].hash})
    roster = removed(cut)
    assert standings(asha.changes[:2], FIRST, roster) == ["gap", "gap"]
    without_third = [*asha.changes[:2], asha.changes[3]]
    assert standings(without_third, FIRST, roster) == ["gap", "gap", "gap"]
    assert standings(asha.changes, FIRST, roster) == ["counted"] * 4


def test_what_is_written_after_coming_back_counts_even_while_older_changes_wait() -> None:
    asha = journal(2)
    gone = removed(Cut(2, {"d1": "0" * 64}))
    back = next_roster(gone, signer=LEAD.person, members=[LEAD, ASHA, TOM], cuts=gone.cuts)
    asha.roster = back
    asha.write(note("back again"))
    assert standings(asha.changes, FIRST, gone, back) == ["gap", "gap", "counted"]


def test_a_second_cut_lets_nothing_in_that_the_first_kept_out() -> None:
    asha = journal(2)
    gone = removed(Cut(2, {"d1": asha.changes[0].hash}))
    back = next_roster(gone, signer=LEAD.person, members=[LEAD, ASHA, TOM], cuts=gone.cuts)
    asha.roster = back
    asha.write(note("back again"))
    asha.write(note("too late"))
    again = next_roster(
        back,
        signer=LEAD.person,
        members=[LEAD, TOM],
        cuts={ASHA.person: Cut(4, {"d1": asha.changes[2].hash})},
    )
    found = standings(asha.changes, FIRST, gone, back, again)
    assert found == ["counted", "cut", "counted", "cut"]


def test_someone_lowered_to_reader_keeps_what_was_counted() -> None:
    asha = journal(2)
    lowered = next_roster(
        FIRST,
        signer=LEAD.person,
        members=[LEAD, person("asha", Role.READER), TOM],
        cuts={ASHA.person: Cut(2, {"d1": asha.changes[0].hash})},
    )
    asha.roster = lowered
    asha.write(note("as a reader"))
    assert standings(asha.changes, FIRST, lowered) == ["counted", "cut", "counted"]


def test_nothing_counts_before_a_roster_is_known() -> None:
    judgement = judge(journal(1).changes, chain_of([]))
    assert list(judgement.standing.values()) == [Standing.ROSTER]
