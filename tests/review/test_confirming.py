"""Who has confirmed the draft, and who has not yet."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import confirming, reporting
from tests.support import Device


def exports(device: Device, stage: ReportStage = ReportStage.DRAFT, number: int = 1) -> str:
    device.does(reporting.record_version, b"%PDF-", stage, number, MadeFor("the headteacher"))
    return max(device.open.versions(), key=lambda one: one.made_at).id


def told(device: Device) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    stands = confirming.standing(device.open)
    assert stands is not None
    return stands.version.number, stands.names, stands.waiting


def test_it_is_told_who_confirmed_and_a_later_draft_asks_again(helen: Device, asha: Device) -> None:
    assert confirming.standing(helen.open) is None
    draft = exports(helen)
    asha.receives(helen.changes)
    assert told(asha) == (1, (), ("Helen", "Asha"))
    asha.does(confirming.confirm, draft)
    asha.does(confirming.remark, draft, "Page 3 reads well now.")
    helen.receives(asha.changes)
    assert told(helen) == (1, ("Asha",), ("Helen",))
    stands = confirming.standing(helen.open)
    assert stands is not None
    assert stands.confirmed == (("Asha", "Page 3 reads well now."),)
    assert stands.mine is None
    helen.does(confirming.confirm, draft)
    assert told(helen) == (1, ("Helen", "Asha"), ())
    helen.does(confirming.take_back, draft)
    assert told(helen) == (1, ("Asha",), ("Helen",))
    exports(helen, number=2)
    assert told(helen) == (2, (), ("Helen", "Asha"))


def test_only_a_draft_is_confirmed(helen: Device) -> None:
    final = exports(helen, ReportStage.FINAL)
    with pytest.raises(UserError, match=r"draft\.none"):
        helen.does(confirming.confirm, final)
    assert confirming.standing(helen.open) is None
