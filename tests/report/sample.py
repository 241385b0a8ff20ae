"""The invented school's report: a rich one, a tiny one, and one that means harm."""

from dataclasses import replace

from reviewer_app.report.content import (
    ActivityCount,
    AgreedBy,
    AreaOfExcellence,
    Contact,
    DraftStatus,
    EvidenceBehind,
    Fact,
    FactsChecked,
    HeadingFindings,
    MadeFor,
    PreviousEbi,
    ReportContent,
    ReportFinding,
    ReportHypothesis,
    ReportSupport,
    Reviewer,
    Sealing,
    Section,
    Signatory,
    SummaryRow,
    WhatWasSeen,
    YearGroups,
)
from tests.report.form_sample import FORMS, hostile

SIGNATORIES = (
    Signatory("lead", "Lead reviewer", "Helen Marsh", "27 November 2026"),
    Signatory("head", "Headteacher", "Priya Nair", "27 November 2026"),
)


SCALE = ("Ineffective", "Working towards effective", "Effective", "Leading")


def _finding(number: str, text: str, *kinds: str, builds_on: str | None = None) -> ReportFinding:
    return ReportFinding(number, text, builds_on, EvidenceBehind(kinds))


LEADERSHIP = HeadingFindings(
    "Leadership at all levels",
    short="Leadership",
    went_well=(
        _finding(
            "l1",
            "Leaders know their school well. What they told the team before the visit matched what "
            "the team then saw in classrooms, in books and in conversations with pupils, and where "
            "it did not they had already noticed it themselves.",
            "lesson-visit",
            "document-review",
            "leader-meeting",
        ),
        _finding(
            "l2",
            "Subject leaders have time every half term to look at pupils’ work together and to talk "
            "with the adults who teach it. The science and history leaders described precisely what "
            "they had changed as a result, and the books show the change.",
            "work-scrutiny",
            "leader-meeting",
            "staff-voice",
        ),
        _finding(
            "l3",
            "Governors ask about pupils first. Their visits follow the priorities of the improvement "
            "plan, and the notes of their meetings show questions returning until they are answered.",
            "governor-meeting",
            "document-review",
        ),
        _finding(
            "l4",
            "Adults at every stage of their careers say that they are trusted to try things and are "
            "helped when they do. New teachers spoke of being watched for what they could teach "
            "others.",
            "staff-voice",
            "lesson-visit",
        ),
    ),
    even_better=(
        _finding(
            "l5",
            "Subject leaders in the foundation subjects share the questions they ask of pupils’ work "
            "with one another, so that a strength found in one subject is tried sooner in the next.",
            "leader-meeting",
            "work-scrutiny",
            builds_on="This builds on the half-termly work the science and history leaders already "
            "do; leaders expect it to need no more meetings than they hold now.",
        ),
    ),
)

PROVISION = HeadingFindings(
    "Quality of provision and outcomes",
    short="Provision",
    went_well=(
        _finding(
            "p1",
            "Pupils explain their mathematics precisely because every lesson asks them to prove an "
            "answer to a partner. In 11 of 12 classes visited, and in pupils’ own accounts, partner "
            "talk comes before written work.",
            "lesson-visit",
            "pupil-voice",
            "work-scrutiny",
        ),
        _finding(
            "p2",
            "The reading curriculum is ambitious and well sequenced. Books chosen in Years 1 and 2 "
            "match the sounds pupils know.",
            "lesson-visit",
            "pupil-voice",
        ),
        _finding(
            "p3",
            "Teachers return to what was learned before. Most lessons began with three or four "
            "questions from earlier weeks, and pupils could say why: “so it stays in”, as one Year 4 "
            "pupil put it.",
            "lesson-visit",
            "pupil-voice",
        ),
        _finding(
            "p4",
            "Writing across the curriculum is held to the same standard as writing in English. The "
            "geography and history books seen contain extended pieces that pupils had planned, "
            "discussed and improved.",
            "work-scrutiny",
            "pupil-voice",
        ),
        _finding(
            "p5",
            "In the early years, adults wait. They let children finish a thought before adding a "
            "word to it, and the conversations in the outdoor area were among the longest the team "
            "heard anywhere in the school.",
            "lesson-visit",
            "learning-walk",
        ),
    ),
    even_better=(
        _finding(
            "p6",
            "Teachers check what every pupil has understood before independent work begins, so that "
            "those who are ready move on at once and those who are not are helped in the same lesson.",
            "lesson-visit",
            "work-scrutiny",
            builds_on="The quick checks used in mathematics show how it can be done.",
        ),
        _finding(
            "p7",
            "Pupils are given more chances to choose how they record what they know in the foundation "
            "subjects, so that the thinking and not the worksheet decides what is on the page.",
            "work-scrutiny",
            "pupil-voice",
            builds_on="Year 6 already does this in history. It may displace some of the shared "
            "templates that newer teachers rely on, so leaders want to introduce it a year group at "
            "a time.",
        ),
    ),
)

