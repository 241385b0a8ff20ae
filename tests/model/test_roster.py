import itertools
import json

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.roster import (
    MOST_MEMBERS,
    Cut,
    Member,
    Roster,
    RosterChain,
    chain_of,
    may,
    read_roster,
    write_roster,
)
from reviewer_app.model.words import Role
from tests.model.team import first_roster, next_roster, person

LEAD = person("helen", Role.LEAD)
DEPUTY = person("omar", Role.DEPUTY)
ASHA = person("asha", Role.REVIEWER)
TOM = person("tom", Role.READER)
TEAM = (LEAD, DEPUTY, ASHA)
FIRST = first_roster(*TEAM)
GONE = {ASHA.person: Cut(2, {})}


def after(
    *previous: Roster,
    by: str = LEAD.person,
    key: str = "",
    cuts: dict[str, Cut] | None = None,
    team: tuple[Member, ...] = TEAM,
) -> Roster:
    return next_roster(*previous, signer=by, members=team, cuts=cuts, key=key)


def chain(*rosters: Roster) -> RosterChain:
    first = chain_of([*rosters, *rosters])
    assert all(chain_of(order) == first for order in itertools.permutations(rosters))
    return first


def raw_with(roster: Roster, **fields: Json) -> bytes:
    return canonical({**json.loads(roster.raw), **fields})


# Bytes


def test_a_roster_reads_back_as_written_and_unknown_fields_survive() -> None:
    assert read_roster(FIRST.raw) == FIRST
    assert b'"later":1' in read_roster(raw_with(FIRST, later=1)).raw


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"format": 2}, "roster.newer"),
        ({"format": True}, "roster.malformed"),
        ({"format": "1"}, "roster.malformed"),
        ({"number": 0}, "roster.malformed"),
        ({"number": "1"}, "roster.malformed"),
        ({"number": 1.5}, "roster.malformed"),
        ({"number": 2}, "roster.malformed"),
        ({"previous": ["x"]}, "roster.malformed"),
        ({"previous": "x"}, "roster.malformed"),
        ({"members": {}}, "roster.malformed"),
        ({"members": []}, "roster.malformed"),
        ({"members": {"p": 1}}, "roster.malformed"),
        ({"review_keys": "key"}, "roster.malformed"),
        ({"cuts": {"p": {"before": 1, "journals": []}}}, "roster.malformed"),
        ({"cuts": {"p": {"before": 2, "journals": {}}}}, "roster.malformed"),
        ({"cuts": {"p": {"before": True, "journals": {}}}}, "roster.malformed"),
        ({"nonce": 1}, "roster.malformed"),
        ({"nonce": "another"}, "roster.malformed"),
        ({"signer": ASHA.person}, "roster.malformed"),
        ({"review": "0" * 32}, "roster.malformed"),
    ],
)
def test_a_wrong_roster_is_refused_with_its_reason(fields: dict[str, Json], code: str) -> None:
    with pytest.raises(UserError) as refused:
        read_roster(raw_with(FIRST, **fields))
    assert refused.value.code == code


def test_hostile_bytes_are_refused_not_a_crash() -> None:
    for raw in (b"", b"[]", b"\xff", b"[" * 99_999, FIRST.raw + b" ", b'{"format":1}'):
        with pytest.raises(UserError) as refused:
            read_roster(raw)
        assert refused.value.code == "roster.malformed"


def test_a_roster_has_exactly_one_lead() -> None:
    for members in ((ASHA,), (LEAD, person("eve", Role.LEAD))):
        with pytest.raises(UserError):
            next_roster(FIRST, signer=LEAD.person, members=members)


def test_nobody_else_can_begin_the_reviews_chain() -> None:
    eve = person("eve", Role.LEAD)
    members = {"members": {eve.person: json.loads(first_roster(eve).raw)["members"][eve.person]}}
    with pytest.raises(UserError):
        read_roster(raw_with(FIRST, signer=eve.person, **members))


# The chain


def test_rosters_follow_each_other_in_any_order() -> None:
    two = after(FIRST, by=DEPUTY.person)
    three = after(two)
    assert chain(FIRST, two, three).in_force == (FIRST, two, three)
    assert chain(FIRST, three) == RosterChain((FIRST,), frozenset(), frozenset())
    assert chain(three, two).tip is None


def test_two_rosters_with_one_number_are_both_out_of_force_until_the_lead_joins_them() -> None:
    left, right = after(FIRST, key="left"), after(FIRST, by=DEPUTY.person, key="right")
    forked = chain(FIRST, left, right)
    assert forked.tip == FIRST
    assert forked.forked == {left.hash, right.hash}
    assert forked.named(left.hash) is forked.named(right.hash) is None
    by_deputy = after(left, right, by=DEPUTY.person)
    assert chain(FIRST, left, right, by_deputy).tip == FIRST
    joined = after(left, right)
    settled = chain(FIRST, left, right, joined)
    assert settled.tip == joined
    assert settled.named(left.hash) == left
    assert settled.forked == frozenset()


