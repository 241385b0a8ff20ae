"""Files made to do harm end in a clear refusal, within little memory, whatever they hold."""

import json
import random
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

from reviewer_app.frameworks.load import SIZE_LIMIT
from reviewer_app.frameworks.problems import COMPARED, Faults
from tests.frameworks.small import SMALL

ROOM: Final = 96 * 2**20
"""Bytes of address space that checking one file may take on top of the program; the largest may hold 1 MB of text."""

_CHILD = """\
import json, resource, sys
from pathlib import Path
import elementpath
from reviewer_app.frameworks.checking import check_file
from reviewer_app.frameworks import form_expressions
from tests.frameworks.small_rules import WITH_RULES
from reviewer_app.frameworks.load import load_framework

load_framework(WITH_RULES, source="warm.yaml")
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (most, most))
found = {}
for name in sys.argv[2:]:
    try:
        found[Path(name).name] = sorted({one.code for one in check_file(Path(name)).errors})
    except MemoryError:
        found[Path(name).name] = ["memory"]
print(json.dumps(found))
"""


def _items(lines: list[str]) -> str:
    return SMALL.replace("report:\n", "    items:\n" + "".join(lines) + "report:\n", 1)


def _item(number: int, waits_for: str) -> str:
    return (
        f"      - {{id: i{number}, type: text, label: L, relevant: \"${{{waits_for}}} = 'a'\"}}\n"
    )


def _criteria(count: int, name: str) -> str:
    one = "  - {{id: {}, heading: teaching, title: C, description: C, prompts: [C]}}\n"
    return "".join(one.format(name.format(number)) for number in range(count))


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: Final[dict[str, tuple[str | bytes, str]]] = {
    "bomb": (BOMB, "anchor"),
    "deep lists": ("[" * SIZE_LIMIT, "too-deep"),
    "deep names": ("{a: " * (SIZE_LIMIT // 4), "too-deep"),
    "deep hyphens": ("- " * (SIZE_LIMIT // 2), "too-deep"),
    "deep questions": ("? " * (SIZE_LIMIT // 2), "key-not-text"),
    "50 MB": (SMALL.encode() + b"#" * 50_000_000, "too-large"),
    "UTF-16": (SMALL.encode("utf-16"), "not-utf-8"),
    "Latin-1": (SMALL.replace("What teachers", "Caf\xe9").encode("latin-1"), "not-utf-8"),
    "noughts": (b"\0" * SIZE_LIMIT, "character"),
    "noise": (random.Random(1).randbytes(SIZE_LIMIT), "not-utf-8"),
    "tabs": ("\ta: 1\n" * (SIZE_LIMIT // 6), "tab"),
    "many values": (SMALL + "".join(f"x{n}: 1\n" for n in range(70_000)), "too-many-values"),
    "one name": (SMALL + "title: A\n" * 9_000, "duplicate-key"),
    "one id": (SMALL.replace("groups:\n", f"{_criteria(2_500, 'clarity')}groups:\n", 1), "duplicate-id"),
    "circle": (_items([_item(n, f"i{(n + 1) % 2_500}") for n in range(2_500)]), "items-in-a-circle"),
    "unknown": (_items([_item(n, f"x{n}") for n in range(2_500)]), "expression-unknown"),
    "strangers": (
        SMALL.replace("groups:\n", f"{_criteria(1_500, 'c{}x')}groups:\n", 1).replace(
            "[clarity]", "[" + ", ".join(f"d{n}y" for n in range(8_000)) + "]"
        ),
        "dangling",
    ),
    "one line": (SMALL.replace("What teachers do.", "x " * (SIZE_LIMIT // 3)), "too-long"),
    "brackets": (
        _items([_item(0, "x").replace("${x} = 'a'", "(" * 900 + "1")]),
        "expression-syntax",
    ),
    "pattern": (
        _items([_item(0, "x").replace("${x} = 'a'", "regex(., '((a{999}){999}){999}')")]),
        "expression-regex",
    ),
}  # fmt: skip


def test_each_is_refused_within_little_memory(tmp_path: Path) -> None:
    files = []
    for name, (content, _code) in HOSTILE.items():
        file = tmp_path / f"{name}.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        files.append(str(file))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOM), *files],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    missed = {
        name: found[f"{name}.yaml"]
        for name, (_content, code) in HOSTILE.items()
        if code not in found[f"{name}.yaml"]
    }
    assert missed == {}


def test_the_room_is_one_that_a_file_can_fill(tmp_path: Path) -> None:
    """The bound would be seen to be broken: with hardly any room the same files run out of memory."""
    file = tmp_path / "many.yaml"
    file.write_text(SMALL + "".join(f"x{n}: 1\n" for n in range(70_000)))
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(resource.getpagesize()), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "memory" in done.stdout or "MemoryError" in done.stderr


def test_what_may_have_been_meant_is_looked_for_only_so_long() -> None:
    faults, known = Faults("mine.yaml"), [f"word{n}" for n in range(COMPARED // 2)]
    assert faults.nearest("word1x", known) == "word1"
    assert faults.nearest("word2x", known) == "word2"
    assert faults.nearest("word3x", known) is None
