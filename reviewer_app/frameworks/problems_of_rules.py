"""What can be wrong with the scoring rules of a form, with what its items measure, and with lists nobody uses."""

from typing import Final

from reviewer_app.errors import N_, Sentences

SENTENCES: Final[dict[str, Sentences]] = {
    # the rules
    "listed-twice": Sentences(
        N_("“{value}” stands here twice."),
        N_("Keep one of the two."),
    ),
    "counts-nothing": Sentences(
        N_("No answer to “{value}” counts as a number."),
        N_(
            "Give its choices or points a “value” each, or take it out of this rule; count words with “count-if”."
        ),
    ),
    "weight-twice": Sentences(
        N_("“{value}” has two weights in this rule."),
        N_("Keep one of the two."),
    ),
    "never-counted": Sentences(
        N_("No word that this rule counts can be answered to “{value}”."),
        N_("Add one of its answers to “values”, or take it out of “inputs”."),
    ),
    "threshold-twice": Sentences(
        N_("Two thresholds stand at {value}."),
        N_("Give each word a number of its own."),
    ),
    "threshold-outside": Sentences(
        N_("A per cent is never {value}."),
        N_("Write a number from 0 to 100."),
    ),
    "thresholds-mixed": Sentences(
        N_("The thresholds go up and down."),
        N_("Write them from the highest down, so that nobody misreads which word holds."),
    ),
    "rule-without-number": Sentences(
        N_("The rule “{value}” gives no number."),
        N_("Name a rule of means, sums, counts or per cents here."),
    ),
    "level-without-standards": Sentences(
        N_(
            "The level “{value}” asks for no standard, so that nothing tells it from the one below."
        ),
        N_("Name its standards, or remove the level; only the lowest may stand without."),
    ),
    "level-twice": Sentences(
        N_("The level “{value}” stands in this ladder twice."),
        N_("Put the standards of both into one."),
    ),
    "levels-out-of-order": Sentences(
        N_("The levels are not in the order of the scale."),
        N_("Write them from the lowest up; a scale stands from its strongest point down."),
    ),
    "standard-cannot-hold": Sentences(
        N_("“{value}” can be neither met nor answered with yes."),
        N_("Name items of the types “met” or “yes-no” as standards."),
    ),
    "shares-without-moments": Sentences(
        N_("“{value}” is not asked at timed moments, of which shares are made."),
        N_("Name a “snapshots” item, or a “matrix” with “timing”."),
    ),
    "needs-nothing": Sentences(
        N_("“needs” says nothing here."),
        N_("Write how many answers the rule needs under “answered”, or what part under “share”."),
    ),
    "needs-too-much": Sentences(
        N_("The rule needs {value} answers, and there can be at most {count}."),
        N_("Ask for fewer, or add inputs."),
    ),
    # the items
    "range-empty": Sentences(
        N_("No number is at least {lowest} and at most {highest}."),
        N_("Exchange “lowest” and “highest”, or correct them."),
    ),
    "score-twice": Sentences(
        N_("The score {value} has two descriptors."),
        N_("Give each score once."),
    ),
    "late-after-next": Sentences(
        N_("The next moment comes after {interval} seconds, before an answer to this one is late."),
        N_("Lower “late_after_seconds”, ask less often, or take more minutes."),
    ),
    "timing-too-long": Sentences(
        N_("This takes {count} minutes, and a lesson has {limit}."),
        N_("Take fewer minutes, or ask it fewer times."),
    ),
    "message-without-constraint": Sentences(
        N_("Nothing can break a constraint here, so that this message is never shown."),
        N_("Add a “constraint”, or remove the message."),
    ),
    "choice-unknown": Sentences(
        N_("“{value}” is not something that can be answered to “{name}”."),
        N_("Compare it with the id of one of its answers."),
    ),
    # the lists
    "values-out-of-order": Sentences(
        N_("“{value}” counts more than a stronger point above it."),
        N_("Write the points from the strongest down, and their values with them."),
    ),
    "value-missing": Sentences(
        N_("“{value}” has no value, and others of this list do: it counts for nothing in a mean."),
        N_("Give it a “value”, unless it is meant to be left out."),
    ),
    "unused": Sentences(
        N_("Nothing in this file uses “{value}”."),
        N_("Use it, or remove it."),
    ),
    "title-twice": Sentences(
        N_("“{value}” is the title of two; the first is on line {first}."),
        N_("Give one of them another title: people choose by it."),
    ),
    "language-twice": Sentences(
        N_("“{value}” is the file’s own language, or stands above already."),
        N_("Put all texts of a language in one place."),
    ),
    "text-twice": Sentences(
        N_("This text is translated twice; the first is on line {first}."),
        N_("Keep one of the two."),
    ),
}
