"""What an error says: two sentences, marked for translation where they are written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """The two sentences of one error; both may hold `{name}` parameters."""

    happened: str
    remedy: str


def N_(text: str) -> str:  # noqa: N802 (the marker's usual name, known to the extractor)
    """Mark a sentence for translation without translating it yet."""
    return text
