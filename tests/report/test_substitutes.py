"""What no font has is told with the section it stands in."""

import dataclasses

from reviewer_app.report.build import substitutes
from reviewer_app.report.content import EvidenceBehind, HeadingFindings, MadeFor, ReportFinding
from reviewer_app.report.substitutes import Substituted
from tests.report.sample import RICH, TINY

SMILE, OWL = "\N{SLIGHTLY SMILING FACE}", "\N{EGYPTIAN HIEROGLYPH G017}"


def test_nothing_is_told_of_a_report_that_is_printed_as_typed() -> None:
    assert substitutes(RICH, draft=False) == ()
    assert (
        substitutes(dataclasses.replace(TINY, context=("محمد, 王小明 and דוד",)), draft=True) == ()
    )


def test_each_character_is_told_once_for_every_section_it_stands_in() -> None:
    finding = ReportFinding("f", f"Pupils {OWL} read.", None, EvidenceBehind(()))
    content = dataclasses.replace(
        TINY,
        made_for=MadeFor(f"the head {SMILE}"),
        introduction=(f"One {SMILE} two {SMILE}.", f"Three {OWL}."),
        findings=(HeadingFindings("Reading", went_well=(finding,)),),
    )
    told = substitutes(content, draft=True)
    assert told[:2] == (Substituted("", SMILE), Substituted("Introduction", SMILE + OWL))
    assert [one.characters for one in told[2:]] == [OWL]


def test_a_sentence_names_the_characters_and_the_section() -> None:
    assert Substituted("Reading", SMILE + OWL).sentence == (
        f"Under “Reading” “�” is printed in place of {SMILE} (U+1F642) and {OWL} (U+13153): "
        "no font of the report has it."
    )
    assert Substituted("", SMILE).sentence.startswith("On the first page “�” is printed")
