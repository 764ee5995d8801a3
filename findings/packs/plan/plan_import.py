"""An action plan goes back into its pack: checked first, whole or not at all, and nothing that was written is lost.

An empty cell clears nothing. Where a field was changed in the pack after the file was made, the pack's words stay and
those of the file are told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from findings.citation import day
from findings.errors import PackError
from findings.packs import wording
from findings.packs.pack import PROGRESS, Item, Pack, Response
from findings.packs.pack_store import PackStore
from findings.packs.plan.plan_file import PlanRow, read_plan
from findings.packs.plan.plan_rows import STATUSES
from findings.packs.wording import DUE, EVIDENCE, OWNER, RESPONSE, STATUS
from findings.text.dates import normalised, only_day

_FIELDS = {RESPONSE: "response", EVIDENCE: "evidence", OWNER: "owner", DUE: "due", STATUS: "progress"}
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODES = {words.casefold(): code for code, words in PROGRESS.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking a file in did: one sentence, and what a person should know of single rows."""

    said: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a file would change: (item id, new response, version seen), and what is not taken in."""

    changed: tuple[tuple[str, Response, int], ...]
    unchanged: int
    lines: tuple[str, ...]


def import_into(store: PackStore, pack_id: str, data: bytes, name: str) -> Outcome:
    """Take the responses of the file `name` into a pack.

    Raises PackError when the file is no action plan of this pack or a cell cannot be used (all of them are named), and
    PackChanged when somebody changes a response meanwhile; then nothing is taken in.
    """
    found = compared(store.pack(pack_id), read_plan(data, name), name)
    store.respond_all(pack_id, found.changed)
    return Outcome(
        f"{wording.count(len(found.changed), 'response')} taken in, {found.unchanged} unchanged.", found.lines
    )


def compared(pack: Pack, rows: Sequence[PlanRow], name: str) -> Changes:
    """What `rows` would change in `pack`. Raises PackError as `import_into` does."""
    items = {item.id: item for item in pack.items}
    read: dict[str, tuple[PlanRow, Mapping[str, str | date | None], int | None]] = {}
    wrong, lines, known = [], [], False
    for row in rows:
        item_id, _, seen = row.reference.rpartition("/")
        item_id = item_id or row.reference
        try:
            given = _given(row)
        except ValueError as error:
            wrong.append(f"Row {row.number}: {error}")
            continue
        if item_id in read:
            wrong.append(
                f"Rows {read[item_id][0].number} and {row.number} are of the same passage. Keep one."
            )
        elif item_id in items:
            read[item_id] = (row, given, int(seen) if seen.isdecimal() else None)
            known = True
        elif any(given.values()):
            why = "is of no passage of this pack" if row.reference else "was added by hand"
            lines.append(f"Row {row.number} {why} and was not taken in: {_all(row)}")
    if wrong:
        raise PackError(f"Nothing was taken in from ‘{name}’. {' '.join(wrong)}")
    if not known:
        raise PackError(f"‘{name}’ is not an action plan of this pack. Nothing was taken in.")
    changed = []
    for item_id, (row, filled, version) in read.items():
        item = items[item_id]
        response, told = _merged(item, row, filled, version)
        lines += told
        if response != item.response:
            changed.append((item_id, response, item.response_version))
    return Changes(tuple(changed), len(read) - len(changed), tuple(lines))


def _merged(
    item: Item, row: PlanRow, given: Mapping[str, str | date | None], seen: int | None
) -> tuple[Response, list[str]]:
    """The response of a passage with what the file gives, and what was not taken over, one line each."""
    taken, lines = item.response, []
    if row.words and not _same_words(row.words, item.kept.quote):
        lines.append(
            f"Row {row.number}: the quotation was changed in the file. The pack keeps the document's words."
        )
    for heading, field in _FIELDS.items():
        ours, theirs = getattr(item.response, field), given[field]
        if not theirs:
            if ours:
                lines.append(
                    f"Row {row.number}: ‘{heading}’ is empty in the file. The pack keeps: {_shown(ours)}"
                )
        elif not ours or (ours != theirs and seen == item.response_version):
            taken = replace(taken, **{field: theirs})  # type: ignore[arg-type]
        elif ours != theirs:
            lines.append(
                f"Row {row.number}: ‘{heading}’ was changed in the pack after this file was made. The pack keeps its "
                f"words. The file says: {_shown(theirs)}"
            )
    return taken, lines


def _given(row: PlanRow) -> dict[str, str | date | None]:
    """Field -> what the row gives. Raises ValueError for a date or a status that is none."""
    given: dict[str, str | date | None] = {}
    for heading, field in _FIELDS.items():
        cell = row.cells[heading]
        if heading == DUE:
            given[field] = day_of(cell)
        elif heading == STATUS:
            code = _CODES.get(str(cell).casefold())
            if code is None:
                raise ValueError(f"‘{cell}’ is not a status. Choose from: {', '.join(STATUSES)}.")
            given[field] = code
        else:
            given[field] = day(cell) if isinstance(cell, date) else cell.replace("\r\n", "\n")
    return given


def day_of(cell: str | date) -> date | None:
    """A day as a date, or as a person in Britain writes it; None for "". Raises ValueError, saying what to write."""
    if isinstance(cell, date) or not cell:
        return cell or None
    short = _SHORT_YEAR.fullmatch(cell)
    try:
        if _ISO.fullmatch(cell):
            return date.fromisoformat(cell)
        if short:
            return date(2000 + int(short[3]), int(short[2]), int(short[1]))
    except ValueError:
        found = None
    else:
        found = only_day(normalised(cell))
    if found is None:
        raise ValueError(f"‘{cell}’ is not a date. Write it like 3 May 2026.")
    return found


def _same_words(cell: str, quote: str) -> bool:
    """Whether the cell ends in words of the quotation: a heading may stand above them."""
    last = " ".join(cell.rsplit("\n", 1)[-1].split())
    return last in " ".join(quote.split()) or " ".join(quote.split()) in " ".join(cell.split())


def _shown(value: str | date) -> str:
    if isinstance(value, date):
        return day(value)
    return f"‘{PROGRESS.get(value, value) or value}’"


def _all(row: PlanRow) -> str:
    return "; ".join(f"{heading}: {_shown(cell)}" for heading, cell in row.cells.items() if cell)
