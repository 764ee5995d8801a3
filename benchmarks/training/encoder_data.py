"""What the encoder is trained and judged on: queries, and the passages of an index they were written for.

Texts are those the product embeds, taken from an index over the reports, never from the queries' own files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.known_item import wanted_passages
from benchmarks.references import References
from benchmarks.training.encoder_model import base_folder
from findings.asking.recipe import DEFAULT
from findings.asking.retrieve import embedded_query
from findings.indexing.embedded import embedded_text, sentence_texts
from findings.library import Library
from findings.records import Passage

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
    ids: tuple[
        int, ...
    ]  # word-pieces of what the product embeds for the query, other names of its terms included


class Corpus:
    """Every passage of an index as word-pieces, and its sentences."""

    def __init__(self, library: Library) -> None:
        generation = library.generation
        self.library = library
        self.passages: list[Passage] = generation.store.passages(range(len(generation.passage_documents)))
        documents = {document.id: document for document in generation.documents}
        self.authorities = [documents[passage.doc].authority or "" for passage in self.passages]
        self.row = {passage.id: row for row, passage in enumerate(self.passages)}
        self._tokenizer = _tokenizer()
        pieces = generation.encoder.pieces
        self.texts = self.ids([embedded_text(p, documents[p.doc], pieces) for p in self.passages])
        self.sentences = [self.ids(sentence_texts(passage)) for passage in self.passages]

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Word-pieces of each text, marks included, at most LONGEST."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


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
    plan = corpus.library.plan(query, authorities=(authority,))
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
