"""The sentences of the Ask page and of the receipt. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from findings.app.text.shared_text import count
from findings.citation import day, listed
from findings.records import Filters

# Ask
TITLE = "Ask a question"
INTRO = "Answers are sentences copied word for word from the documents, each with its source."
BOX_LABEL = "What do you want to know?"
BOX_HINT = (
    "For example, why were social workers' caseloads too high? "
    "Do not enter names or other personal details. Your question is part of the page address."
)
ASK = "Get an answer"
EXAMPLES_TITLE = "Try a question"
EXAMPLE_OF = "What needs to improve in {}?"
EXAMPLES = (
    "What did inspectors say about the LADO?",
    "How often do social workers have supervision?",
    "Which agencies attend strategy meetings?",
)
WORKING = "Looking for an answer"
SENTENCES = "Most relevant sentences"
NOTE = "These sentences are copied from the documents. Check each source before you use it."
SOURCES = "Sources"
COUNCIL = "Council statement"
BACK = "Back to the answer"
COPY = "Copy with citations"
ALSO = "Also on this:"
NO_ANSWER = "No answer found"
OTHERWISE = "The reports say otherwise"
OTHERWISE_NOTE = "Your question assumes something that this passage says is not so."
TRY = "Try asking in other words, or search for passages on this topic."
NEAREST = "Closest passages"
NEAREST_NOTE = "These passages are the closest we found. They do not answer your question."
SEARCH_INSTEAD = "Search for passages on this"

# A table from the whole collection
AS = "Answered as"
SHOWN = 25  # rows on a page
TABLE = "From every report"
OPEN = "Open"
NO_AUTHORITY = "Authority not known"
FILE = "answer"
TABLE_NOTE = "Every document that the filters leave was looked at. Check each source before you use it."
LABELLED_NOTE = (
    "Every document that the filters leave was looked at. A label is this tool's reading of all that a document says "
    "on the topic, not an Ofsted grade. Check each source before you use it."
)
NOT_DIRECT = "No sentence answers this directly. This is what each inspection says on the topic."
CSV_COLUMNS = (
    "Authority",
    "Document type",
    "Date",
    "What",
    "Value",
    "Label",
    "Note",
    "Sentence",
    "Source",
)

# Receipt
SEARCHED_TITLE = "What we searched"
SEARCHED = "Searched"
LEFT_OUT = "Not included"
FILTERS = "Filters used"
NAMES = "Other names searched for"
EXACT = "Exact words required"
NOT_TOPIC = "Words not searched for"
CUT = "What counts as a match"
COMPARED = "Compared in detail"
INDEX = "Index"
SETTINGS = "Settings"
NONE = "None"


def answered(passages: int, documents: int, not_found: Sequence[str]) -> str:
    """The evidence line of an answer; `not_found` are sentences, one for each part without an answer."""
    said = f"nswered from {count(passages, 'passage')} in {count(documents, 'document')}."
    return " ".join((f"Partly a{said}", *not_found)) if not_found else f"A{said}"


def when(said: str, authorities: Sequence[str], by_council: bool) -> str:
    """What is printed before a sentence of an answer: when it was said, about which authority where there are several,
    and that it is from a council statement.
    """
    known = ", ".join(part for part in (said, listed(authorities)) if part)
    if by_council:
        return f"{known} (council statement)" if known else COUNCIL
    return known


def no_answer(documents: int) -> str:
    """The status line where there is no answer."""
    return f"We could not answer this. We searched {count(documents, 'document')}."


def source_link(number: int, name: str) -> str:
    """What a source's mark in the answer is called when it is read out."""
    return f"Source {number}, {name}"


def of_source(label: str, number: int) -> str:
    """The link of a source: "Open page 4 of source 2"."""
    return f"{label} of source {number}"


def no_table(form: str) -> str:
    """The form that was chosen by hand has nothing to show."""
    return f"We found nothing to show as ‘{form}’."


def searched(documents: int, left_out: int, filters: Filters) -> str:
    """The receipt in one line; `left_out` is how many documents were not searched."""
    if not left_out:
        return f"Searched all {count(documents, 'document')}"
    if filters.authorities and filters == Filters(filters.authorities, ignore=filters.ignore):
        whose = listed([f"{name}'" if name.endswith("s") else f"{name}'s" for name in filters.authorities])
        return f"Searched {whose} {count(documents, 'document')}; other authorities not included"
    return f"Searched {count(documents, 'document')}; {left_out:,} not included"


def index(built: str, digest: str) -> str:
    """When the index was built (ISO time, UTC) and which one it is."""
    moment = datetime.fromisoformat(built)
    return f"Built {day(moment.date())} at {moment:%H:%M} UTC, reference {digest}"


COUNTS = "A report counts if its best sentence is about the topic"


def cut(value: float) -> str:
    return f"A passage that scores less than {value:.2f} out of 1 is a possible match"


def compared(hits: int, each_document: bool = False) -> str:
    """Which passages were compared with the query word by word."""
    if not hits:
        return "None, because this index does not hold the vectors of single words"
    if each_document:
        return "In every document, the passages closest in meaning and those with most of your words"
    return f"The first {hits} passages found"
