"""What is said in the window of the differences between two versions of a framework."""

from collections.abc import Sequence

from reviewer_app.frameworks.differences import Difference, kind_word
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext


def version_words(loaded: LoadedFramework, beside: LoadedFramework) -> str:
    """Name a version that another is compared with."""
    version = loaded.framework.version
    if version == beside.framework.version:
        return _("Version {version}, with another text").format(version=version)
    return _("Version {version}").format(version=version)


def changes_words(found: Sequence[Difference]) -> str:
    """Say how much changed."""
    if not found:
        return _("Nothing that a reviewer meets: only how the file is written differs.")
    words = ngettext("{count} thing is otherwise.", "{count} things are otherwise.", len(found))
    return words.format(count=len(found))


def difference_words(one: Difference) -> str:
    """Say of what a difference is, and of which kind: "Reading, description: reworded"."""
    place = " – ".join(one.place)
    field = field_words(one.name)
    what = _("{place}, {field}").format(place=place, field=field) if place and field else place
    return _("{what}: {kind}").format(what=what or field, kind=kind_word(one.kind))


def before_and_after(one: Difference) -> list[str]:
    """Give a difference before and after, each in a line; nothing for a whole part that came or went."""
    if not one.name or one.before == one.after:
        return []
    if one.name == "order":
        words = _("From place {before} to place {after}")
        return [words.format(before=one.before, after=one.after)]
    nothing = _("nothing")
    return [
        _("Before: {words}").format(words=one.before or nothing),
        _("Now: {words}").format(words=one.after or nothing),
    ]


def field_words(name: str) -> str:
    """Give what people call a value of the file; one without a word of its own is called as the file calls it."""
    words = {
        "": "",
        "activities": _("kinds of visit"),
        "choices": _("choices"),
        "covers": _("what it covers"),
        "constraint_message": _("what is said of a wrong answer"),
        "credits": _("credits"),
        "criterion": _("criterion"),
        "description": _("description"),
        "descriptor": _("description"),
        "explanation": _("explanation"),
        "group": _("group"),
        "heading": _("heading"),
        "highest": _("highest"),
        "hint": _("hint"),
        "inputs": _("what it counts"),
        "label": _("words"),
        "licence": _("licence"),
        "lowest": _("lowest"),
        "order": _("order"),
        "prompts": _("what is worth noticing"),
        "questions": _("what is worth asking"),
        "relevant": _("when it is asked"),
        "required": _("whether an answer is needed"),
        "says": _("translation"),
        "scale": _("scale"),
        "short": _("short name"),
        "strand": _("strand"),
        "summary": _("summary"),
        "targets": _("what to look for"),
        "title": _("title"),
        "value": _("what it counts"),
        "version": _("version"),
        "wording": _("wording"),
    }
    return words.get(name, name.replace("_", " "))
