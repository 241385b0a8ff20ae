"""One review, end to end, as a person would play it: real window, keys and mouse, real keyring, real files.

The pictures it takes on the way are the README's tour (`build/tour`); the README's first, of a day with a name that
stays, is one of `make screenshots`.
"""

import re
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.model.nouns import Note
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.review import exchange
from tests.journeys.desktop import PATIENCE, Window, display

HERE = Path(__file__).resolve().parents[2]
TOUR = HERE / "build" / "tour"
EXTRACT = HERE / "tests" / "data" / "gias" / "gias_sample.csv"

DAY = "2026-11-17"
"""The first day of the review, and the whole journey: pictures of it are the same whenever they are taken."""

NOTES = (
    ("Retrieval quiz on the board as pupils come in #asses", "Assessment in the lesson"),
    ("www Pupils explain why 0.3 is larger than 0.25 with counters #subj", "Subject knowledge"),
    ("www Partner talk before every written answer #talk", "Talk and vocabulary"),
    ("ebi The group with the adult copies the model step by step #adap", "Adaptation"),
    ("The hardest problem is open - few reach it #chal", "Challenge for all"),
    ("www Everyone is writing within thirty seconds #atti", "Attitudes to learning"),
    ("www A mistake is named as useful and taught again #asses", "Assessment in the lesson"),
    ("Three levels of task lie on the tables #chal", "Challenge for all"),
    ("ebi Two pupils wait to be told before each step #atti", "Attitudes to learning"),
    ("www Key words are on the wall and used #talk", "Talk and vocabulary"),
)
SECOND = (
    ("www Books show a second try after feedback", ""),
    ("Sentences are longer than in September", ""),
)
VOICES = (
    ("www Pupils say it is good when it is hard #atti", "Attitudes to learning"),
    ("www They name three things they got better at #chal", "Challenge for all"),
    ("ebi Two have never been asked to be on the council", ""),
)
FINDINGS = (
    (
        "Pupils explain their mathematics because every lesson asks them to prove it.",
        "what went well",
    ),
    ("Pupils settle within seconds and enjoy hard problems.", "what went well"),
    ("The harder thinking begins earlier, so that nobody waits for it.", "even better if"),
)
CUT_SHORT = "The teacher stops the class after a question and reteaches tenths from a mis"


@pytest.fixture
def desk(keyring_service: str, tmp_path: Path) -> Iterator[Window]:
    """A display, and the program on it with a profile that is not there yet."""
    assert keyring_service
    with display() as address:
        window = Window(
            address, ["--profile", str(tmp_path / "mine")], tmp_path / "clock", log=tmp_path / "log"
        )
        yield window
        if window.process is not None and window.process.poll() is None:
            window.kill()
        print((tmp_path / "log").read_text() if (tmp_path / "log").exists() else "")


def test_one_review_from_first_run_to_a_second_profile(desk: Window, tmp_path: Path) -> None:
    desk.at(f"{DAY}T08:15+00:00")
    code = first_run(desk)
    import_register_and_set_up(desk)
    plan_three_visits(desk)
    desk.at(f"{DAY}T10:17+00:00")
    prove_the_code(desk, code)
    write_notes(desk)
    desk.at(f"{DAY}T13:42+00:00")
    killed_in_mid_sentence(desk)
    desk.at(f"{DAY}T15:10+00:00")
    find(desk)
    report = seal(desk, tmp_path)
    checked_by_others(report)
    exchange_with_a_second_person(desk, tmp_path)
    both_profiles_are_equal(tmp_path)


def first_run(desk: Window) -> dict[int, str]:
    """Through the second door; gives the recovery code's groups as they were shown, by number."""
    desk.start()
    desk.named("Start a review myself...")
    desk.picture(TOUR / "first-run.png")
    desk.click("Start a review myself...")
    desk.named("Your first name", "text")
    desk.type("Helen")
    desk.keys("Return")
    spoken = desk.named("Recovery code").description
    desk.picture(TOUR / "recovery-code.png")
    desk.click("Later")
    groups = re.findall(r"Group (\d+): ([0-9A-Z ]+)", spoken)
    assert len(groups) == 9
    return {int(number): letters.replace(" ", "") for number, letters in groups}


def import_register_and_set_up(desk: Window) -> None:
    """The register comes from a file; Larkfield is found as it is typed."""
    desk.says("You lead it. The team, the timetable and the rest can follow.")
    desk.click("Import the register (CSV)")
    desk.choose_file(EXTRACT)
    desk.says("schools are on this laptop now")
    desk.click_into("School")
    desk.type("larkf")
    desk.says("Larkfield Primary School")
    desk.keys("Down", "Return")
    desk.click_into("First day")
    desk.keys("ctrl+a")
    desk.type(f"{date.fromisoformat(DAY):%d/%m/%Y}")
    desk.picture(TOUR / "set-up.png")
    desk.keys("ctrl+Return")
    desk.says("Nothing is planned yet")


