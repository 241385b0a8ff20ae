from reviewer_app.tongues import MARKS, both, own, plain, readings, typed, wholly_own

HEADING = both(own("{heading}: yr hyn a aeth yn dda"), own("{heading}: what went well"))


def test_words_of_ours_are_told_from_what_is_put_into_their_gaps() -> None:
    text = own("I drafod: {who}, heddiw.").format(who="Helen Marsh")
    assert readings(text) == ((("I drafod: ", True), ("Helen Marsh", False), (", heddiw.", True)),)


def test_a_text_in_two_languages_is_read_in_each_with_its_parts_in_the_same() -> None:
    day = both(own("{day} Tachwedd"), own("{day} November")).format(day=17)
    line = both(own("Drafft {n}, {day}"), own("Draft {n}, {day}")).format(n=2, day=day)
    assert [[words for words, _own in one] for one in readings(f"{line}.")] == [
        ["Drafft 2, 17 Tachwedd."],
        ["Draft 2, 17 November."],
    ]


def test_what_reads_alike_in_both_is_there_once() -> None:
    alike = both(own("{number}"), own("{number}")).format(number=7)
    assert readings(alike) == ((("7", False),),)
    assert plain(both(own("Data"), own("Data"))) == "Data"


def test_beside_typed_words_a_part_in_two_languages_is_said_twice_and_they_once() -> None:
    month = both(own("Tachwedd {year}"), own("November {year}")).format(year=2026)
    assert plain(f"Larkfield, {month}") == "Larkfield, Tachwedd 2026 / November 2026"
    assert plain(HEADING.format(heading="Impact")) == (
        "Impact: yr hyn a aeth yn dda / Impact: what went well"
    )


def test_nothing_typed_is_read_as_a_mark() -> None:
    meant_to_hide = f"\ufdd2seen\ufdd3hidden\ufdd4 {both('a', 'b')}"
    assert not MARKS.search(typed(meant_to_hide))
    assert "hidden" in typed(meant_to_hide)
    assert plain(wholly_own(typed(meant_to_hide))) == typed(meant_to_hide)
