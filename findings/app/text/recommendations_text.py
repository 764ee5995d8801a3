"""The sentences of the Recommendations page and its CSV file. Pure; what a document says is never in here."""

from __future__ import annotations

from findings.app.text.shared_text import count
from findings.records import Recommendation

TITLE = "What inspectors asked for"
INTRO = "Copied word for word from the ‘what needs to improve’ and priority action parts of documents."
LATER_NOTE = (
    "‘Raised again later?’ shows whether later documents about the same authority return to the point. "
    "It does not say whether the work was done."
)
BOX_LABEL = "Topic (optional)"
BOX_HINT = (
    "Leave empty to see all. "
    "Do not enter names or other personal details. The topic is part of the page address."
)
SHOW = "Show"
WORKING = "Reading the recommendations"
FOLLOWED = "Raised again later?"
FOLLOWED_CHOICES = {"all": "All", "later": "Raised again later", "none": "Not found in later documents"}
NONE_MATCH = "No recommendations match these filters."
NO_LIST = "No list of improvements found in this document."
COLUMNS = ("Date and inspection", "What was asked", "Raised again later?", "Actions")
NO_LATER = "No later inspection"
NOT_FOUND_LATER = "Not found in later documents"
PRIORITY = "Priority action"
FOR = "For:"
WHAT_IT_SAYS = "What it says"
TO_TOP = "Go to the top of the table"
FILE = "recommendations"
CSV_COLUMNS = (
    "Authority",
    "Document type",
    "Date",
    "Published",
    "Number",
    "Priority action",
    "For",
    "What was asked",
    "Page",
    "Section",
    "Source",
    "Raised again later?",
    "Later passages",
    "Later sources",
)


def found(number: int, documents: int, without: int, topic: str) -> str:
    """The status line."""
    on = f" for ‘{topic}’" if topic else ""
    if not number:
        return f"No recommendations found{on}" if topic else NONE_MATCH
    said = f"{count(number, 'recommendation')} in {count(documents, 'document')}{on}"
    others = f". {count(without, 'document')} without a list" if without else ""
    return said + others


def later_in(name: str) -> str:
    return f"Yes, in {name}"


def status(recommendation: Recommendation) -> str:
    """Whether a later document returns to the point; never that it was done."""
    if recommendation.status == "said_again":
        return "Yes"
    return NO_LATER if recommendation.status == "no_later_inspection" else NOT_FOUND_LATER
