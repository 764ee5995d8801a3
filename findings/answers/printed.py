"""What a report prints that stands in no passage: the days of a visit, who led it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from findings.answers.question import Question
from findings.index.protocol import SearchIndex
from findings.records import Block, Citation, Content, Document, Passage
from findings.text import dates
from findings.text.content_words import ASKING_WORDS, FUNCTION_WORDS
from findings.text.stems import stems
from findings.text.years import years_of

MOST = 6


def content_stems(text: str) -> set[str]:
    """Stems of the words that say what is asked about."""
    words = [word for word in text.replace("’", "'").split() if word.lower().strip("?,.") not in _DROPPED]
    return {stem for stem in stems(" ".join(words)) if len(stem) > 1 and not stem.isdigit()}


_DROPPED = FUNCTION_WORDS | ASKING_WORDS | {"ofsted"}


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


def printed_visits(
    index: SearchIndex, question: Question, documents: Sequence[Document]
) -> tuple[Citation, ...]:
    """The printed lines that give the days of the visit, or who led it, the newest first, of "the last" one alone; none
    when the question is about anything else. Years asked for leave only the documents of those
    visits or publications."""
    when, who = _WHEN.search(question.text), _WHO.search(question.text)
    own = {stem for document in documents for name in document.names for stem in stems(name)}
    if not (when or who) or not content_stems(question.subject) - own <= _OF_VISIT:
        return ()
    asked = frozenset().union(*question.years)
    chosen = [d for d in documents if d.inspection_end and (not asked or asked & years_of(d))]
    chosen.sort(key=lambda d: (-(d.date.toordinal() if d.date else 0), d.id))
    found = []
    for document in chosen[: 1 if _LAST.search(question.text) else MOST]:
        content = index.content(document.id)
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
