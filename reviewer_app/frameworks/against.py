"""A framework checked against the earlier version it follows from: what only both together can show."""

from collections.abc import Iterator

from reviewer_app.frameworks.earlier import follows_from
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.problems import Faults, Problem, problems_of
from reviewer_app.frameworks.schema import Earlier, Framework
from reviewer_app.frameworks.tree import Path, Tree, read_tree


def check_against(
    later: LoadedFramework, earlier: LoadedFramework, file: str
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Give the errors and the warnings of a file as it follows from an earlier version.

    Args:
        later: what the file says.
        earlier: the version it is checked against.
        file: what problems name as the file.
    """
    faults = Faults(file)
    tree = read_tree(later.text, faults)
    after, before = later.framework, earlier.framework
    if (after.id, after.version) == (before.id, before.version):
        if later.hash != earlier.hash:
            faults.error("version-not-new", tree.place(("version",)), value=after.version)
    else:
        _check_rows(after, before, tree, faults)
    errors = problems_of(faults.refusal())
    return errors, faults.warnings


def _check_rows(after: Framework, before: Framework, tree: Tree, faults: Faults) -> None:
    mapping = follows_from(after, before)
    if mapping is None:
        value = f"{before.id} {before.version}"
        faults.warning("earlier-unsaid", tree.place(("version",)), value=value)
        return
    block: Path = ("earlier", after.earlier.index(mapping))
    for path, name, title in _unknown(mapping, before):
        faults.error("dangling", tree.place((*block, *path)), value=name, list=title)
    were = [one.id for one in before.headings]
    now = [one.now for one in mapping.headings]
    was = [one.was for one in mapping.headings]
    for number, heading in enumerate(after.headings):
        stays = heading.id in were and heading.id not in was
        if heading.id not in now and not stays:
            place = tree.place(("headings", number, "id"))
            faults.warning("heading-without-earlier", place, value=heading.id)
    here = [one.id for one in after.headings]
    for name in were:
        if name not in was and name not in here:
            faults.warning("heading-without-later", tree.place(block), value=name)


def _unknown(mapping: Earlier, before: Framework) -> Iterator[tuple[Path, str, str]]:
    """Each row about a heading or a criterion that the earlier version does not have: its path, the id and its list."""
    version = f"{before.id} {before.version}"
    for part, known in (("headings", before.headings), ("criteria", before.criteria)):
        ids = {one.id for one in known}
        for number, row in enumerate(getattr(mapping, part)):
            if row.was is not None and row.was not in ids:
                yield (part, number, "was"), row.was, f"{version}: {part}"
