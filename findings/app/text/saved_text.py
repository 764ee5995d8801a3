"""The sentences of what people save, and of what is new. Pure; what a document says is never in here."""

from __future__ import annotations

from datetime import datetime

from findings.app.text.shared_text import count, in_words
from findings.citation import day
from findings.records import FORMS, STANCES
from findings.saved.news import News
from findings.saved.saved_question import VIEWS, Question

TITLE = "Saved searches"
PAGE = "Saved"
INTRO = "Searches, topics and questions that you or others saved. Choose one to see its result in today's documents."
NONE = "Nothing is saved yet."
HOW = "Search, ask a question or look at a topic over time, then choose ‘Save this’."
BEGIN = "Search for a topic"
SAVE = {"search": "Save this search", "ask": "Save this question", "over_time": "Save this topic"}
SEE = "See all that is saved"
SAVED = "Saved"
ALL_SEE_IT = "Everyone who uses this service can see it"
NOTHING_NEW = "Nothing new"
LOOKING = "Looking through the new documents"
NOT_ASKED = "This can no longer be answered. Open it to see why."
CHANGE = "Change"
NAME = "Name"
KEEP = "Keep changes"
DELETE = "Delete"
KEPT = "Your changes are kept."
DELETED = "Deleted."
NOT_USABLE = "What is saved cannot be read now. An administrator can find the reason in the log."
BY_OTHERS = "Saved by someone else for everyone"
FOR_ALL = "Everyone can see it"
ONLY_YOU = "Only you can see it"
ONLY_HERE = "Only this browser can see it"


def saved_as(name: str, query: str) -> str:
    """That the question on this page is saved."""
    return (
        "You can find this under ‘Saved’."
        if name == query
        else f"You can find this under ‘Saved’ as ‘{name}’."
    )


def asks(question: Question) -> str:
    """What is asked, in a line: "Over time: ‘LADO arrangements’. Halton; from 2018"."""
    more = [in_words(question.filters), *(STANCES[label] for label in question.labels)]
    more += [FORMS[question.form]] if question.form else []
    within = "; ".join(part for part in more if part)
    return f"{VIEWS[question.view]}: ‘{question.query}’" + (f". {within}" if within else "")


def new_since(found: News) -> str:
    """What came since a person last looked; said of the documents that a question looks at."""
    when = f" since you last looked on {day(found.since.astimezone().date())}"
    if not found.documents:
        return f"{NOTHING_NEW}{when}."
    came = f"{count(len(found.documents), 'new document')}{when}"
    one, matching = len(found.documents) == 1, len(found.matches)
    if not matching:
        return f"{came}. {'It says' if one else 'They say'} nothing on this."
    passages = f"{count(found.passages, 'passage')} on this"
    return (
        f"{came}, with {passages}." if one else f"{came}. {matching:,} of them {_has(matching)} {passages}."
    )


def came(documents: int, since: datetime) -> str:
    """While it is not known yet what matches."""
    return f"{count(documents, 'new document')} since you last looked on {day(since.astimezone().date())}."


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def change(name: str) -> str:
    return f"{CHANGE} ‘{name}’"


def delete(name: str) -> str:
    return f"{DELETE} ‘{name}’"
