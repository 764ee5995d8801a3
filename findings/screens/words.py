"""Every sentence a person reads on the screens. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from findings.records import KINDS, Plan
from findings.screens.citation import day, listed

PRODUCT = "Inspection evidence search"
SEARCH_PAGE = "Search"
DOCUMENTS_PAGE = "Documents"

# Search
SEARCH_TITLE = "Search inspection reports and letters"
INTRO = "Search by meaning. You do not need the exact words inspectors used."
BOX_LABEL = "What do you want to find?"
BOX_HINT = (
    "For example, LADO arrangements, or how quickly strategy meetings are held. "
    "Do not enter names or other personal details. Your search is part of the page address."
)
EXAMPLES_TITLE = "Try a search"
EXAMPLES = (
    "LADO arrangements",
    "how quickly strategy meetings are held",
    "supervision of social workers",
)
SEARCH = "Search"
APPLY = "Apply filters"
CLEAR = "Clear all filters"
AUTHORITY = "Local authority"
KIND = "Document type"
STATUS = "Status"
YEAR_FROM = "From year"
YEAR_TO = "To year"
ANY_YEAR = "Any year"
ANY = "Any"
SEE_UNREAD = "See which documents could not be read"
SEE_DOCUMENTS = "See the documents"
SAME_WORDS = "The same words are also in:"
# Passage kinds that a person should know of; a finding needs no word.
PASSAGE_KINDS = {
    "recommendation": "Recommendation",
    "case_study": "Case study",
    "standard": "Standard text",
    "footnote": "Footnote",
}
ORDER = "Order"
ORDERS = {"relevant": "Most relevant first", "newest": "Newest first", "oldest": "Oldest first"}
PASSAGES = "Passages"
POSSIBLE = "Possible matches"
POSSIBLE_NOTE = "These may not be about your topic. Check before you use them."
NONE_TITLE = "No passages found"
TO_TOP = "Go to the first passage on this page"

# Documents
DOCUMENTS_TITLE = "Documents"
ALL_DOCUMENTS = "All documents"
BACK_TO_RESULTS = "Back to your search results"
STATUSES = {
    "ready": "Ready",
    "unreadable": "Could not be read",
    "duplicate": "Same as another document",
}
NO_SUCH_DOCUMENT = "We cannot find that document."
NO_SUCH_PASSAGE = (
    "The passage in this link is not in this document any more. The text may have been read anew."
)
NOT_STATED = "Not stated"
NO_PAGES = "No pages"
NOT_KNOWN = "Not known"
ABOUT = "About this document"
ALSO_HELD_AS = "Also held as"
NO_DOCUMENTS_MATCH = "No documents match these filters."
NO_TEXT_ON_PAGE = "There is no text on this page."
NO_PICTURE = "The page cannot be shown as printed."
CITE = "Cite this passage"
OTHERS = "Also on this page in your results"
NO_TEXT = "There is no text for this document."
NOT_OPENED = "We could not open this document."
MARKED = "The marked words are the passage you opened."
TEXT_NOTE = "The words are as we read them from the file. Check the original before you quote them."

# States
PROBLEM = "There is a problem"
FIRST_LOAD = "Getting the search ready. This can take up to 30 seconds the first time."
ENTER_TOPIC = "Enter a topic or question"
TOO_LONG = "Your question must be 500 characters or fewer"
YEARS_CROSSED = "The first year must not be after the last year"
NO_DOCUMENTS = "There are no documents to search yet."
NO_DOCUMENTS_FIX = "An administrator needs to add documents and build the search index."
NOT_USABLE = "The search index cannot be used. An administrator needs to rebuild it."


def count(number: int, noun: str) -> str:
    """ "1 passage", "2 passages", "1,204 passages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def working(documents: int) -> str:
    return f"Searching {count(documents, 'document')}"


def index_facts(documents: int, newest: date | None, built: date) -> str:
    """What is searched and how new it is."""
    newest_words = f", newest {day(newest)}" if newest else ""
    return f"{count(documents, 'document')}{newest_words}. {index_built(built)}"


def index_built(built: date) -> str:
    return f"Index built {day(built)}."


def stale(number: int) -> str:
    one = number == 1
    return (
        f"{count(number, 'document')} {'has' if one else 'have'} changed since the index was built. "
        f"{'It is' if one else 'They are'} missing or out of date in these results."
    )


