"""What a report prints that stands in no passage: the days of a visit, who led it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from findings.answers.needs import SURE
from findings.answers.question import Question
from findings.index.protocol import SearchIndex
from findings.records import Block, Citation, Content, Document, Passage
from findings.text import dates, question_model
from findings.text.years import years_of

MOST = 6


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


# What prints the days is a short line, in words.
_SHORT_LINE = 40


def printed_visits(
    index: SearchIndex, question: Question, documents: Sequence[Document]
) -> tuple[Citation, ...]:
    """The printed lines that give the days of the visit, or who led it, the newest first, of "the last" one alone; none
    when the question is about anything else. Years asked for leave only the documents of those
    visits or publications."""
    asks = asked_of_visit(question.text)
    if not asks:
        return ()
    says, last = _SAYS[asks], question_model.read("visits", question.text) == "last"
    asked = frozenset().union(*question.years)
    chosen = [d for d in documents if d.inspection_end and (not asked or asked & years_of(d))]
    chosen.sort(key=lambda d: (-(d.date.toordinal() if d.date else 0), d.id))
    found = []
    for document in chosen[: 1 if last else MOST]:
        content = index.content(document.id)
        block = _line_saying(content, document, says)
        if block:
            found.append(cited(document, content, block))
    return tuple(found)


def asked_of_visit(question: str) -> str:
    """What a question asks of a visit itself, a key of _SAYS; "" for one about anything else."""
    asks = question_model.surely("need", question, SURE)
    return asks if asks in _SAYS else ""


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


# By what is asked of a visit, what prints it.
_SAYS: dict[str, Callable[[Document, str], bool]] = {"visit_date": _gives_days, "inspector": _names_lead}
