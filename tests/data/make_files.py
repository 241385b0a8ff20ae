"""Makes the files kept as fixtures of one released format: one of each kind, the keys that open them, what they say.

`python -m tests.data.make_files tests/data/files/FORMAT`, once at each release that changes docs/bundle-format.md.
The folder is never changed afterwards. Its people, keys and words are invented and protect nothing.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import Action, Change, Operation, operations_in, write_change
from reviewer_app.model.roster import Cut, Roster, review_id, write_roster
from reviewer_app.model.words import Role
from reviewer_app.sync.bundle import read_bundle, write_bundle
from reviewer_app.sync.container import Holds
from reviewer_app.sync.findings_file import read_findings, write_findings
from reviewer_app.sync.have import have_of, have_written
from reviewer_app.sync.invitation import (
    read_answer,
    read_invitation,
    write_answer,
    write_invitation,
)
from reviewer_app.sync.keys_file import KeysFile, read_keys_file, write_keys_file
from reviewer_app.sync.naming import SUFFIXES
from reviewer_app.sync.photos import digest_of, read_photo, write_photo
from reviewer_app.sync.proposal_file import (
    ProposedReview,
    ProposedSchool,
    read_proposal,
    write_proposal,
)
from reviewer_app.sync.review_key import new_review_key, open_with, public_of
from reviewer_app.sync.roster import (
    OpenedRoster,
    SignedRoster,
    open_roster,
    sign_roster,
    write_roster_file,
)
from reviewer_app.sync.setup_file import read_setup, write_setup
from reviewer_app.vault.card import card_of, read_card
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.returning import Opener, seal_keys
from reviewer_app.vault.spoken import words_of_key
from tests.frameworks.small import WITH_ITEMS
from tests.sync.team import TIME, member

FILES: Final = Path(__file__).parent / "files"
PEOPLE: Final = "people.json"
SAID: Final = "said.json"
PHOTO: Final = b"\x89PNG\r\n\x1a\n which is enough of a photo to be sealed"
CONSENT: Final = {
    "recipient": "The programme office",
    "purpose": "its records",
    "given_by": "head",
    "how": "e-mail",
    "given_at": TIME,
}
NONCE: Final = "larkfield"


class People:
    """Who takes part, with the keys that open what is theirs; the second review key follows a removal."""

    def __init__(self, written: Mapping[str, Json]) -> None:
        told = {name: str(words) for name, words in written.items()}
        self.helen, self.asha, self.tom, self.office = (
            Identity.from_bytes(told[name].encode()) for name in ("helen", "asha", "tom", "office")
        )
        self.secrets = [told[name].encode() for name in ("review_key", "second_review_key")]
        self.code = RecoveryCode.parse(told["recovery_code"])
        self.review = review_id(self.helen.sign_key, NONCE)

    @staticmethod
    def drawn() -> dict[str, Json]:
        """Draw new people, as they are kept beside the files."""
        names = {
            "helen": "Helen Marsh",
            "asha": "Asha",
            "tom": "Tom",
            "office": CONSENT["recipient"],
        }
        people: dict[str, Json] = {
            key: Identity.generate(name).to_bytes().decode() for key, name in names.items()
        }
        return {
            **people,
            "review_key": new_review_key()[1].decode(),
            "second_review_key": new_review_key()[1].decode(),
            "recovery_code": str(RecoveryCode.generate()),
        }


def _journal(people: People, roster: str) -> list[Change]:
    """Write three changes: a note, the same note said better, the first wording emptied."""
    note = Operation(Action.ADD, "note", "n1", {"text": "Pupils wait a long time."})
    changes: list[Change] = []
    for number in (1, 2, 3):
        if number == 2:
            replaced = {"text": [f"{changes[0].hash}/0"]}
            note = Operation(
                Action.SET, "note", "n1", {"text": "Pupils wait ten minutes."}, replaces=replaced
            )
        if number == 3:
            note = Operation(
                Action.REDACT, "change", changes[0].hash, reason="Said twice.", empties=["0/text"]
            )
        changes.append(
            write_change(
                review=people.review,
                person=people.helen.person,
                device="d1",
                number=number,
                previous=changes[-1].hash if changes else "",
                roster=roster,
                time=TIME,
                salt=f"{number:032x}",
                operations=[note],
            )
        )
    return [changes[0].emptied(["0/text"]), *changes[1:]]


def _rosters(people: People, keys: list[str]) -> tuple[SignedRoster, SignedRoster]:
    """Write two rosters: the whole team; Tom removed with a cut, under a new review key."""
    members = [
        member(people.helen, Role.LEAD),
        member(people.asha, Role.REVIEWER),
        member(people.tom, Role.REVIEWER),
    ]

    def roster(number: int, *previous: str) -> Roster:
        return write_roster(
            review=people.review,
            nonce=NONCE,
            number=number,
            previous=previous,
            signer=people.helen.person,
            members=members if number == 1 else members[:2],
            review_keys=[keys[number - 1]],
            retention_end="2027-07-31",
            cuts={people.tom.person: Cut(before=2, journals={})} if number == 2 else None,
        )

    first = sign_roster(roster(1), people.helen, people.secrets[:1])
    second = sign_roster(
        roster(2, first.roster.hash), people.helen, people.secrets[::-1], earlier=[first]
    )
    return first, second


def files_of(people: People) -> dict[Holds, bytes]:
    """Write one file of each kind."""
    keys = [public_of(secret) for secret in people.secrets]
    first, second = _rosters(people, keys)
    journal = _journal(people, first.roster.hash)
    bundle = write_bundle(
        changes=journal,
        have=have_of(journal),
        identity=people.helen,
        review_keys=keys[:1],
        made_at=TIME,
    )
    setup = write_setup(
        roster=first,
        changes=journal,
        cards=[read_card(card_of(people.asha)), read_card(card_of(people.tom))],
        identity=people.helen,
        made_at=TIME,
    )
    invitation = write_invitation(
        review=people.review, nonce="n" * 32, identity=people.helen, made_at=TIME
    )
    answer = write_answer(read_invitation(invitation), people.asha, made_at=TIME)
    findings = write_findings(
        review=people.review,
        consent=CONSENT,
        data=canonical({"school": "Larkfield Primary School"}),
        office=read_card(card_of(people.office)),
        identity=people.helen,
        made_at=TIME,
    )
    proposal = write_proposal(
        ProposedReview(
            nonce="0" * 32,
            school=ProposedSchool(name="Larkfield Primary School", urn="990001", pupils=412),
            start="2027-01-12",
            days=3,
            language="en-GB",
            roles=(Role.DEPUTY, Role.READER),
        ),
        framework=WITH_ITEMS,
        lead=read_card(card_of(people.helen)),
        cards=[card_of(people.asha), card_of(people.tom)],
        identity=people.office,
        made_at=TIME,
    )
    profile_key = b"k" * 32
    key_file = KeyFile.seal(
        "profile-1", profile_key, b"s" * 16, recovery=people.code, passphrase=None
    )
    sealed = seal_keys(key_file, profile_key, people.asha, people.review)
    return {
        Holds.ROSTER: write_roster_file(second),
        Holds.BUNDLE: bundle,
        Holds.PHOTO: write_photo(PHOTO, review=people.review, review_keys=keys[:1])[1],
        Holds.SETUP: setup,
        Holds.INVITATION: invitation,
        Holds.ANSWER: answer,
        Holds.FINDINGS: findings,
        Holds.PROPOSAL: proposal,
        Holds.KEYS: write_keys_file(KeysFile(people.review, people.asha.person, sealed))[1],
    }


def _changes(changes: Sequence[Change]) -> list[Json]:
    return [
        {
            "hash": change.hash,
            "number": change.number,
            "previous": change.previous,
            "roster": change.roster,
            "time": change.time,
            "operations": [_plain(one._asdict()) for one in operations_in(change)],
        }
        for change in changes
    ]


def _plain(told: object) -> Json:
    """Give what was read as JSON has it: mappings as objects, runs as lists."""
    written: Json = json.loads(json.dumps(told, default=lambda one: {**one}))
    return written


def _roster(opened: OpenedRoster) -> dict[str, Json]:
    chain: list[Json] = []
    for signed in opened.chain:
        roster = signed.roster
        chain.append(
            {
                "number": roster.number,
                "hash": roster.hash,
                "previous": [*roster.previous],
                "members": {one.person: [one.name, one.role] for one in roster.members.values()},
                "review_keys": [*roster.review_keys],
                "cuts": {who: [cut.before, {**cut.journals}] for who, cut in roster.cuts.items()},
                "retention_end": roster.retention_end,
            }
        )
    secrets = [secret.decode() for secret in opened.review_secrets]
    return {"chain": chain, "secrets": [*secrets]}


def said_by(holds: Holds, raw: bytes, people: People) -> Json:
    """Read a file as whom it is for, and give what it says."""
    signers = {one.person: one.sign_key for one in (people.helen, people.asha, people.tom)}
    open_payload = open_with(people.secrets)
    match holds:
        case Holds.ROSTER:
            return _roster(open_roster(raw, people.asha, sign_key_of=signers.get))
        case Holds.BUNDLE:
            bundle = read_bundle(raw, open_payload=open_payload, sign_key_of=signers.get)
            told = _plain(asdict(bundle.header))
            return {
                "header": told,
                "have": have_written(bundle.have),
                "changes": _changes(bundle.changes),
            }
        case Holds.PHOTO:
            digest = digest_of(PHOTO)
            photo = read_photo(raw, review=people.review, digest=digest, open_payload=open_payload)
            return {"digest": photo.digest, "content": photo.content.hex()}
        case Holds.SETUP:
            setup = read_setup(raw, people.tom)
            return {
                "review": setup.review,
                "made_by": setup.made_by,
                "made_at": setup.made_at,
                **_roster(setup.roster),
                "changes": _changes(setup.changes),
            }
        case Holds.INVITATION:
            invited = read_invitation(raw)
            return {"review": invited.review, "name": invited.name, "person": invited.person}
        case Holds.ANSWER:
            answer = read_answer(raw, people.helen)
            return {"card": [answer.card.name, answer.card.person], "words": [*answer.words]}
        case Holds.FINDINGS:
            found = read_findings(raw, people.office)
            return {
                "review": found.review,
                "person": found.person,
                "made_at": found.made_at,
                "consent": {**found.consent},
                "data": found.data.decode(),
            }
        case Holds.PROPOSAL:
            proposal = read_proposal(raw, people.helen)
            return {
                "review": proposal.review,
                "made_at": proposal.made_at,
                "office": proposal.office.name,
                "said": _plain(proposal.said.model_dump(mode="json")),
                "framework": proposal.framework,
                "team": {one.person: [one.name, one.role] for one in proposal.team},
                "words": [*words_of_key(proposal.office.sign_key)],
            }
        case Holds.KEYS:
            keys = read_keys_file(raw)
            identity = Opener(people.code).open(keys.sealed, keys.review)
            return {
                "review": keys.review,
                "person": keys.person,
                "name": identity.name,
                "sign_key": identity.sign_key,
            }


def kept(folder: Path) -> tuple[People, dict[Holds, bytes], dict[str, Json]]:
    """Give what lies in a folder of fixtures: the people, the files, and what each of them says, by kind."""
    people = People(json.loads((folder / PEOPLE).read_text(encoding="utf-8")))
    files = {
        holds: path.read_bytes()
        for path in folder.iterdir()
        for holds in Holds
        if path.suffix == SUFFIXES[holds]
    }
    return people, files, json.loads((folder / SAID).read_text(encoding="utf-8"))


def make_files(folder: Path) -> None:
    """Make the people, one file of each kind, and what each of them says."""
    folder.mkdir(parents=True)
    drawn = People.drawn()
    people = People(drawn)
    files = files_of(people)
    for holds, raw in files.items():
        (folder / f"{holds.word}{SUFFIXES[holds]}").write_bytes(raw)
    said = {holds.word: said_by(holds, raw, people) for holds, raw in files.items()}
    for name, told in ((PEOPLE, drawn), (SAID, said)):
        text = json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    make_files(Path(sys.argv[1]))