def unreadable(number: int, of: int) -> str:
    was = "was" if number == 1 else "were"
    return f"{number:,} of {count(of, 'document')} could not be read and {was} not searched."


def found(clear: int, documents: int, possible: int, query: str) -> str:
    """The status line: what a search brought."""
    if clear:
        return f"{count(clear, 'passage')} in {count(documents, 'document')} for ‘{query}’"
    if possible:
        return f"We found no clear match for ‘{query}’. {count(possible, 'passage')} may be related."
    return f"No passages found for ‘{query}’"


def on_page(line: str, page: int, pages: int) -> str:
    return f"{line}. Page {page} of {pages}" if pages > 1 else line


def closest(shown: int) -> str:
    others = "Use more words or filters to see others."
    return f"These are the {shown:,} closest passages; there may be more. {others}"


def nothing(query: str, documents: int, filtered: bool) -> tuple[str, tuple[str, ...]]:
    """No passage at all: what that means, and what to do."""
    said = (
        f"We found nothing on ‘{query}’ in {count(documents, 'document')}. "
        "This does not mean inspectors have not written about it."
    )
    fixes = ("Try other words", "Remove filters", "Check which documents are included")
    return said, tuple(fix for fix in fixes if filtered or fix != "Remove filters")


def filters_title(applied: int) -> str:
    return f"Filters ({applied} applied)" if applied else "Filters"


def years(first: int | None, last: int | None) -> str:
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"to {last}" if last else ""


def showing(plan: Plan) -> str:
    """The filters in force, those taken from the query included; empty when there are none."""
    parts = (
        listed(plan.authorities),
        listed([KINDS.get(kind, kind) for kind in plan.kinds]),
        years(plan.year_from, plan.year_to),
    )
    said = "; ".join(part for part in parts if part)
    return f"Showing: {said}." if said else ""


def taken_as_filter(typed: str, meaning: str) -> str:
    return f"We read ‘{typed}’ in your search as a filter: {meaning}."


def not_taken(typed: str) -> str:
    return f"‘{typed}’ is not used as a filter."


def do_not_filter(typed: str) -> str:
    return f"Do not filter by ‘{typed}’"


def filter_again(typed: str) -> str:
    return f"Filter by ‘{typed}’"


def also_searched(plan: Plan) -> str:
    """The other names that were searched for; empty when there are none."""
    names: dict[str, list[str]] = {}
    for term in plan.added:
        names.setdefault(term.short, []).append(term.long)
    said = "; ".join(f"{short} = {listed(longs, 'or')}" for short, longs in names.items())
    return f"Also searched for: {said}." if said else ""


def why(found_words: Sequence[str], added_words: Sequence[str], query: str) -> str:
    """Why a passage was returned."""
    added_words = [
        name
        for name in added_words
        if not any(name != other and name.lower() in other.lower() for other in added_words)
    ]
    exact = f"Exact words: {listed(_quoted(found_words))}."
    other = f"Another name for what you asked: {listed(_quoted(added_words))}."
    said = " ".join(part for part, has in ((exact, found_words), (other, added_words)) if has)
    return said or f"No exact words. Similar meaning to ‘{query}’."


def more_places(number: int) -> str:
    return f"and {count(number, 'other place')}."


def published(value: date) -> str:
    return f"Published {day(value)}"


def ignored(value: str) -> str:
    return f"We did not recognise ‘{value}’ in this link, so we ignored it."


def fault(reference: str) -> tuple[str, str]:
    return (
        "Sorry, something went wrong.",
        "Your search is still in the page address. Try again. "
        f"If it keeps happening, report it with this reference: {reference}.",
    )


def totals(ready: int, unread: int, copies: int, passages: int) -> str:
    """What the list of documents holds in all."""
    parts = [f"{ready:,} ready", f"{unread:,} could not be read" if unread else ""]
    parts.append(f"{count(copies, 'copy').replace('copys', 'copies')} of another" if copies else "")
    said = ", ".join(part for part in parts if part)
    documents = count(ready + unread + copies, "document")
    return f"{documents}: {said}. {count(passages, 'passage')} can be searched."


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
    return f"Image of page {number:,}. Its words are given as text above."


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


def _quoted(values: Sequence[str]) -> list[str]:
    return [f"‘{value}’" for value in values]
