"""The numbers that belong to one encoder: cut-offs on its cosines, weights fitted on its vectors.

One JSON file an encoder in `calibrations/`, written by the programs that fit them. They are the encoder's
own when the checksums agree. Else its numbers are borrowed, from the file of its name or from the packaged encoder: the
cut-offs are then a guess, and stance is read from words alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from findings.encoding.types import PACKAGED, Encoder

FOLDER = Path(__file__).with_name("calibrations")
# Weights of many numbers are kept as whole thousandths.
SCALE = 1000


@dataclass(frozen=True, slots=True)
class Logistic:
    """`bias` plus the weighted sum of some signs: log-odds, but for `said_again` which only compares."""

    bias: float
    weights: tuple[float, ...]
    cut: float  # from here on it counts: probability for `confidence`, the sum itself for the others


@dataclass(frozen=True, slots=True, eq=False)
class StanceWeights:
    """Of stance: what a sentence's vector says of each label, and how the sentences of a passage decide it together;
    see `stance_model.py`."""

    vectors: NDArray[np.float64]  # [labels, 1 + dimensions], the constant first
    joint: NDArray[np.float64]  # [labels, 1 + signs]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """All of them. `own`: fitted on the encoder in use, not borrowed from another."""

    encoder: str
    own: bool
    said_again: Logistic
    stance: StanceWeights | None


def calibration(encoder: Encoder) -> Calibration:
    """The numbers for an encoder."""
    files = _files()
    path, checksum = files.get(encoder.name, files[PACKAGED])
    found = _read(path, checksum == encoder.checksum)
    if found.stance is not None and found.stance.vectors.shape[1] != 1 + encoder.dimensions:
        raise ValueError(f"the calibration of {found.encoder} is of other dimensions")
    return found


@cache
def _files() -> dict[str, tuple[Path, str]]:
    """Name of an encoder -> its file, and the checksum of the encoder it was fitted on."""
    kept = {path: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    return {each["encoder"]: (path, each["checksum"]) for path, each in kept.items()}


@cache
def _read(path: Path, own: bool) -> Calibration:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(
        encoder=kept["encoder"],
        own=own,
        said_again=_logistic(kept["said_again"]),
        stance=StanceWeights(*(np.array(kept["stance"][name]) / SCALE for name in ("vectors", "joint")))
        if own
        else None,
    )


def _logistic(kept: dict[str, Any]) -> Logistic:
    return Logistic(kept["bias"], tuple(kept["weights"]), kept["cut"])
