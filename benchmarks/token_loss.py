"""What is lost by keeping token vectors short and in single bytes.

    python -m benchmarks.token_loss EVAL_FOLDER EIGHT

The development queries over EIGHT, reranked three times: with the token vectors of the index (64 numbers of a byte),
with the same as float32, and with the encoder's whole states (384 numbers, float32, no matrix). The passages are
encoded again for the last two.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from safetensors.numpy import save_file

from benchmarks.retrieval import run, scorer
from findings.asking.recipe import DEFAULT
from findings.indexing.embedded import embedded_text
from findings.indexing.encoder import Encoder, Floats, load_encoder
from findings.indexing.generation import Generation, QueryVectors
from findings.indexing.reference import LocalEncoder
from findings.indexing.tokens import SCALE
from findings.library import Library, open_library


class Held:
    """Token vectors in memory, in place of those of the index."""

    def __init__(self, passages: Sequence[Floats]) -> None:
        self._passages = passages

    def of(self, rows: Iterable[int]) -> list[Floats]:
        return [self._passages[row] * SCALE for row in rows]


def whole_states(encoder: LocalEncoder, folder: Path) -> LocalEncoder:
    """The same encoder with the states themselves for token vectors."""
    path = folder / "tokens.safetensors"
    save_file({"projection": np.eye(encoder.dimensions, dtype=np.float32)}, path)
    return LocalEncoder(encoder.name, replace(encoder.parts, projection=path), encoder.threads)


def passages_of(library: Library) -> list[str]:
    generation = library.generation
    documents = {document.id: document for document in library.documents()}
    passages = generation.store.passages(range(library.manifest.passages))
    return [embedded_text(p, documents[p.doc], generation.encoder.pieces) for p in passages]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    arguments = parser.parse_args()
    measure, library = scorer(arguments.eval), open_library(arguments.index)
    lines = (arguments.eval / "halton.dev.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line.strip()]

    def judge(name: str) -> list[list[str]]:
        found = run(library, queries, DEFAULT)
        report = measure.report(queries, found)
        figures = " ".join(f"{k.strip()}={r['ndcg10']:.3f}" for k, r in report.items() if k[0] != "_")
        print(f"{name:28s} nDCG@10 {figures}", flush=True)
        return [[hit["text"] for hit in line["results"][:10]] for line in found]

    in_use = judge("64 numbers, int8: in use")
    texts = passages_of(library)
    with tempfile.TemporaryDirectory() as folder:
        reference = load_encoder(library.manifest.encoder)
        for name, encoder in (
            ("64 numbers, float32", reference),
            ("384 numbers, float32", whole_states(reference, Path(folder))),
        ):
            held = Held(encoder.encode_tokens(texts).tokens)
            with (
                patch.object(library.generation, "token_vectors", held),
                patch.object(Generation, "embed", _embedding(encoder)),
            ):
                tops = judge(name)
            same = sum(a == b for a, b in zip(in_use, tops, strict=True))
            print(f"  same top ten as in use: {same} of {len(queries)} queries")


def _embedding(encoder: Encoder) -> object:
    def embed(_: Generation, text: str) -> QueryVectors:
        found = encoder.encode_tokens([text])
        return QueryVectors(found.vectors[0], found.tokens[0])

    return embed


if __name__ == "__main__":
    main()
