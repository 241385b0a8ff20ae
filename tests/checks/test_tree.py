"""The house keeps its plan: what stands where, how long a file is, and that the tests mirror it."""

import ast
from pathlib import Path

import pytest

from tests.checks import source

LONGEST = 700
"""Lines; a file past this is split."""

OF_QT = {
    "count",
    "data",
    "event",
    "flags",
    "index",
    "metric",
    "name",
    "paint",
    "parent",
    "rect",
    "role",
    "state",
    "text",
}
"""Qt's virtual methods whose names are one word, and so look like ours."""

ROOMS = ("model", "frameworks", "vault", "store", "sync", "report", "review", "ui", "cli")

HOUSE = (
    "Makefile",
    "README.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "build.spec",
    "packages.txt",
    "pyproject.toml",
    "requirements.lock",
    "reviewer_app/__main__.py",
    "reviewer_app/app.py",
    "reviewer_app/errors/__init__.py",
    "reviewer_app/model/changes.py",
    "reviewer_app/review/opened.py",
    "reviewer_app/store/lane.py",
    "reviewer_app/ui/shell/bridge.py",
    *(f"reviewer_app/{room}/__init__.py" for room in ROOMS),
    *(
        f"reviewer_app/ui/{part}/__init__.py"
        for part in ("shell", "pages", "components", "widgets", "models", "theme")
    ),
    "reviewer_app/store/migrations",
    "resources/fonts",
    "resources/icons",
    "resources/translations/reviewer_app.pot",
    "forms",
    "docs",
    *(f"tests/{part}" for part in ("contract", "journeys", "faults", "bench", "soak", "data")),
)


@pytest.mark.parametrize("name", HOUSE)
def test_everything_of_the_plan_stands_in_its_place(name: str) -> None:
    path = source.ROOT / name
    assert path.exists()
    assert path.is_file() or any(path.iterdir()), "an empty folder holds nothing"


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in source.modules() if not ast.get_docstring(source.tree(path))]
    assert list(map(source.place, silent)) == []


def test_every_method_of_our_own_in_the_window_says_what_it_is_for() -> None:
    """Ruff sees to the other rooms; here it cannot tell Qt's virtual methods from ours."""
    silent = [
        f"{source.place(path)}: {kind.name}.{method.name}"
        for path in source.modules(source.PROGRAM / "ui")
        for kind in ast.walk(source.tree(path))
        if isinstance(kind, ast.ClassDef) and not kind.name.startswith("_")
        for method in kind.body
        if isinstance(method, ast.FunctionDef)
        and method.name.islower()
        and not method.name.startswith("_")
        and method.name not in OF_QT
        and not ast.get_docstring(method)
    ]
    assert silent == []


def test_no_file_is_too_long_to_hold_in_the_head() -> None:
    lengths = {
        source.place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in source.modules() + source.modules(source.TESTS)
        # A list of tables, column by column, that nobody reads through.
        if path.parent.name != "versions"
    }
    assert {name: length for name, length in lengths.items() if length >= LONGEST} == {}


def subject_exists(path: Path) -> bool:
    """Say whether `tests/vault/test_keyfile.py` (or `test_keyfile_on_disk.py`) has its `vault/keyfile.py`."""
    room = source.PROGRAM / path.parent.relative_to(source.TESTS)
    subject = path.stem.removeprefix("test_")
    things = {module.stem for module in room.glob("*.py")}
    things |= {part.name for part in room.glob("*/")} | {room.name}
    return any(subject == thing or subject.startswith(f"{thing}_") for thing in things)


def test_tests_mirror_the_tree() -> None:
    mirrored = [path for room in ROOMS for path in (source.TESTS / room).rglob("test_*.py")]
    assert [source.place(path) for path in mirrored if not subject_exists(path)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_tested(room: str) -> None:
    assert list((source.TESTS / room).rglob("test_*.py"))
