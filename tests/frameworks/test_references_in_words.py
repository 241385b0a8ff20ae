"""Words hold answers, wherever `${item}` stands in them."""

from reviewer_app.frameworks.references_in_words import filled_in, names_in


def test_every_answer_a_text_names_is_found_in_order() -> None:
    assert names_in("Why ${seen} and ${ day }?") == ["seen", "day"]
    assert names_in("Why {seen} and $seen?") == []


def test_an_answer_stands_where_its_name_stood() -> None:
    assert filled_in("Why ${seen}, ${ seen }?", {"seen": "3"}.__getitem__) == "Why 3, 3?"
