"""Many texts at once: in bfloat16, where the processor multiplies it much faster than single precision.

A first build encodes tens of thousands of texts and takes half the time or less; what differs is in the fifth digit of
a cosine (benchmarks/README.md). Queries and small additions stay in single precision, which starts without torch.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

from findings.encoding.onnx_encoder import ExportedEncoder
from findings.encoding.types import Encoder

BFLOAT16 = "bf16"
# From this many passages on, the seconds that torch needs to start are won back.
MANY = 1000
# What processors that multiply it call themselves.
_FLAGS = frozenset({"amx_bf16", "avx512_bf16"})


@runtime_checkable
class Rounding(Protocol):
    """An encoder that can also compute in bfloat16."""

    def rounded(self) -> Encoder: ...


def encoder_for(count: int, exact: Encoder, reference: Encoder) -> Encoder:
    """The encoder for that many passages: `exact`, or `reference` in bfloat16 where that is worth its start."""
    if count >= MANY and isinstance(reference, Rounding) and multiplies_bfloat16():
        if isinstance(exact, ExportedEncoder):
            exact.release()  # both together would take half as much memory again
        return reference.rounded()
    return exact


@cache
def multiplies_bfloat16() -> bool:
    """Whether the processor has instructions for it. Known on Linux; elsewhere the answer is no."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return any(_FLAGS & set(line.split()) for line in lines if line.startswith(("flags", "Features")))
