"""What of a spreadsheet could not be carried over: each thing with its sheet, its row and the reason."""

from dataclasses import dataclass, field
from typing import Final

from reviewer_app.errors import N_
from reviewer_app.language import gettext as _

REASONS: Final[dict[str, str]] = {
    "type": N_("“{value}” asks for what an evidence form does not hold"),
    "dynamic-type": N_("choices out of another file, sheet or answer cannot be offered"),
    "typed-in": N_("“{value}” becomes a line of text, typed in"),
    "day-alone": N_("the day is asked for, without the time"),
    "no-order": N_("the choices are asked for, without their order"),
    "media": N_("“{value}” is not shown: a form holds words alone"),
    "column": N_("“{name}” has no effect here"),
    "setting": N_("the setting “{name}” has no effect here"),
    "setting-kept": N_("“{value}” cannot be a {name}: “{stands}” stays"),
    "sheet": N_("this sheet has no effect here"),
    "required-sometimes": N_("the answer is not required: “{value}” would have to be true first"),
    "rounds": N_("it is asked as often as wanted: the number “{value}” is not fixed"),
    "expression": N_("“{name}” has no effect: {reason}"),
    "expression-item": N_("it cannot be worked out: {reason}"),
    "expression-costly": N_(
        "“{name}” may take too many steps; where it does, the form goes on without it"
    ),
    "named": N_("it is called “{value}” here, because the name was taken or not allowed"),
    "too-long": N_("“{name}” is cut after {limit} characters"),
    "word": N_("“${{{value}}}” in “{name}” is not carried over: its name stands there"),
    "language": N_("texts in “{value}” need a language code, as in “French (fr)”"),
    "translations": N_("other languages: with them the framework would be too large"),
    "empty": N_("nothing inside it could be carried over"),
    "too-deep": N_("groups stand inside groups too deep"),
}
"""Why something is left out, by its stable code."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing that was not carried over; row 1 holds the names of the columns, 0 means the whole sheet."""

    code: str
    sheet: str
    row: int
    reason: str

    def __str__(self) -> str:
        place = _("{sheet}, row {row}: {reason}.") if self.row else _("{sheet}: {reason}.")
        return place.format(sheet=self.sheet, row=self.row, reason=self.reason)


@dataclass(slots=True)
class Leftovers:
    """Collects them."""

    found: dict[Leftover, None] = field(default_factory=dict)

    def add(self, code: str, sheet: str, row: int, **values: object) -> None:
        """Note something; what was noted before is noted once."""
        self.found[Leftover(code, sheet, row, _(REASONS[code]).format(**values))] = None

    def sorted(self) -> tuple[Leftover, ...]:
        """Everything, by sheet and row."""
        return tuple(sorted(self.found, key=lambda one: (one.sheet, one.row)))
