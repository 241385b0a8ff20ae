"""What a workbook is that was made of one form of a framework: it looks like a whole, so whoever reads it is told."""

from dataclasses import dataclass

from reviewer_app.language import gettext as _


@dataclass(frozen=True, slots=True)
class Alone:
    """The one form that a workbook was made of, by its title, and the forms of its framework it leaves out."""

    form: str
    others: tuple[str, ...]

    def __str__(self) -> str:
        return _(
            "It holds the form “{form}” alone and is not the whole framework: the other forms ({others}) are in it "
            "without their questions and rules."
        ).format(form=self.form, others=", ".join(self.others))
