"""The sentences of the Themes page. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence

from findings.app.text.shared_text import count
from findings.citation import listed
from findings.records import STANCES

TITLE = "Themes: where to look first"
INTRO = (
    "Topics that inspections come back to, and what each report says on them. "
    "Themes where the latest report says that it needs improvement come first."
)
SHOW = "Show themes"
WORKING = "Reading the themes"
TABLE = "Themes by year"
THEME = "Theme"
SPEAKING = "Reports"
COUNTED = tuple(STANCES)  # the labels that are counted, in the order of their columns
LABELS_NOTE = (
    "A theme opens over time. The number after a mark is how many reports of that year have this label."
)
FILE = "themes"
CSV_COLUMNS = ("Theme", "Group", "Authority", "Document type", "Date", "Label", "File")
ORDER = "Order"
ORDERS = {"first": "Where to look first", "group": "By group"}
NONE = "No documents match these filters."
# One's own authority
MINE_TITLE = "My authority"
MINE_INTRO = (
    "Choose the authority you work for, and the authorities you compare it with, such as its statistical neighbours. "
    "Every form then offers them at one press. Your choice of authority is remembered in this browser; "
    "the neighbours are the same for everyone who uses this installation."
)
MINE = "My authority"
NO_AUTHORITY = "None"
NEIGHBOURS = "Its neighbours"
CHANGE = "Choose"
SAVE = "Save"
READ_ONLY = "An administrator keeps the neighbours in the file neighbours.csv."


def saved(name: str, neighbours: int) -> str:
    return f"Saved: {name}, with {count(neighbours, 'neighbour')}." if name else "Saved: no authority."


def unknown(names: Sequence[str]) -> str:
    """Names in the file of neighbours that may be misspelt."""
    shown = listed([f"‘{name}’" for name in names])
    return f"We do not know these authorities in the file of neighbours: {shown}. Check how they are spelt."


def found(themes: int, documents: int, of: int) -> str:
    """The status line: how many themes are worked out."""
    if themes < of:
        return f"{themes} of {of} themes read in {count(documents, 'report')}. The others follow."
    return f"{count(themes, 'theme')} in {count(documents, 'report')}."


def speaking(number: int, of: int) -> str:
    return f"{number:,} of {of:,}"


def picture_title(authorities: Sequence[str]) -> str:
    """Above a picture of the themes."""
    return f"Themes of inspections{f' in {listed(authorities)}' if 0 < len(authorities) <= 3 else ''}"
