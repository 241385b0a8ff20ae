import dataclasses

import pytest

from reviewer_app.report.naming import report_file_name
from tests.report.sample import HOSTILE, RICH


def named(school: str) -> str:
    return report_file_name(dataclasses.replace(RICH, school=school), None)


def test_file_is_named_for_people() -> None:
    assert report_file_name(RICH, 2) == "Larkfield Primary School, peer review report, draft 2.pdf"
    assert report_file_name(RICH, None) == "Larkfield Primary School, peer review report.pdf"


@pytest.mark.parametrize("school", ['A/B\\C:D*E?F"G<H>I|J', "a\x00b\n", "..", "CON", "nul.x", ""])
def test_no_character_or_name_windows_refuses(school: str) -> None:
    name = named(school)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name.split(",")[0].rstrip("_").split(".")[0].lower() not in {"con", "nul", ""} or (
        "_" in name
    )
    assert not name.startswith((".", " "))


def test_long_names_stay_openable() -> None:
    assert len(named("Ω" * 500).encode()) < 255
    assert report_file_name(HOSTILE, 12).startswith("Saint Bartholomew & Our Lady’s b Church")
