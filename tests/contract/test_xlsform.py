"""Frameworks and XLSForm: what is exported converts elsewhere, and comes back equal."""

from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.frameworks.xlsform.reading import import_xlsform
from reviewer_app.frameworks.xlsform.writing import export_xlsform
from reviewer_app.places import forms

EXAMPLES = Path(__file__).parents[1] / "data" / "xlsform"


def comes_back(framework: Framework, folder: Path) -> None:
    """Export a framework, convert the workbook by pyxform, import it again: it must be the same."""
    path = folder / "form.xlsx"
    path.write_bytes(export_xlsform(framework))
    assert "<h:html" in convert(str(path), warnings=[]).xform
    again = import_xlsform(path)
    assert again.loaded.framework == framework
    assert again.leftovers == ()


@pytest.mark.parametrize("name", sorted(file.stem for file in forms().glob("*.yaml")))
def test_a_framework_that_ships_comes_back_equal(name: str, tmp_path: Path) -> None:
    framework = next(one.framework for one in shipped() if one.framework.id == name)
    comes_back(framework, tmp_path)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (loaded.framework.id, form.id)
        for loaded in shipped()
        for form in loaded.framework.forms
        if form.items
    ],
)
def test_one_form_alone_comes_back_equal(name: str, form: str, tmp_path: Path) -> None:
    framework = next(one.framework for one in shipped() if one.framework.id == name)
    file = tmp_path / "one.xlsx"
    file.write_bytes(export_xlsform(framework, form))
    again = import_xlsform(file)
    assert again.leftovers == ()
    assert again.loaded.framework.form(form) == framework.form(form)
    assert [one.id for one in again.loaded.framework.forms if one.items] == [form]


@pytest.mark.parametrize(
    "name",
    [
        "xlsform_spec_test.xlsx",
        "widgets.xls",
        "loop.xls",
        "choice_filter_test.xlsx",
        "or_other.xlsx",
        "repeat_date_test.xls",
        "table-list.xls",
        "tutorial.xls",
        "warnings.xls",
        "specify_other.csv",
    ],
)
def test_an_imported_form_comes_back_equal(name: str, tmp_path: Path) -> None:
    framework = import_xlsform(EXAMPLES / name).loaded.framework
    comes_back(framework, tmp_path)
    text = import_xlsform(EXAMPLES / name).loaded.text
    assert load_framework(text, source=name).framework == framework
