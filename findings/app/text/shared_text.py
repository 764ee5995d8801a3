"""The sentences of the Search page and those that several pages share. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from findings import citation
from findings.citation import day, listed
from findings.document_kinds import KINDS
from findings.records import STANCES, Document, Filters, Plan
from findings.text.authority_groups import GROUPS

PRODUCT = "Inspection evidence search"
SEARCH_PAGE = "Search"
ASK_PAGE = "Ask"
OVER_TIME_PAGE = "Over time"
THEMES_PAGE = "Themes"
RECOMMENDATIONS_PAGE = "Recommendations"
DOCUMENTS_PAGE = "Documents"
HELP_PAGE = "Help"

# Search
SEARCH_TITLE = "Search inspection reports and letters"
INTRO = "Search by meaning. You do not need the exact words inspectors used."
BOX_LABEL = "What do you want to find?"
BOX_HINT = "Do not enter names or other personal details. Your search is part of the page address."
FOR_EXAMPLE = "For example:"
EXAMPLES_TITLE = "Try a search"
EXAMPLES = (
    "LADO arrangements",
    "how quickly strategy meetings are held",
    "supervision of social workers",
)
EXAMPLE_OF = "supervision of social workers in {}"
SEARCH = "Search"
APPLY = "Apply filters"
CLEAR = "Clear all filters"
AUTHORITY = "Local authority"
SERVICE = "School, home or other service"
AUTHORITY_OR_SERVICE = "Local authority, school or other service"
KIND = "Document type"
STATUS = "Status"
OUR_LABEL = "Our label"
LABELS_NOTE = "These labels are this tool's reading of a passage. They are not Ofsted grades."
YEAR_FROM = "From year"
YEAR_TO = "To year"
ANY_YEAR = "Any year"
ANY = "Any"
CSV = "Download as CSV"
EXCEL = "Download as Excel"
PICTURE_PNG = "Download picture (PNG)"
PICTURE_SVG = "Download picture (SVG)"
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
ROUTED = {
    "ask": "You asked a question, so this is the answer.",
    "over_time": "You asked about a length of time, so this is the topic over time.",
}
START_AGAIN = "Start again"
PASSAGES_INSTEAD = "See the passages instead"
POSSIBLE = "Possible matches"
POSSIBLE_NOTE = "These may not be about your topic. Check before you use them."
NONE_TITLE = "No passages found"
SEE_OVER_TIME = "See this topic over time"
SEE_PASSAGES = "Search for all passages on this"
SEE_ASKED_FOR = "See what inspectors asked for on this"
ASK_ABOUT = "Ask a question about this"
TO_TOP = "Go to the first passage on this page"
ALL_AUTHORITIES = "Show all authorities"
ALL_KINDS = "Show all document types"
ALL_YEARS = "Show all years"
MORE = "Show more passages"
MEANT = "Did you mean:"
BY_AUTHORITY = "Authority"
BY_YEAR = "Year"
BY_KIND = "Type"

# States
PROBLEM = "There is a problem"
FIRST_LOAD = "Getting the search ready. This can take up to 30 seconds the first time."
ENTER_TOPIC = "Enter a topic or question"
TOO_LONG = "Your question must be 500 characters or fewer"
YEARS_CROSSED = "The first year must not be after the last year"
NO_DOCUMENTS = "There are no documents to search yet."
ADD_DOCUMENTS = "Add documents"
SEE_CHANGED = "See documents"
FOR_ADMINISTRATORS = "For administrators"
SEE_HELP = "See the commands in Help"
CLOSE = "Close"
CANCEL = "Cancel"
COPY = "Copy quotation"
SLOW = "This is taking longer than usual. You can wait, or go to another page and come back."
NOT_USABLE = "The search index cannot be used. An administrator needs to rebuild it."


def count(number: int, noun: str) -> str:
    """ "1 passage", "2 passages", "1,204 passages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def looked_at(number: int, of: int) -> str:
    """Shown while every report is looked at."""
    return f"{number:,} of {count(of, 'report')} read"


def working(documents: int) -> str:
    return f"Searching {count(documents, 'document')}"


def index_facts(documents: int, newest: date | None, built: date) -> str:
    """What is searched and how up to date it is."""
    newest_words = f", newest {day(newest)}" if newest else ""
    return f"{count(documents, 'document')}{newest_words}. {index_built(built)}"


def picture_dated(today: date) -> str:
    return f"As found on {day(today)}"


def picture_source(documents: int, built: date) -> str:
    """Below a picture: what it is made from, and whose reading it shows."""
    return (
        f"Source: {count(documents, 'published inspection document')}, read by Findings; documents last updated "
        f"{day(built)}. The marks are the tool's reading of each document. They are not Ofsted grades."
    )


def index_built(built: date) -> str:
    return f"Last updated {day(built)}."


def stale(number: int) -> str:
    one = number == 1
    return (
        f"{count(number, 'document')} {'has' if one else 'have'} changed since the last update. "
        f"{'It is' if one else 'They are'} missing or out of date in these results."
    )


def unreadable(number: int, of: int) -> str:
    was = "was" if number == 1 else "were"
    return f"{number:,} of {count(of, 'document')} could not be read and {was} not searched."


