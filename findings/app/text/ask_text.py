"""The sentences of the Ask page and of the receipt. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from findings.app.text.shared_text import count
from findings.citation import day, listed

# Ask
TITLE = "Ask a question"
INTRO = "You get sentences from the documents that answer your question, word for word, each with its source."
BOX_LABEL = "What do you want to know?"
BOX_HINT = (
    "For example, why were social workers' caseloads too high? "
    "Do not enter names or other personal details. Your question is part of the page address."
)
ASK = "Get an answer"
EXAMPLES_TITLE = "Try a question"
EXAMPLES = (
    "What did inspectors say about the LADO?",
    "How often do social workers have supervision?",
    "Which agencies attend strategy meetings?",
)
WORKING = "Reading the passages"
SENTENCES = "Most relevant sentences"
NOTE = "These are sentences from the documents, not a written answer. Check each source before you use it."
SOURCES = "Sources"
COUNCIL = "Council statement"
BACK = "Back to the answer"
COPY = "Copy with citations"
NO_EVIDENCE = "No evidence found"
NEAREST = "Closest passages"
NEAREST_NOTE = "These passages are the closest we found. They do not answer your question."
SEARCH_INSTEAD = "Search for passages on this"

# Receipt
SEARCHED_TITLE = "What we searched"
SEARCHED = "Searched"
LEFT_OUT = "Left out"
FILTERS = "Filters used"
NAMES = "Other names searched for"
EXACT = "Words that must stand exactly so"
NOT_TOPIC = "Not searched for as words"
CUT = "Evidence"
COMPARED = "Compared word by word"
INDEX = "Index"
SETTINGS = "Settings"
NONE = "None"


def answered(passages: int, documents: int, not_found: Sequence[str]) -> str:
    """The evidence line of an answer; `not_found` are sentences, one for each part without an answer."""
    said = f"nswered from {count(passages, 'passage')} in {count(documents, 'document')}."
    return " ".join((f"Partly a{said}", *not_found)) if not_found else f"A{said}"


def when(said: str, authorities: Sequence[str], by_council: bool) -> str:
    """What stands before a sentence of an answer: when it was said, of whom where the sentences are about several
    authorities, and who speaks where it is not inspectors.
    """
    known = ", ".join(part for part in (said, listed(authorities)) if part)
    if by_council:
        return f"{known} (council statement)" if known else COUNCIL
    return known


def no_evidence(documents: int) -> str:
    return f"No evidence found in {count(documents, 'document')}."


def source_link(number: int, name: str) -> str:
    """What a source's mark in the answer is called when it is read out."""
    return f"Source {number}, {name}"


def searched(documents: int, left_out: int) -> str:
    """The receipt in one line."""
    return f"{count(documents, 'document')} searched, {f'{left_out:,}' if left_out else 'none'} left out"


def index(built: str, digest: str) -> str:
    """When the index was built (ISO time, UTC) and which one it is."""
    moment = datetime.fromisoformat(built)
    return f"Built {day(moment.date())} at {moment:%H:%M} UTC, fingerprint {digest}"


SPEAKS = "A document speaks when its surest passage is sure enough, measured by the document that is surest"


def cut(value: float) -> str:
    return f"A passage with evidence below {value:.2f} (from 0 to 1) is only a possible match"


def compared(hits: int, each_document: bool = False) -> str:
    """Of the receipt: which passages were compared with the query word by word."""
    if not hits:
        return "None: the encoder of this index has no vectors of words"
    if each_document:
        return "Of every document, the passages nearest in meaning and those with most of the words"
    return f"The first {hits} passages of the search"