def plan_three_visits(desk: Window) -> None:
    """Two lesson visits and a pupil voice."""
    desk.keys("alt+2")
    desk.says("Nothing is planned for this day")
    for title, start, kind in (
        ("Year 4 mathematics", "10:15", ""),
        ("Year 6 science", "11:00", ""),
        ("Pupil voice, eight pupils", "13:15", "Pupil voice"),
    ):
        desk.keys("ctrl+n")
        desk.named("Title", "text")
        if kind:
            desk.press(desk.named("Lesson visit", "combo box"))
            desk.type(kind)
            desk.keys("Return")
            desk.click_into("Title")
        desk.type(title)
        desk.click_into("Starts at")
        desk.keys("ctrl+a")
        desk.type(start)
        desk.click_into("Shared with")
        desk.type("the phase leader")
        desk.keys("Return")
        desk.says(title)
    desk.picture(TOUR / "plan.png")


def prove_the_code(desk: Window, code: dict[int, str]) -> None:
    """The first real visit waits for two groups of the code."""
    desk.keys("alt+1")
    desk.click("Start", "push button")
    desk.says("Take the sheet and type these two groups.")
    fields = [one for one in desk.look() if one.role == "text" and one.name.startswith("Group ")]
    assert len(fields) == 2
    for field in fields:
        desk.press(field)
        desk.type(code[int(field.name.split()[1])])
    desk.keys("Return")


def write_notes(desk: Window) -> None:
    """Three visits, fifteen notes; criteria and pupils by keyboard."""
    desk.named("Finish visit", "push button")
    for text, criterion in NOTES:
        write(desk, text, criterion)
    write(desk, "ebi Two finish early and wait @disad", "Disadvantaged")
    desk.picture(TOUR / "notes.png")
    desk.keys("ctrl+Return")
    desk.named("Open again", "push button")
    for title, notes in (("Year 6 science", SECOND), ("Pupil voice, eight pupils", VOICES)):
        desk.keys("alt+1")
        desk.says(title)
        desk.click("Start", "push button")
        desk.named("Finish visit", "push button")
        for text, criterion in notes:
            write(desk, text, criterion)
        if notes is SECOND:
            desk.keys("ctrl+Return")
            desk.named("Open again", "push button")


def write(desk: Window, text: str, tag: str) -> None:
    """Type one note and commit it; a tag at its end is chosen from what is offered."""
    desk.later()
    words = text
    for start in ("www ", "ebi "):
        words = words.removeprefix(start)
    words = re.sub(r" [#@][a-z]+$", "", words)
    desk.type(text)
    if tag:
        desk.wait_for(f"{tag} being offered", lambda one: tag in one.name and one.width > 0)
        desk.keys("Return")
    desk.keys("Return")
    desk.wait_for(f"the note {words!r}", lambda one: one.role == "list item" and words in one.name)


def killed_in_mid_sentence(desk: Window) -> None:
    """The program is killed between two keys; at the next start every word older than a second is there."""
    desk.keys("alt+3")
    desk.named("Finish visit", "push button")
    desk.type(CUT_SHORT)
    time.sleep(1.2)
    desk.type("take, nam")
    desk.kill()
    desk.start()
    editor = desk.wait_for("the draft", lambda one: CUT_SHORT in one.text)
    assert editor.text.startswith(CUT_SHORT)
    assert editor.caret == len(editor.text)
    assert (CUT_SHORT + "take, nam").startswith(editor.text)
    desk.says("Kept from")
    desk.picture(TOUR / "kept.png")
    rest = (CUT_SHORT + "take, naming it as useful.")[len(editor.text) :]
    desk.click(editor.name, editor.role)
    desk.keys("ctrl+End")
    desk.type(rest)
    desk.keys("Return")
    whole = CUT_SHORT + "take, naming it as useful."
    desk.wait_for("the whole note", lambda one: one.role == "list item" and whole in one.name)


def find(desk: Window) -> None:
    """Three findings, with notes behind them."""
    desk.keys("alt+5")
    desk.named("New finding", "push button")
    desk.press(
        desk.wait_for("the matrix", lambda one: one.role == "table cell" and "each" in one.name)
    )
    for done, (sentence, kind) in enumerate(FINDINGS):
        desk.later()
        desk.click_into(f"New: {kind}")
        desk.type(sentence)
        desk.keys("Return")
        put_behind(desk, sentence)
        desk.says("2 notes", times=done + 1)
    desk.picture(TOUR / "findings.png")