NEEDS = HeadingFindings(
    "Provision and outcomes for disadvantaged pupils and pupils with additional needs",
    short="Additional needs",
    went_well=(
        _finding(
            "n1",
            "Adults know the pupils behind the plans. Those who work with pupils with additional "
            "needs could say what each of the current targets looks like in an ordinary lesson.",
            "lesson-visit",
            "staff-voice",
            "document-review",
        ),
        _finding(
            "n2",
            "Disadvantaged pupils take part in everything. Leaders keep a careful record of clubs, "
            "visits and responsibilities, and act on it every term.",
            "document-review",
            "pupil-voice",
        ),
        _finding(
            "n3",
            "The well-equipped nurture room is a place pupils come back from. Pupils described it as "
            "somewhere to get ready to learn, and the timetable shows them returning to class.",
            "pupil-voice",
            "learning-walk",
        ),
    ),
    even_better=(
        _finding(
            "n4",
            "Adults who work with groups ask pupils to explain before modelling again, so that pupils "
            "with additional needs reason as often as others.",
            "lesson-visit",
            "pupil-voice",
            builds_on="This builds on partner talk; leaders expect it to take one training session a "
            "half term from planning time.",
        ),
        _finding(
            "n5",
            "Plans for pupils with additional needs name the words a pupil is expected to use, so "
            "that adults in every lesson listen for them.",
            "document-review",
            "lesson-visit",
        ),
    ),
)

