"""What is wrong with an address stands where it can be mended, and what was typed stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.errors import CATALOGUE, UserError
from reviewer_app.ui.components.address_fields import (
    OF_THE_ADDRESS,
    OF_THE_SECRET,
    AddressFields,
)
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.theme import Theme

ADDRESS = "webdav+https://files.larkshire.example/reviews"
PLACE = "https://files.larkshire.example"


@pytest.fixture
def fields(theme: Theme) -> Iterator[AddressFields]:
    made = AddressFields()
    made.address.set_value(ADDRESS)
    made.user.set_value("asha")
    made.secret.set_value("four-green-gates")
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.deleteLater()


def said(fields: AddressFields) -> dict[str, str]:
    """What is wrong, by where it stands."""
    found = {
        "address": fields.address.error,
        "user": fields.user.error,
        "secret": fields.secret.error,
        "beside": "" if fields.told.isHidden() else fields.told.text,
    }
    return {where: words for where, words in found.items() if words}


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("store.signed-in-wrongly", "secret"),
        ("store.access-not-kept", "secret"),
        ("store.not-encrypted", "address"),
        ("store.nowhere", "address"),
        ("store.sign-in-page", "beside"),
        ("store.unreachable", "beside"),
        ("vault.keyring-locked", "beside"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_mended_and_nothing_typed_is_lost(
    fields: AddressFields, code: str, where: str
) -> None:
    fields.address.set_error("Something else.")
    error = UserError(code, place=PLACE)
    fields.refuse(error)
    assert said(fields) == {where: refusal_words(error)}
    assert fields.address.value == ADDRESS
    assert fields.signs_in == ("asha", "four-green-gates")
    assert fields.secret.line.hasFocus() is (where == "secret")
    assert not fields.address.line.selectedText()


def test_every_refusal_that_is_pinned_to_a_field_is_one_there_is() -> None:
    assert CATALOGUE.keys() >= OF_THE_ADDRESS | OF_THE_SECRET


@pytest.mark.parametrize("which", ["address", "user", "secret"])
def test_enter_goes_on_and_escape_leaves_from_every_field(
    fields: AddressFields, which: str
) -> None:
    told = []
    fields.entered.connect(lambda: told.append("entered"))
    fields.left.connect(lambda: told.append("left"))
    line = getattr(fields, which).line
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert told == ["entered", "left"]
