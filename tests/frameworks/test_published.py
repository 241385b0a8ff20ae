"""A published version is never edited."""

from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.published import edited, key_of, published
from reviewer_app.places import forms

SHIPPED = (forms() / "quality-assurance.yaml").read_text("utf-8")


def test_a_file_as_it_was_published_is_sound() -> None:
    loaded = load_framework(SHIPPED, source="mine.yaml")
    assert key_of(loaded) in published()
    assert edited(loaded, "mine.yaml") == ()


def test_one_changed_word_in_a_published_version_is_told_at_its_version() -> None:
    text = SHIPPED.replace("Leading", "Leading the way", 1)
    (problem,) = edited(load_framework(text, source="mine.yaml"), "mine.yaml")
    assert (problem.code, problem.file) == ("published-edited", "mine.yaml")
    assert SHIPPED.splitlines()[problem.line - 1].startswith("version:")


def test_a_new_version_and_a_framework_of_ones_own_may_say_what_they_like() -> None:
    version = next(line for line in SHIPPED.splitlines() if line.startswith("version:"))
    for old, new in ((version, 'version: "9999.1"'), ("id: quality-assurance", "id: ours")):
        loaded = load_framework(SHIPPED.replace(old, new, 1), source="mine.yaml")
        assert edited(loaded, "mine.yaml") == ()