RICH = ReportContent(
    programme="Quality assurance review",
    school="Larkfield Primary School",
    days="three days",
    dates="17 to 19 November 2026",
    forms=FORMS,
    month="November 2026",
    built_on="2026-11-27",
    facts=(
        Fact("Phase", "Primary, 3 to 11"),
        Fact("Pupils", "396"),
        Fact("Local authority", "Anyshire"),
        Fact("Lesson visits", "31, in 12 classes"),
        Fact("Lead reviewer", "Helen Marsh"),
        Fact("Last review", "November 2024"),
    ),
    summary=(
        SummaryRow("Leadership at all levels", "Effective", "Leading", scale=SCALE),
        SummaryRow("Quality of provision and outcomes", "Effective", "Effective", scale=SCALE),
        SummaryRow(
            "Provision and outcomes for disadvantaged pupils and pupils with additional needs",
            "Working towards effective",
            "Effective",
            scale=SCALE,
        ),
        SummaryRow(
            "Area of excellence: talk in mathematics",
            None,
            "Accredited",
            scale=("Not accredited", "Accredited"),
        ),
    ),
    introduction=(
        (
            "This report sets out what a team of four leaders from other schools saw, heard and "
            "discussed with the leaders of Larkfield Primary School over three days. Every activity was "
            "shared with a member of the school’s staff, and every finding was read line by line with "
            "the headteacher and the senior team on the last afternoon."
        ),
        (
            "What went well comes first because the school’s next steps start from it. Each finding says "
            "where it comes from. Each “even better if” says what it "
            "is for, what it builds on and, where leaders could tell, what it may cost."
        ),
    ),
    context=(
        (
            "Larkfield is a two-form entry primary school with a nursery, on the edge of a market town. "
            "It has grown from 310 to 396 pupils in four years, mostly through new housing to the east. "
            "Nearly a quarter of its pupils are disadvantaged and one in six has additional needs."
        ),
        (
            "The headteacher has been in post since 2023. Two of the four phase leaders are new to their "
            "roles this year. The school works closely with two neighbouring primaries on the curriculum "
            "for the foundation subjects."
        ),
        (
            "Before the visit leaders asked the team to look closely at three things: whether talk in "
            "mathematics was helping the pupils who find it hardest, whether the new curriculum in the "
            "foundation subjects was being taught as planned, and whether support for pupils with "
            "additional needs was reaching ordinary lessons."
        ),
    ),
    findings=(LEADERSHIP, PROVISION, NEEDS),
    excellence=AreaOfExcellence(
        "talk in mathematics",
        "Accredited",
        (
            (
                "Since 2022 the school has taught pupils how to talk about mathematics as deliberately as "
                "it teaches them to calculate. Every lesson has a moment at which pupils must convince a "
                "partner, and the partner must say what convinced them."
            ),
            (
                "The effect is visible from Reception, where children say “I know because”, to Year 6, "
                "where pupils challenge an argument without challenging the person. Pupils who find "
                "mathematics hard told the team that talking first was what made starting possible."
            ),
        ),
        HeadingFindings(
            "Area of excellence",
            went_well=(
                _finding(
                    "e1",
                    "The mathematics leader has written down how it works, what it took and what did "
                    "not work at first. Two neighbouring schools have begun to use it, and Larkfield "
                    "would welcome visits from others.",
                    "lesson-visit",
                    "pupil-voice",
                    "excellence-session",
                ),
            ),
            short="Excellence",
        ),
    ),
    sections=(
        Section(
            "What the school plans to do next",
            (
                (
                    "Leaders will take the findings to governors in December and to all staff at the "
                    "training day in January. They mean to begin with group work in the spring term, "
                    "because partner talk makes it the shortest step."
                ),
            ),
        ),
    ),
    previous=(
        PreviousEbi(
            "Subject leaders are given time to see their subject being taught, so that they know "
            "what is learned and not only what is planned.",
            "done, and now part of the school year. See the second finding under leadership.",
        ),
        PreviousEbi(
            "Pupils with additional needs use the same texts as their class, so that they share in "
            "the same conversations.",
            "done in English; begun in the foundation subjects.",
        ),
        PreviousEbi(
            "Governors visit in pairs, so that what one sees is questioned by another.",
            None,
        ),
    ),
    seen=WhatWasSeen(
        activities=(
            ActivityCount("lesson-visit", 31),
            ActivityCount("learning-walk", 4),
            ActivityCount("work-scrutiny", 5),
            ActivityCount("pupil-voice", 6),
            ActivityCount("staff-voice", 3),
            ActivityCount("leader-meeting", 7),
            ActivityCount("governor-meeting", 1),
            ActivityCount("parent-voice", 1),
            ActivityCount("document-review", 9),
            ActivityCount("excellence-session", 1),
            ActivityCount("environment-walk", 0),
        ),
        minutes=690,
        year_groups=(
            YearGroups("Nursery and Reception", 7),
            YearGroups("Years 1 and 2", 8),
            YearGroups("Years 3 and 4", 9),
            YearGroups("Years 5 and 6", 7),
        ),
        subjects=("English", "mathematics", "science", "history", "geography", "art", "music"),
        pupils_spoken_to=64,
    ),
    agreed=(
        AgreedBy("Headteacher", "Priya Nair", "19 November 2026"),
        AgreedBy("Deputy headteacher", None, "19 November 2026"),
        AgreedBy("Lead reviewer", "Helen Marsh", "19 November 2026"),
    ),
    facts_checked=FactsChecked(2, "2026-11-20", "2026-11-27", True, 4, 3),
    different_view=(
        (
            "The senior team would have put the teaching of early writing among the strengths. The team "
            "saw too few lessons in Years 1 and 2 to say so, and both agreed to leave it to the next visit."
        ),
    ),
    reviewers=(
        Reviewer("Helen", "lead reviewer"),
        Reviewer("Asha", "reviewer"),
        Reviewer("Tom", "reviewer"),
        Reviewer("Grace", "reviewer"),
    ),
    signatories=SIGNATORIES,
    sealing=Sealing("Helen Marsh", self_issued=True, date="27 November 2026"),
    contact=Contact("Helen Marsh, lead reviewer", "01632 960118"),
    draft=DraftStatus(2),
    made_for=MadeFor("the headteacher", "for the factual check"),
)

TINY = ReportContent(
    programme="Open enquiry",
    school="Larkfield Primary School",
    days="two days",
    dates="3 and 4 February 2027",
    month="February 2027",
    built_on="2027-02-10",
    facts=(Fact("Phase", "Primary, 3 to 11"),),
    findings=(
        HeadingFindings(
            "Impact",
            went_well=(
                ReportFinding(
                    "i1",
                    "Pupils talk about books they chose themselves.",
                    None,
                    EvidenceBehind(("pupil-voice",)),
                ),
            ),
        ),
    ),
    seen=WhatWasSeen(activities=(ActivityCount("lesson-visit", 1),), minutes=60),
    signatories=SIGNATORIES[:1],
)


