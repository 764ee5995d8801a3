"""The sentences of adding and removing documents. Pure; what a document says is never in here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from findings.app.text.shared_text import count
from findings.citation import day, listed
from findings.settings import MAX_ARCHIVE, MAX_TOGETHER, MAX_UPLOAD, MAX_UPLOADS

ADD = "Add documents"
CHOOSE = "Choose files, or drop them here"
HINT = (
    "PDF, Word, OpenDocument, rich text, PowerPoint, Excel, e-mail or pictures of pages, "
    f"up to {MAX_UPLOAD >> 20}MB each, or a zip of them, up to {MAX_ARCHIVE >> 20}MB. "
    f"{MAX_UPLOADS} documents at a time. Published inspection documents only. "
    "Do not add documents about individual children."
)
SWITCHED_OFF = (
    "You cannot add documents here, because an administrator has switched this off. Send your documents to an "
    "administrator, who can add them."
)
FOLDER = "Add a whole folder"
CHOOSE_FOLDER = "Choose a folder, or drop it here"
TOO_LARGE = f"These files are too large together. Add {MAX_TOGETHER >> 20}MB or less at a time."
OPENING = "Opening the files"
READING_GOES_ON = "You can leave this page or load it again. Reading continues, and the result will be here."
BEING_READ = "The documents you chose are being read."
WERE_READ = "The documents you chose have been read. Check them, then add them."
GO_ON_ADDING = "Go on adding documents"
STOP_READING = "Stop reading"
NOT_READ = "Some files could not be read. Choose them again. If it keeps happening, tell an administrator."
CHECK_TITLE = "Check what was found"
CHECK = "Nothing is added until you press the button below."
AUTHORITY_HINT = "Choose or type a name"
NO_KIND = "Other document"
DAY = "Date of the inspection"
NO_DAY = "We did not find the date of this document. Enter it, or leave the document out."
DAY_HINT = (
    "The last day of the visit; of a council's statement, the day of publication. For example, 13 January 2023 or "
    "13/1/23, the day first"
)
CORRECT = "Documents to correct"
NONE_CHOSEN = "None"
CORRECT_HINT = (
    "Choose the documents whose authority, type or date you want to change, or that you want to leave out"
)
OTHERS_TITLE = "Nothing to do"
OTHERS_COLUMNS = ("File", "Authority", "Type", "Date", "Notes")
LEAVE_ALL = "Do not add these"
REFUSED_TITLE = "Not added"
CLEAR = "Clear this list"
RESULT_TITLE = "Result"
COLUMNS = ("File", "Result", "What to do")
NOTHING_TO_DO = "Nothing."
NOT_ADDED = "Not added"
RESULTS = {
    "ready": "Added",
    "duplicate": "Same as another document",
    "unreadable": "Could not be read",
    "missing": "Not found",
}
MISSING = "The file was removed before it could be added. Add it again."
NOT_INDEXED = "Your documents are saved, but they could not be added to the search."
AS_BEFORE = (
    "You can still search, but not these documents. Try again. If it keeps happening, ask an administrator to look at "
    "the file build.log in the data folder."
)
AGAIN = "Try again"
NOW = "Update now"
UNDO = "Undo"
UPDATING = "The documents are being updated. Searches show it when that has ended."
BY_HAND = "Documents are being updated"
GOING_ON = "Documents are being updated. You can still search, and you can leave this page."
SEE_PROGRESS = "See progress"
UP_TO_DATE = "The documents are up to date"
CAN_BE_FOUND = "You can now search the documents that were added."
REMOVE = "Remove this document"
REMOVE_TITLE = "Remove this document?"
REMOVE_YES = "Remove"
REMOVE_NO = "Keep it"
REMOVE_MEANS = "It still appears in searches until the next update. You can undo this until then."


def reading(number: int, of: int, name: str) -> str:
    return f"Reading document {number} of {of}: {name}"


def looked_at(good: int, bad: int) -> str:
    """The status line after files were read."""
    if not good:
        return f"{count(bad, 'document')} cannot be added"
    said = f"{count(good, 'document')} can be added"
    return f"{said} and {bad:,} cannot" if bad else said


def add(number: int) -> str:
    return f"Add {count(number, 'document')}"


def needing(number: int, of: int) -> str:
    """How many of the documents a person must do something about."""
    if not number:
        return f"We found the facts of all {of:,} documents. You can correct them before you add them."
    return f"{number:,} of {count(of, 'document')} need{'s' if number == 1 else ''} something from you."


def others(number: int) -> str:
    return f"{count(number, 'document')} with nothing to do"


def leave_out(name: str) -> str:
    return f"Leave out ‘{name}’"


def found(title: str | None, pages: int | None) -> str:
    """What was found in a file besides what can be corrected."""
    parts = (f"Title: ‘{title}’." if title else "", f"{count(pages, 'page')}." if pages else "")
    return " ".join(part for part in parts if part)


def added(good: int, of: int) -> str:
    """The status line after an update: how many of the files chosen can be searched now."""
    if not of:
        return UP_TO_DATE
    return f"{count(good, 'document')} added" if good == of else f"{good:,} of {count(of, 'document')} added"


def finished(when: datetime, added: bool) -> str:
    said = f"Finished on {day(when.date())} at {when:%H:%M}."
    return f"{said} {CAN_BE_FOUND}" if added else said


def done(part: float) -> str:
    return f"{part:.0%} done"


def passages(number: int) -> str:
    return f"{count(number, 'passage')} can be searched."


def same_as(name: str) -> str:
    return f"{NOTHING_TO_DO} It is already searched as: {name}."


def waiting(number: int) -> str:
    return f"{count(number, 'document')} {'is' if number == 1 else 'are'} waiting for the next update."


def removed(files: Sequence[str]) -> str:
    said = listed([f"‘{file.rsplit('/', 1)[-1]}’" for file in files])
    was, still = ("was", "It still appears") if len(files) == 1 else ("were", "They still appear")
    return f"{said} {was} removed. {still} in searches until the next update."


def put_back(name: str) -> str:
    return f"{name} is back."


def undo(name: str) -> str:
    return f"Undo removing ‘{name}’"


def copies_stay(files: tuple[str, ...]) -> str:
    said = ", ".join(f"‘{file}’" for file in files)
    return f"There is a copy of this document: {said}. It will be searched instead."
