import json
from pathlib import Path

import pytest

from reviewer_app.store import cipher
from tests.cli.conftest import FRAMEWORK, Person


def create(*more: object) -> list[object]:
    return [
        *("review", "create", "--school-name", "Larkfield Primary School"),
        *("--framework", FRAMEWORK, *more),
    ]


def consents(person: Person, recipient: str, purpose: str) -> str:
    """Record that the headteacher agreed by e-mail; gives the record's id."""
    asked = ("--recipient", recipient, "--purpose", purpose, "--by", "head", "--how", "e-mail")
    said = person.does("review", "consent", person.review, *asked, "--json")
    return str(said.json["consent"])


def test_created_review_is_listed_and_shown(helen: Person) -> None:
    [listed] = helen.does("review", "list", "--json").json["reviews"]
    assert listed["review"] == helen.review
    assert listed["school"] == "Larkfield Primary School"
    shown = helen.does("review", "show", helen.review, "--json").json
    assert shown["review"]["start"] == "2026-11-17"
    assert [one["name"] for one in shown["team"]] == ["Helen Marsh"]
    assert [one["id"] for one in shown["activities"]] == [helen.activity]
    assert shown["framework"]["id"] == FRAMEWORK
    lines = helen.does("review", "show", helen.review).out
    assert "17 to 19 November 2026" in lines
    assert "Year 4 mathematics" in lines
    assert helen.review in helen.does("review", "list").out


def test_findings_are_exported_as_open_data_for_a_named_reader(
    helen: Person, tmp_path: Path
) -> None:
    export = ("review", "export", helen.review, "-o", tmp_path)
    office = ("--for", "the programme office", "--purpose", "its records")
    assert helen.refused(*export, *office) == "report.consent-missing"
    consents(helen, "the programme office", "its records")
    said = helen.does(*export, *office, "--json").json
    assert said["recipient"] == "the programme office"
    [file] = said["files"]
    data = json.loads(Path(file).read_text("utf-8"))
    assert data["made_for"]["recipient"] == "the programme office"
    assert data["school"]["name"] == "Larkfield Primary School"
    assert str(tmp_path / "findings.csv") in helen.does(*export, "--format", "csv").out
    assert helen.refused(*export, "--for", " ") == "report.reader-missing"
    helen.misused(*export, "--format", "docx")
    assert helen.refused("review", "import", tmp_path) == "open-data.there-already"


def test_consent_is_recorded_listed_and_withdrawn_once(helen: Person, tmp_path: Path) -> None:
    given = consents(helen, "the trust", "its board")
    listed = ("review", "consents", helen.review)
    assert f"{given}  the trust, its board: Agreed by the headteacher, by e-mail, on" in (
        helen.does(*listed).out
    )
    export = ("review", "export", helen.review, "-o", tmp_path, "--for", "the trust", "--purpose")
    helen.does(*export, "its board")
    assert helen.refused(*export, "its website") == "report.consent-for-another"
    withdraw = ("review", "withdraw", helen.review, given)
    helen.does(*withdraw)
    assert "Withdrawn on" in helen.does(*listed).out
    assert helen.refused(*export, "its board") == "report.consent-missing"
    assert helen.refused(*withdraw) == "report.consent-unknown"
    [one] = helen.does(*listed, "--json").json["consents"]
    assert (one["given_by"], one["how"]) == ("head", "e-mail")
    helen.misused("review", "consent", helen.review, "--recipient", "x", "--purpose", "y")


@pytest.mark.parametrize(
    ("start", "days", "code"),
    [
        ("tomorrow", 3, "review.date-wrong"),
        ("2026-02-30", 3, "review.date-wrong"),
        ("20261117", 3, "review.date-wrong"),
        ("9999-12-31", 3, "review.date-wrong"),
        ("0001-01-01", 3, "review.date-wrong"),
        ("2026-11-17", 0, "review.days-wrong"),
        ("2026-11-17", 11, "review.days-wrong"),
    ],
)
def test_dates_no_visit_can_have_are_refused(
    helen: Person, start: str, days: int, code: str
) -> None:
    assert helen.refused(*create("--start", start, "--days", days)) == code
    assert len(helen.does("review", "list", "--json").json["reviews"]) == 1


def test_school_name_that_is_none_is_refused(helen: Person) -> None:
    arguments = ["--framework", FRAMEWORK, "--start", "2026-11-17", "--days", 3]
    long = helen.refused("review", "create", "--school-name", "x" * 500, *arguments)
    assert long == "review.value-not-allowed"
    assert len(helen.does("review", "list", "--json").json["reviews"]) == 1


