"""One serves, another fetches, with nothing between them but a network: here this computer's own."""

import re
from threading import Event

import pytest

from reviewer_app.cli import bundle
from reviewer_app.review import laptops
from tests.cli.conftest import Person
from tests.cli.test_sync import notes

HERE = "127.0.0.1"


def test_what_one_serves_another_fetches_by_the_code(
    helen: Person,
    asha: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    note = ("note", "add", helen.review, "--activity", helen.activity, "--text")
    helen.does(*note, "One.")
    waited: list[float] = []

    class Meanwhile(Event):
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None
            waited.append(timeout)
            if len(waited) == 1:
                code = capsys.readouterr().out.strip()
                assert "1 note came in." in asha.does("bundle", "fetch", asha.review, code).out
                # Whoever serves writes on beside it, and that is served as well.
                helen.does(*note, "Two.")
                assert "1 note came in." in asha.does("bundle", "fetch", asha.review, code).out
            return True

    monkeypatch.setattr(bundle, "Event", Meanwhile)
    said = helen.does("bundle", "serve", helen.review, "--address", HERE, "--minutes", "2")
    assert sum(waited) == 120
    assert notes(asha) == ["One.", "Two."]
    assert re.fullmatch(r"(Asha took \d files?\.\n)+", said.err)


def test_a_code_of_no_laptop_is_told(helen: Person, asha: Person) -> None:
    assert helen.refused("bundle", "fetch", helen.review, "2222") == "laptop.code-unknown"
    session = helen.program.open(helen.folder)
    try:
        with laptops.served(session, helen.review, HERE) as code:
            pass
    finally:
        session.close()
    assert asha.refused("bundle", "fetch", asha.review, code) == "laptop.silent"
    elsewhere = ("bundle", "serve", helen.review, "--address", "192.0.2.1")
    assert helen.refused(*elsewhere) == "laptop.no-network"
