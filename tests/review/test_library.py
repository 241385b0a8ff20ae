"""Frameworks on one laptop: what ships and what a person added, which never changes and goes only when unused."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks import published
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.shipped import shipped, usual
from reviewer_app.frameworks.xlsform.writing import export_xlsform
from reviewer_app.model.local import AddedFramework
from reviewer_app.review import library
from reviewer_app.review.library import Installed
from reviewer_app.store import frameworks as store
from tests.frameworks.small import SMALL
from tests.support import LARKFIELD, START, Device

MARKDOWN = """\
| survey |
|        | type     | name  | label     |
|        | integer  | seen  | How many? |
|        | geopoint | where | Where?    |
| settings |
|        | form_title     | form_id | version |
|        | A walk at noon | walk    | 3       |
"""


def small(version: str = "1", text: str = SMALL) -> LoadedFramework:
    """Load the small framework, as another version of itself."""
    line = next(one for one in text.splitlines() if one.startswith("version:"))
    return load_framework(text.replace(line, f'version: "{version}"', 1), source="small.yaml")


def added(helen: Device) -> list[Installed]:
    return [one for one in library.installed(helen.session) if one.added is not None]


def refusal(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


def test_at_first_there_is_what_ships(helen: Device) -> None:
    found = library.installed(helen.session)
    assert [one.checked.loaded for one in found] == shipped()
    assert not any(one.added for one in found)


def test_what_was_added_is_there_after_a_restart_word_for_word(helen: Device) -> None:
    assert library.add(helen.session, small("2"))
    helen.restarts()
    [one] = added(helen)
    assert one.checked.loaded is not None
    assert one.checked.loaded.text == small("2").text
    assert small("2") in library.usable(helen.session)


def test_the_same_file_twice_changes_nothing(helen: Device) -> None:
    assert library.add(helen.session, small())
    before = added(helen)
    helen.clock.forward(5)
    assert not library.add(helen.session, small())
    assert not library.add(helen.session, usual())
    assert added(helen) == before


def test_a_version_that_is_here_is_never_changed(helen: Device) -> None:
    library.add(helen.session, small("2"))
    edited = load_framework(small("2").text + "# one line more\n", source="small.yaml")
    with pytest.raises(UserError) as refused:
        library.add(helen.session, edited)
    assert refusal(refused) == "framework.version-here"
    with pytest.raises(UserError) as refused:
        library.add(helen.session, load_framework(usual().text + "# more\n", source="usual.yaml"))
    assert refusal(refused) == "framework.version-here"
    assert [one.checked.loaded for one in added(helen)] == [small("2")]


def test_a_version_that_was_published_and_ships_no_longer_is_not_rewritten(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "published", lambda: {published.key_of(small("7")): "0" * 64})
    with pytest.raises(UserError) as refused:
        library.add(helen.session, small("7"))
    assert refusal(refused) == "framework.version-here"
    assert library.add(helen.session, small("8"))


def test_what_is_looked_at_is_checked_and_not_kept(helen: Device, tmp_path: Path) -> None:
    file = tmp_path / "season.yaml"
    file.write_text(SMALL)
    found = library.look_at(helen.session, file)
    assert found.can_be_added
    assert not added(helen)
    assert found.checked.loaded is not None
    library.add(helen.session, found.checked.loaded)
    again = library.look_at(helen.session, file)
    assert again.is_here
    assert not again.can_be_added
    file.write_text(SMALL + "# one line more\n")
    changed = library.look_at(helen.session, file)
    assert [one.code for one in changed.checked.errors] == ["version-here"]
    assert SMALL.splitlines()[changed.checked.errors[0].line - 1].startswith("version:")
    assert not changed.can_be_added
    file.write_text(SMALL.replace("licence: CC0 1.0\n", ""))
    wrong = library.look_at(helen.session, file)
    assert wrong.checked.loaded is None
    assert wrong.checked.errors
    assert not wrong.can_be_added


def test_a_spreadsheet_is_looked_at_and_what_it_cannot_carry_over_is_told(
    helen: Device, tmp_path: Path
) -> None:
    file = tmp_path / "noon.md"
    file.write_text(MARKDOWN)
    found = library.look_at(helen.session, file)
    [left] = found.leftovers
    assert (left.code, left.sheet, left.row) == ("type", "survey", 3)
    assert found.checked.loaded is not None
    framework = found.checked.loaded.framework
    assert (framework.id, framework.version, framework.title) == ("walk", "3", "A walk at noon")
    assert library.add(helen.session, found.checked.loaded)
    assert library.look_at(helen.session, file).is_here
    file.write_text(MARKDOWN.replace("How many?", "How many pupils?"))
    [told] = library.look_at(helen.session, file).checked.errors
    assert told.code == "version-here"
    file.write_text(MARKDOWN.replace("How many?", "How many pupils?").replace("| 3 ", "| 4 "))
    assert library.look_at(helen.session, file).can_be_added


def test_a_workbook_of_our_own_is_the_framework_it_was_made_of(
    helen: Device, tmp_path: Path
) -> None:
    file = tmp_path / "usual.xlsx"
    file.write_bytes(export_xlsform(usual().framework))
    found = library.look_at(helen.session, file)
    assert found.checked.loaded is not None
    assert found.checked.loaded.framework == usual().framework


def test_what_is_no_framework_is_refused(helen: Device, tmp_path: Path) -> None:
    file = tmp_path / "walk.xlsx"
    file.write_text("no workbook")
    with pytest.raises(UserError) as refused:
        library.look_at(helen.session, file)
    assert refusal(refused) == "xlsform.not-a-form"
    with pytest.raises(UserError) as refused:
        library.look_at(helen.session, tmp_path / "gone.yaml")
    assert refusal(refused) == "framework.unreadable"


def test_what_no_review_uses_can_be_removed_and_brought_back(helen: Device) -> None:
    library.add(helen.session, small("1"))
    library.add(helen.session, small("2"))
    before = added(helen)
    removed = library.remove(helen.session, "small", "1")
    assert [one.checked.loaded for one in added(helen)] == [small("2")]
    library.bring_back(helen.session, removed)
    assert added(helen) == before


def test_what_a_review_uses_stays_and_names_its_school(helen: Device) -> None:
    library.add(helen.session, small("2"))
    helen.session.create_review(LARKFIELD, small("2"), start=START, days=2)
    [one] = added(helen)
    assert one.schools == (LARKFIELD.name,)
    with pytest.raises(UserError) as refused:
        library.remove(helen.session, "small", "2")
    assert refusal(refused) == "framework.in-use"
    assert LARKFIELD.name in refused.value.happened
    assert added(helen) == [one]


def test_what_ships_and_what_is_not_here_cannot_be_removed(helen: Device) -> None:
    whole = usual().framework
    for framework, version in ((whole.id, whole.version), ("small", "1")):
        with pytest.raises(UserError) as refused:
            library.remove(helen.session, framework, version)
        assert refusal(refused) == "framework.not-added"


def test_an_added_text_that_can_be_used_no_longer_hides_no_other_and_can_be_removed(
    helen: Device,
) -> None:
    row = AddedFramework(framework="old", version="1", hash="0", text="format: 0\n", added_at="1")
    helen.session.database.local(store.add, row).result()
    library.add(helen.session, small())
    broken, sound = added(helen)
    assert broken.checked.loaded is None
    assert broken.checked.errors
    assert sound.checked.loaded == small()
    library.bring_back(helen.session, library.remove(helen.session, "old", "1"))
    assert len(added(helen)) == 2


def test_the_newest_version_is_meant_unless_one_is_named() -> None:
    versions = [small("2"), small("10"), small("9"), usual()]
    assert library.named("small", versions) == small("10")
    assert library.named("small@9", versions) == small("9")
    assert library.named("quality-assurance", versions) == usual()
    assert library.named("small@11", versions) is None
    assert library.named("other", versions) is None