def test_two_first_rosters_are_joined_by_the_one_who_began() -> None:
    again = first_roster(LEAD, DEPUTY)
    forked = chain(FIRST, again)
    assert forked.tip is None
    joined = after(FIRST, again)
    assert chain(FIRST, again, joined).tip == joined
    assert chain(FIRST, again, after(FIRST, again, by=DEPUTY.person)).tip is None


def test_a_fork_that_turns_up_after_the_lead_went_on_undoes_nothing() -> None:
    two = after(FIRST, by=DEPUTY.person)
    three = after(two)
    four = after(three, by=DEPUTY.person)
    late = after(FIRST, by=DEPUTY.person, key="late")
    found = chain(FIRST, two, three, four, late)
    assert found.in_force == (FIRST, two, three, four)
    assert found.forked == {late.hash}
    joined = after(four, late)
    settled = chain(FIRST, two, three, four, late, joined)
    assert settled.tip == joined
    assert settled.named(late.hash) == late
    assert len(settled.in_force) == 6


def test_a_deputy_cannot_join_what_lies_beside_the_chain() -> None:
    two, three = after(FIRST), after(after(FIRST))
    late = after(FIRST, by=DEPUTY.person, key="late")
    found = chain(FIRST, two, three, late, after(three, late, by=DEPUTY.person))
    assert found.tip == three


def test_forks_of_different_length_are_joined_too() -> None:
    left, right = (after(FIRST, by=DEPUTY.person, key=key) for key in ("left", "right"))
    further = after(left, by=DEPUTY.person)
    joined = after(further, right)
    assert chain(FIRST, left, right, further).tip == FIRST
    found = chain(FIRST, left, right, further, joined)
    assert found.tip == joined
    assert found.named(further.hash) == further


def test_a_lead_who_joins_twice_must_join_the_joins() -> None:
    left, right = (after(FIRST, key=key) for key in ("left", "right"))
    one, two = after(left, right, key="one"), after(left, right, key="two")
    assert chain(FIRST, left, right, one, two).tip == FIRST
    last = after(one, two)
    assert chain(FIRST, left, right, one, two, last).tip == last


def test_what_decides_a_fork_is_not_forked_itself() -> None:
    left, right = (after(FIRST, by=DEPUTY.person, key=key) for key in ("left", "right"))
    decided, against = after(left), after(left, by=DEPUTY.person, key="against")
    assert chain(FIRST, left, right, decided).tip == decided
    assert chain(FIRST, left, right, decided, against).tip == FIRST
    last = after(decided)
    found = chain(FIRST, left, right, decided, against, last)
    assert found.in_force == (FIRST, left, decided, last)
    assert found.forked == {right.hash, against.hash}


@pytest.mark.parametrize("signer", [ASHA.person, TOM.person, "stranger"])
def test_only_lead_and_deputy_write_rosters(signer: str) -> None:
    wrong = after(FIRST, by=signer)
    found = chain(FIRST, wrong, after(wrong))
    assert found.tip == FIRST
    assert wrong.hash in found.refused
    assert found.forked == frozenset()


def test_a_refused_roster_blocks_nothing() -> None:
    wrong, right = after(FIRST, by=ASHA.person), after(FIRST)
    assert chain(FIRST, wrong, right).tip == right


def test_a_deputy_cannot_make_another_lead() -> None:
    coup = (person("helen", Role.REVIEWER), person("omar", Role.LEAD), ASHA)
    cuts = {LEAD.person: Cut(2, {})}
    assert chain(FIRST, after(FIRST, by=DEPUTY.person, team=coup, cuts=cuts)).tip == FIRST
    handed_over = after(FIRST, team=coup, cuts=cuts)
    assert chain(FIRST, handed_over).tip == handed_over


def test_removing_or_lowering_someone_needs_a_cut_that_reaches_far_enough() -> None:
    without = (LEAD, DEPUTY)
    lowered = (LEAD, DEPUTY, person("asha", Role.READER))
    for team in (without, lowered):
        assert chain(FIRST, after(FIRST, team=team)).tip == FIRST
        short = {ASHA.person: Cut(1, {})}
        assert chain(FIRST, after(FIRST, team=team, cuts=short)).tip == FIRST
        cut = after(FIRST, team=team, cuts=GONE)
        assert chain(FIRST, cut).tip == cut


def test_a_cut_is_repeated_by_every_later_roster() -> None:
    team = (LEAD, DEPUTY)
    cut = after(FIRST, team=team, cuts=GONE)
    assert chain(FIRST, cut, after(cut, team=team)).tip == cut
    kept = after(cut, team=TEAM, cuts=GONE)
    assert chain(FIRST, cut, kept).tip == kept


def test_a_deputy_does_not_end_the_leads_words() -> None:
    ended = {LEAD.person: Cut(2, {})}
    assert chain(FIRST, after(FIRST, by=DEPUTY.person, cuts=ended)).tip == FIRST
    by_lead = after(FIRST, cuts=ended)
    moved = after(by_lead, by=DEPUTY.person, cuts={LEAD.person: Cut(2, {"d1": "x"})})
    assert chain(FIRST, by_lead, moved).tip == by_lead


