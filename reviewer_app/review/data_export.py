"""The findings as open data, out into a folder: always for a named reader, always on record like every other shape.

They belong to the version of the report that says what the review says now, as `shapes` finds it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer_app.model.words import ReportShape
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import FILE, written
from reviewer_app.review import reporting, shapes
from reviewer_app.review.exporting import require_export
from reviewer_app.review.open_data import open_data
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.database import Outcome
from reviewer_app.store.files import write_folder


class OpenKind(StrEnum):
    """How the findings leave as open data: one JSON file, a workbook, or a CSV file for each table of it."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class DataExported:
    """Files that lie where they were wanted, and the version of the report they were made beside.

    Attributes:
        files: the files, in the order of their names where there are several.
        report: the version of the report that says the same.
        outcome: what recording it changed; whoever holds an open review takes it in.
    """

    files: tuple[Path, ...]
    report: shapes.Report
    outcome: Outcome[None]


def export_open(
    session: Session, opened: OpenReview, folder: Path, kind: OpenKind, made_for: MadeFor
) -> DataExported:
    """Write the findings as open data into a folder, which is made if it is not there, and record that they left.

    Of several files the digest on record is that of all of them, one after the other. `opened` is left as it is.

    Raises:
        UserError: "review.not-allowed", "report.reader-missing", "report.consent-...", "name.stand",
            "file.not-written".
    """
    # What writes workbooks is imported where it is used: a start does not wait for it.
    from reviewer_app.report import open_tables  # noqa: PLC0415

    require_export(session, opened, made_for)
    report = shapes.report_now(session, opened)
    data = open_data(opened, made_for)
    match kind:
        case OpenKind.JSON:
            files = {FILE: written(data)}
        case OpenKind.CSV:
            files = dict(sorted(open_tables.csv_files(data).items()))
        case OpenKind.XLSX:
            files = {"review.xlsx": open_tables.workbook(data)}
    write_folder(folder, files)
    outcome = session.database.do(
        opened.id,
        reporting.record_version,
        b"".join(files.values()),
        report.stage,
        report.number,
        made_for,
        ReportShape.OPEN_DATA,
    ).result()
    return DataExported(tuple(folder / name for name in files), report, outcome)
