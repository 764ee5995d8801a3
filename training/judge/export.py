"""The judge as files for the product: python -m training.judge.export --judge FOLDER --pairs FILE --out FOLDER.

Writes model.onnx (int8), tokenizer.json and judge.json, and says how far they agree with the network in torch.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from findings.encoding.onnx_session import open_session
from findings.judge.pair_text import BEFORE, HEADING, LEAD_IN
from findings.reading.source import file_digest
from training.judge import data, model
from training.judge.data import CLASSES, Pair, Question
from training.judge.in_blocks import BLOCK, in_standard_form
from training.judge.measures import Floats, measure
from training.judge.pieces import LONGEST, Encoded, batch, encode, tokenizer

MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "judge.json"
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OPSET = 17  # asked of torch; the encoder's too
COMPARED = 1000
FORM = f"year. heading[:{HEADING}]. lead_in[-{LEAD_IN}:] before[-{BEFORE}:] | sentence (findings/judge/pair_text.py)"


@dataclass(frozen=True, slots=True)
class Card:
    """What an exported judge says of itself, in `judge.json`."""

    name: str
    model: str  # sha256 of model.onnx
    tokenizer: str  # sha256 of tokenizer.json
    base: str
    classes: tuple[str, ...]  # in the order of the logits
    longest: int  # word-pieces of a pair; a longer one loses the end of its longer text
    text: str  # what the second segment is made of; the first is the question or topic
    temperature: float  # probabilities are softmax(logits / temperature)
    agreement: dict[str, float]  # with the network in single precision


class Words(torch.nn.Module):
    """Vectors of word-pieces in int8, each with a scale of its own: half of the judge is made of them."""

    def __init__(self, vectors: torch.Tensor) -> None:
        super().__init__()
        scales = vectors.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.table = torch.nn.Buffer((vectors / scales).round().to(torch.int8))
        self.scales = torch.nn.Buffer(scales)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.table[ids].float() * self.scales[ids]


def write_graph(judge: model.Judge, path: Path, small: bool = False) -> None:
    """The network as ONNX: pieces, mask, types -> logits [pairs, classes]. `small`: vectors of words in int8."""
    example = batch(
        [Encoded([101, 2054, 102, 2009, 102], [0, 0, 0, 1, 1], 0), Encoded([101, 102], [0, 0], 0)]
    )
    axes = {name: {0: "pairs", 1: "pieces"} for name in INPUTS}
    embeddings = judge.reader.embeddings
    words = embeddings.word_embeddings
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # tracing warns of every constant it finds
        if small:
            embeddings.word_embeddings = Words(words.weight)
        torch.onnx.export(
            judge.eval(),
            example,
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=INPUTS,
            output_names=["logits"],
            dynamic_axes={**axes, "logits": {0: "pairs"}},
        )
    embeddings.word_embeddings = words


def quantise(judge: model.Judge, path: Path, how: str) -> None:
    """Write the judge in int8.

    "channels" is onnxruntime's dynamic quantisation, a scale a channel: what flows through is scaled by the whole
    batch, so a pair's probabilities depend on what is judged beside it. "blocks" has a scale for every 32 weights,
    and every piece's state its own: closer to single precision, and a pair is judged alike in any company.
    """
    single = path.with_suffix(".tmp")
    write_graph(judge, single, small=how == "blocks")
    if how == "blocks":
        import onnx
        from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer  # needs onnx_ir

        made = MatMulNBitsQuantizer(
            onnx.load(single), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
        )
        made.process()
        onnx.save(in_standard_form(made.model.model), path)
    else:
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(single, path, per_channel=True, weight_type=QuantType.QInt8)
    single.unlink()


def _session(path: Path) -> Any:
    """The network as the product runs it on this machine."""
    return open_session(path, file_digest(path), "")


def run(ready: Any, items: Sequence[Encoded], size: int = 12) -> Floats:
    """Logits, in batches as they come: those of one question together."""
    found = []
    for begin in range(0, len(items), size):
        tensors = batch(items[begin : begin + size])
        found.append(ready.run(None, {k: v.numpy() for k, v in zip(INPUTS, tensors, strict=True)})[0])
    return np.concatenate(found).astype(np.float64)


def softmax(logits: Floats, temperature: float) -> Floats:
    """Probabilities of each row."""
    scaled = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    found: Floats = scaled / scaled.sum(axis=1, keepdims=True)
    return found


def agreement(ours: Floats, theirs: Floats) -> dict[str, float]:
    """Same decision, and how far probabilities are apart."""
    apart = np.abs(ours - theirs)
    return {
        "pairs": float(len(ours)),
        "same decision": round(float((ours.argmax(1) == theirs.argmax(1)).mean()), 4),
        "largest difference": round(float(apart.max()), 4),
        "99 % within": round(float(np.quantile(apart.max(axis=1), 0.99)), 4),
        "mean difference": round(float(apart.max(axis=1).mean()), 4),
    }


def milliseconds(ready: Any, pairs: int = 12, pieces: int = 80, rounds: int = 20) -> float:
    """Median time of one batch of that many pairs of that many pieces."""
    items = [Encoded([101, *([2054] * (pieces - 2)), 102], [0] * pieces, 0)] * pairs
    run(ready, items, pairs)
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        run(ready, items, pairs)
        spent.append(1000 * (time.perf_counter() - began))
    return round(float(np.median(spent)), 1)


def best_temperature(logits: Floats, labels: Sequence[int]) -> float:
    """The one that makes the labels likeliest, of 0.5 to 3."""
    rows = np.arange(len(labels))
    tried = np.arange(0.5, 3.01, 0.05)
    losses = [-np.log(softmax(logits, t)[rows, list(labels)] + 1e-9).mean() for t in tried]
    return round(float(tried[int(np.argmin(losses))]), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True, help="labelled questions to compare on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="findings-judge")
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--how", choices=("blocks", "channels"), default="blocks")
    args = parser.parse_args()
    logging.disable(logging.INFO)  # the quantiser tells of every operator
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    judge, questions = model.load(args.judge), [q for q in data.read([args.pairs]) if q.pairs]
    single = args.out / "single.onnx"
    write_graph(judge, single)
    quantise(judge, args.out / MODEL, args.how)
    pieces = tokenizer(model.base_folder())
    pieces.save(str(args.out / TOKENIZER))
    pairs: list[Pair] = [pair for question in questions for pair in question.pairs][:COMPARED]
    items = encode(pieces, pairs)
    expected = softmax(model.judged(judge, items, rounded=False).double().numpy(), args.temperature)
    found = {}
    for label, path in {"single precision": single, "int8": args.out / MODEL}.items():
        ready = _session(path)
        found[label] = agreement(expected, softmax(run(ready, items), args.temperature))
        print(
            label, f"{path.stat().st_size / 1e6:.1f} MB", found[label], milliseconds(ready), "ms", flush=True
        )
    alone = softmax(run(_session(args.out / MODEL), items, size=1), args.temperature)
    beside = softmax(run(_session(args.out / MODEL), items), args.temperature)
    print("int8, each alone against twelve at once", agreement(alone, beside), flush=True)
    _looks(questions, judge, args.out / MODEL, args.temperature)
    single.unlink()
    card = Card(
        name=args.name,
        model=file_digest(args.out / MODEL),
        tokenizer=file_digest(args.out / TOKENIZER),
        base="sentence-transformers/all-MiniLM-L6-v2",
        classes=CLASSES,
        longest=LONGEST,
        text=FORM,
        temperature=args.temperature,
        agreement=found["int8"],
    )
    (args.out / CARD).write_text(json.dumps(asdict(card), indent=2) + "\n", encoding="utf-8")


def _looks(questions: Sequence[Question], judge: model.Judge, path: Path, temperature: float) -> None:
    """The figures of the questions by both."""
    items = encode(tokenizer(model.base_folder()), [pair for q in questions for pair in q.pairs])
    logits = model.judged(judge, items, rounded=False).double().numpy()
    print("torch", measure(questions, softmax(logits, temperature)).line(), flush=True)
    print("int8 ", measure(questions, softmax(run(_session(path), items), temperature)).line(), flush=True)


if __name__ == "__main__":
    main()
