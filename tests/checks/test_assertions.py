"""Every test can fail: it asserts something, or a helper of the tests' own that it uses does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.checks.source import PROGRAM, TESTS, called_name, imports, modules, place, tree

FAILS = frozenset({"fail", "raises", "TimeoutError", "AssertionError"})
"""What ends a test besides `assert`: pytest's own, and what a wait for something that never comes raises."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[Path, str]
"""A function or class by its file and its name."""


def asserts(node: ast.AST) -> bool:
    """Say whether a definition can fail a test by itself."""
    return any(
        isinstance(one, ast.Assert) or (isinstance(one, ast.Call) and called_name(one) in FAILS)
        for one in ast.walk(node)
    )


def methods_of(node: ast.ClassDef) -> Iterator[Function]:
    """Give the methods of a class."""
    return (one for one in node.body if isinstance(one, Function))


class Helpers:
    """What the tests define, found by the name a file knows it by."""

    def __init__(self, files: list[Path]) -> None:
        self._defined: dict[Place, ast.stmt] = {
            (path, node.name): node
            for path in files
            for node in tree(path).body
            if isinstance(node, Function | ast.ClassDef)
        }
        self._files = {
            ".".join(path.relative_to(TESTS.parent).with_suffix("").parts): path for path in files
        }
        self._methods = {
            method.name
            for (path, _name), node in self._defined.items()
            if isinstance(node, ast.ClassDef)
            for method in methods_of(node)
            if self._fails(path, method, set())
        } - {
            # What the program calls the same, a test may mean of the program.
            method.name
            for path in modules(PROGRAM)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ClassDef)
            for method in methods_of(node)
        }

    def fails(self, path: Path, test: Function) -> bool:
        """Say whether a test of this file can fail."""
        called = {called_name(one) for one in ast.walk(test) if isinstance(one, ast.Call)}
        return self._fails(path, test, set()) or not self._methods.isdisjoint(called)

    def _fails(self, path: Path, node: ast.AST, seen: set[Place]) -> bool:
        """Say whether a definition asserts, or one does that it names."""
        if asserts(node):
            return True
        for at in self._named(path, node) - seen:
            seen.add(at)
            if at in self._defined and self._fails(at[0], self._defined[at], seen):
                return True
        return False

    def _named(self, path: Path, node: ast.AST) -> set[Place]:
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - {
            one.annotation.id
            for one in ast.walk(node)
            if isinstance(one, ast.arg) and isinstance(one.annotation, ast.Name)
        }
        brought = {
            (self._files[module], name)
            for module, name in imports(path)
            if name in names and module in self._files
        }
        return brought | {(path, name) for name in names}


def empty_tests(files: list[Path]) -> Iterator[str]:
    """Name every test that can only pass."""
    helpers = Helpers(files)
    for path in files:
        for node in ast.walk(tree(path)):
            if not isinstance(node, Function) or not node.name.startswith("test_"):
                continue
            if not helpers.fails(path, node):
                yield f"{place(path)}: {node.name}"


def test_every_test_asserts_something() -> None:
    assert list(empty_tests(modules(TESTS))) == []
