"""What an error says: two sentences and what differs at the command line, marked for translation where they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """The two sentences of one error; both may hold `{name}` parameters.

    Attributes:
        command: what to do at the command line, where nothing is typed or pressed; "" where it is the same. It may
            hold `{option}` besides: the option that names the file with the passphrase.
    """

    happened: str
    remedy: str
    command: str = ""


def N_(text: str) -> str:  # noqa: N802 (the marker's usual name, known to the extractor)
    """Mark a sentence for translation without translating it yet."""
    return text
