"""The base of every shared noun: an immutable, validated record of one review.

Each noun is two classes: the immutable record (validates; what verbs and pages handle) and its row
(`table=True`; what the store reads and writes). Row classes do not validate, so nothing but the store's
`apply` makes them.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlmodel import Field, SQLModel

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

R = TypeVar("R", bound="Record")


class Record(SQLModel):
    """One record of a review, as the journal says it is now."""

    model_config = {"frozen": True, "extra": "forbid"}

    id: str = Field(primary_key=True, min_length=1, max_length=120)
    review: str = Field(index=True, min_length=1, max_length=40)


def validated(noun: type[R], values: Mapping[str, object]) -> R:
    """Make a record of its values.

    Raises:
        UserError: "review.value-not-allowed" names the field.
    """
    try:
        return noun.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        raise UserError("review.value-not-allowed", field=name, reason=_reason(first)) from None


def _reason(error: ErrorDetails) -> str:
    """Say in words of our own why a value is not allowed, whatever the library calls it."""
    told = error.get("ctx", {})
    match error["type"]:
        case "string_too_long":
            return _("it has {count:,} characters, and {limit:,} is the most").format(
                count=len(error["input"]), limit=told["max_length"]
            )
        case "string_too_short" | "missing":
            return _("it may not be empty")
        case "greater_than_equal":
            return _("{limit} is the least").format(limit=told["ge"])
        case "less_than_equal":
            return _("{limit} is the most").format(limit=told["le"])
        case "enum":
            return _("it is not one of the words that may stand there")
        case _:
            return _("it is not of the kind that may stand there")
