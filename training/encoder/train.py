"""Train the adapters of the encoder and the projection of its token vectors.

    python -m training.encoder.train TRAINING INDEX [--seed N] [--to FOLDER]

TRAINING holds the queries and passages that came with the reports (`queries.jsonl`, `passages.jsonl`) and the judge's
questions and topics, INDEX is built from the reports; the repository's own queries, questions and topics are added. The
authorities of `UNSEEN` are left out.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from findings.library import open_library
from training.encoder.data import UNSEEN, Corpus, Pair, by_passage, pairs
from training.encoder.exact_queries import training_queries
from training.encoder.judged import judged_pairs
from training.encoder.model import END, Adapted, Floats, Ids, Span, pooled
from training.encoder.save import ADAPTER, BASE_TOKENS, save, save_projection


@dataclass(frozen=True)
class Settings:
    """What was chosen by cross-validation over authorities; see training/encoder/README.md."""

    rank: int = 32
    alpha: float = 64.0
    width: int = 64  # of a projected token vector
    rate: float = 2e-3
    epochs: int = 3
    passages: int = 48  # of a batch, each with all its queries
    same_authority: float = 0.5  # share of passages batched with others of their authority: hard negatives
    longest: int = 160  # word-pieces of a passage
    sharpness: float = 20.0  # of the softmax over cosines of vectors
    token_sharpness: float = 15.0  # over scores of late interaction
    sentence_weight: float = 0.5  # of the loss on best sentences, a query's own in each passage
    alike: float = 0.85  # a passage with a higher cosine to the right one may answer too: no negative
    clip: float = 1.0
    warm_up: float = 0.1  # share of the steps
    kept: float = 0.8  # of what was learned, so that less is forgotten (Wortsman et al. 2022)


FROZEN = Settings(rank=1, rate=3e-3, epochs=2)  # for the unadapted encoder's projection


def base_vectors(corpus: Corpus, chosen: Sequence[Pair]) -> dict[int, Floats]:
    """What the unadapted encoder makes of the passages in training, unit [384] by row: it tells which are alike."""
    rows = sorted(by_passage(chosen))
    model = Adapted(rank=1, alpha=1.0, width=1, seed=0)  # nothing added
    return dict(zip(rows, model.encode([corpus.texts[row] for row in rows]).vectors, strict=True))


def train(
    corpus: Corpus,
    base: Mapping[int, Floats],
    chosen: Sequence[Pair],
    settings: Settings,
    seed: int,
    frozen: bool = False,
) -> Adapted:
    """The encoder adapted to `chosen`; when frozen, only a projection for its token vectors as they are.

    Same input and seed, same result on one kind of processor.
    """
    rng = random.Random(seed)
    rows = sorted(by_passage(chosen))
    queries = by_passage([*chosen, *training_queries(corpus, rows, seed)])
    model = Adapted(settings.rank, settings.alpha, settings.width, seed)
    adapters = [*model.a.values(), *model.b.values()]
    for matrix in adapters:
        matrix.requires_grad_(not frozen)
    weights = [*([] if frozen else adapters), model.projection]
    plan = [batch for _ in range(settings.epochs) for batch in _batches(corpus, queries, settings, rng)]
    optimiser = torch.optim.AdamW(weights, lr=settings.rate, weight_decay=0.0, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rate(len(plan), settings.warm_up))
    started = time.time()
    for number, batch in enumerate(plan, 1):
        loss = _loss(model, corpus, queries, base, batch, settings, frozen)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, settings.clip)
        optimiser.step()
        schedule.step()
        if number % 20 == 0:
            print(
                f"{number} of {len(plan)} steps, loss {loss.item():.2f}, {time.time() - started:.0f} s",
                flush=True,
            )
    model.keep(settings.kept)
    return model


def _rate(steps: int, warm_up: float) -> Callable[[int], float]:
    """Rising over the first steps, then falling in a line to nearly nothing."""
    rising = max(1, int(warm_up * steps))
    return lambda step: min((step + 1) / rising, max(0.02, (steps - step) / (steps - rising)))


def _batches(
    corpus: Corpus, queries: Mapping[int, object], settings: Settings, rng: random.Random
) -> list[list[int]]:
    """All passages once, in batches of rows: some among others of their authority, the rest among all."""
    authorities: dict[str, list[int]] = defaultdict(list)
    for row in sorted(queries):
        authorities[corpus.authorities[row]].append(row)
    together, rest = [], []
    for name in sorted(authorities):
        rows = rng.sample(authorities[name], len(authorities[name]))
        cut = int(len(rows) * settings.same_authority)
        together.append(rows[:cut])
        rest += rows[cut:]
    rng.shuffle(rest)
    rng.shuffle(together)
    size = settings.passages
    batches = [
        rows[start : start + size]
        for rows in ([row for group in together for row in group], rest)
        for start in range(0, len(rows), size)
    ]
    rng.shuffle(batches)
    return [batch for batch in batches if len(batch) > 8]  # fewer passages are too easy to tell apart


def _loss(
    model: Adapted,
    corpus: Corpus,
    queries: Mapping[int, list[Pair]],
    base: Mapping[int, Floats],
    batch: list[int],
    settings: Settings,
    frozen: bool,
) -> Tensor:
    """A query's own passage against the batch's others: by vectors, by best sentences, by late interaction."""
    asked = [(place, pair) for place, row in enumerate(batch) for pair in queries[row]]
    own = torch.tensor([place for place, _ in asked])
    weights = model.weights()
    texts = [shortened(corpus.texts[row], settings.longest) for row in batch]
    passages = model.forward(weights, texts)
    written = model.forward(weights, [pair.ids for _, pair in asked])
    known = np.stack([base[row] for row in batch])
    same_text = torch.tensor(known @ known.T > settings.alike)[own]
    also_right = torch.tensor([[row in pair.rows for row in batch] for _, pair in asked])
    not_negative = (same_text | also_right).scatter(1, own[:, None], False)

    def contrast(scores: Tensor) -> Tensor:
        return functional.cross_entropy(scores.masked_fill(not_negative, -1e4), own)

    late = late_interaction(written.tokens, written.counted, passages.tokens, passages.counted)
    loss = contrast(late * settings.token_sharpness)
    if frozen:
        return loss
    spans = [seen_spans(corpus, row, settings.longest) for row in batch]
    by_sentence = highest(written.vectors @ pooled(passages.states, spans).T, list(map(len, spans)))
    return (
        loss
        + contrast(written.vectors @ passages.vectors.T * settings.sharpness)
        + settings.sentence_weight * contrast(by_sentence * settings.sharpness)
    )


def seen_spans(corpus: Corpus, row: int, longest: int) -> list[Span]:
    """The sentences of a passage that are seen whole when it is cut; all that is seen, where none is."""
    seen = [span for span in corpus.spans[row] if 0 < span[1] < longest]
    return seen or [(1, min(len(corpus.texts[row]), longest) - 1)]


def highest(scores: Tensor, counts: Sequence[int]) -> Tensor:
    """The best of each passage's sentences: of scores [queries, sentences] float32 [queries, passages]."""
    owner = torch.repeat_interleave(torch.arange(len(counts)), torch.tensor(counts)).expand(len(scores), -1)
    return torch.full((len(scores), len(counts)), -2.0).scatter_reduce(1, owner, scores, "amax")