def put_behind(desk: Window, sentence: str) -> None:
    """Put the first two notes of the open cell behind a finding."""
    desk.press(
        desk.wait_for(
            f"the finding {sentence!r}",
            lambda one: one.text == sentence and not one.name.startswith("New"),
        )
    )
    desk.says(f"For or against: “{sentence[:20]}")
    desk.press(
        desk.wait_for(
            "a note of the cell", lambda one: one.role == "list item" and "Year 4" in one.name
        )
    )
    desk.keys("Home", "Return", "Down", "Return")


def seal(desk: Window, folder: Path) -> Path:
    """Seal the report through the panel, in two steps; it says "Exported" only when it was checked."""
    desk.keys("alt+6")
    desk.named("Seal the report", "push button")
    desk.picture(TOUR / "report.png")
    desk.keys("ctrl+Return")
    assert desk.named("Who it is for", "text").text == "the headteacher"
    report = folder / "Larkfield" / "report.pdf"
    report.parent.mkdir()
    desk.press(desk.named("Why it stays as it is", "text"))
    desk.type("The head asked for the first three lessons")
    desk.keys("Return")
    desk.says("It leaves so: ")
    desk.click("Save it somewhere else")
    desk.choose_file(report)
    desk.says("“report.pdf” in Larkfield")
    desk.click("Seal", "push button")
    desk.says("Seal it now?")
    desk.keys("ctrl+Return")
    desk.click("Yes, seal it now")
    desk.says("Exported and sealed")
    desk.picture(TOUR / "sealed.png")
    return report


def checked_by_others(report: Path) -> None:
    """An independent checker agrees, and sees one changed byte."""
    said = subprocess.run(
        ["pdfsig", "-nocert", str(report)], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout
    spoilt = bytearray(report.read_bytes())
    spoilt[len(spoilt) // 3] ^= 1
    other = report.with_name("spoilt.pdf")
    other.write_bytes(spoilt)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(other)], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" not in said.stdout
    assert not verify_pdf(bytes(spoilt)).sealed


def exchange_with_a_second_person(desk: Window, folder: Path) -> None:
    """Card, set-up file, hand over, gather: two people, two profiles, one folder."""
    mine, theirs = (desk.arguments, desk.clock), (["--profile", str(folder / "theirs")], None)
    shared = folder / "LARKFIELD STICK"
    shared.mkdir()
    card, setup = folder / "asha.card", folder / "larkfield.set-up"
    desk.close()
    # As anyone starts it, and by the clock of the system.
    desk.arguments, desk.clock = theirs
    desk.start()
    desk.click("Open what the office sent...")
    desk.named("Your first name", "text")
    desk.type("Asha")
    desk.keys("Return")
    desk.named("Recovery code")
    desk.click("Later")
    desk.click("Make my card")
    desk.choose_file(card)
    wait_for_file(card)
    desk.close()
    desk.arguments, desk.clock = mine
    desk.start()
    desk.named("Today")
    desk.keys("alt+7")
    desk.click("People", "radio button")
    desk.click("Choose cards", "push button")
    desk.choose_file(card, title="The cards of the team", another_follows=True)
    desk.choose_file(setup, title="Save the file")
    wait_for_file(setup)
    desk.keys("ctrl+shift+h")
    desk.choose_folder(shared)
    desk.says("Everything of yours is handed over, at ")
    desk.picture(TOUR / "team.png")
    desk.close()
    desk.arguments, desk.clock = theirs
    desk.start()
    desk.click("Open what the office sent...")
    desk.click("Choose the file")
    desk.choose_file(setup)
    desk.named("Plan the day", "push button")
    desk.keys("alt+7")
    desk.named("Gather", "push button")
    desk.keys("ctrl+shift+g")
    desk.choose_folder(shared)
    desk.says("Helen")
    desk.keys("alt+4")
    desk.says("naming it as useful")
    desk.close()


def both_profiles_are_equal(folder: Path) -> None:
    """Rows and history are equal, and gathering once more changes nothing."""
    program = Program()
    lead, other = program.open(folder / "mine"), program.open(folder / "theirs")
    try:
        review = lead.reviews()[0].id
        mine, theirs = lead.open(review), other.open(review)
        assert mine.records == theirs.records
        assert len(mine.all(Note)) >= 15
        assert len(mine.findings()) == 3
        for note in mine.all(Note):
            assert lead.history(review, "note", note.id) == other.history(review, "note", note.id)
        again = exchange.gather(other, review, str(folder / "LARKFIELD STICK"))
        assert (again.new, again.refused) == (0, ())
        assert lead.audit(review).sound
        assert other.audit(review).sound
    finally:
        lead.close()
        other.close()


def wait_for_file(path: Path) -> None:
    """Wait until a file is there."""
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} was not written"
        time.sleep(0.2)
