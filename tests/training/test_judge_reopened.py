"""The exported judge, opened again to be trained further, says what the product's says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from findings.encoding.cross_encoder import CrossEncoder
from findings.judge.judge import FOLDER
from training.judge import model
from training.judge.data import Pair
from training.judge.pieces import encode, tokenizer
from training.judge.reopen import reopen

PAIRS = (
    ("Is supervision regular?", "2023. Main findings. | Supervision of social workers is regular."),
    ("Is supervision regular?", "2023. Main findings. | Foster carers value their training."),
    ("Who chairs the board?", "2014. The board. | The board is chaired by an independent chair."),
)


def test_the_network_opened_again_judges_as_the_exported_one() -> None:
    judge = reopen(FOLDER)
    items = encode(tokenizer(model.base_folder()), [Pair(first, second, 0) for first, second in PAIRS])
    found = torch.softmax(model.judged(judge, items, rounded=False), dim=1).numpy()
    assert np.abs(found - CrossEncoder(FOLDER).probabilities(PAIRS)).max() < 0.05


def test_a_folder_without_a_judge_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"model\.onnx"):
        reopen(tmp_path)
