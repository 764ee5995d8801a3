"""The rows of every table of the store, made from a generation in files, as they are copied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from findings.index.bm25 import WordRow
from findings.index.engine import copying
from findings.index.engine.copying import flag, number, small, text
from findings.index.engine.postings import BLOCK, PostingsMaker, TermPostings
from findings.index.generation import Generation
from findings.index.passage_texts import heading_text
from findings.index.spelling import document_counts
from findings.progress import Progress
from findings.reading.codec import document_json, pack_content
from findings.records import Passage

Row = tuple[bytes | None, ...]
# Passages read and sent at a time.
_AT_ONCE = 2000


def documents(generation: Generation, firsts: Sequence[int]) -> Iterator[Row]:
    for place, (document, first) in enumerate(zip(generation.documents, firsts, strict=True)):
        yield number(place), text(document.id), number(first), text(document_json(document))


def contents(generation: Generation) -> Iterator[Row]:
    for place, document in enumerate(generation.documents):
        if document.status != "unreadable":
            packed, layout_ = pack_content(generation.content(document.id))
            yield number(place), packed, layout_


def _in_parts(rows: range, size: int = _AT_ONCE) -> Iterator[range]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def passages(generation: Generation, progress: Progress) -> Iterator[Row]:
    for rows in _in_parts(range(generation.manifest.passages)):
        for row, passage in zip(rows, generation.passages(rows), strict=True):
            near = generation.near_duplicates.get(row)
            yield (
                *(number(row), number(int(generation.passage_documents[row]))),
                *_of_passage(passage),
                np.array(passage.sentences, dtype=np.int32).tobytes(),
                np.array(near, dtype=np.int32).tobytes() if near else None,
            )
        progress.step(len(rows))


def _of_passage(passage: Passage) -> Row:
    """In the order of the columns from `start` to `confidence`."""
    return (
        *(number(passage.start), number(passage.end), text(passage.id), text(passage.text)),
        *(number(passage.page), number(passage.page_end), number(passage.line), text(passage.paragraph)),
        *(text(json.dumps(passage.section, ensure_ascii=False)), text(passage.lead_in), text(passage.kind)),
        *(flag(passage.is_list), text(passage.located), number(passage.confidence)),
    )


def vectors(generation: Generation, half: bool, kinds: dict[str, int], progress: Progress) -> Iterator[Row]:
    kind = kinds["halfvec" if half else "vector"]
    for rows in _in_parts(range(generation.manifest.passages)):
        own = generation.passage_vectors_of(np.array(rows, dtype=np.int64))
        tokens = generation.tokens_of(rows) if generation.token_vectors else [None] * len(rows)
        sentences = generation.sentence_vectors_of(rows)
        for row, vector, spoken, kept in zip(rows, own, sentences, tokens, strict=True):
            single, several = copying.vector(vector, half), copying.vectors(spoken, half, kind)
            both = (None, single, None, several) if half else (single, None, several, None)
            place = number(int(generation.passage_documents[row]))
            yield number(row), place, *both, None if kept is None else kept.tobytes()
        progress.step(len(rows))


def postings(generation: Generation, maker: PostingsMaker, progress: Progress) -> Iterator[Row]:
    everything = range(generation.manifest.passages)
    for place, block in enumerate(_in_parts(everything, BLOCK)):
        rows = [
            WordRow(passage.text, heading_text(passage), 0)
            for part in _in_parts(block)
            for passage in generation.passages(part)
        ]
        yield from (_of_term(term, place) for term in maker.block(rows))
        progress.step(len(rows))


def _of_term(found: TermPostings, block: int) -> Row:
    own = found.postings
    return (
        *(small(found.field), text(found.term), number(block), number(len(own.rows))),
        *(own.rows.astype(np.int32).tobytes(), own.counts.tobytes(), own.norms.tobytes()),
        found.positions.tobytes(),
    )


def vocabulary(generation: Generation) -> Iterator[Row]:
    for place, term in enumerate(generation.vocabulary):
        yield number(place), text(term.short), text(term.long), text(term.source), number(term.count)


def spellings(texts: Iterable[str]) -> Iterator[Row]:
    return ((text(word), number(count)) for word, count in document_counts(texts).items())