def test_a_later_cut_leaves_an_earlier_one_as_it_was_moved_last() -> None:
    team = (LEAD, DEPUTY)
    cut = after(FIRST, team=team, cuts=GONE)
    moved = after(cut, cuts={ASHA.person: Cut(2, {"d1": "x"})})
    later = after(moved, team=team, cuts={ASHA.person: Cut(4, {"d1": "y"})})
    found = chain(FIRST, cut, moved, later)
    assert found.tip == later
    assert found.cuts() == {ASHA.person: (Cut(2, {"d1": "x"}), Cut(4, {"d1": "y"}))}


def test_nobodys_signing_key_changes() -> None:
    false = (LEAD, DEPUTY, Member(ASHA.person, "Asha", ASHA.role, "eve", "eve"))
    assert chain(FIRST, after(FIRST, by=DEPUTY.person, team=false)).tip == FIRST


def test_numbers_neither_skip_nor_stand_still() -> None:
    two = after(FIRST)
    for number in (2, 4):
        wrong = read_roster(raw_with(after(two), number=number))
        assert chain(FIRST, two, wrong).tip == two


def named(successor: str = DEPUTY.person) -> Roster:
    """The second roster, in which the lead names who may take over."""
    return write_roster(
        review=FIRST.review,
        nonce="",
        number=2,
        previous=[FIRST.hash],
        signer=LEAD.person,
        members=TEAM,
        review_keys=["key-2"],
        successor=successor,
    )


def test_the_deputy_whom_the_lead_named_and_nobody_else_makes_themselves_lead() -> None:
    two = named()
    taken = (person("helen", Role.DEPUTY), person("omar", Role.LEAD), ASHA)
    cuts = {LEAD.person: Cut(3, {})}
    over = after(two, by=DEPUTY.person, team=taken, cuts=cuts)
    assert chain(FIRST, two, over).tip == over
    # Not where the lead has named nobody, nor for someone else, nor without the lead's cut.
    early = after(FIRST, by=DEPUTY.person, team=taken, cuts={LEAD.person: Cut(2, {})})
    assert chain(FIRST, early).tip == FIRST
    for_asha = (person("helen", Role.DEPUTY), DEPUTY, person("asha", Role.LEAD))
    assert chain(FIRST, two, after(two, by=DEPUTY.person, team=for_asha, cuts=cuts)).tip == two
    assert chain(FIRST, two, after(two, by=DEPUTY.person, team=taken)).tip == two


def test_a_deputy_names_no_successor_and_one_must_be_a_deputy() -> None:
    by_deputy = read_roster(raw_with(named(), signer=DEPUTY.person))
    assert chain(FIRST, by_deputy).tip == FIRST
    with pytest.raises(UserError):
        named(ASHA.person)


def test_the_lead_who_was_not_ill_contests_a_taking_over_by_a_roster_of_that_number() -> None:
    two = named()
    taken = (person("helen", Role.DEPUTY), person("omar", Role.LEAD), ASHA)
    over = after(two, by=DEPUTY.person, team=taken, cuts={LEAD.person: Cut(3, {})})
    against = after(two)
    assert chain(FIRST, two, over, against).tip == two
    decided = after(against)
    assert chain(FIRST, two, over, against, decided).tip == decided


# Roles


def operation(action: Action, kind: str) -> Operation:
    return Operation(action, kind, "x")


@pytest.mark.parametrize("role", list(Role))
def test_who_may_redact(role: Role) -> None:
    redaction = operation(Action.REDACT, "@change")
    assert may(role, redaction, own=True) is (role is not Role.READER)
    assert may(role, redaction, own=False) is (role is Role.LEAD)


@pytest.mark.parametrize("kind", ["review", "framework_text", "agreement", "report_version"])
def test_only_lead_and_deputy_lead(kind: str) -> None:
    for role in Role:
        expected = role in (Role.LEAD, Role.DEPUTY)
        assert may(role, operation(Action.ADD, kind)) is expected
        assert may(role, operation(Action.REMOVE, kind)) is expected


def test_a_reader_only_says_something_of_drafts_and_a_reviewer_writes_evidence() -> None:
    for action in (Action.ADD, Action.SET, Action.REMOVE, Action.RESTORE):
        for kind in ("note", "finding", "passage", "hypothesis", "support_wanted"):
            assert not may(Role.READER, operation(action, kind))
            assert may(Role.REVIEWER, operation(action, kind))
        assert may(Role.READER, operation(action, "draft_comment"))
        assert may(Role.READER, operation(action, "draft_confirmation"))


def test_a_roster_of_more_people_or_keys_than_any_team_has_is_refused() -> None:
    most = [LEAD, *(person(f"{number}", Role.REVIEWER) for number in range(1, MOST_MEMBERS))]
    assert len(first_roster(*most).members) == MOST_MEMBERS
    keys = canonical({**json.loads(FIRST.raw), "review_keys": ["key"] * (MOST_MEMBERS + 1)})
    with pytest.raises(UserError) as people:
        first_roster(*most, ASHA)
    with pytest.raises(UserError) as named:
        read_roster(keys)
    assert people.value.code == named.value.code == "roster.malformed"