def found(clear: int, documents: int, possible: int, query: str, mentioning: int = 0) -> str:
    """The status line: what a search found; `mentioning` documents hold all of its words."""
    if clear:
        said = f"{count(clear, 'passage')} in {count(documents, 'document')} for ‘{query}’"
        if mentioning > documents:
            said += f"; {count(mentioning, 'document')} mention it"
        return said
    if possible:
        return f"We found no clear match for ‘{query}’. {count(possible, 'passage')} may be related."
    return f"No passages found for ‘{query}’"


def counted(documents: int) -> str:
    """What opens to show the counts."""
    return f"{count(documents, 'document')} by authority, year and type"


def download_results(passages: int) -> str:
    return f"Download {'this passage' if passages == 1 else f'these {passages:,} passages'}"


def on_page(line: str, page: int, pages: int) -> str:
    return f"{line}. Page {page} of {pages}" if pages > 1 else line


def nothing(query: str, documents: int, filtered: bool) -> tuple[str, tuple[str, ...]]:
    """No passage at all: what that means, and what to do."""
    said = (
        f"We found nothing about ‘{query}’ in {count(documents, 'document')}. "
        "This does not mean inspectors have not written about it."
    )
    fixes = ("Try other words", "Remove filters", "Check which documents are included")
    return said, tuple(fix for fix in fixes if filtered or fix != "Remove filters")


def only(authority: str) -> str:
    """Chooses one's own authority."""
    return f"{authority} only"


def with_neighbours(authority: str, neighbours: int) -> str:
    """Chooses one's own authority and its neighbours, of which so many have documents."""
    return f"{authority} and its {count(neighbours, 'neighbour')}"


def filters_title(applied: int) -> str:
    return f"Filters ({applied} applied)" if applied else "Filters"


def only_labels(labels: Sequence[str], of: int) -> str:
    """The labels that passages are filtered by, and among how many."""
    named = listed([f"‘{STANCES[label]}’" for label in labels], "or")
    return f"Only passages that we label {named}, among the {of:,} closest."


def years(first: int | None, last: int | None) -> str:
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"to {last}" if last else ""


def more_values(first: str, others: int) -> str:
    return f"{first} and {count(others, 'other')}"


def in_words(filters: Filters) -> str:
    parts = (
        listed(filters.authorities),
        listed([KINDS.get(kind, kind) for kind in filters.kinds]),
        years(filters.year_from, filters.year_to),
    )
    return "; ".join(part for part in parts if part)


def detected(plan: Plan) -> list[tuple[str, str, tuple[str, ...]]]:
    """The filters found in the words typed, all authorities in one and all types in one: (what is shown, the button
    that takes the filter away, the words it was found in)."""
    found: dict[str, dict[str, str]] = {}
    for typed, meaning in plan.detected:
        other = ALL_KINDS if meaning in KINDS.values() else ALL_YEARS
        whose = meaning in plan.filters.authorities or meaning in GROUPS
        button = ALL_AUTHORITIES if whose else other
        found.setdefault(button, {})[typed] = meaning
    return [
        (_showing_only(button, list(dict.fromkeys(of.values()))), button, tuple(of))
        for button, of in found.items()
    ]


def _showing_only(button: str, meanings: Sequence[str]) -> str:
    if button != ALL_KINDS:
        return f"Showing {listed(meanings)} only"
    return f"Showing type{'s' if len(meanings) > 1 else ''} {listed(_quoted(meanings))} only"


def showing_all(typed: str) -> str:
    return f"‘{typed}’ is not used as a filter"


def filter_again(typed: str) -> str:
    return f"Filter by ‘{typed}’"


def also_searched(plan: Plan) -> str:
    """The other names that were searched for; empty when there are none."""
    said = names_added(plan)
    return f"Also searched for: {said}." if said else ""


def names_added(plan: Plan) -> str:
    names: dict[str, list[str]] = {}
    for term in plan.added:
        names.setdefault(term.short, []).append(term.long)
    return "; ".join(f"{short} = {listed(longs, 'or')}" for short, longs in names.items())


def why(found_words: Sequence[str], added_words: Sequence[str], query: str) -> str:
    """Why a passage was returned."""
    added_words = [
        name
        for name in added_words
        if not any(name != other and name.lower() in other.lower() for other in added_words)
    ]
    exact = f"Exact words: {listed(_quoted(found_words))}."
    other = f"Another name for your words: {listed(_quoted(added_words))}."
    said = " ".join(part for part, has in ((exact, found_words), (other, added_words)) if has)
    return said or f"No exact words. Similar meaning to ‘{query}’."


def more_places(number: int) -> str:
    return f"and {count(number, 'other place')}."


def authority_label(authorities: bool, subjects: bool) -> str:
    """What the filter by name is called: after what the documents are about."""
    if not subjects:
        return AUTHORITY
    return AUTHORITY_OR_SERVICE if authorities else SERVICE


def published(document: Document) -> str:
    return f"Published {citation.published(document)}"


def ignored(value: str) -> str:
    """Of a value in an address that means nothing; of a very long one its beginning."""
    value = value if len(value) <= 80 else f"{value[:80]}…"
    return f"We did not recognise ‘{value}’ in this link, so we ignored it."


def fault(reference: str) -> tuple[str, str]:
    return (
        "Sorry, something went wrong.",
        "Your search is still in the page address. Try again. "
        f"If it keeps happening, report it with this reference: {reference}.",
    )


def _quoted(values: Sequence[str]) -> list[str]:
    return [f"‘{value}’" for value in values]
