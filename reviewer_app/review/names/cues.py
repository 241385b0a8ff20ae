"""The words around a name that tell that it is one. English, as the notes are."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PLAIN_TITLES: Final = _set("mr mrs ms miss mx dr prof professor cllr councillor sir mister")
"""Titles that make a name of any word with a capital behind them."""

TITLES: Final = PLAIN_TITLES | _set(
    "madam madame mme dame rev revd reverend father sister brother uncle auntie aunt imam rabbi "
    "canon pastor nurse coach"
)
"""All titles; those that are words as well want a name behind them."""

SMALL_TITLES: Final = _set("mr mrs ms miss mx dr cllr")
"""Titles that are also typed small."""

NEVER_A_NAME: Final = _set(
    "year years and or the a an who men man is was has can may i it if in on at to of for please "
    "key class group christmas head teacher lead leader phase stage nothing no yes when what why "
    "how will term half"
)
"""Words that a capital behind a title or a name does not make part of it."""

ARTICLES: Final = _set(
    "the a an our their his her this that these those my your its each every no some any of as in "
    "at into"
)

WHERE: Final = _set("in at from to near of around outside into")

DONE_TO: Final = _set(
    "asked absent late upset sent praised told given chosen here proud shy tired away excluded "
    "moved taken reminded able brought kept spoken withdrawn"
)
"""What is done to a person, or said of one, and of no place or month."""

FAMILY_WORDS: Final = _set(
    "baker king green brown black white gray smith cook carter clark hall hill wood woods walker "
    "turner taylor wright young marsh field fields bishop pope knight day may rose banks brooks "
    "bell ball bird fox wolf stone rock page price rich short long small little best good gold "
    "silver cooper potter mason miller fisher hunter shepherd gardener parsons barker bowler "
    "archer butler farmer porter read reed ward parks park moor rivers lake pool poole west north "
    "south east winter winters summers snow frost savage swift sharp strong power powers wise "
    "bright blunt noble"
)
"""Words that are family names as well: hits behind a title or a given name only, or where they speak."""

SAYING: Final = _set(
    "said says told tells asked asks explained explains replied replies answered answers laughed "
    "laughs cried cries spoke speaks thinks thought wants wanted refused refuses offered offers "
    "wrote writes believes mentioned felt feels described describes admitted agreed agrees "
    "whispered shouted smiled hopes knew knows reads sat sits lives arrived translated corrected "
    "struggled struggles volunteers works"
)
"""What only a person does."""

HUMAN: Final = SAYING | _set(
    "read finished finishes helped helps joined joins led leads put puts showed held holds likes "
    "liked loves loved hates needed needs got gets gave gives came comes went goes tried tries "
    "used uses ran sang sings played plays talked talks listened listens shared shares counted "
    "counts moved moves left waited waits raised raises pointed points presented noticed drew "
    "draws remembered understood understands copied worked chose chooses found finds worries "
    "completed completes handed hands solved settled prefers enjoys enjoyed demonstrated "
    "demonstrates taught teaches runs logs introduced lost keeps kept models modelled supports "
    "supported delivers handles handled made had wore wears digs"
)
"""What a person does, and seldom anything else a note begins a sentence with."""

STATES: Final = _set(
    "is was has does did isn't wasn't hasn't didn't doesn't will would can could can't couldn't "
    "won't should might must"
)
"""What a person may be or do, and many a thing as well."""

ADVERBS: Final = _set(
    "also then never always still just already often even later now soon both all who"
)

ADDRESSING: Final = _set(
    "asked asks ask told tells tell thank thanked thanks called-on named praised praises reminded "
    "reminds reassured encouraged helped helps prompts prompted invited invites met observed "
    "greets greeted congratulated"
)
"""Verbs behind which a capital is someone."""

ASKED_TO: Final = _set("to about if whether why how what which when where who for")
"""What follows whoever is asked, told or thanked."""

NAMING: Final = _set("called named nicknamed")

PEOPLE: Final = _set(
    "pupil child boy girl student teacher ta learner man woman lady parent governor friend "
    "someone brother sister colleague volunteer lad"
)

TALKING: Final = _set(
    "spoke talked speak talk talking speaking sat sits sit chatted listened met worked works said "
    "feedback"
)

BESIDE: Final = _set("with by and for from to")

PUPIL: Final = _set("pupil pupils child student students boy girl children learner")

LONGEST_ASIDE: Final = 7
"""Words between two commas or brackets behind a name."""

GROUPS: Final = _set(
    "class classes room rooms house houses team teams group groups table tables form base"
)

PLACES: Final = _set(
    "road street avenue lane close drive house school primary academy college church cathedral "
    "chapel park centre hall cup trust castle estate infant infants junior juniors high hospital "
    "station bridge award prize building wing block library theatre museum university foundation "
    "review report model method framework curriculum scheme day week month room class club "
    "festival project nursery zoo valley bay river town city island islands stadium football"
)

WORKS: Final = _set("production novel text book play musical film story poem song opera ballet")

SAINTS: Final = _set("st saint ss")

RULERS: Final = _set(
    "king queen prince princess lord lady emperor empress pope saint prophet guru president "
    "captain tsar pharaoh archbishop"
)

ABBREVIATED: Final = _set(
    "mr mrs ms mx dr prof rev revd fr st cllr e.g i.e vs etc no nos approx yr yrs wk wks hrs mins"
)
"""What a full stop behind it does not end a sentence with."""
