"""What is said of frameworks in the window: what is installed, what a review is bound to, what an item asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from reviewer_app.frameworks.checking import Checked, is_newer, order_of
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.problems import Problem
from reviewer_app.frameworks.scoring import flat
from reviewer_app.frameworks.xlsform.leftovers import Leftover
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review.library import Incoming, Installed
from reviewer_app.ui.widgets.two_line import Row

_HASH_SHOWN = 16
"""Digits of a text's hash that are shown; enough to compare by eye."""


def language_words(language: str) -> str:
    """Name a language as its own speakers do; its code where the system knows no name."""
    return QLocale(language.replace("-", "_")).nativeLanguageName() or language


def languages_words(loaded: LoadedFramework) -> str:
    """Name the languages a framework can be read in, the main one first."""
    return ", ".join(map(language_words, loaded.languages))


def hash_words(loaded: LoadedFramework) -> str:
    """Give as much of a text's hash as eyes compare."""
    return f"SHA-256 {loaded.hash[:_HASH_SHOWN]}"


def in_use_words(loaded: LoadedFramework) -> str:
    """Say which framework a review uses, its version and language."""
    return _("This review uses {title}, version {version}, in {language}.").format(
        title=loaded.framework.title,
        version=loaded.framework.version,
        language=language_words(loaded.language),
    )


def checked_words(checked: Checked) -> str:
    """Say in one line whether a file is sound."""
    if checked.loaded is None:
        count = len(checked.errors)
        words = ngettext(
            "Cannot be used: {count} problem", "Cannot be used: {count} problems", count
        )
        return words.format(count=count)
    if checked.errors:
        return _("Edited since it was published")
    count = len(checked.warnings)
    if count:
        words = ngettext(
            "Can be used; {count} thing to know", "Can be used; {count} things to know", count
        )
        return words.format(count=count)
    return _("Checks clean")


def standing_words(installed: Installed) -> str:
    """Say of an installed framework whether it is sound, and of one that ships that it is as it was published."""
    checked = installed.checked
    if checked.loaded is None or checked.errors or installed.added is not None:
        return checked_words(checked)
    return _("{checked}, as it was published").format(checked=checked_words(checked))


def installed_row(installed: Installed, kept: LoadedFramework) -> Row:
    """Give the row of an installed framework; `kept` is the text the open review is bound to."""
    checked = installed.checked
    if checked.loaded is None:
        return Row(checked.file.name, checked.file.name, checked_words(checked), icon="warning")
    framework = checked.loaded.framework
    words = (
        _("Version {version}, {languages}. {checked}.")
        if installed.added is None
        else _("Version {version}, {languages}. {checked}, added on this laptop.")
    )
    second = words.format(
        version=framework.version,
        languages=languages_words(checked.loaded),
        checked=standing_words(installed),
    )
    chip = _("This review") if checked.loaded.hash == kept.hash else ""
    return Row(checked.file.name, framework.title, second, chip=chip)


def problem_rows(problems: Sequence[Problem], *, lines: bool = True) -> list[Row]:
    """Give what was found in a file: each with its line, if it has lines, and below it what to do."""
    return [
        Row(
            str(number),
            _("Line {line}: {what}").format(line=one.line, what=one.what) if lines else one.what,
            one.remedy,
        )
        for number, one in enumerate(problems)
    ]


def leftover_rows(leftovers: Sequence[Leftover]) -> list[Row]:
    """Give what of a spreadsheet cannot be carried over: each with its sheet and row."""
    return [
        Row(str(number), _("{place}: {reason}").format(place=_place_words(one), reason=one.reason))
        for number, one in enumerate(leftovers)
    ]


def _place_words(leftover: Leftover) -> str:
    if not leftover.row:
        return _("Sheet “{sheet}”").format(sheet=leftover.sheet)
    return _("Sheet “{sheet}”, row {row}").format(sheet=leftover.sheet, row=leftover.row)