def test_unknown_names_are_refused(helen: Person) -> None:
    assert helen.refused("review", "show", "nowhere") == "review.unknown"
    assert helen.refused("audit", "nowhere") == "review.unknown"
    dates = ("--start", "2026-11-17", "--days", 3)
    unknown = ("review", "create", "--school-name", "x", "--framework", "nothing", *dates)
    assert helen.refused(*unknown) == "framework.unknown"
    urn = ("review", "create", "--school", "999999", "--framework", FRAMEWORK, *dates)
    assert helen.refused(*urn) == "school.unknown"


def test_wrong_usage_ends_with_two(helen: Person) -> None:
    dates = ("--start", "2026-11-17", "--days", 3)
    helen.misused("review", "create", "--framework", FRAMEWORK, *dates)
    helen.misused(*create(*dates, "--school", "990001"))
    helen.misused(*create("--start", "2026-11-17", "--days", "three"))
    helen.misused("review", "show")
    helen.misused("review")


def test_audit_says_that_everything_checks(helen: Person) -> None:
    found = helen.does("audit", helen.review, "--json").json
    assert found["sound"] is True
    assert found["changes"] == 3
    assert found["problems"] == []
    assert "Everything checks." in helen.does("audit", helen.review).out


def test_audit_of_a_review_with_a_smuggled_row_says_which_and_ends_with_one(
    helen: Person, replayed_journal: dict[object, object]
) -> None:
    session = helen.program.open(helen.folder)
    profile = session.profile
    path, key, salt = profile.path, profile.key, profile.salt
    session.close()
    connection = cipher.connect(path, key, salt)
    connection.execute("UPDATE activity SET title = 'smuggled'")
    cipher.close_writer(connection)
    said = helen.says("audit", helen.review)
    assert said.code == 1
    assert f"activity {helen.activity}: the row is not what the journal says (title)" in said.out
    del replayed_journal[path]


def test_a_language_the_framework_does_not_have_is_refused(helen: Person) -> None:
    refused = helen.refused(*create("--start", "2026-11-17", "--days", 3, "--language", "cy"))
    assert refused == "framework.language-unknown"


def test_photos_are_off_unless_it_is_said_who_allowed_them(helen: Person) -> None:
    assert "Photos are off." in helen.does("review", "show", helen.review).out
    dates = ("--start", "2026-11-17", "--days", 3)
    allowed = helen.does(*create(*dates, "--photos-allowed-by", " the programme office ")).word
    shown = helen.does("review", "show", allowed, "--json").json["review"]
    assert shown["photos_allowed_by"] == "the programme office"
    assert "by the programme office." in helen.does("review", "show", allowed).out
    blank = helen.does(*create(*dates, "--photos-allowed-by", " ")).word
    assert helen.does("review", "show", blank, "--json").json["review"]["photos_allowed_at"] is None


def test_visit_sheets_of_a_day_are_written(helen: Person, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    day = ("--day", "2026-11-17", "-o", out)
    said = helen.does("review", "sheets", helen.review, *day, "--mine", "--json").json
    assert said["file"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")
    wrong = ("review", "sheets", helen.review, "-o", tmp_path / "x.pdf", "--day")
    assert helen.refused(*wrong, "tomorrow") == "review.date-wrong"
    assert helen.refused(*wrong, "2026-11-20") == "plan.day-outside"
    assert not (tmp_path / "x.pdf").exists()


def test_the_plan_is_written_as_a_calendar(helen: Person, tmp_path: Path) -> None:
    out = tmp_path / "plan.ics"
    assert helen.does("review", "calendar", helen.review, "-o", out).word == str(out)
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_language_of_the_report_is_said_on_creating_a_review(helen: Person) -> None:
    dates = ("--start", "2026-11-17", "--days", "2")
    made = helen.does(*create(*dates, "--report-language", "cy+en", "--json")).json
    shown = helen.does("review", "show", made["review"], "--json").json
    assert shown["review"]["report_language"] == "cy+en"
    reviews = helen.does("review", "list", "--json").json["reviews"]
    refused = helen.refused(*create(*dates, "--report-language", "fr"))
    assert refused == "report.language-unknown"
    assert helen.does("review", "list", "--json").json["reviews"] == reviews