def late_interaction(tokens: Tensor, asked: Tensor, theirs: Tensor, counted: Tensor) -> Tensor:
    """Mean over a query's counted tokens of the best cosine with a passage's: float32 [queries, passages]."""
    flat, their_flat = tokens.flatten(0, 1).bfloat16(), theirs.flatten(0, 1).bfloat16()
    cosines = (flat @ their_flat.T).view(*tokens.shape[:2], *theirs.shape[:2])
    best = cosines.masked_fill(~counted, -2.0).amax(-1).float()
    return (best * asked[..., None]).sum(1) / asked.sum(1, keepdim=True)


def shortened(text: Ids, longest: int) -> Ids:
    return text if len(text) <= longest else [*text[: longest - 1], END]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("training", type=Path)
    parser.add_argument("index", type=Path, help="an index over the reports")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--to", type=Path, default=ADAPTER, help="the folder the adapter is written to")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    corpus = Corpus(open_library(arguments.index))
    everything = [*pairs(arguments.training, corpus), *judged_pairs(arguments.training, corpus)]
    chosen = [pair for pair in everything if pair.authority and pair.authority not in UNSEEN]
    print(f"{len(chosen)} queries for {len(by_passage(chosen))} passages")
    base = base_vectors(corpus, chosen)
    save(train(corpus, base, chosen, Settings(), arguments.seed), arguments.to)
    frozen = train(corpus, base, chosen, FROZEN, arguments.seed, frozen=True)
    save_projection(frozen.projection, arguments.to / BASE_TOKENS)


if __name__ == "__main__":
    main()
