"""Two versions of a small framework, the later with what it says of the earlier."""

from tests.frameworks.small import SMALL

_POINTS = """\
      - {id: secure, label: Secure, short: Secure, descriptor: It holds.}
      - {id: begun, label: Begun, short: Begun, descriptor: It has begun.}
"""


def _heading(name: str, scale: str = "    scale: estimate\n") -> str:
    title = name.capitalize()
    return f"  - id: {name}\n    title: {title}\n    short: {title}\n    covers: What it covers.\n{scale}"


def _criterion(heading: str) -> str:
    return (
        f"  - id: {heading}-seen\n    heading: {heading}\n    title: Seen\n"
        "    description: It is seen.\n    prompts: [Is it seen?]\n"
    )


def year(version: str, headings: dict[str, str], more: str = "") -> str:
    """A version with these further headings, each with the lines of its scale."""
    text = SMALL.replace('version: "1"', f'version: "{version}"')
    listed = "".join(_heading(name, scale) for name, scale in headings.items())
    asked = "".join(map(_criterion, headings))
    targets = ", ".join(("clarity", *(f"{name}-seen" for name in headings)))
    text = text.replace("targets: [clarity]", f"targets: [{targets}]")
    return text.replace("criteria:\n", f"{listed}criteria:\n{asked}", 1) + more


SCALED = "    scale: estimate\n"
LAST_YEAR = year("2025", dict.fromkeys(("behaviour", "leading", "governing", "talk"), SCALED))

EARLIER = """\
earlier:
  - versions: ["2025"]
    headings:
      - {was: leading, now: leadership}
      - {was: behaviour, now: attendance}
      - {was: behaviour, now: conduct, why: It was one heading with attendance.}
      - {was: talk, now: talk, comparable: false, why: It looks at writing as well now.}
      - {was: governing}
    criteria:
      - {was: leading-seen, now: leadership-seen}
      - {was: behaviour-seen, now: conduct-seen}
      - {was: governing-seen}
    points:
      - {scale: estimate, was: begun, now: started}
"""
THIS_YEAR = year(
    "2026",
    dict.fromkeys(("leadership", "attendance", "conduct", "talk", "reading"), SCALED)
    | {"partners": ""},
    EARLIER,
).replace(_POINTS, _POINTS.replace("{id: begun", "{id: started"))
