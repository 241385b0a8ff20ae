"""What came of forms, as the invented school's report prints it, and as one that means harm would have it."""

from reviewer_app.frameworks.form_blocks import (
    Answered,
    Bar,
    Chart,
    Grid,
    Line,
    PartTitle,
    Worked,
)
from reviewer_app.report.content import FormSection

QUESTIONS = FormSection(
    "questions",
    "The school’s own questions",
    ("Each is answered in the words agreed.",),
    (
        PartTitle("To what extent do pupils think hard early in lessons?"),
        Answered("Under which theme does it stand?", ("Impact",)),
        Answered("How sure are we?", ("Fairly sure",)),
        Answered(
            "To what extent, then, where, and for whom?",
            (
                "To a good extent for most pupils, in most of the classes we saw together.",
                "To a lesser extent for those who are ready for more.",
            ),
        ),
        PartTitle("What was asked of it", 1),
        Answered("Who?", ("Several pupils",)),
    ),
    first=True,
)

NUMBERS = FormSection(
    "numbers",
    "How time was used",
    ("These are shares of the moments at which somebody looked up.",),
    (
        Grid(
            "Means over visits, each visit counting once.",
            ("What was looked at", "Mean", "Visits"),
            (("Classroom culture", "3.9", "23"), ("Instruction", "4.0", "23")),
        ),
        PartTitle("The teacher’s time and most pupils’ time"),
        Chart(
            ("Active instruction", "Passive", "Management", "Off task"),
            (
                Bar("The teacher’s time", (56, 21, 13, 10)),
                Bar("Most pupils’ time", (69, 11, 15, 5)),
            ),
            "The teacher’s time: Active instruction 56 %, Passive 21 %, Management 13 %, Off task "
            "10 %. Most pupils’ time: Active instruction 69 %, Passive 11 %, Management 15 %, Off "
            "task 5 %.",
        ),
        Grid(
            "Shares of the moments seen, each visit counting once.",
            ("At these moments", "The teacher’s time", "Most pupils’ time"),
            (
                ("Active instruction", "56 %", "69 %"),
                ("Passive", "21 %", "11 %"),
                ("Management", "13 %", "15 %"),
                ("Off task", "10 %", "5 %"),
                ("Visits", "23", "22"),
            ),
        ),
        Line("A segment counts when at least two of its three were seen.", quiet=True),
        Line("Worked out by the rules teacher-time (version 1).", quiet=True),
        Worked(
            "Strategies that reach those who need them",
            "2 of 3 answers",
            "Does it reach them? Yes",
            "Chosen instead: 70 %. One more has begun.",
            "reaching",
            1,
        ),
    ),
)

FORMS = (QUESTIONS, NUMBERS)


def hostile(long_text: str, long_word: str, markup: str) -> tuple[FormSection, ...]:
    """Every block with words that are long, that mean harm, or that are not there."""
    # Titles are no longer than a framework lets them be.
    rows = ((long_text, markup, long_word),) * 3
    grid = Grid(markup, (markup, long_word[:100], "Why?"), rows)
    return (
        FormSection(
            "hostile",
            markup,
            (markup, "", long_text),
            (
                PartTitle(long_word),
                PartTitle(long_text, 1),
                PartTitle(markup, 2),
                Chart(
                    (markup, long_word, markup),
                    (Bar(long_word, (0, 100, 1)), Bar(markup, (33, 33, 33))),
                    f"{markup} \x00",
                ),
                grid,
                Grid("Ten", (long_word[:20],) * 10, ((markup,) * 10,)),
                Chart((markup, "B"), (Bar("", (80, 70)),), "Several at once."),
                Grid("Nothing in it", ("", "Use"), (("", ""), ("Yard", ""))),
                Answered(markup, (long_text * 3, long_word, markup)),
                Answered("?", (markup,)),
                Line(long_text),
                Worked(long_text, markup, long_word, long_text, "rule", 1),
            ),
        ),
    )
