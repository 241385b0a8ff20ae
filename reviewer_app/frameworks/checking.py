"""Whether a framework file is sound, as it was published, and what its author should know."""

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.errors import UserError
from reviewer_app.frameworks.against import check_against
from reviewer_app.frameworks.load import LoadedFramework, load_file, load_framework
from reviewer_app.frameworks.problems import Problem, problems_of
from reviewer_app.frameworks.published import edited
from reviewer_app.frameworks.shipped import shipped_files


@dataclass(frozen=True, slots=True)
class Checked:
    """One file as it was checked.

    `loaded` is None for a file that cannot be used. `errors` say why, or that a published version was edited;
    `warnings` keep nobody from using it.
    """

    file: Path
    loaded: LoadedFramework | None
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found, by line; at one line what has to be mended first."""
        return tuple(sorted((*self.errors, *self.warnings), key=lambda one: one.line))


def check_file(path: Path, earlier: LoadedFramework | None = None) -> Checked:
    """Check a framework file, and where an earlier version is given, also as it follows from that.

    Raises:
        UserError: "framework.unreadable" for a file that is not there or cannot be read.
    """
    try:
        loaded = load_file(path)
    except UserError as error:
        if error.code != "framework.invalid":
            raise
        return Checked(path, None, problems_of(error))
    errors, warnings = check_against(loaded, earlier, path.name) if earlier else ((), ())
    return Checked(
        path, loaded, (*edited(loaded, path.name), *errors), (*loaded.warnings, *warnings)
    )


def check_text(text: str, file: str) -> Checked:
    """Check the text of a framework that lies in no file; problems name it `file`."""
    try:
        loaded = load_framework(text, source=file)
    except UserError as error:
        return Checked(Path(file), None, problems_of(error))
    return Checked(Path(file), loaded, edited(loaded, file), loaded.warnings)


def installed() -> list[Checked]:
    """Check every framework that ships with the program, the usual one first; one that is broken hides no other.

    Raises:
        FileNotFoundError: there is none, so the program was packed without them (a bug).
        UserError: "framework.unreadable".
    """
    return [check_file(file) for file in shipped_files()]


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another: "2026.10" after "2026.2"."""
    return order_of(version) > order_of(than)


def order_of(version: str) -> tuple[int, ...]:
    """Give what versions are put in order by."""
    return tuple(int(part) for part in version.split("."))
