"""Where a character stands: as Qt counts, for whom one beyond the first plane is two, and in characters."""


def units(text: str, at: int) -> int:
    """Give a position in characters as Qt counts it."""
    return at if text.isascii() else at + sum(one > "\uffff" for one in text[:at])


def characters(text: str, units: int) -> int:
    """Give a position of Qt's in characters."""
    if text.isascii():
        return units
    at = 0
    while units > 0 and at < len(text):
        units -= 2 if text[at] > "\uffff" else 1
        at += 1
    return at


def ranges(text: str, found: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Give pairs of start and length in characters as Qt counts them."""
    ends = [(units(text, start), units(text, start + length)) for start, length in found]
    return [(start, end - start) for start, end in ends]
