"""Pairs for a first lesson, from the queries written for passages: each query names its passage, not a sentence.

The sentence of the passage that is nearest to the query is taken to answer it; near sentences of other passages of
the same authority are taken not to. Some of both are wrong: they only teach what it is that two texts meet.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import torch

from findings.judge.pair_text import segments
from training.judge import model
from training.judge.data import NONE, SAYS, Pair
from training.judge.pieces import Encoded, batch, encode, tokenizer

NEGATIVES = 3
# Negatives are drawn from the nearest sentences but for the very first, which often answer too.
FROM, TO = 2, 30


def lessons(folder: Path, wanted: Collection[str], seed: int) -> list[list[Encoded]]:
    """A group of pairs for each query of the authorities wanted (by name, as in the labelled questions)."""
    chance = random.Random(seed)
    slugs = {name.lower().replace(" ", "-") for name in wanted}
    passages = {p["pid"]: p for p in _lines(folder / "passages.jsonl") if _slug(p) in slugs}
    queries = [q for q in _lines(folder / "queries.jsonl") if q["pid"] in passages]
    sentences = [(pid, *found) for pid, p in passages.items() for found in sentences_of(p["text"])]
    places: dict[str, list[int]] = defaultdict(list)
    neighbours: dict[str, list[int]] = defaultdict(list)
    for number, (pid, _, _) in enumerate(sentences):
        places[pid].append(number)
        neighbours[_slug(passages[pid])].append(number)
    vectors = embed([text for _, _, text in sentences])
    asked = embed([query["query"] for query in queries])
    groups: list[list[Pair]] = []
    for query, vector in zip(queries, asked, strict=True):
        own = places[query["pid"]]
        if not own:
            continue
        best = own[int((vectors[own] @ vector).argmax())]
        others = [n for n in neighbours[_slug(passages[query["pid"]])] if sentences[n][0] != query["pid"]]
        near = torch.topk(vectors[others] @ vector, min(TO, len(others))).indices.tolist()[FROM:]
        drawn = [others[n] for n in chance.sample(near, min(NEGATIVES, len(near)))]
        pairs = [(best, SAYS), *((number, NONE) for number in drawn)]
        groups.append([_pair(query["query"], passages, sentences[n], label) for n, label in pairs])
    flat = encode(tokenizer(model.base_folder()), [pair for group in groups for pair in group])
    found, begin = [], 0
    for group in groups:
        found.append(flat[begin : begin + len(group)])
        begin += len(group)
    return found


def embed(texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors of texts, by MiniLM as it is packaged."""
    reader = model.start().reader.eval()
    items = encode(tokenizer(model.base_folder()), [Pair(text, "", 0) for text in texts])
    order = sorted(range(len(items)), key=lambda number: len(items[number].ids))
    found = torch.zeros(len(items), int(reader.config.hidden_size))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), 64):
            part = order[begin : begin + 64]
            ids, mask, types = batch([items[number] for number in part])
            states = reader(input_ids=ids, attention_mask=mask, token_type_ids=types * 0).last_hidden_state
            seen = mask[..., None]
            found[part] = ((states * seen).sum(dim=1) / seen.sum(dim=1)).float()
    return torch.nn.functional.normalize(found, dim=1)


def _pair(
    query: str, passages: dict[str, dict[str, Any]], sentence: tuple[str, str, str], label: int
) -> Pair:
    pid, before, text = sentence
    passage = passages[pid]
    year, heading = int(passage["year"] or 0), passage["heading"] or ""
    return Pair(*segments(query, year, heading, "", before, text), label)


def sentences_of(text: str) -> list[tuple[str, str]]:
    """Sentences of more than four words, each with the words before it."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", " ".join(text.split()))
    found, before = [], ""
    for part in parts:
        if len(part.split()) > 4:
            found.append((before, part))
        before = f"{before} {part}"[-300:]
    return found


def _slug(passage: dict[str, Any]) -> str:
    return str(passage["authority"]).lower().replace(" ", "-")


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
