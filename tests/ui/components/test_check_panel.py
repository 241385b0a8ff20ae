"""Check this PDF: plain words first, details folded; and a trusted time stamp, asked for and never sent unasked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtWidgets import QWidget

from reviewer_app.report.build import build_pdf
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.review import checking
from reviewer_app.review.checking import TIME_SERVICE
from reviewer_app.ui.components.check_panel import CheckPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.report.time_server import Authority, new_authority, served
from tests.ui.support import Larkfield, make_bridge, wait_until

NOW = datetime.now(UTC).replace(microsecond=0)
OFFICE = Office("Larkfield Peer Review", NOW - timedelta(days=30), NOW + timedelta(days=30))
HELEN = OFFICE.person("Helen Marsh", NOW - timedelta(days=30), NOW + timedelta(days=30))


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return sign_pdf(build_pdf(PAIR, draft=False), HELEN, role="lead", when=NOW)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("service"))


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path / "profile", seed=False)
    made.clock.now = NOW
    yield made
    made.close()


@pytest.fixture
def chosen() -> list[Path]:
    """The file a person chooses, if any."""
    return []


@pytest.fixture
def panel(review: Larkfield, chosen: list[Path]) -> Iterator[CheckPanel]:
    host = QWidget()
    host.resize(1060, 740)
    usual = FileChoice.of(review.session)
    files = replace(usual, open=lambda _parent, _kinds: next(iter(chosen), None))
    made = CheckPanel(review.bridge, host, files)
    host.show()
    made.open()
    yield made
    made.close_sheet()
    review.settle()
    host.close()


@pytest.fixture
def report(sealed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(sealed)
    return path


def checked(panel: CheckPanel, path: Path) -> CheckPanel:
    panel.check(path)
    wait_until(lambda: bool(panel.verdict), 60)
    return panel


def checked_again(panel: CheckPanel, path: Path) -> CheckPanel:
    panel.check(path)
    wait_until(lambda: panel.verdict.startswith("Sealed"), 60)
    return panel


def offered(panel: CheckPanel, path: Path) -> CheckPanel:
    checked(panel, path)
    wait_until(panel.stamp.isVisible, 60)
    return panel


def test_plain_words_come_first_and_the_details_are_folded_below(
    panel: CheckPanel, report: Path
) -> None:
    checked(panel, report)
    assert panel.verdict.startswith("Sealed: nothing in this file has changed")
    assert "by the clock of the computer it was signed on" in panel.verdict
    assert not panel.facts.isVisible()
    panel.details.click()
    assert panel.facts.isVisible()
    assert "PAdES B-B" in [one.text() for one in panel.facts.findChildren(Text)]
    panel.details.click()
    assert not panel.facts.isVisible()


def test_root_that_is_named_vouches_for_the_name(
    panel: CheckPanel, report: Path, chosen: list[Path], tmp_path: Path
) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(OFFICE.root.public_bytes(Encoding.PEM))
    chosen.append(root)
    checked(panel, report).root.click()
    wait_until(lambda: "whose root you named" in panel.verdict, 60)
    assert not panel.root.isVisible()
    chosen[:] = [report]
    panel.choose_root()
    wait_until(lambda: "holds no certificate" in panel.verdict, 60)
    assert "whose root you named" not in checked_again(panel, report).verdict


def test_draft_is_no_cause_for_alarm_and_is_offered_no_stamp(
    panel: CheckPanel, review: Larkfield, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.pdf"
    draft.write_bytes(build_pdf(PAIR, draft=True))
    checked(panel, draft)
    review.settle()
    assert panel.verdict.startswith("This is a draft, and drafts are not signed.")
    assert "Nothing is wrong with it." in panel.verdict
    assert not panel.stamp.isVisible()
    assert not panel.details.isVisible()


def test_stamp_is_added_by_a_service_that_is_asked_for_once(
    panel: CheckPanel, review: Larkfield, report: Path, service: Authority
) -> None:
    stamp = offered(panel, report).stamp
    asked = len(service.asked)
    stamp.begin()
    assert stamp.address.error
    stamp.address.set_value("nowhere")
    stamp.add.click()
    wait_until(lambda: "nowhere" in stamp.address.error)
    with served(service) as address:
        stamp.address.set_value(address)
        stamp.add.click()
        wait_until(lambda: "states by its own clock" in panel.verdict, 60)
        review.settle()
        assert review.session.setting(TIME_SERVICE) == address
    assert len(service.asked) == asked + 1
    assert verify_pdf(report.read_bytes()).stamp is not None
    assert not stamp.isVisible()


def test_remembered_service_is_not_asked_for_again(
    panel: CheckPanel, review: Larkfield, report: Path
) -> None:
    review.session.set_setting(TIME_SERVICE, "http://127.0.0.1:9/").result()
    stamp = offered(panel, report).stamp
    assert not stamp.address.isVisible()
    stamp.add.click()
    wait_until(lambda: "could not be reached" in stamp.told.text, 60)
    assert stamp.add.isEnabled()
    stamp.another.click()
    assert stamp.address.isVisible()
    assert stamp.address.value == "http://127.0.0.1:9/"


def test_stopped_while_the_service_is_asked_nothing_is_written(
    panel: CheckPanel, review: Larkfield, report: Path, service: Authority, sealed: bytes
) -> None:
    heard, go_on = Event(), Event()

    class Slow(Authority):
        def answer(self, query: bytes) -> bytes:
            heard.set()
            go_on.wait(60)
            return super().answer(query)

    stamp = offered(panel, report).stamp
    with served(Slow(service.folder)) as address:
        stamp.address.set_value(address)
        stamp.add.click()
        wait_until(heard.is_set, 60)
        assert stamp.progress.isVisible()
        assert not stamp.add.isEnabled()
        stamp.progress.cancelled.emit()
        assert "Stopped" in stamp.told.text
        assert stamp.add.isEnabled()
        go_on.set()
        review.settle()
    assert report.read_bytes() == sealed
    assert "Stopped" in stamp.told.text


def test_without_a_network_it_is_off_and_says_so(
    panel: CheckPanel, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "has_way_out", lambda _address: False)
    stamp = offered(panel, report).stamp
    assert not stamp.add.isEnabled()
    assert "no network now" in stamp.add.disabled_reason
