"""The sentences of the Over time page. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from findings.app.text.shared_text import count, years
from findings.citation import capital, dated, day, kind, listed
from findings.document_kinds import KINDS
from findings.records import Document, Plan, Stance

TITLE = "What inspectors said over time"
INTRO = (
    "See what each inspection said about a topic, in date order. "
    "Inspections that do not mention it are shown as well."
)
BOX_LABEL = "Topic"
BOX_HINT = (
    "For example, LADO arrangements, or supervision of social workers. "
    "Do not enter names or other personal details. The topic is part of the page address."
)
SHOW = "Show over time"
EXAMPLES_TITLE = "Try a topic"
EXAMPLES = ("LADO arrangements", "supervision of social workers", "children missing from home")
WORKING = "Reading every inspection"
ORDERS = {"newest": "Newest first", "oldest": "Oldest first"}
LISTS = {"newest": "Inspections, newest first", "oldest": "Inspections, oldest first"}
AUTHORITY_NOT_KNOWN = "Authority not known"
GRID = "Every inspection by authority and year"
AUTHORITY = "Authority"
ORDER = "Order of inspections"
ROW_ORDER = "Order of authorities"
ROW_ORDERS = {
    "name": "By name",
    "latest": "Latest label, needs improvement first",
    "change": "Change from first to latest, fallen first",
}
FILE = "over-time"
CSV_COLUMNS = ("Authority", "Document type", "Date", "Label", "Sentence", "Source", "File")
ONE_ONLY = "There is only one inspection in range, so there is nothing to compare yet."
NO_INSPECTIONS = "No inspections match these filters."
COUNCIL = "This is the council's own statement, not the words of inspectors."
NOT_MENTIONED = (
    "We found no passage on this topic in this document. This is not a finding about the authority."
)
OUT_OF_SCOPE = "This visit looked at other things, and we found no passage on this topic. The document says:"
UNREADABLE = "We could not read the text of this document, so we cannot say whether it covers this topic."
SHOW_NEAREST = "Show the closest passages"
NEAREST_NOTE = "These are the closest passages in this document. They are not about the topic."
# Those that were found right in at least four of five passages of such inspections by hand-made labels, and two that
# no label names. The authority and schools are named in too many passages about others.
SERVICES = {
    "partnership": "the partnership",
    "police": "the police",
    "probation": "the probation service",
    "youth justice": "youth justice services",
    "health": "health services",
}
# Inspections of several services at once.
JOINT = ("jtai", "area-send", "joint-review", "lscb-review")


def title(topic: str, authorities: Sequence[str], first: int | None, last: int | None) -> str:
    """ "LADO arrangements in Exampleshire, 2018 to 2025"."""
    where = f" in {listed(authorities)}" if 0 < len(authorities) <= 3 else ""
    span = years(first, last)
    return capital(f"{topic}{where}{', ' if span else ''}{span}")


def found(mention: int, silent: int, out_of_scope: int, unread: int, statements: int) -> str:
    """The status line: how many documents there are, `statements` of them by a council, and which mention the topic."""
    total = mention + silent + out_of_scope + unread - statements
    held = [
        count(total, "inspection") if total else "",
        count(statements, "council statement") if statements else "",
    ]
    parts = [
        f"{mention:,} {'mentions' if mention == 1 else 'mention'} this topic" if mention else "",
        f"{silent:,} {'does' if silent == 1 else 'do'} not" if silent else "",
        f"{out_of_scope:,} looked at other things" if out_of_scope else "",
        f"{unread:,} could not be read" if unread else "",
    ]
    return f"{listed([part for part in held if part])}: {listed([part for part in parts if part])}."


def different_kinds(kinds: Sequence[str]) -> str:
    """A warning: inspections of different kinds ask different things."""
    named = listed([KINDS.get(kind, kind) for kind in kinds])
    return (
        f"These are inspections of different kinds: {named}. "
        "Each kind looks at different things in different ways, so compare them with care."
    )


def gap(before: date, after: date) -> str:
    """A long time without an inspection, between two that are shown."""
    months = (after.year - before.year) * 12 + after.month - before.month - (after.day < before.day)
    span = [count(months // 12, "year"), count(months % 12, "month") if months % 12 else ""]
    long = listed([part for part in span if part])
    return f"There is no inspection here between {day(before)} and {day(after)} ({long})."


def choose_one(first: int, last: int, of: int) -> str:
    """Which of many authorities this page lists in full."""
    if (first, last) == (1, of):
        return "Listed in full on this page:"
    return f"Authorities {first} to {last} of {of}, listed in full on this page:"


def more_passages(number: int) -> str:
    return count(number, "more passage")


def not_shown(number: int) -> str:
    return (
        f"{count(number, 'further passage')} on this topic {'is' if number == 1 else 'are'} not shown here."
    )


def about(stance: Stance, document: Document) -> str:
    """Whose service a passage of a joint inspection is about, where its words tell reliably."""
    first = stance.about[0] if stance.about else ""
    return f"About {SERVICES[first]}." if document.kind in JOINT and first in SERVICES else ""


UNCLEAR = "Unclear: these words could be read as praise or as criticism."


def decided(cues: Sequence[str]) -> str:
    """The words from which a label was read."""
    return f"Words behind this label: {listed([f'‘{cue}’' for cue in cues])}." if cues else ""


def chart_alt(topic: str, inspections: int) -> str:
    return (
        f"Chart of {count(inspections, 'inspection')} by date and label, for {topic}. "
        "The list below gives the same information."
    )


def mark(document: Document, label: str) -> str:
    """What a mark of the chart is called: "13 January 2023, focused visit letter: strength"."""
    return f"{capital(dated(document))}, {kind(document)}: {label.lower()}"


def undated(number: int) -> str:
    return f"{count(number, 'document')} without a date {'is' if number == 1 else 'are'} in the list only."


def topic_of(plan: Plan) -> str:
    return plan.topic or plan.query