def grown(times: int) -> ReportContent:
    """The rich one, its introduction and findings so many times over."""
    return replace(RICH, introduction=RICH.introduction * times, findings=RICH.findings * times)


PAIR = replace(TINY, signatories=SIGNATORIES)
"""As little, with a place for the head to sign as well."""

ASKED = replace(
    TINY,
    support=(
        ReportSupport(
            "s1",
            "Time for newer subject leaders to see their subject taught in another school.",
            "the two neighbouring primaries",
        ),
        ReportSupport(
            "s2", "A day of training for adults who work with groups.\n\nHere, if it can be."
        ),
    ),
    previous=RICH.previous,
    hypotheses=(
        ReportHypothesis(
            "h1",
            "Talk in mathematics helps most the pupils who find it hardest.",
            "borne-out",
            "In every class seen they began with a partner.",
        ),
        ReportHypothesis(
            "h2",
            "The curriculum is taught as it is planned.",
            "partly",
            "In history and science it is.\n\nIn art the plan is newer than the lessons.",
        ),
        ReportHypothesis("h3", "Attendance has recovered.", "not-pursued"),
    ),
)
"""A short report that tells what the team set out to find out, and what support the school would like."""

LONG_WORD = "Llanfairpwllgwyngyll" * 20
MARKUP = '<b>bold</b> & <font color="red">red</font> <para> &amp; %s {name} \\n (a) [b]'
LONG_TEXT = (
    "Teachers ask pupils to explain, so that they think; and leaders ask teachers, so that they do. "
    * 21
)

HOSTILE = ReportContent(
    programme=f"Quality <i>assurance</i> review {MARKUP}",
    school="Saint Bartholomew & Our Lady’s <b>Church of England</b> Voluntary Aided Primary School",
    days="three days",
    dates="17 to 19 November 2026",
    month="November 2026",
    built_on="2026-11-27",
    facts=(
        Fact("Phase", "Primary"),
        Fact("Local authority", LONG_WORD),
        Fact("A label that itself goes on for rather longer than labels should", LONG_TEXT),
        Fact("Pupils", "1"),
    ),
    summary=(
        SummaryRow(LONG_TEXT, LONG_WORD, LONG_TEXT * 2),
        SummaryRow(MARKUP, None, "Ελληνικά, Кирилля, 数学, \U0001f600"),
        *(SummaryRow(f"Heading {number}", None, "Effective") for number in range(40)),
        SummaryRow("Nothing agreed", "Effective", None),
    ),
    introduction=(MARKUP, "", "  \n ", f"One.\n\nTwo.\r\n\r\n{LONG_WORD}"),
    findings=(
        HeadingFindings(
            f"Leadership {MARKUP}",
            went_well=tuple(
                ReportFinding(str(number), LONG_TEXT, LONG_TEXT, EvidenceBehind(()))
                for number in range(3)
            ),
            even_better=(
                ReportFinding("x", LONG_WORD + " so that " + MARKUP + "\x00\x1b\u202e", None),
            ),
        ),
        HeadingFindings("Empty heading"),
        HeadingFindings(
            "Only EBI", even_better=(ReportFinding("y", "Even so.", None, EvidenceBehind(())),)
        ),
    ),
    excellence=AreaOfExcellence("nothing", None, ("", " ")),
    sections=(Section("Nothing here", ("",)),),
    previous=(PreviousEbi(LONG_TEXT, LONG_TEXT),),
    support=(ReportSupport("s", LONG_TEXT, MARKUP), ReportSupport("t", " ", LONG_WORD)),
    hypotheses=(
        ReportHypothesis("h", MARKUP, "open", f"{LONG_TEXT}\n\n{LONG_WORD}"),
        ReportHypothesis("i", "", "partly"),
    ),
    agreed=(AgreedBy(LONG_TEXT, LONG_WORD, "19 November 2026"),),
    different_view=("",),
    reviewers=(Reviewer(LONG_WORD, LONG_TEXT),),
    signatories=(
        Signatory("lead", LONG_TEXT[:200], LONG_WORD[:120], None),
        Signatory("head", "Headteacher"),
    ),
    contact=Contact(MARKUP, LONG_WORD),
    draft=DraftStatus(1),
    forms=hostile(LONG_TEXT, LONG_WORD, MARKUP),
)
