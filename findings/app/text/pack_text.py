"""The sentences of the Evidence pack page and of its buttons on other pages. Pure; no words of a document in here."""

from __future__ import annotations

from datetime import date

from findings.app.text.shared_text import count
from findings.citation import day

PAGE = "Evidence pack"
NEW_NAME = "Untitled pack"

# The button beside a passage
ADD = "Add to evidence pack"
REMOVE = "Remove from evidence pack"
VIEW = "View pack"
TICK_TITLE = "Add to your evidence pack"
TICK = "Select the recommendations to keep. Clear a box to remove one."
TO_TICK = "Add recommendations on this page to your evidence pack"
UNDO = "Undo"

# States of the page
INTRO = "Keep passages here while you read. Then download them as a Word document, each with its source."
EMPTY = "Your evidence pack is empty. Choose ‘Add to evidence pack’ next to any passage."
NOT_FOUND = "We cannot find this evidence pack. The link may be wrong or the pack was deleted."
NOT_USABLE = "We cannot open or save evidence packs at the moment. Packs saved before are safe."
NOT_USABLE_FIX = "Try again in a moment. If it keeps happening, tell an administrator."
NOT_COMPARED = (
    "We could not check the quotations against their documents, because the search index cannot be used."
)
SHARED = "Anyone who has this link and can use this service can see and change this pack."
GO_SEARCH = "Search for passages"

# About the pack
ABOUT = "Rename, describe or delete this pack"
NAME = "Name of the pack"
PURPOSE = "What is this pack for?"
PREPARED_BY = "Prepared by (optional, printed in the Word document)"
SAVED_ON_LEAVING = "What you type is saved when you leave the box."
SAVED = "Saved."
CHANGE_YES = "Yes, change this pack"
DELETE = "Delete this pack"
DELETE_SURE = "Delete this pack with its notes? This cannot be undone."
DELETE_YES = "Yes, delete it"
DELETE_NO = "No, keep it"
OTHERS = "Your packs"
NEW = "Make a new pack"
NEW_LABEL = "Name of the new pack"
MADE = "Your new pack is ready."
DELETED = "The pack was deleted."

# An item
CHANGED_BY_YOU = "Label changed by you"
EDIT = "Label and note"
LABEL = "Label"
NO_LABEL = "No label"
NOTE = "Your note (not inspectors' words)"
UP = "Move up"
DOWN = "Move down"
TAKE_OUT = "Remove"
MOVED = "Moved."
AROUND = "Sentences before and after"
BEFORE = "Before:"
AFTER = "After:"
NO_BEFORE = "This is the first sentence under its heading."
NO_AFTER = "This is the last sentence under its heading."
UNSAVED = "These words were not saved. Copy them if you need them:"
OTHER_WAY_NOTE = "They are on the same topic, in the same or later documents, and are not in this pack."
CHECKED = "All quotations match their documents."


def tab(passages: int) -> str:
    """In the navigation: "Evidence pack (3)"."""
    return f"{PAGE} ({passages:,})" if passages else PAGE


def whose(name: str) -> str:
    """Above a pack that was opened from a link; `name` is its owner's or author's, "" when nobody said."""
    by = f" It was prepared by {name}." if name else ""
    return f"You opened somebody else's pack from a link.{by} You will be asked before you change it."


def change_theirs(name: str) -> str:
    """Asked before the first change of somebody else's pack."""
    whose = f"This pack was made by {name}" if name else "This is somebody else's pack"
    return f"{whose}. Your change will be in their pack too. Do you want to change it?"


def added(new: int, total: int) -> str:
    """After adding: "Added. Your pack has 4 passages."."""
    if new > 1:
        return f"Added {count(new, 'passage')}. Your pack has {count(total, 'passage')}."
    return f"{'Added' if new else 'Already in your pack'}. Your pack has {count(total, 'passage')}."


def removed(total: int) -> str:
    return f"Removed. Your pack has {count(total, 'passage')}."


def restored(total: int) -> str:
    return f"Put back. Your pack has {count(total, 'passage')}."


def add(number: int) -> str:
    return f"Add all {number:,} passages to evidence pack" if number > 1 else ADD


def remove(number: int) -> str:
    return f"Remove all {number:,} passages from evidence pack" if number > 1 else REMOVE


def packs(number: int) -> str:
    return f"{OTHERS} ({number:,})" if number > 1 else NEW


def pack_line(name: str, passages: int, changed: date) -> str:
    return f"{name}: {count(passages, 'passage')}, changed {day(changed)}"


def differ(number: int, of: int) -> str:
    """How many quotations are not as they were."""
    one = number == 1
    have, them = ("has", "it") if one else ("have", "them")
    return f"{number:,} of {count(of, 'passage')} {have} changed since you added {them}."


def other_way(number: int) -> str:
    return f"{count(number, 'passage')} {'says' if number == 1 else 'say'} something different"


def download(form: str) -> str:
    return f"Download {form}"
