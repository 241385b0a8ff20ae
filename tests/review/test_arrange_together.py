"""Two laptops arrange the same notes at once, in every way there is: both end alike, and no word is gone."""

import random
from collections.abc import Callable

import pytest

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import arrange, capture, findings
from tests.support import Device

ROUNDS = 3
AT_ONCE = 4


class Hand:
    """One person who arranges at random; every word that was ever written is remembered."""

    def __init__(self, device: Device, visit: str, choose: random.Random) -> None:
        self.device, self.visit, self.choose = device, visit, choose
        self.written: set[str] = set()

    def notes(self) -> list[Note]:
        """Give the notes with one version: whoever changes one of two settles which holds."""
        opened = self.device.open
        return [one for one in opened.notes_of(self.visit) if one.id not in opened.disputed]

    def word(self) -> str:
        made = f"w{self.choose.getrandbits(40):010x}"
        self.written.add(made)
        return made

    def write(self) -> None:
        self.device.writes(self.visit, f"{self.word()} {self.word()}")

    def reword(self) -> None:
        note = self.choose.choice(self.notes())
        self.device.does(capture.edit_note, note.id, text=f"{note.text} {self.word()}")

    def split(self) -> None:
        me = self.device.session.person().identity.person
        mine = [one for one in self.notes() if one.author == me]
        if not mine:
            self.write()
            return
        note = self.choose.choice(mine)
        words = note.text.split()
        at = self.choose.randrange(len(words))
        self.device.does(arrange.split_note, note.id, [" ".join(words[:at]), " ".join(words[at:])])

    def join(self) -> None:
        author = self.choose.choice(self.notes()).author
        mine = [one.id for one in self.notes() if one.author == author]
        self.device.does(arrange.join_notes, self.choose.sample(mine, min(len(mine), 3)))

    def move(self) -> None:
        ids = [one.id for one in self.notes()]
        note = self.choose.choice(ids)
        after = self.choose.choice(["", *(one for one in ids if one != note)])
        self.device.does(arrange.move_note, note, after)

    def tag(self) -> None:
        ids = [one.id for one in self.notes()]
        self.device.does(
            arrange.tag_notes,
            self.choose.sample(ids, min(len(ids), 2)),
            criteria=[self.choose.choice(["feedback", "reading"])],
            without_groups=["send"],
            bearing=self.choose.choice(list(Bearing)),
        )

    def link(self) -> None:
        note = self.choose.choice(self.notes())
        finding = self.device.open.findings()[0].id
        self.device.does(findings.link_evidence, finding, note.id)

    def act(self) -> None:
        deeds: list[Callable[[], None]] = [
            self.write, self.reword, self.split, self.split, self.join, self.join, self.move,
            self.tag, self.link,
        ]  # fmt: skip
        (self.choose.choice(deeds) if self.notes() else self.write)()


def everything(device: Device, visit: str) -> set[str]:
    """Give every word that can be read: in the notes, and in the versions of those that have two."""
    opened = device.open
    texts = [one.text for one in opened.notes_of(visit)]
    for note in opened.notes_of(visit):
        if note.id in opened.disputed:
            history = device.session.history(device.review, "note", note.id)
            texts += [str(one.values.get("text", "")) for one in history]
    return set(" ".join(texts).split())


@pytest.mark.parametrize("seed", range(8))
def test_no_word_and_no_evidence_is_lost_however_two_arrange_at_once(
    helen: Device, asha: Device, seed: int
) -> None:
    visit = helen.visits()
    choose = random.Random(seed)
    hands = [Hand(device, visit, choose) for device in (helen, asha)]
    for _note in range(5):
        hands[0].write()
    first = helen.open.notes_of(visit)[0].id
    finding = helen.does(
        findings.add_finding, "provision", Bearing.WWW, "They explain.", evidence=[first]
    )
    asha.receives(helen.changes)
    for _round in range(ROUNDS):
        for hand in hands:
            for _deed in range(AT_ONCE):
                hand.act()
        left, right = helen.changes, asha.changes
        choose.shuffle(left)
        asha.receives(left)
        helen.receives(right)
        written = hands[0].written | hands[1].written
        orders = []
        for device in (helen, asha):
            assert written - everything(device, visit) == set()
            opened = device.open
            behind = [one.note for one in opened.evidence_of(finding)]
            assert behind
            assert all(opened.get(Note, note) for note in behind)
            orders.append([(one.id, one.text) for one in opened.notes_of(visit)])
        assert orders[0] == orders[1]
