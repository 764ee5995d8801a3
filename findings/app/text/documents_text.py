"""The sentences of the Documents page and its reader. Pure; what a document says is never in here."""

from __future__ import annotations

from datetime import date

from findings.app.text.shared_text import count
from findings.citation import day, listed
from findings.document_kinds import KINDS
from findings.uploads.found_facts import Found

DOCUMENTS_TITLE = "Documents"
OPEN_DOCUMENT = "Open document"
ALL_DOCUMENTS = "All documents"
BACK_TO = {
    "search": "Back to your search results",
    "ask": "Back to the answer",
    "over_time": "Back to the topic over time",
    "recommendations": "Back to what inspectors asked for",
}
STATUSES = {
    "ready": "Ready",
    "unreadable": "Could not be read",
    "duplicate": "Same as another document",
    "waiting": "Waiting for the next update",
    "removed": "Removed",
}
NO_SUCH_DOCUMENT = "We cannot find that document."
NO_SUCH_PASSAGE = (
    "The passage in this link is no longer in this document. It may have changed since the link was made."
)
NOT_SEARCHED_YET = "It does not appear in searches yet."
SEARCHED_AS_BEFORE = "It has changed. Searches still show the earlier version."
STILL_SEARCHED = "It still appears in searches until the next update."
NOT_STATED = "Not stated"
NO_PAGES = "No pages"
NOT_KNOWN = "Not known"
NOT_YET = "Not yet"
ABOUT = "About this document"
ALSO_HELD_AS = "Also saved as"
HOW_READ = "How it was read"
REPLACES = "Replaces"
REPLACED = "Replaced by a newer version"
NO_DOCUMENTS_MATCH = "No documents match these filters."
NO_TEXT_ON_PAGE = "There is no text on this page."
NO_PICTURE = "The page cannot be shown as printed."
CITE = "Cite this passage"
OTHERS = "Also on this page in your results"
NO_TEXT = "There is no text for this document."
NOT_OPENED = "We could not open this document."
CORRECT = "Correct these facts"
CORRECT_TITLE = "Correct the facts of this document"
CORRECT_MEANS = "What you change is used in place of what was found. The document itself stays as it is."
SAVE = "Save"
CANCEL = "Cancel"
DAYS = {"inspection_end": "Last day of the visit", "published": "Published"}
NOTHING_CHANGED = "Nothing was changed."
CORRECTED = "Your corrections are saved."
MARKED = "The passage you opened is highlighted."


def found(fact: Found) -> str:
    """Under a field: what was found in the document, and where."""
    if not fact.value:
        return "Not found in the document."
    value = day(fact.value) if isinstance(fact.value, date) else KINDS.get(fact.value, fact.value)
    if fact.from_name:
        return f"Found: {value}, in the name of the file."
    at = f"page {fact.page}" if fact.page else f"line {fact.line}" if fact.line else ""
    return f"Found: {value}{f', {at}' if at else ''}{f': ‘{fact.words}’' if fact.words else ''}"


def understood(meant: str) -> str:
    """A day or a month as it was understood, shown back."""
    return f"This will be {meant}."


def no_date(typed: str) -> str:
    return f"‘{typed.strip()[:40]}’ is not a date. Write it like 13 January 2023."


def totals(ready: int, unread: int, copies: int, passages: int) -> str:
    """What the list of documents holds in all."""
    copy = "is a copy" if copies == 1 else "are copies"
    rest = [
        f"{unread:,} could not be read" if unread else "",
        f"{copies:,} {copy} of another" if copies else "",
    ]
    told = listed([part for part in rest if part])
    searched = f"{count(ready, 'document')} and {count(passages, 'passage')} can be searched."
    return f"{searched} {told}." if told else searched


def listed_documents(shown: int, of: int) -> str:
    return f"{count(shown, 'document')}" if shown == of else f"{shown:,} of {count(of, 'document')}"


def part_of(number: int, of: int, paged: bool) -> str:
    return f"{'Page' if paged else 'Part'} {number:,} of {of:,}"


def text_title(number: int, paged: bool) -> str:
    return f"Text of {'page' if paged else 'part'} {number:,}"


def picture_title(number: int) -> str:
    return f"Page {number:,} as printed"


def to_picture(number: int) -> str:
    return f"See page {number:,} as printed"


def picture_alt(number: int) -> str:
    return f"Image of page {number:,}. The same words are given as text above."


def turn(number: int, back: bool, paged: bool) -> str:
    return f"{'Previous' if back else 'Next'}: {'page' if paged else 'part'} {number:,}"


def beginning(text: str) -> str:
    """The first words of a passage, to tell it from others; a list of links, not a quotation."""
    words = text.split()
    return " ".join(words[:18]) + (" […]" if len(words) > 18 else "")


def has_parts(of: int, paged: bool) -> str:
    return f"This document has {count(of, 'page' if paged else 'part')}."


def continues(number: int, back: bool) -> str:
    return f"The passage {'began on' if back else 'continues on'} page {number:,}."


def saved_text(built: date) -> str:
    return f"The text below was saved on {day(built)}."


def download(form: str, size: str) -> str:
    return f"Download the original ({form}, {size})"
