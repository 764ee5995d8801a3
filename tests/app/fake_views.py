"""What the fake library answers on the pages Ask, Over time and Recommendations: made by hand, like its hits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from findings.records import (
    Answer,
    AnswerSentence,
    Block,
    Citation,
    Content,
    Document,
    Hit,
    InspectionView,
    Passage,
    Plan,
    Recommendation,
    Stance,
    Table,
    TableRow,
)
from tests.app.fake_library import (
    BROKEN,
    BULLET,
    CONTENTS,
    FINDING,
    LETTER,
    MEETINGS,
    PARTNERS,
    REPORT,
    passage,
)

# One document an inspection: (id, kind, last day of the visit, its words).
INSPECTIONS = (
    (
        "full",
        "sif",
        date(2014, 12, 3),
        "The designated officer arrangements are effective and well regarded. Schools value the advice.",
    ),
    (
        "narrow",
        "focused-visit",
        date(2018, 7, 4),
        "Inspectors looked at arrangements for contacts and referrals.",
    ),
    (
        "both",
        "focused-visit",
        date(2020, 2, 5),
        "Referrals to the designated officer are recorded well. Oversight is not yet good. It is checked late.",
    ),
    ("own", "statement", date(2023, 5, 1), "The council has appointed a second designated officer."),
    ("silent", "ilacs", date(2024, 5, 17), "Children in care are seen by their social workers."),
)


def _document(name: str, kind: str, day: date) -> Document:
    return Document(
        id=name,
        file=f"northshire/{day.year}-{name}.txt",
        checksum="e" * 64,
        format="text",
        size=1000,
        authority="Northshire",
        kind=kind,
        inspection_end=None if kind == "statement" else day,
        published=day if kind == "statement" else day + timedelta(days=30),
        passages=1,
    )


DOCUMENTS = {name: _document(name, kind, day) for name, kind, day, _ in INSPECTIONS}
CONTENTS.update(
    {
        name: Content(words, (Block("paragraph", 0, len(words), 0, line=1),))
        for name, _, _, words in INSPECTIONS
    }
)
WHOLE = {name: passage(name, words, line=1, section=("Findings",)) for name, _, _, words in INSPECTIONS}
HELD = {**DOCUMENTS, "letter": LETTER, "report": REPORT}


def hit(rank: int, found: Passage, sentence: int = 0, **known: object) -> Hit:
    base = Hit(rank, 1 / rank, found, HELD[found.doc], found.sentences[sentence])
    return replace(base, **known)  # type: ignore[arg-type]


def cue(found: Passage, words: str) -> tuple[int, int]:
    start = found.start + found.text.index(words)
    return start, start + len(words)


def cited(found: Passage, sentence: int = 0) -> Citation:
    start, end = found.sentences[sentence]
    return Citation(HELD[found.doc], found, start, end, found.text[start - found.start : end - found.start])


def sentence(*citations: Citation, when: str = "") -> AnswerSentence:
    return AnswerSentence(citations[0].quote, citations, when)


def table() -> Table:
    """A row that finds a strength, one that is silent."""
    rows = (
        TableRow(DOCUMENTS["full"], cited(WHOLE["full"]).quote, "strength", (cited(WHOLE["full"]),)),
        TableRow(DOCUMENTS["silent"], "", silence="not_mentioned"),
    )
    columns = ("Authority", "Inspection", "Label", "Sentence")
    said = "1 of 2 reports says something on ‘LADO’; 1 does not."
    return Table(columns, rows, said, 2, 1, 1, 0, 0.9, notes=("No later inspection is held.",))


def answer(plan: Plan, form: str = "") -> Answer:
    """ "abstain" in a question has no answer, "part" half of one, "which" every report, "grades" a table without
    labels; others have three sentences of three passages. Nobody asked for anything."""
    if form == "which" or (not form and "which" in plan.query):
        whole = table()
        quoted = tuple(sentence(*row.citations) for row in whole.rows if row.citations)
        return Answer(plan, False, 0.9, "", quoted, documents_searched=2, form="which", table=whole)
    if "grades" in plan.query:
        graded = Table(
            ("Inspection", "Grade"), (TableRow(DOCUMENTS["full"], "good"),), "1 grade.", 1, 1, 0, 0
        )
        return Answer(plan, False, 0.9, "", documents_searched=1, form="grades", table=graded)
    if form == "asked_for":
        empty = Table(("Inspection", "Sentence"), (), "No requests.", 2, 0, 2, 0)
        return replace(answer(plan), form=form, table=empty)
    if "abstain" in plan.query:
        nearest = (hit(1, FINDING), hit(2, PARTNERS))
        reason = "The documents give a figure for 2013-14 only."
        return Answer(plan, True, 0.1, reason, nearest=nearest, documents_searched=2, documents_unreadable=1)
    return Answer(
        plan,
        abstained=False,
        confidence=0.9,
        reason="",
        sentences=(
            sentence(cited(FINDING, 1), cited(WHOLE["both"], 1), when="In November 2022"),
            sentence(cited(FINDING, 2), when="In November 2022"),
            sentence(cited(WHOLE["full"]), when="In December 2014"),
        ),
        conflict="Inspectors said different things at different times.",
        not_found=("The documents give no figure for this.",) if "part" in plan.query else (),
        documents_searched=2,
        documents_unreadable=1,
    )


def inspections(plan: Plan) -> tuple[InspectionView, ...]:
    """Oldest first. "no inspection", "single", "several", "crowd" and "dozens" in a topic change what is held."""
    views = _northshire()
    if "no inspection" in plan.query:
        return ()
    if "single" in plan.query:
        return views[:1]
    if "dozens" in plan.query:
        return tuple(
            replace(
                views[0], document=replace(views[0].document, id=f"n{year}", inspection_end=date(year, 3, 1))
            )
            for year in range(2010, 2024)
        )
    others = {"several": ("Southshire",), "crowd": ("Eastshire", "Southshire", "Westshire")}
    for word, names in others.items():
        if word in plan.query:
            report = InspectionView(
                REPORT, ((hit(1, PARTNERS), Stance("strength", (), ("partnership",))),), stance="strength"
            )
            more = (
                replace(report, document=replace(REPORT, authority=name, id=f"report-{name}"))
                for name in names
            )
            return (*views, *more)
    return views


def _northshire() -> tuple[InspectionView, ...]:
    full, both, own = WHOLE["full"], WHOLE["both"], WHOLE["own"]
    needs = Stance("needs_improvement", (cue(both, "not yet good"), cue(both, "not yet")))
    later = replace(both, id="both:later", kind="recommendation")
    return (
        InspectionView(
            DOCUMENTS["full"],
            ((hit(1, full), Stance("strength", (cue(full, "well regarded"), cue(full, "effective")))),),
            stance="strength",
        ),
        InspectionView(DOCUMENTS["narrow"], silence="out_of_scope", scope=cited(WHOLE["narrow"])),
        InspectionView(
            DOCUMENTS["both"],
            ((hit(1, both, 1), needs), (hit(2, later), Stance("strength", (cue(both, "recorded well"),)))),
            others=3,
            stance="mixed",
            why="1 passage is a strength, 1 needs improvement.",
        ),
        InspectionView(
            LETTER,
            (
                (
                    hit(1, FINDING, 1),
                    Stance("needs_improvement", (cue(FINDING, "not robust enough"),), ("police",)),
                ),
            ),
            stance="needs_improvement",
        ),
        InspectionView(DOCUMENTS["own"], ((hit(1, own), Stance("mentioned")),), stance="mentioned"),
        InspectionView(DOCUMENTS["silent"], silence="not_mentioned", nearest=(hit(1, WHOLE["silent"]),)),
        InspectionView(BROKEN, silence="unreadable"),
    )


def recommendations(topic: str) -> tuple[Recommendation, ...]:
    """ "none" as a topic brings none, "many" forty-five."""
    asked = replace(BULLET, id="letter:asked")
    dangerous = passage("letter", "supervision.", page=2, page_end=2, kind="recommendation")
    found = (
        Recommendation(
            id=BULLET.id,
            start=BULLET.start,
            document=LETTER,
            passage=asked,
            number=None,
            body=None,
            priority=False,
            later=(hit(1, WHOLE["own"]), hit(2, WHOLE["silent"])),
            status="said_again",
            text=BULLET.text,
        ),
        Recommendation(
            id=dangerous.id,
            start=dangerous.start,
            document=LETTER,
            passage=dangerous,
            number="2",
            body="=Northshire & partners",
            priority=True,
            status="not_found_later",
            text=dangerous.text,
        ),
        Recommendation(
            id=MEETINGS.id,
            start=MEETINGS.start,
            document=REPORT,
            passage=PARTNERS,
            number=None,
            body=None,
            priority=False,
            text=PARTNERS.text,
        ),
    )
    if "none" in topic:
        return ()
    return found * 15 if "many" in topic else found
