"""Tables that stay on this laptop, never journalled, never sent.

Drafts, settings and secrets; frameworks, schools and photos; what was exchanged with which place, and what was refused
there; what an office received; what is kept of searches.
"""

from sqlmodel import Field, SQLModel


class Draft(SQLModel, table=True):
    """Text being typed, with its cursor and the place it belongs to.

    `place` names the editor ("note:ACTIVITY", "finding:ID", "passage:SECTION"); `position` is the journal
    position it started from, so that committing names exactly what the writer had seen; `cursor` counts
    characters; `extra` is JSON (bearing, tags, the time seen).
    """

    __tablename__ = "draft"

    review: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    text: str
    cursor: int
    extra: str
    position: int
    started_at: str
    saved_at: str


class Setting(SQLModel, table=True):
    """One setting of this person on this laptop; `value` is JSON."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str


class Secret(SQLModel, table=True):
    """A person's keys, certificate and review keys, inside the encrypted file only."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True)
    value: bytes


class AddedFramework(SQLModel, table=True):
    """A version of a framework that this person added to those that ship; `hash` is the SHA-256 of its exact text.

    Reviews keep their own text, so that a row may go.
    """

    __tablename__ = "added_framework"

    framework: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    hash: str
    text: str
    added_at: str


class PhotoContent(SQLModel, table=True):
    """The bytes of a photo under their SHA-256: re-encoded JPEG without metadata, at most 2,048 pixels."""

    __tablename__ = "photo_content"

    digest: str = Field(primary_key=True)
    value: bytes


class PhotoDraft(SQLModel, table=True):
    """A photo that was taken in and does not yet belong to a note: as it stands, without metadata.

    What was cropped or blurred is so in its pixels. `place` is that of the draft it goes with; `ready` says that it
    was kept and waits for its note to be committed.
    """

    __tablename__ = "photo_draft"

    id: str = Field(primary_key=True)
    review: str = Field(index=True)
    place: str
    jpeg: bytes
    width: int
    height: int
    caption: str
    ready: bool
    saved_at: str


class RegisterSchool(SQLModel, table=True):
    """A school of the imported register. Never a head's name or a telephone number.

    `folded` is what it was indexed by: name, town, postcode and URN in lower case without accents. Where that would be
    another now, it is indexed anew with the next import.
    """

    __tablename__ = "register_school"

    urn: str = Field(primary_key=True)
    name: str
    status: str
    phase: str
    ages: str
    authority: str
    town: str
    postcode: str
    street: str
    school_type: str
    pupils: int | None = None
    opened: str
    closed: str
    folded: str


class Quarantined(SQLModel, table=True):
    """A file that could not be added, by reference, with a typed reason.

    It lies under `name` at `place` and was read for `review`; both are "" for one that was given by its path. `mark` is
    what the place said of it then, "" for nothing that could be trusted, and `knowing` a digest of what was known here:
    while neither is another it need not be read again. `found_at` is when it was first found so, `read_at` when last.
    """

    __tablename__ = "quarantined"

    place: str = Field(primary_key=True)
    review: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    mark: str
    knowing: str
    reason: str
    parameters: str
    found_at: str
    read_at: str


class Delivery(SQLModel, table=True):
    """A file that was read back equal from one store: "sent" is a fact about that store.

    `carries` is a JSON list of the hashes of the changes in it. It counts as sent once it is `listed` there as well.
    """

    __tablename__ = "delivery"

    store: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    review: str = Field(index=True)
    carries: str
    sent_at: str
    listed: bool


class TakenIn(SQLModel, table=True):
    """A file of the team that was taken in whole, by its write-once name, so that it is not read again."""

    __tablename__ = "taken_in"

    name: str = Field(primary_key=True)
    review: str = Field(index=True)
    taken_at: str


class HeadElsewhere(SQLModel, table=True):
    """The last change of a journal that somebody else's laptop said it has, and that was not here.

    `teller` and `teller_device` name that laptop, `told` the last place of its own journal when it said so; it says
    so at its own word. `person`, `device`, `number` and `hash` are the change.
    """

    __tablename__ = "head_elsewhere"

    review: str = Field(primary_key=True)
    teller: str = Field(primary_key=True)
    teller_device: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    told: int
    person: str
    device: str
    number: int


class ExchangePlace(SQLModel, table=True):
    """Where one review is handed over to and gathered from on this laptop.

    `address` is what the person chose, without a secret; `place` the same in one way of writing, as deliveries name it;
    `credentials` the name under which the keyring keeps what to sign in with, "" for none. `automatic` says whether it
    may happen by itself, `metered` whether also where a network is paid for by what goes over it; `paused` that it
    rests for now.
    """

    __tablename__ = "exchange_place"

    review: str = Field(primary_key=True)
    address: str
    place: str
    credentials: str
    automatic: bool
    metered: bool
    paused: bool


class PastExchange(SQLModel, table=True):
    """One time a review was handed over, gathered or both on this laptop, and what it came to.

    `sent` and `received` count changes, `notes_sent` and `notes_received` the notes those speak of; `stopped` is the
    code of what ended it early, "" for nothing, and `parameters` what its sentence names, as JSON.
    """

    __tablename__ = "past_exchange"

    id: int | None = Field(default=None, primary_key=True)
    review: str = Field(index=True)
    place: str
    began_at: str
    by_itself: bool
    handed_over: bool
    gathered: bool
    sent: int
    notes_sent: int
    photos_sent: int
    received: int
    notes_received: int
    photos_received: int
    refused: int
    stopped: str
    parameters: str


class ReceivedFindings(SQLModel, table=True):
    """A package of a finished review's findings that a programme's office took in, by the SHA-256 of its file.

    `place` and `name` are where it lay, `person` who signed it, `signer` their name. `school`, `urn` ("" for none),
    `start` and `days` are what a list shows of the findings. `consent` is what the package quotes, as JSON, and
    `findings` the open data's exact bytes; it stands last, so that a list does not read past it.
    """

    __tablename__ = "received_findings"

    digest: str = Field(primary_key=True)
    review: str = Field(index=True)
    place: str
    name: str
    person: str
    signer: str
    made_at: str
    received_at: str
    school: str
    urn: str
    start: str
    days: int
    consent: str
    findings: bytes


class SearchedChange(SQLModel, table=True):
    """What the name guard found in a change, before anybody decided; it goes when words of the change are emptied.

    `change` is the change's order of arrival here; `rules` says by what names were known then. `clean` lists the
    digests of its wordings without a hit; `found` is JSON: by the digest of each other wording where each hit begins
    and ends, and of which kind it is; "" for none. No name stands here.
    """

    __tablename__ = "searched_change"

    change: int | None = Field(default=None, primary_key=True)
    review: str = Field(index=True)
    rules: str
    clean: str
    found: str
