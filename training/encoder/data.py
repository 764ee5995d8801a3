"""What the encoder is trained and evaluated on: queries, and the passages of an index they were written for.

Texts are those the product embeds, taken from an index over the reports, never from the queries' own files. A sentence
is known by where it stands among its passage's word-pieces: its vector is pooled from the passage's states.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.references import References, wanted_passages
from findings.encoding.tokenizer import Ids, Pieces
from findings.index.passage_texts import embedded_text, sentence_spans
from findings.library import Library
from findings.records import Filters, Passage
from findings.search.retrieve import DEFAULT, embedded_query
from training.encoder.model import Span, base_folder

# No query is written for Halton; the other six are kept for a test that nothing was chosen on: `heldout.jsonl`.
UNSEEN = frozenset(
    {
        "Halton",
        "Barnsley",
        "Brent",
        "Bromley",
        "East Riding of Yorkshire",
        "Redcar and Cleveland",
        "Sheffield",
    }
)
OWN = Path(__file__).with_name("queries.jsonl")
LONGEST = 256  # word-pieces the encoder reads


@dataclass(frozen=True)
class Pair:
    """A query and the rows of the passages it was written for, the nearest match first."""

    query: str
    type: str
    authority: str
    rows: tuple[int, ...]
    # Word-pieces of what the product embeds for the query, other names of its terms included.
    ids: tuple[int, ...]


class Corpus:
    """Every passage of an index as word-pieces, and where its sentences stand among these."""

    def __init__(self, library: Library) -> None:
        generation = library.generation
        self.library = library
        self.passages: list[Passage] = generation.passages(range(generation.manifest.passages))
        documents = {document.id: document for document in generation.documents}
        self.authorities = [documents[passage.doc].authority or "" for passage in self.passages]
        self.row = {passage.id: row for row, passage in enumerate(self.passages)}
        self._pieces = Pieces(base_folder() / "tokenizer.json", LONGEST)
        count = generation.encoder.pieces
        texts = [embedded_text(passage, documents[passage.doc], count) for passage in self.passages]
        wanted = [sentence_spans(passage, text) for passage, text in zip(self.passages, texts, strict=True)]
        ids, mask, places = self._pieces.batch(texts, wanted)
        self.texts = _unpadded(ids, mask)
        # A sentence that is not seen whole has no word-pieces; passages are cut so short that there is none.
        self.spans: list[list[Span]] = [
            [(place.start, place.stop) if place else (0, 0) for place in own] for own in places
        ]

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Word-pieces of each text, marks included, at most LONGEST."""
        ids, mask, _ = self._pieces.batch(texts)
        return _unpadded(ids, mask)


def _unpadded(ids: Ids, mask: Ids) -> list[list[int]]:
    return [row[:count].tolist() for row, count in zip(ids, mask.sum(axis=1), strict=True)]


def pairs(folder: Path, corpus: Corpus) -> list[Pair]:
    """The queries of TRAINING and the repository's own whose passages are in the index."""
    found = []
    passages = {passage["pid"]: passage for passage in _lines(folder / "passages.jsonl")}
    wanted = wanted_passages(passages, corpus.library)
    for line in _lines(folder / "queries.jsonl"):
        if line["pid"] in wanted:
            authority, ids = wanted[line["pid"]]
            rows = [corpus.row[i] for i in ids]
            found.append(pair_of(corpus, line["type"], line["query"], authority, rows))
    references = References(corpus.library)
    for line in _lines(OWN):
        rows = [corpus.row[p.id] for reference in line["relevant"] for p in references.find(reference)]
        if rows:
            found.append(pair_of(corpus, f"own {line['type']}", line["query"], line["authority"], rows))
    return found


def pair_of(corpus: Corpus, kind: str, query: str, authority: str, rows: Sequence[int]) -> Pair:
    """Raises QueryError when nothing of the query can be searched for."""
    plan = corpus.library.plan(query, Filters((authority,)))
    pieces = corpus.ids([embedded_query(plan, DEFAULT)])[0]
    return Pair(query, kind, authority, tuple(dict.fromkeys(rows)), tuple(pieces))


def by_passage(chosen: Sequence[Pair]) -> dict[int, list[Pair]]:
    """The queries of each passage, by its row."""
    queries: dict[int, list[Pair]] = defaultdict(list)
    for pair in chosen:
        queries[pair.rows[0]].append(pair)
    return dict(queries)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
