"""Does the judge tell a document that speaks of a topic from one that is silent?

python -m training.judge.overtime --truth overtime.dev.jsonl --reports FOLDER --judge FOLDER [--cache FILE]
Text is taken from the PDFs as simply as can be (no headings, no lead-ins), and of each document the sentences
nearest to the topic by MiniLM are judged: the product's own passages will do better than this.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from findings.judge.pair_text import segments
from training.judge import model
from training.judge.data import SAYS, Pair
from training.judge.pieces import encode, tokenizer
from training.judge.weak import embed, sentences_of

NEAREST = 12
UNSEEN = ("barnsley", "brent", "bromley", "redcar-and-cleveland", "sheffield")

Cell = dict[str, Any]  # topic, file, says, quotes, pairs


def sentences(path: Path) -> list[tuple[str, str]]:
    """Each with the words before it."""
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    text = re.sub(r"\s+", " ", re.sub(r"-\r?\n", "-", " ".join(pages)))
    return sentences_of(re.sub(r"\s[•▪◼]\s", ". ", text))


def cells(truth: Path, reports: Path) -> list[Cell]:
    """One a topic and document, where there is no second defensible reading of whether it speaks."""
    topics = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    asked = embed([topic["topic"] for topic in topics])
    found: list[Cell] = []
    for name in sorted({name for topic in topics for name in topic["docs"]}):
        spoken = sentences(reports / name)
        vectors = embed([text for _, text in spoken])
        for topic, vector in zip(topics, asked, strict=True):
            said = topic["docs"].get(name)
            if said is None or said.get("says_also_ok") or said.get("also_says"):
                continue
            near = torch.topk(vectors @ vector, min(NEAREST, len(spoken))).indices.tolist()
            year = int(said["date"][:4])
            pairs = [Pair(*segments(topic["topic"], year, "", "", *spoken[n]), 0) for n in near]
            kept = {"topic": topic["topic"], "file": name, "says": said["says"], "quotes": said["quotes"]}
            found.append({**kept, "pairs": pairs, "texts": [spoken[n][1] for n in near]})
    return found


def _norm(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def report(name: str, kept: Sequence[Cell], scores: Sequence[float], first: Sequence[str]) -> None:
    """Figures of these cells: parting speaking from silent, and whether the best sentence is a true quote."""
    says = np.array([cell["says"] for cell in kept])
    values = np.array(scores)
    clear = says != "named"
    speaks, silent = values[says == "speaks"], values[says == "silent"]
    errors = {
        f"{share:.0%} of the silent given a voice": f"{(speaks <= np.quantile(silent, 1 - share)).mean():.3f}"
        for share in (0.03, 0.09, 0.17)
    }
    true = [
        any(_norm(text) in _norm(quote) or _norm(quote) in _norm(text) for quote in cell["quotes"])
        for cell, text in zip(kept, first, strict=True)
        if cell["says"] == "speaks"
    ]
    auroc = roc_auc_score(says[clear] == "speaks", values[clear])
    print(
        f"{name}: {len(speaks)} speak, {len(silent)} are silent; AUROC {auroc:.3f}; best sentence is a true "
        f"quote {np.mean(true):.3f}; speaking called silent where {errors}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--judge", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where the pairs to judge are kept")
    parser.add_argument("--unseen", action="store_true", help="only documents of authorities not trained on")
    args = parser.parse_args()
    torch.set_num_threads(1)
    if not args.cache.exists():
        args.cache.write_bytes(pickle.dumps(cells(args.truth, args.reports)))
    found: list[Cell] = pickle.loads(args.cache.read_bytes())
    if not args.judge:
        return
    if args.unseen:
        found = [cell for cell in found if str(cell["file"]).split("/")[0] in UNSEEN]
    flat = encode(tokenizer(model.base_folder()), [pair for cell in found for pair in cell["pairs"]])
    rows = torch.softmax(model.judged(model.load(args.judge), flat), dim=1)[:, SAYS].numpy()
    ends = np.cumsum([len(cell["pairs"]) for cell in found])
    parts = np.split(rows, ends[:-1])
    best = [cell["texts"][int(part.argmax())] for cell, part in zip(found, parts, strict=True)]
    name = "documents of authorities not trained on" if args.unseen else "all documents"
    report(name, found, [float(part.max()) for part in parts], best)


if __name__ == "__main__":
    main()
