"""The days of an inspection as its report prints them: "Inspection dates: 20 to 24 February 2023"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.asking.printed_grades import MOST, cited, content_stems, years_of_visit
from findings.asking.question import Question
from findings.indexing.store import Store
from findings.indexing.words import stems
from findings.reading import dates
from findings.records import Block, Citation, Content, Document

_ASKED = re.compile(
    r"\b(?:when|(?:what|which)\s+(?:dates?|days?|month|year))\b.*\b(?:inspect\w*|visit\w*|ofsted)\b", re.I
)
_LAST = re.compile(r"\b(?:last|latest|(?:most\s+)?recent(?:ly)?|newest)\b", re.I)
# The words of a question about nothing but the visit.
_OF_VISIT = frozenset(
    stems(
        "last latest most recent recently newest inspected inspection inspections inspectors visit visited visits "
        "visiting ofsted date dates day days month year council authority local children service services full come "
        "came take took place carried happen happened"
    )
)
# What prints the days is a short line, in words.
_SHORT = 40


def printed_visits(store: Store, question: Question, documents: Sequence[Document]) -> tuple[Citation, ...]:
    """The printed lines that give the days of the visit, the newest first, of "the last" one alone; none when the
    question is about anything else. Years asked for leave only their documents."""
    if not _ASKED.search(question.text) or not content_stems(question.subject) <= _OF_VISIT:
        return ()
    asked = frozenset().union(*question.years)
    chosen = [d for d in documents if d.inspection_end and (not asked or asked & years_of_visit(d))]
    chosen.sort(key=lambda d: (-(d.date.toordinal() if d.date else 0), d.id))
    found = []
    for document in chosen[: 1 if _LAST.search(question.text) else MOST]:
        content = store.content(document.id)
        block = _printed(content, document)
        if block:
            found.append(cited(document, content, block))
    return tuple(found)


def _printed(content: Content, document: Document) -> Block | None:
    """The first short block that ends a range of days, or gives a day, with the last day of the visit."""
    for block in content.blocks:
        text = content.text[block.start : block.end]
        if len(text.split()) <= _SHORT and any(
            last == document.inspection_end for _, last in dates.ranges(dates.normalised(text))
        ):
            return block
    return None
