from reviewer_app.review.differing import differing, words_at

ONE = "Most pupils explain why, and two draw."
OTHER = "All pupils explain why, and then two draw."


def test_only_the_words_that_differ_are_told() -> None:
    assert words_at(ONE, differing(ONE, [OTHER])) == ("Most",)
    assert words_at(OTHER, differing(OTHER, [ONE])) == ("All", "then")


def test_of_two_books_the_ends_that_are_equal_are_not_told() -> None:
    middle, other = "alpha beta " * 2_000, "gamma delta " * 2_000
    text = f"It begins so. {middle}It ends so."
    [(start, length)] = differing(text, [f"It begins so. {other}It ends so."])
    assert text[start : start + length].strip() == middle.strip()
