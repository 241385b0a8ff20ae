"""No field that people write in is forgotten by the name guard: a bare field is listed here, with its reason."""

import ast
from pathlib import Path

from tests.checks import source

ROOMS = ("pages", "components", "shell")

BARE = {
    "DraftedField",
    "GrowingText",
    "LongTextField",
    "MarkedLine",
    "NoteEditor",
    "PlainEdit",
    "QLineEdit",
    "QPlainTextEdit",
    "QTextEdit",
    "TextField",
}
"""What can be written in and underlines nothing."""

GUARDED = {
    "DraftedEditor": "marks its words itself",
    "DraftedLine": "is watched where what is typed is kept",
    "DraftedText": "marks its words itself",
    "WrittenLine": "marks its words itself",
    "WrittenText": "marks its words itself",
    "_QuietLine": "the facts of a visit; those that are words are marked",
}
"""Fields made of a bare one, and who sees to the names in them; `DraftedField` is bare, for what is kept nowhere."""

SET_UP = "set-up, where names stand"
SECRET = "a passphrase or a code"
ADDRESS = "whom an export is for, and what for: asked of each export, no part of the review"

MAY_STAND_BARE = {
    ("abbreviations_sheet.py", "Abbreviation"): "at most 20 characters, allowed everywhere",
    ("agreement_panel.py", "Name, as the report prints it"): "printed by consent",
    ("crash_report.py", ""): "read, not written in",
    ("export_panel.py", "What for"): ADDRESS,
    ("export_panel.py", "Who it is for"): ADDRESS,
    ("first_run_person.py", "Your first name"): SET_UP,
    ("first_run_person.py", "Passphrase"): SECRET,
    ("first_run_person.py", "The same passphrase again"): SECRET,
    ("first_run_return.py", "Recovery code"): SECRET,
    ("first_run_return.py", "Where your team exchanges files"): "a folder, no words",
    ("first_run_school.py", "School"): SET_UP,
    ("form_writing.py", ""): "a quote; watched where it is kept",
    ("form_trying.py", ""): "a form is tried; nothing of it is kept",
    ("drafted_text.py", ""): "a growing text of `DraftedField`",
    ("names_panel.py", "Names to look out for"): "the very place for names",
    ("recovery_proof.py", ""): SECRET,
    ("safeguarding_fields.py", "Name"): SET_UP,
    ("safeguarding_fields.py", "Number"): SET_UP,
    ("safeguarding_fields.py", "Room"): SET_UP,
    ("seal_panel.py", "Passphrase of the certificate file"): SECRET,
    ("settings_certificate.py", "Passphrase of the certificate file"): SECRET,
    ("settings_photos.py", "Allowed by"): SET_UP,
    ("settings_report_look.py", "Colour"): "six digits",
    ("settings_report_look.py", "Whose logo it is"): "a school or programme",
    ("address_fields.py", "Address"): "an address, no words",
    (
        "address_fields.py",
        "Name to sign in with",
    ): "an account of the place, and kept in the keyring",
    ("address_fields.py", "Password of the address"): SECRET,
    ("time_stamp_offer.py", "Address of the time-stamping service"): "an address, no words",
    ("unlock.py", "Passphrase"): SECRET,
    (
        "team_laptops.py",
        "The code another laptop shows",
    ): "a code of the network; nothing of it is kept",
    ("unlock.py", "Recovery code"): SECRET,
}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in source.modules(source.PROGRAM / "ui" / room)]


def bare_in(path: Path) -> set[tuple[str, str]]:
    """Give the bare fields one file makes: the file's name, and the label in the first argument."""
    found = set()
    for call in source.calls(path):
        if source.called_name(call) in BARE:
            first = call.args[0] if call.args else None
            words = first.args[0] if isinstance(first, ast.Call) and first.args else None
            label = words.value if isinstance(words, ast.Constant) else ""
            found.add((path.name, str(label)))
    return found


def made_of_bare(path: Path) -> set[str]:
    """Give the classes of one file that are made of a bare field, or of one of those."""
    return {
        node.name
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ClassDef)
        and {getattr(base, "id", "") for base in node.bases} & BARE
    }


def test_every_bare_field_is_listed_with_a_reason() -> None:
    found = {one for path in modules() for one in bare_in(path)}
    assert found == set(MAY_STAND_BARE)


def test_every_field_made_of_a_bare_one_sees_to_names() -> None:
    found = {one for path in modules() for one in made_of_bare(path)}
    assert found - BARE == set(GUARDED)


def test_only_the_meeting_shows_no_marks() -> None:
    unguarded = {
        path.name
        for path in modules()
        for call in source.calls(path)
        for keyword in call.keywords
        if keyword.arg == "guarded"
    }
    assert unguarded == {"meeting_sentence.py"}


def test_a_bare_field_is_seen(tmp_path: Path) -> None:
    written = tmp_path / "page.py"
    written.write_text(
        "class Mine(LongTextField):\n    pass\nTextField(_('Why'))\nPlainEdit(Step.NOTE)\nWrittenLine(b, 'x', _('Y'))\n"
    )
    assert bare_in(written) == {("page.py", "Why"), ("page.py", "")}
    assert made_of_bare(written) == {"Mine"}
