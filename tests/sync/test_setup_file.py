import pytest

from reviewer_app.model.roster import Roster, chain_of
from reviewer_app.sync.container import Holds
from reviewer_app.sync.roster import sign_roster
from reviewer_app.sync.setup_file import read_setup, write_setup
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.sync.forging import resigned
from tests.sync.team import TIME, Team, card, journal


def written(team: Team, *people: Identity) -> bytes:
    return write_setup(
        roster=team.first_roster(),
        changes=journal(team.helen, team.review, 4, word="review"),
        cards=[card(one) for one in people or (team.asha, team.tom)],
        identity=team.helen,
        made_at=TIME,
    )


def test_one_file_sets_up_everyone_it_is_for(team: Team) -> None:
    raw = written(team)
    for one in (team.asha, team.tom):
        setup = read_setup(raw, one)
        assert setup.review == team.review
        assert (setup.made_by, setup.sign_key) == (team.helen.person, team.helen.sign_key)
        assert list(setup.changes) == journal(team.helen, team.review, 4, word="review")
        assert setup.roster.review_secrets == (team.key[1],)
        assert chain_of(kept.roster for kept in setup.rosters).tip == setup.roster.roster


def test_it_opens_for_no_one_else(team: Team) -> None:
    raw = written(team, team.asha)
    for other in (team.tom, Identity.generate("Mira")):
        assert refusal(lambda other=other: read_setup(raw, other)) == "setup.not-for-you"
    for secret in (b"Helen", b"Asha", b"review 1"):
        assert secret not in raw


def test_only_lead_or_deputy_make_it_and_only_for_members(team: Team) -> None:
    with pytest.raises(ValueError, match="deputy"):
        write_setup(
            roster=team.first_roster(), changes=[], cards=[], identity=team.tom, made_at=TIME
        )
    with pytest.raises(ValueError, match="roster"):
        written(team, Identity.generate("Mira"))


def test_every_flipped_bit_and_truncation_is_refused(team: Team) -> None:
    raw = write_setup(
        roster=sign_roster(team.roster(team.asha), team.helen, [team.key[1]]),
        changes=journal(team.helen, team.review, 1),
        cards=[card(team.asha)],
        identity=team.helen,
        made_at=TIME,
    )
    for at in range(len(raw)):
        bad = bytearray(raw)
        bad[at] ^= 1 << at % 8
        assert refusal(lambda bad=bad: read_setup(bytes(bad), team.asha)) in {
            "file.foreign",
            "file.truncated",
            "file.damaged",
            "file.newer",
            "setup.signature-wrong",
        }
        assert refusal(lambda end=at: read_setup(raw[:end], team.asha)) == "file.truncated"


def test_newer_format_is_refused_as_newer(team: Team) -> None:
    raw = resigned(Holds.SETUP, written(team), team.helen, format=2)
    assert refusal(lambda: read_setup(raw, team.asha)) == "file.newer"


def test_no_one_passes_off_another_persons_file_as_theirs(team: Team) -> None:
    mira = Identity.generate("Mira")
    raw = resigned(Holds.SETUP, written(team), mira, person=mira.person, sign_key=mira.sign_key)
    assert refusal(lambda: read_setup(raw, team.asha)) == "setup.contents-malformed"
    for name, value in (("sign_key", mira.sign_key), ("sign_key", "x"), ("person", mira.person)):
        raw = resigned(Holds.SETUP, written(team), mira, **{name: value})
        assert refusal(lambda raw=raw: read_setup(raw, team.asha)) == "setup.signature-wrong"


def test_file_of_someone_who_only_reviews_is_refused(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Roster, "leads", lambda _roster, _person: True)
    raw = write_setup(
        roster=team.first_roster(),
        changes=journal(team.tom, team.review, 1),
        cards=[card(team.asha)],
        identity=team.tom,
        made_at=TIME,
    )
    monkeypatch.undo()
    assert refusal(lambda: read_setup(raw, team.asha)) == "setup.not-by-lead"


def test_roster_that_is_not_in_force_sets_up_nothing(team: Team) -> None:
    first = team.first_roster()
    # Tom is left out without saying how far his notes count: no roster may do that.
    second = team.roster(team.asha, number=2, previous=(first.roster.hash,))
    raw = write_setup(
        roster=sign_roster(second, team.helen, [team.key[1]], [first]),
        changes=[],
        cards=[card(team.asha)],
        identity=team.helen,
        made_at=TIME,
    )
    assert refusal(lambda: read_setup(raw, team.asha)) == "setup.contents-malformed"


def test_no_words_of_another_review_come_with_it(team: Team) -> None:
    raw = write_setup(
        roster=team.first_roster(),
        changes=journal(team.helen, "0" * 32, 1),
        cards=[card(team.asha)],
        identity=team.helen,
        made_at=TIME,
    )
    assert refusal(lambda: read_setup(raw, team.asha)) == "setup.contents-malformed"


def test_review_without_changes_can_be_set_up(team: Team) -> None:
    raw = write_setup(
        roster=team.first_roster(),
        changes=[],
        cards=[card(team.asha)],
        identity=team.helen,
        made_at=TIME,
    )
    assert read_setup(raw, team.asha).changes == ()
