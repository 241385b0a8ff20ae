"""What can be wrong with a framework file: each problem with its place, what it is and what to do.

The sentences stand in `SENTENCES` by code, as those of `reviewer_app.errors` do, and read in the
language of whoever loads the file. Those about its text, its rules and its earlier versions have files of their own.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from reviewer_app.errors import N_, Sentences, UserError
from reviewer_app.frameworks import problems_of_rules, problems_of_text, problems_of_years
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext

SENTENCES: Final[dict[str, Sentences]] = {
    **problems_of_text.SENTENCES,
    # the parts
    "not-mapping": Sentences(
        N_("Names and values are expected here, as in “title: ...”."),
        N_("Check the indentation: each name stands on its own line, followed by a colon."),
    ),
    "unknown-key": Sentences(
        N_("“{name}” is not a name the program knows here."),
        N_("Remove it, or use one of these: {allowed}."),
    ),
    "unknown-key-nearest": Sentences(
        N_("“{name}” is not a name the program knows here."),
        N_("Write “{nearest}” if that is what was meant; otherwise remove it."),
    ),
    "missing-key": Sentences(
        N_("“{name}” is missing here."),
        N_("Add a line “{name}: ...” to this part."),
    ),
    "format": Sentences(
        N_("This file is in a format that this version of the program cannot read."),
        N_("Write “format: 1”, or load the file in a newer version of the program."),
    ),
    "not-text": Sentences(
        N_("“{name}” has to be text."),
        N_("Put a number, true or false in quotation marks; write a list as one sentence."),
    ),
    "not-text-colon": Sentences(
        N_("The colon in this text makes it a name and a value."),
        N_("Put the whole text in quotation marks."),
    ),
    "not-list": Sentences(
        N_("“{name}” has to be a list."),
        N_("Start each entry on its own line with a hyphen and a space."),
    ),
    "not-whole-number": Sentences(
        N_("“{name}” has to be a whole number."),
        N_("Write it in digits, without quotation marks."),
    ),
    "not-a-number": Sentences(
        N_("“{name}” has to be a number."),
        N_("Write it in digits, without quotation marks, with a point for decimals."),
    ),
    "not-yes-or-no": Sentences(
        N_("“{name}” has to be true or false."),
        N_("Write true or false, without quotation marks."),
    ),
    "out-of-range": Sentences(
        N_("“{name}” cannot be {value}."),
        N_("Write a number that is {limit}."),
    ),
    "no-value": Sentences(
        N_("“{name}” has nothing after it."),
        N_("Fill it in."),
    ),
    "too-few": Sentences(
        N_("The list “{name}” is too short."),
        N_("Give at least {limit}."),
    ),
    "too-long": Sentences(
        N_("“{name}” has {length} characters."),
        N_("Shorten it to at most {limit}."),
    ),
    "not-one-line": Sentences(
        N_("“{name}” runs over several paragraphs."),
        N_("Write it as one paragraph, without an empty line."),
    ),
    "id-malformed": Sentences(
        N_("“{value}” cannot be an id."),
        N_("Use small letters, digits and single hyphens, starting with a letter."),
    ),
    "name-malformed": Sentences(
        N_("“{value}” cannot be the name of an item or a list."),
        N_("Use letters, digits, hyphens, underscores and full stops, starting with a letter."),
    ),
    "choice-malformed": Sentences(
        N_("“{value}” cannot be the id of a choice."),
        N_("Write it without spaces."),
    ),
    "version-malformed": Sentences(
        N_("“{value}” cannot be a version."),
        N_("Write numbers with points between them, as in “2026.1”."),
    ),
    "language-malformed": Sentences(
        N_("“{value}” is not a language code."),
        N_("Write it as in “en-GB” or “cy”."),
    ),
    "not-allowed": Sentences(
        N_("“{value}” cannot stand here."),
        N_("Use one of these: {allowed}."),
    ),
    # the whole
    "published-edited": Sentences(
        N_("“{value}” was published with another text; a published version is never edited."),
        N_("Undo the change, or give the file a new version."),
    ),
    "version-here": Sentences(
        N_(
            "“{value}” is on this laptop with another text; a version that is in use never changes."
        ),
        N_(
            "Undo the change, or give it a new version; a spreadsheet says its own on the sheet “settings”."
        ),
    ),
    "criterion-unasked": Sentences(
        N_("No form looks for the criterion “{value}”."),
        N_("Make it a target of a form, or the criterion of one of its items."),
    ),
    "colour-only": Sentences(
        N_("“{value}” names a colour and says nothing else."),
        N_("Use a word for what it means; a colour is not seen by everyone, nor printed in grey."),
    ),
    "section-of-no-form": Sentences(
        N_("Only a section of the kind “results” prints what came of a form."),
        N_("Write “kind: results” here, or take “form” and “rules” out."),
    ),
    "section-without-rules": Sentences(
        N_(
            "A form filled in at visits is printed only by its results, and this section names no rule."
        ),
        N_("Name the rules to print under “rules”."),
    ),
    "rule-of-one-visit": Sentences(
        N_("What “{value}” gives cannot be taken together over several visits."),
        N_("Name rules that give numbers or shares: a report never speaks of one visit."),
    ),
    "heading-without-section": Sentences(
        N_("The report has no section of the kind “{value}” for this heading."),
        N_("Add one to “report”, or remove the heading."),
    ),
    "text-not-here": Sentences(
        N_("No text of this file reads “{value}”."),
        N_("Copy the text as it stands above, or remove this translation."),
    ),
    "duplicate-id": Sentences(
        N_("The id “{value}” is used twice; the first is on line {first}."),
        N_("Give one of the two another id."),
    ),
    "reserved-id": Sentences(
        N_("The id “{value}” belongs to “not_enough”, which every scale has already."),
        N_("Leave this point out of the scale."),
    ),
    "dangling": Sentences(
        N_("There is no “{value}” in “{list}”."),
        N_("Add it there, or correct the id here."),
    ),
    "dangling-nearest": Sentences(
        N_("There is no “{value}” in “{list}”."),
        N_("Write “{nearest}” if that is what was meant; otherwise add it there."),
    ),
    "target-twice": Sentences(
        N_("The target “{value}” is in this form twice."),
        N_("Keep one of the two."),
    ),
    "too-many-targets": Sentences(
        N_("This form shows {count} targets at one time."),
        N_("Keep the {limit} that matter most; a reviewer finds the others by searching."),
    ),
    "activity-twice": Sentences(
        N_("“{value}” is in “{list}” twice; the first is on line {first}."),
        N_("Keep it in one place."),
    ),
    "activity-missing": Sentences(
        N_("No entry of “{list}” takes these activities: {missing}."),
        N_("Add each of them to the “activities” of one entry."),
    ),
    "activities-of-review": Sentences(
        N_("A form of the role “review” is filled in once for the whole review."),
        N_("Remove “activities”, or give the form the role “main” or “also”."),
    ),
    "rules-in-a-circle": Sentences(
        N_("These rules stand on each other in a circle: {value}."),
        N_("Let one of them stand on answers only."),
    ),
    "expression-syntax": Sentences(
        N_("“{name}” cannot be read as an expression: {reason}."),
        N_("Check its brackets, quotation marks and operators; an answer is written ${{item}}."),
    ),
    "expression-unknown": Sentences(
        N_("“${{{value}}}” names no item of this form."),
        N_("Add the item, or correct its name here."),
    ),
    "expression-unknown-nearest": Sentences(
        N_("“${{{value}}}” names no item of this form."),
        N_("Write “${{{nearest}}}” if that is what was meant; otherwise add the item."),
    ),
    "expression-function": Sentences(
        N_("There is no function “{value}”."),
        N_("Use one that XLSForm has, such as if(), selected(), count() or today()."),
    ),
    "expression-refused": Sentences(
        N_("The function “{value}” cannot be used here: {reason}."),
        N_("Leave it out, or ask a question in its place."),
    ),
    "expression-regex": Sentences(
        N_("The pattern “{value}” is not one that can be tried on an answer."),
        N_("Correct it; it must not look ahead or back, and must not repeat much by number."),
    ),
    "expression-costly": Sentences(
        N_("“{name}” may take more steps than the program gives one expression."),
        N_(
            "Shorten it or the list it goes through: where it takes too many, the form goes on without it."
        ),
    ),
    "too-many-expressions": Sentences(
        N_("The expressions of this file hold more than {limit} characters."),
        N_("Divide the form among several, or let fewer items wait for others."),
    ),
    "items-in-a-circle": Sentences(
        N_("These items wait for each other: {value}."),
        N_("Let one of them be asked or worked out without the others."),
    ),
    "heading-without-criteria": Sentences(
        N_("No criterion belongs to the heading “{value}”."),
        N_("Write at least one criterion with “heading: {value}”, or remove the heading."),
    ),
    "excellence-twice": Sentences(
        N_("A second heading is of the kind “excellence”; the first is on line {first}."),
        N_("Keep one area of excellence."),
    ),
    "placeholder": Sentences(
        N_("“{value}” is not something the report can fill in."),
        N_("Use one of these, or write the words themselves: {allowed}."),
    ),
    **problems_of_rules.SENTENCES,
    **problems_of_years.SENTENCES,
}


PRINTED: Final = 20
"""Problems that the error itself prints; it carries them all."""

COMPARED: Final = 20_000
"""Words looked at for what may have been meant, in one file: enough for every slip of a hand, and a blink of time."""

Place = tuple[int, int]
"""Line and column, counted from 1 as editors do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file, at a line and column counted from 1."""

    code: str
    file: str
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what} {self.remedy}"


def problems_of(error: UserError) -> tuple[Problem, ...]:
    """Every problem that a "framework.invalid" carries, by line."""
    problems = error.parameters["problems"]
    assert isinstance(problems, tuple)  # noqa: S101 (for the type checker; `Faults` alone makes them)
    return problems


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with one file, in the order of its lines."""

    file: str
    _errors: list[Problem] = field(default_factory=list)
    _warnings: list[Problem] = field(default_factory=list)
    _compared: int = 0

    def error(self, code: str, place: Place, **values: object) -> None:
        """Note a problem that keeps the framework from being used."""
        self._errors.append(self._problem(code, place, values))

    def warning(self, code: str, place: Place, **values: object) -> None:
        """Note something its author should know, though the framework can be used."""
        self._warnings.append(self._problem(code, place, values))

    def nearest(self, word: str, known: Collection[str]) -> str | None:
        """Give what was probably meant; None where nothing is like it, or too much was compared already."""
        self._compared += len(known)
        if self._compared > COMPARED:
            return None
        return next(iter(get_close_matches(word, known, n=1)), None)

    def _problem(self, code: str, place: Place, values: dict[str, object]) -> Problem:
        sentences = SENTENCES[code]
        line, column = place
        return Problem(
            code,
            self.file,
            line,
            column,
            _(sentences.happened).format(**values),
            _(sentences.remedy).format(**values),
        )

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What its author should know, by line."""
        return tuple(sorted(self._warnings, key=_by_place))

    def refusal(self) -> UserError:
        """The "framework.invalid" that carries every problem noted, by line."""
        problems = tuple(sorted(self._errors, key=_by_place))
        lines = [str(problem) for problem in problems[:PRINTED]]
        more = len(problems) - len(lines)
        if more:
            rest = ngettext("and {count} more place.", "and {count} more places.", more)
            lines.append(rest.format(count=more))
        places = "\n".join(lines)
        return UserError("framework.invalid", source=self.file, problems=problems, places=places)

    def refuse_if_any(self) -> None:
        """Raises UserError("framework.invalid") when a problem has been noted."""
        if self._errors:
            raise self.refusal()


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
