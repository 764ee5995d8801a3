"""What inspectors asked for, worked out when the index is built: a file beside the index, for the generation in use.

Comparing every point with every later document takes seconds for a hundred reports. Where there is no such file, or it
belongs to something else, each is worked out when it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from findings.index.protocol import SearchIndex
from findings.judge.calibration import calibration
from findings.progress import Progress, Silent
from findings.recommendations.collect import recommendations
from findings.records import Document, Hit, Passage, Recommendation

log = logging.getLogger(__name__)

FILE = "recommendations.json"
# Raise it when points are found, or compared, in another way.
_VERSION = 1

# Document id -> what it asked for.
Kept = Mapping[str, tuple[Recommendation, ...]]


def keep(index: Path, generation: SearchIndex, progress: Progress | None = None) -> None:
    """Work them out for the generation in use below `index` and write them beside it, unless they are there already.

    A file that cannot be written stops nothing: they are then worked out when they are asked for.
    """
    if _read(index, generation) is not None:
        return
    found = recommendations(generation, progress=progress or Silent())
    rows = {passage.id: generation.row(passage.id) for one in found for passage in _passages(one)}
    by_document: dict[str, list[Any]] = {document.id: [] for document in generation.documents}
    for one in found:
        by_document[one.document.id].append(_entry(one, rows))
    text = json.dumps({"key": _key(generation), "documents": by_document}, ensure_ascii=False)
    temporary = index / f"{FILE}.new"
    try:
        temporary.write_text(f"{_digest(text)}\n{text}", encoding="utf-8", newline="\n")
        temporary.replace(index / FILE)
    except OSError as error:
        log.warning("%s cannot be written (%s)", index / FILE, error)


def kept(index: Path, generation: SearchIndex) -> Kept:
    """Those of every document of this generation; none where the file is of another, or damaged."""
    found = _read(index, generation)
    if found is None:
        return {}
    wanted = sorted({row for entries in found.values() for entry in entries for row in _rows(entry)})
    passages = dict(zip(wanted, generation.passages(wanted), strict=True))
    documents = {document.id: document for document in generation.documents}
    return {
        doc: tuple(_recommendation(documents[doc], entry, passages, documents) for entry in entries)
        for doc, entries in found.items()
    }


def _read(index: Path, generation: SearchIndex) -> dict[str, list[Any]] | None:
    try:
        digest, _, text = (index / FILE).read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    if digest != _digest(text):  # its words are shown as quotations: a changed letter is no small matter
        return None
    known = json.loads(text)
    return dict(known["documents"]) if known["key"] == _key(generation) else None


def _key(generation: SearchIndex) -> list[Any]:
    """What they depend on."""
    fitted = calibration(generation.encoder).said_again
    return [_VERSION, generation.id, [float(weight) for weight in fitted.weights], fitted.cut]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _passages(one: Recommendation) -> tuple[Passage, ...]:
    return (one.passage, *(hit.passage for hit in one.later))


def _entry(one: Recommendation, rows: Mapping[str, int | None]) -> list[Any]:
    later = [
        [rows[hit.passage.id], hit.score, list(hit.sentence), list(hit.words_found)] for hit in one.later
    ]
    facts = [one.number, one.body, one.priority, one.status]
    return [rows[one.passage.id], one.start, one.text, facts, later]


def _rows(entry: Sequence[Any]) -> list[int]:
    return [entry[0], *(hit[0] for hit in entry[4])]


def _recommendation(
    document: Document,
    entry: Sequence[Any],
    passages: Mapping[int, Passage],
    documents: Mapping[str, Document],
) -> Recommendation:
    row, start, text, (number, body, priority, status), later = entry
    hits = [
        Hit(
            rank=rank,
            score=score,
            passage=passages[place],
            document=documents[passages[place].doc],
            sentence=(first, end),
            words_found=tuple(words),
        )
        for rank, (place, score, (first, end), words) in enumerate(later, 1)
    ]
    return Recommendation(
        id=f"{document.id}:{start}-{start + len(text)}",
        start=start,
        document=document,
        passage=passages[row],
        number=number,
        body=body,
        priority=priority,
        later=tuple(hits),
        status=status,
        text=text,
    )
