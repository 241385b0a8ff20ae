"""docs/bundle-format.md is enough: who has it alone reads with a printed code and a folder what the team wrote."""

import re
from pathlib import Path

from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.nouns import KINDS, PARENTS
from reviewer_app.model.roster import may
from reviewer_app.model.words import Role
from reviewer_app.review import capture, membership, photo_taking, recovery, set_up
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.sync.container import SIGNATURE_BYTES, Holds
from tests.checks import source
from tests.contract.stranger import PARENT, read_store
from tests.support import Device


def test_who_has_the_document_alone_reads_what_the_team_wrote(
    helen: Device, asha: Device, store: Path
) -> None:
    code = str(recovery.new_code(asha.session))
    visit = helen.visits()
    note = helen.writes(visit, "A display, and who made it.")
    made = helen.last_change.hash
    helen.does(set_up.allow_photos, "the programme office")
    helen.does(photo_taking.attach_photo, note, CleanPhoto(b"\xff\xd8 a page", 10, 10), "A page")
    helen.hands_over(store)
    asha.gathers(store)
    asha.does(capture.edit_note, note, text="A display.")
    gone = asha.writes(visit, "Not here.")
    asha.does(capture.remove_note, gone, "Of another visit.")
    asha.hands_over(store)
    helen.gathers(store)
    helen.does(capture.edit_note, note, text="A display of maps.")
    helen.does(capture.redact_note, note, made, "It says who.")
    helen.hands_over(store)
    membership.change_role(
        helen.session, helen.review, asha.session.person().identity.person, Role.DEPUTY
    )
    helen.hands_over(store)
    asha.gathers(store)
    asha.hands_over(store)
    read = read_store(store, code)
    assert read.name == "Asha"
    assert read.members == {"Helen Marsh": "lead", "Asha": "deputy"}
    assert (
        read.changes.keys()
        == {one.hash for one in asha.changes}
        == {one.hash for one in helen.changes}
    )
    assert [*read.photos.values()] == [b"\xff\xd8 a page"]
    opened = asha.open
    for kind, noun in KINDS.items():
        stand = {one.id: one for one in opened.all(noun)}
        theirs = {id_: values for (one, id_), values in read.records.items() if one == kind}
        assert theirs.keys() == stand.keys(), kind
        for id_, values in theirs.items():
            assert {**stand[id_].model_dump(mode="json"), **values} == stand[id_].model_dump(
                mode="json"
            )
    assert read.of("note", "text") == ["A display of maps."]


PAGE = (source.ROOT / "docs" / "bundle-format.md").read_text("utf-8")


def section(begins: str, ends: str) -> str:
    """Give what the document says from some of its words in bold to others."""
    return PAGE.partition(f"**{begins}**")[2].partition(ends)[0]


def test_the_document_names_every_kind_of_file_with_its_letter_its_tail_and_its_size() -> None:
    letters = {holds: chr(holds.magic[3]) for holds in Holds}
    outside = PAGE.partition("## The outside")[2].partition("\n## ")[0]
    magic = outside.partition("the letter is ")[2].partition(" |")[0]
    assert sorted(re.findall(r"`(.)` ", magic)) == sorted(letters.values())
    words = outside.partition("`holds` (")[2].partition(")")[0]
    assert set(re.findall(r'"(\w+)"', words)) == {holds.word for holds in Holds}
    signed = outside.partition("exact bytes (")[2].partition(")")[0]
    assert set(re.findall(r"`(.)`", signed)) == {
        letters[holds] for holds in Holds if holds.tail_bytes == SIGNATURE_BYTES
    }
    sizes = outside.partition("have at most ")[2].partition(".")[0]
    units = {"MB": 1024 * 1024, "kB": 1024}
    assert {
        letter: int(number) * units[unit]
        for number, unit, named in re.findall(r"(\d+) (\w+) \(([^)]+)\)", sizes)
        for letter in re.findall(r"`(.)`", named)
    } == {letters[holds]: holds.largest for holds in Holds}


def test_the_document_names_the_parents_the_program_knows() -> None:
    named = re.findall(r"`(\w+)`\s\(`(\w+)`\)", section("Records.", "\n\n"))
    assert dict(named) == {kind: name for kind, (name, _parent) in PARENTS.items()}
    assert PARENT == PARENTS


def test_the_document_names_what_each_role_may_write() -> None:
    leading, _, reading = section("Which operations count.", "\n\n").partition("redacts their own")
    adds = {kind: Operation(Action.ADD, kind, "a") for kind in KINDS}
    assert set(re.findall(r"`(\w+)`", leading)) - {"author"} == {
        kind for kind, add in adds.items() if not may(Role.REVIEWER, add)
    }
    assert set(re.findall(r"`(\w+)`", reading)) == {
        kind for kind, add in adds.items() if may(Role.READER, add)
    }
