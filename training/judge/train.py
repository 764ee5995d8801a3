"""Training of the judge: python -m training.judge.train --data FOLDER --eval answers.dev.jsonl --out FOLDER."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from findings.encoding.bfloat16 import multiplies_bfloat16
from findings.library import open_library
from training.judge import data, model, own_topics
from training.judge.data import CLASSES, NONE, Question
from training.judge.measures import Floats, Measures, measure
from training.judge.pieces import Encoded, batch, encode, tokenizer

# Weights of the classes, in their order: what is rare and matters counts more.
WEIGHTS = (1.6, 1.0, 2.0, 0.5)
# What is written down of the loss every so many steps.
EVERY = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a judge is trained."""

    epochs: int = 3
    rate: float = 1e-4
    size: int = 32  # pairs of a batch
    zeros: int = 4  # sentences labelled 0 that are taken of each question, others at each epoch
    warm: float = 0.1  # share of the steps in which the rate rises
    begin: str = ""  # folder of a trained judge to go on from
    seed: int = 1


# The sentences of a question, in pieces.
Group = list[Encoded]


def fit(judge: model.Judge, groups: Sequence[Group], recipe: Recipe) -> None:
    """Train in place."""
    chance = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    plan = [list(_batches(groups, recipe, chance)) for _ in range(recipe.epochs)]
    steps = sum(len(epoch) for epoch in plan)
    learning = [p for p in judge.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=recipe.rate, weight_decay=0.01, fused=True)
    weights = torch.tensor(WEIGHTS)
    warm = max(1, round(steps * recipe.warm))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    began, total, done = time.monotonic(), 0.0, 0
    for number, epoch in enumerate(plan, 1):
        for part in epoch:
            judge.train()
            with torch.autocast("cpu", torch.bfloat16, enabled=multiplies_bfloat16()):
                logits = judge(*batch(part)).float()
            labels = torch.tensor([item.label for item in part])
            loss = functional.cross_entropy(logits, labels, weight=weights)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total, done = total + loss.item(), done + 1
            if done % EVERY == 0:
                spent = time.monotonic() - began
                print(f"epoch {number} step {done}/{steps} loss {total / EVERY:.3f} {spent:.0f}s", flush=True)
                total = 0.0


def _batches(groups: Sequence[Group], recipe: Recipe, chance: random.Random) -> Iterator[Group]:
    """The pairs of an epoch, in batches of like length."""
    items = [item for group in groups for item in _chosen(group, recipe.zeros, chance)]
    # A little chance in the length makes other batches at each epoch.
    items.sort(key=lambda item: len(item.ids) + chance.uniform(0, 4))
    found = [items[begin : begin + recipe.size] for begin in range(0, len(items), recipe.size)]
    chance.shuffle(found)
    yield from found


def _chosen(group: Group, zeros: int, chance: random.Random) -> Group:
    """All that is labelled other than 0, and some of the others."""
    others = [item for item in group if item.label == NONE]
    kept = [item for item in group if item.label != NONE]
    return kept + chance.sample(others, min(zeros, len(others)))


def grouped(questions: Sequence[Question], folder: Path) -> list[Group]:
    """The sentences of each question in pieces."""
    items = encode(tokenizer(folder), [pair for question in questions for pair in question.pairs])
    found, begin = [], 0
    for question in questions:
        found.append(items[begin : begin + len(question.pairs)])
        begin += len(question.pairs)
    return found


def probabilities(judge: model.Judge, questions: Sequence[Question], temperature: float = 1.0) -> Floats:
    """Of all sentences of all questions [sentences, classes]."""
    items = [item for group in grouped(questions, model.base_folder()) for item in group]
    logits = model.judged(judge, items) / temperature
    found: Floats = torch.softmax(logits, dim=1).double().numpy()
    return found


def trained(questions: Sequence[Question], recipe: Recipe) -> model.Judge:
    """A judge from these questions."""
    # Drawn in an order of chance: the files stand one after the other.
    order = random.Random(recipe.seed).sample(questions, len(questions))
    groups = [group for group in grouped(order, model.base_folder()) if group]
    torch.manual_seed(recipe.seed)
    if recipe.begin:
        judge = model.load(Path(recipe.begin))
        model.freeze(judge)
    else:
        judge = model.start()
    fit(judge, groups, recipe)
    return judge


def report(name: str, found: Measures) -> None:
    """One line for a reader and for a script."""
    print(f"RESULT {name}: {found.line()}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", nargs="*", default=[], help="authorities to hold out")
    parser.add_argument("--index", type=Path, help="of the reports: with our own topics")
    parser.add_argument("--times", type=int, default=3, help="how many times our own topics are taken")
    parser.add_argument("--threads", type=int, default=2)
    for name, default in asdict(Recipe()).items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    recipe = Recipe(**{name: getattr(args, name) for name in asdict(Recipe())})
    everything = data.read(data.training_files(args.data))
    if args.index:
        everything += args.times * own_topics.read(own_topics.FILE, open_library(args.index))
    questions, held = data.split(everything, args.hold)
    print(f"{len(questions)} questions to train on, {len(held)} held out; {recipe}; {CLASSES}", flush=True)
    began = time.monotonic()
    judge = trained(questions, recipe)
    seconds = round(time.monotonic() - began)
    model.save(judge, args.out)
    results: dict[str, object] = {"recipe": asdict(recipe), "seconds": seconds, "held": args.hold}
    looks = {"dev": data.read([args.eval]), "held": held}
    for name, look in looks.items():
        if look:
            rows = probabilities(judge, look)
            np.save(args.out / f"{name}.npy", rows)
            found = measure(look, rows)
            report(name, found)
            results[name] = asdict(found)
    (args.out / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