def incoming_words(incoming: Incoming) -> str:
    """Say what came of looking at a file that a person chose, and what it is where that is one form alone."""
    said = _found_words(incoming)
    return said if incoming.alone is None else f"{said} {incoming.alone}"


def _found_words(incoming: Incoming) -> str:
    checked = incoming.checked
    if checked.loaded is None or checked.errors:
        return _("{file}: {checked}.").format(
            file=checked.file.name, checked=checked_words(checked)
        )
    named = named_words(checked.loaded)
    if incoming.is_here:
        return _("{framework} is on this laptop already, word for word. Nothing changed.").format(
            framework=named
        )
    words = _("{framework} can be added.").format(framework=named)
    asked = sum(1 for form in checked.loaded.framework.forms for _item in flat(form.items))
    count = ngettext("It asks {count} thing.", "It asks {count} things.", asked)
    left = len(incoming.leftovers)
    lost = ngettext(
        "{count} thing of it cannot be carried over; the rest works without it.",
        "{count} things of it cannot be carried over; the rest works without them.",
        left,
    )
    said = [words, *([count.format(count=asked)] if asked else [])]
    return " ".join([*said, lost.format(count=left)] if left else said)


def added_words(loaded: LoadedFramework) -> str:
    """Say that a framework was added."""
    return _("{framework} is added. A new review can begin with it.").format(
        framework=named_words(loaded)
    )


def removed_words(installed: Installed) -> str:
    """Say that a framework was removed."""
    loaded = installed.checked.loaded
    named = installed.checked.file.stem if loaded is None else named_words(loaded)
    return _("{framework} is removed from this laptop.").format(framework=named)


def why_not_removed(installed: Installed) -> str:
    """Say why a framework that was added cannot be removed; "" where it can."""
    if not installed.schools:
        return ""
    return _("A review here uses it: {school}.").format(school=installed.schools[0])


def named_words(loaded: LoadedFramework) -> str:
    """Name a version of a framework."""
    whole = loaded.framework
    return _("“{title}” (version {version})").format(title=whole.title, version=whole.version)


def choice_words(loaded: LoadedFramework, among: Sequence[LoadedFramework]) -> str:
    """Name a framework where one is chosen: with its version where there are several of it."""
    whole = loaded.framework
    if sum(one.framework.id == whole.id for one in among) < 2:
        return whole.title
    return _("{title}, version {version}").format(title=whole.title, version=whole.version)


def bound_words(kept: LoadedFramework, installed: Sequence[Installed]) -> str:
    """Say how the text a review keeps stands to what is installed."""
    mine = kept.framework
    found = (one.checked.loaded for one in installed)
    same = [one for one in found if one is not None and one.framework.id == mine.id]
    if not same:
        return _(
            "This framework is not installed here. The review keeps its whole text and needs no file."
        )
    newest = max(same, key=lambda one: order_of(one.framework.version)).framework.version
    if is_newer(newest, mine.version):
        return _(
            "A newer version, {version}, is installed. It never changes this review, which keeps the "
            "text it began with; a new review starts with the newer one."
        ).format(version=newest)
    if any(one.hash == kept.hash for one in same):
        return _(
            "The review keeps this text, as it is installed. A later version never changes the review."
        )
    if is_newer(mine.version, newest):
        return _(
            "Only an earlier version, {version}, is installed. The review keeps its whole text and needs "
            "no file."
        ).format(version=newest)
    return _(
        "The installed version {version} has another text. It never changes this review, which keeps "
        "the text it began with."
    ).format(version=newest)


def new_review_words(loaded: LoadedFramework) -> str:
    """Say of a framework what a review by it looks at."""
    whole = loaded.framework
    words = ngettext(
        "Version {version}, {count} heading. {summary}",
        "Version {version}, {count} headings. {summary}",
        len(whole.headings),
    )
    return words.format(version=whole.version, count=len(whole.headings), summary=whole.summary)
