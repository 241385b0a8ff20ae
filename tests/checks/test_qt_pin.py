"""PySide6 is pinned to a release whose signals were seen to hold."""

import subprocess
import sys
import tomllib
from importlib.metadata import version

from packaging.requirements import Requirement

from tests.checks import source

EMITS = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(str, object)

heard = []
bell = Bell()
bell.rung.connect(lambda text, thing: heard.append(thing))
for number in range(5000):
    bell.rung.emit("note", {"number": number})
assert len(heard) == 5000
"""


def test_installed_qt_is_in_the_pinned_range() -> None:
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (pin,) = (
        requirement
        for requirement in map(Requirement, project["dependencies"])
        if requirement.name == "pyside6"
    )
    assert {"<", ">="} <= {bound.operator for bound in pin.specifier}
    assert version("PySide6") in pin.specifier


def test_thousands_of_signals_do_not_abort_the_process() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", EMITS], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
