"""When each document was first held here, kept in the data folder: what is new since somebody's last visit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from findings.records import Document
from findings.uploads.files import write_over

NAME = "arrivals.json"


def arrived(folder: Path, documents: Iterable[Document], now: str) -> dict[str, str]:
    """Document id -> ISO time (UTC) at which it was first seen; those that are new came `now`.

    What is held when the file is first made was there before anybody's visit: its time is "". A file that cannot be
    read is made anew. Raises AddingError when it cannot be written.
    """
    path = folder / NAME
    known = _read(path)
    began = known is None
    seen = dict(known or {})
    new = [document.id for document in documents if document.id not in seen]
    if new or began:
        seen |= dict.fromkeys(new, "" if began else now)
        write_over(path, json.dumps(seen, indent=0, sort_keys=True))
    return seen


def since(documents: Iterable[Document], seen: Mapping[str, str], visit: str) -> list[Document]:
    """The documents that came after a visit (ISO time, UTC); none without an earlier visit."""
    return [document for document in documents if visit and seen.get(document.id, "") > visit]


def _read(path: Path) -> dict[str, str] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
