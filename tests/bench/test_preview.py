"""The measure of the report's pages turns red where they are built on the window's own thread."""

from pathlib import Path

from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from tests.bench import bench_preview
from tests.bench.figures import Report
from tests.bench.filling import new_review, new_session
from tests.bench.typist import Typed
from tests.journeys.desktop import display

KEYS = 120
FINDINGS = 30


def test_pages_built_on_the_windows_thread_are_seen(keyring_service: str, tmp_path: Path) -> None:
    assert keyring_service
    session = new_session(tmp_path / "mine")
    review = new_review(session)
    opened = session.open(review)
    for number in range(FINDINGS):
        words = f"Pupils explain their method to a partner, in {number} of the lessons we saw."
        session.do(opened, findings.add_finding, "provision", Bearing.WWW, words)
    session.close()
    opens = f"{review}/report/pages"
    with display(1600, 900) as screen:
        found = bench_preview.typed(
            screen, tmp_path / "mine", opens, KEYS, pages=True, spoil="here"
        )
    report = Report(tmp_path, 0, KEYS)
    bench_preview.tell(report, found, Typed([0.001], [0.001]))
    missed = {one.name.removeprefix("Pages beside: ") for one in report.figures if one.met is False}
    assert {"painted, p99", "painted, worst", "on the screen, worst"} <= missed
    assert found.pages_after > 0
