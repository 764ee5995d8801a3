"""What a report prints that stands in no passage: grades in a table or heading, the days of a visit, who led it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from findings.answers.question import Question
from findings.index.store import Store
from findings.records import Block, Citation, Content, Document, Passage
from findings.text import dates
from findings.text.content_words import ASKING_WORDS, FUNCTION_WORDS
from findings.text.stems import stems
from findings.text.years import years_of

_GRADE = re.compile(
    r"\b(?:what|which)\s+(?:overall\s+)?(?:grades?|judge?ments?|ratings?)\b|\bwhat\s+(?:is|was|were|are)\b.*\b(?:ratings?|grades?|overall\s+effectiveness)\b|\bhow\s+(?:was|were|is|are|did)\b.*\b(?:rated?|graded?|judged?)\b"
    r"|\b(?:rated|graded|judged)\s+(?:as\s+)?(?P<grade>good|outstanding|inadequate|adequate)\b",
    re.I,
)
_GRADES = frozenset({"outstanding", "good", "adequate", "inadequate", "improvement"})
# The words of a question about the grade of everything.
_WHOLE = frozenset(
    stem
    for stem in stems(
        "overall effectiveness children service council authority local grade rating judgement inspection"
    )
    if stem
) | frozenset(
    stems("graded rated judged rate grades ratings full get got give given last latest most recent each")
)
# A table's row is asked about when so many of its own words stand in the question.
_ROW = 0.6
MOST = 6
# What prints a grade is a row, a heading or one sentence, in words; a paragraph may hold the same words by chance.
_SHORT = 30


def printed_grades(store: Store, question: Question, documents: Sequence[Document]) -> tuple[Citation, ...]:
    """The printed lines that give the grade asked for, the newest first; none when no grade is asked for.

    Years asked for leave only their documents.
    """
    grades = _grades_asked(question.text)
    if not grades:
        return ()
    asked = frozenset().union(*question.years)
    chosen = [d for d in documents if d.grades and (not asked or asked & years_of_visit(d))]
    chosen.sort(key=lambda d: (-(d.date.toordinal() if d.date else 0), d.id))
    found = []
    for document in chosen[:MOST]:
        row = _row(question, grades, document)
        block = row and _printed(store.content(document.id).blocks, store.content(document.id), *row)
        if block:
            found.append(cited(document, store.content(document.id), block))
    return tuple(found)


def _grades_asked(question: str) -> frozenset[str]:
    """The grade named ("which were judged inadequate?"), else every grade; none when no grade is asked for."""
    found = _GRADE.search(question)
    if not found:
        return frozenset()
    return frozenset({found["grade"].lower()}) if found["grade"] else _GRADES


def years_of_visit(document: Document) -> frozenset[int]:
    """Of the visit; of a document that names none, of its publication."""
    visit = [day.year for day in (document.inspection_start, document.inspection_end) if day]
    return frozenset(visit or ([document.published.year] if document.published else []))


def _row(question: Question, wanted: Collection[str], document: Document) -> tuple[str, str] | None:
    """The (what, grade) that is asked about: the row whose words the question holds, else the overall one when the
    question is of nothing else."""
    rows = [
        (what, grade) for what, grade in document.grades if set(stems(grade)) & set(stems(" ".join(wanted)))
    ]
    asked = content_stems(question.subject) - set(stems(document.authority or ""))
    shares = {row: len(content_stems(row[0]) & asked) / max(1, len(content_stems(row[0]))) for row in rows}
    best = max(rows, key=lambda row: shares[row], default=None)
    overall = next((row for row in rows if row[0].lower().startswith("overall")), None)
    if overall and (asked <= _WHOLE or "overall" in question.text.lower().split()):
        return overall
    return best if best and shares[best] >= _ROW else None


def content_stems(text: str) -> set[str]:
    """Stems of the words that say what is asked about."""
    words = [word for word in text.replace("’", "'").split() if word.lower().strip("?,.") not in _DROPPED]
    return {stem for stem in stems(" ".join(words)) if len(stem) > 1 and not stem.isdigit()}


_DROPPED = FUNCTION_WORDS | ASKING_WORDS | {"ofsted"}


def _printed(blocks: Sequence[Block], content: Content, what: str, grade: str) -> Block | None:
    """The first block that prints both."""
    wanted = set(stems(grade))
    for block in blocks:
        words = content.text[block.start : block.end]
        text = set(stems(words))
        if (
            len(words.split()) <= _SHORT
            and (set(stems(what)) <= text or (what.lower().startswith("overall") and "overal" in text))
            and wanted <= text
        ):
            return block
    # A heading may carry the grade of the whole: "Children's services in ... require improvement to be good".
    overall = what.lower().startswith("overall")
    return next((b for b in blocks if overall and b.grade and set(stems(b.grade)) >= wanted), None)


def cited(document: Document, content: Content, block: Block) -> Citation:
    """Where a printed line stands: the block as a passage of its own."""
    text = content.text[block.start : block.end]
    passage = Passage(
        id=f"{document.id}:{block.start}-{block.end}",
        doc=document.id,
        start=block.start,
        end=block.end,
        text=text,
        page=block.page,
        page_end=block.page_end,
        line=block.line,
        paragraph=block.number,
        section=block.section,
        lead_in="",
        kind="finding",
        sentences=((block.start, block.end),),
    )
    return Citation(document, passage, block.start, block.end, text)


_WHEN = re.compile(
    r"\b(?:when|(?:what|which)\s+(?:dates?|days?|month|year))\b.*\b(?:inspect\w*|visit\w*|ofsted)\b", re.I
)
_WHO = re.compile(r"\bwho(?:se)?\b.*\binspect(?:ed|ions?|ors?)\b", re.I)
_LAST = re.compile(r"\b(?:last|latest|(?:most\s+)?recent(?:ly)?|newest)\b", re.I)
# The words of a question about nothing but the visit.
_OF_VISIT = frozenset(
    stems(
        "last latest most recent recently newest inspected inspection inspections inspectors visit visited visits "
        "visiting ofsted date dates day days month year council authority local children service services full come "
        "came take took place carried out happen happened lead leading led name"
    )
)
# What prints the days is a short line, in words.
_SHORT_LINE = 40


def printed_visits(store: Store, question: Question, documents: Sequence[Document]) -> tuple[Citation, ...]:
    """The printed lines that give the days of the visit, or who led it, the newest first, of "the last" one alone; none
    when the question is about anything else. Years asked for leave only the documents of those
    visits or publications."""
    when, who = _WHEN.search(question.text), _WHO.search(question.text)
    own = {stem for document in documents for stem in stems(document.authority or "")}
    if not (when or who) or not content_stems(question.subject) - own <= _OF_VISIT:
        return ()
    asked = frozenset().union(*question.years)
    chosen = [d for d in documents if d.inspection_end and (not asked or asked & years_of(d))]
    chosen.sort(key=lambda d: (-(d.date.toordinal() if d.date else 0), d.id))
    found = []
    for document in chosen[: 1 if _LAST.search(question.text) else MOST]:
        content = store.content(document.id)
        block = _line_saying(content, document, _names_lead if who else _gives_days)
        if block:
            found.append(cited(document, content, block))
    return tuple(found)


def _line_saying(content: Content, document: Document, says: Callable[[Document, str], bool]) -> Block | None:
    """The first short block that says it."""
    for block in content.blocks:
        text = content.text[block.start : block.end]
        if len(text.split()) <= _SHORT_LINE and says(document, text):
            return block
    return None


def _gives_days(document: Document, text: str) -> bool:
    """Whether a range of days ends, or a day is, the last of the visit."""
    return any(last == document.inspection_end for _, last in dates.ranges(dates.normalised(text)))


def _names_lead(document: Document, text: str) -> bool:
    return bool(document.lead_inspector) and str(document.lead_inspector) in " ".join(text.split())
