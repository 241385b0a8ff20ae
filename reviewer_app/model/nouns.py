"""Every noun and its table, in one place.

Tables are of three kinds: `SHARED` (derived from the journal, merged, sent, rebuildable at any time), `JOURNAL`
(what they are derived from) and `LOCAL` (of this laptop; never journalled, never sent).
"""

from typing import Final

from sqlmodel import SQLModel

from reviewer_app.model.abbreviation import Abbreviation, AbbreviationRow
from reviewer_app.model.activity import (
    Activity,
    ActivityMember,
    ActivityMemberRow,
    ActivityRow,
)
from reviewer_app.model.answer import (
    Answer,
    AnswerRow,
    ChosenForm,
    ChosenFormRow,
    Mark,
    MarkRow,
    Override,
    OverrideRow,
    OwnQuestion,
    OwnQuestionRow,
)
from reviewer_app.model.concern import ConcernTold, ConcernToldRow
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.factual_check import (
    AnswerDecision,
    AnswerDecisionRow,
    CheckedParagraph,
    CheckedParagraphRow,
    FactualCheck,
    FactualCheckRow,
    ParagraphAnswer,
    ParagraphAnswerRow,
)
from reviewer_app.model.finding import (
    Agreement,
    AgreementRow,
    Estimate,
    EstimateRow,
    Finding,
    FindingNote,
    FindingNoteRow,
    FindingRow,
    FindingWaiver,
    FindingWaiverRow,
)
from reviewer_app.model.hypothesis import Hypothesis, HypothesisRow
from reviewer_app.model.journal import JournalRow, RosterRow, TouchedRow
from reviewer_app.model.local import (
    AddedFramework,
    Delivery,
    Draft,
    ExchangePlace,
    HeadElsewhere,
    PastExchange,
    PhotoContent,
    PhotoDraft,
    Quarantined,
    ReceivedFindings,
    RegisterSchool,
    SearchedChange,
    Secret,
    Setting,
    TakenIn,
)
from reviewer_app.model.name import (
    DismissedWord,
    DismissedWordRow,
    ListedName,
    ListedNameRow,
    NameWaiver,
    NameWaiverRow,
)
from reviewer_app.model.note import (
    Note,
    NoteCriterion,
    NoteCriterionRow,
    NoteGroup,
    NoteGroupRow,
    NoteJoin,
    NoteJoinRow,
    NoteRow,
    Photo,
    PhotoRow,
)
from reviewer_app.model.record import Record
from reviewer_app.model.report import (
    DraftComment,
    DraftCommentRow,
    DraftConfirmation,
    DraftConfirmationRow,
    Passage,
    PassageRow,
    ReportVersion,
    ReportVersionRow,
    SharingConsent,
    SharingConsentRow,
)
from reviewer_app.model.review import (
    EarlierEstimate,
    EarlierEstimateRow,
    EarlierPoint,
    EarlierPointRow,
    FrameworkText,
    FrameworkTextRow,
    Review,
    ReviewRow,
)
from reviewer_app.model.support import SupportWanted, SupportWantedRow

ROWS: Final[dict[type[Record], type[Record]]] = {
    Review: ReviewRow,
    FrameworkText: FrameworkTextRow,
    EarlierPoint: EarlierPointRow,
    EarlierEstimate: EarlierEstimateRow,
    Hypothesis: HypothesisRow,
    Activity: ActivityRow,
    ActivityMember: ActivityMemberRow,
    Note: NoteRow,
    NoteCriterion: NoteCriterionRow,
    NoteGroup: NoteGroupRow,
    NoteJoin: NoteJoinRow,
    Photo: PhotoRow,
    Finding: FindingRow,
    FindingNote: FindingNoteRow,
    FindingWaiver: FindingWaiverRow,
    Estimate: EstimateRow,
    Agreement: AgreementRow,
    SupportWanted: SupportWantedRow,
    Answer: AnswerRow,
    Mark: MarkRow,
    Override: OverrideRow,
    OwnQuestion: OwnQuestionRow,
    ChosenForm: ChosenFormRow,
    Abbreviation: AbbreviationRow,
    DismissedWord: DismissedWordRow,
    NameWaiver: NameWaiverRow,
    ListedName: ListedNameRow,
    ConcernTold: ConcernToldRow,
    Passage: PassageRow,
    ReportVersion: ReportVersionRow,
    SharingConsent: SharingConsentRow,
    DraftComment: DraftCommentRow,
    DraftConfirmation: DraftConfirmationRow,
    FactualCheck: FactualCheckRow,
    CheckedParagraph: CheckedParagraphRow,
    ParagraphAnswer: ParagraphAnswerRow,
    AnswerDecision: AnswerDecisionRow,
}
"""Every shared noun and its row, parents before children."""

KINDS: Final[dict[str, type[Record]]] = {str(row.__tablename__): noun for noun, row in ROWS.items()}
"""Every shared noun by the name the journal calls it."""

KIND_OF: Final[dict[type[Record], str]] = {noun: kind for kind, noun in KINDS.items()}

PARENTS: Final[dict[str, tuple[str, str]]] = {
    "activity_member": ("activity", "activity"),
    "note": ("activity", "activity"),
    "note_criterion": ("note", "note"),
    "note_group": ("note", "note"),
    "photo": ("note", "note"),
    "finding_note": ("finding", "finding"),
    "finding_waiver": ("finding", "finding"),
    "checked_paragraph": ("check", "factual_check"),
    "paragraph_answer": ("paragraph", "checked_paragraph"),
    "answer_decision": ("paragraph", "paragraph_answer"),
}
"""The field that names a record's parent, and the parent's kind: a living child brings back its parent."""

SHARED: Final[tuple[type[SQLModel], ...]] = (*ROWS.values(), DisputeRow)
JOURNAL: Final[tuple[type[SQLModel], ...]] = (JournalRow, TouchedRow, RosterRow)
LOCAL: Final[tuple[type[SQLModel], ...]] = (
    Draft,
    Setting,
    Secret,
    AddedFramework,
    PhotoContent,
    PhotoDraft,
    RegisterSchool,
    Quarantined,
    Delivery,
    TakenIn,
    HeadElsewhere,
    ExchangePlace,
    PastExchange,
    ReceivedFindings,
    SearchedChange,
)

__all__ = [
    "JOURNAL",
    "KINDS",
    "KIND_OF",
    "LOCAL",
    "PARENTS",
    "ROWS",
    "SHARED",
    "Abbreviation",
    "Activity",
    "ActivityMember",
    "Agreement",
    "Answer",
    "AnswerDecision",
    "CheckedParagraph",
    "ChosenForm",
    "ConcernTold",
    "DismissedWord",
    "DraftComment",
    "DraftConfirmation",
    "EarlierEstimate",
    "EarlierPoint",
    "Estimate",
    "FactualCheck",
    "Finding",
    "FindingNote",
    "FindingWaiver",
    "FrameworkText",
    "Hypothesis",
    "ListedName",
    "Mark",
    "NameWaiver",
    "Note",
    "NoteCriterion",
    "NoteGroup",
    "NoteJoin",
    "Override",
    "OwnQuestion",
    "ParagraphAnswer",
    "Passage",
    "Photo",
    "Record",
    "ReportVersion",
    "Review",
    "SharingConsent",
    "SupportWanted",
]
