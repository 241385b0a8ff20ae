"""From the text of a framework file to a framework, or to every problem in it at once."""

import errno
import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from reviewer_app.durable import read_at_most
from reviewer_app.errors import UserError
from reviewer_app.frameworks.languages import translated
from reviewer_app.frameworks.parts import framework_of
from reviewer_app.frameworks.problems import Faults, Problem
from reviewer_app.frameworks.references import check_references
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.tree import read_tree

SIZE_LIMIT: Final = 1_000_000
"""Bytes; the framework that ships has about 40,000, and a review keeps the whole text."""


@dataclass(frozen=True, slots=True)
class LoadedFramework:
    """A framework with the exact text it came from.

    `hash` is the SHA-256 of the text in UTF-8, in hexadecimal; a review binds to id, version and hash.
    `warnings` are for its author; the framework can be used as it is. `language` is the one it was read in, and
    `untranslated` counts the texts that stand in the main language because this one lacks them.
    """

    framework: Framework
    text: str
    hash: str
    warnings: tuple[Problem, ...] = ()
    language: str = ""
    untranslated: int = 0

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be read in, the main one first."""
        return (
            self.framework.language,
            *(one.language for one in self.framework.translations),
        )


@lru_cache(maxsize=8)
def load_framework(text: str, *, source: str, language: str = "") -> LoadedFramework:
    """Load a framework from its text, be it a file's or the one kept in a review.

    The same text gives the same framework, so the last few are kept: reading one takes 0.1 s.

    Args:
        text: the exact text; it is kept and hashed as it is.
        source: what problems name as the file.
        language: one of the file's languages; "" or any other stands for its main one.

    Raises:
        UserError: "framework.invalid" with every problem, each with its line and remedy.
    """
    faults = Faults(source)
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) > SIZE_LIMIT:
        faults.error("too-large", (1, 1))
        raise faults.refusal()
    tree = read_tree(text, faults)
    check_references(tree, faults)
    framework = framework_of(tree, faults)
    loaded = LoadedFramework(
        framework, text, hashlib.sha256(encoded).hexdigest(), faults.warnings, framework.language
    )
    if language not in loaded.languages[1:]:
        return loaded
    # Once the file is known to be sound: a translation is a text of the same kind, or is refused as one.
    in_language, lacking = translated(tree, language)
    framework = framework_of(in_language, faults)
    return replace(loaded, framework=framework, language=language, untranslated=lacking)


def load_file(path: Path) -> LoadedFramework:
    """Load a framework from a file of UTF-8 text.

    Raises:
        UserError: "framework.unreadable" for a file that is not there or cannot be read.
        UserError: "framework.invalid" with every problem, each with its line and remedy.
    """
    faults = Faults(path.name)
    try:
        content = read_at_most(path, SIZE_LIMIT)
    except OSError as error:
        if error.errno == errno.EFBIG:
            faults.error("too-large", (1, 1))
            raise faults.refusal() from error
        raise UserError("framework.unreadable", source=path.name, reason=error.strerror) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8")) + 1
        faults.error("not-utf-8", (content.count(b"\n", 0, error.start) + 1, column))
        raise faults.refusal() from None
    return load_framework(text, source=path.name)
