"""The sentences about briefs, responses and putting packs in order. Pure; no words of a document in here."""

from __future__ import annotations

from findings.app.text.shared_text import count
from findings.settings import MAX_UPLOAD

# On the pages that find passages
MAKE = "Make a brief on this"
MAKING = "Choosing the passages"
NOTHING = "The documents say nothing on this, so there is no brief to make. Try other words or fewer filters."

# On the page of the pack
BRIEF = "Make a brief (two pages for 16 passages)"
BRIEF_INTRO = (
    "One table of the passages, then each authority: its latest, strengths, needs, what was asked for and what later "
    "reports say, and the inspections that say nothing."
)
PARTS = "Parts"
ORDER = "Order of the table"
CONTEXT = "How much of each passage"
TEMPLATE = "Use our own Word template"
WORD = "Download brief (Word)"
PDF = "Download brief (PDF)"
NO_PDF = (
    "For a PDF, open the Word document and save it as PDF. (An administrator can install LibreOffice here.)"
)

# Responses
RESPONSE = "Our response and evidence"
RESPONSE_FILLED = "Our response and evidence (filled in)"
FIELDS = {
    "response": "Our response",
    "evidence": "Evidence held",
    "owner": "Owner",
    "due": "Due, for example 3 May 2027",
    "progress": "Status",
}
NO_STATUS = "No status"
SAVED = "Your response was saved."
SAVED_ON_LEAVING = "Each box is saved when you leave it."

# The action plan
PLAN = "Work in Excel and bring the file back"
PLAN_INTRO = (
    "The Excel workbook has a sheet ‘Action plan’ with a row for each passage: our response, evidence held, owner, due "
    "and status. Fill it in, then bring it back. An empty cell clears nothing, and words that somebody changed here "
    "meanwhile stay."
)
PLAN_FILE = f"Action plan (.xlsx), up to {MAX_UPLOAD >> 20}MB"
PLAN_GO = "Bring it back"
PLAN_NONE = "Choose the Excel file first."
PLAN_TOLD = "Not taken in from the file"

# Putting in order
ARRANGE = "Group, move, copy or merge"
GROUP = "Group by"
GROUPED = "Grouped."
CHOOSE = "Passages"
DO = "What to do with them"
DOINGS = {
    "start": "Move to the start of their group",
    "end": "Move to the end of their group",
    "copy": "Copy to another pack",
    "move": "Move to another pack",
    "remove": "Remove from this pack",
}
TARGET = "The other pack"
APPLY = "Do it"
CHOOSE_FIRST = "Choose one or more passages first."
NO_OTHER = "You have no other pack. Make one under ‘Make a new pack’."
MOVED = "Moved."
DUPLICATE = "Duplicate this pack"
DUPLICATED = "This is the copy."
MERGE_FROM = "Bring in all passages of"
MERGE = "Merge into this pack"


def copied(added: int, chosen: int, name: str) -> str:
    """ "2 passages copied to ‘LADO’; 1 was there already."."""
    there = chosen - added
    more = f"; {there} {'was' if there == 1 else 'were'} there already" if there else ""
    return f"{count(added, 'passage')} copied to ‘{name}’{more}."


def merged(added: int, total: int) -> str:
    return f"{count(added, 'passage')} brought in. This pack has {count(total, 'passage')}."


def taken_away(number: int, name: str) -> str:
    return f"{count(number, 'passage')} moved to ‘{name}’."
