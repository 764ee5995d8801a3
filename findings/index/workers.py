"""Who reads the files and encodes the texts of a build: this process, or others on several machines (ray_workers.py).

What comes of it does not depend on who does: texts are encoded in the same blocks, and all answers come in order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from findings.encoding.types import Encoded, Encoder, Spans
from findings.reading.rules import Rules
from findings.reading.sandbox.reader_pool import Outcome, read_files


class Block(NamedTuple):
    """Texts that are encoded together, and the spans wanted of each."""

    texts: Sequence[str]
    spans: Sequence[Spans]


class Workers(Protocol):
    def read(
        self, rules: Rules, corpus: Path, files: Sequence[tuple[str, str]], told: Callable[[str], None]
    ) -> Generator[Outcome]:
        """What came of reading each of the files, as `read_files` says."""
        ...

    def encode(self, encoder: Encoder, blocks: Sequence[Block]) -> Iterator[Encoded]:
        """The vectors of each block, as the encoder itself would give them."""
        ...


class Here:
    """This process, with processes of its own for reading and threads for encoding."""

    def read(
        self, rules: Rules, corpus: Path, files: Sequence[tuple[str, str]], told: Callable[[str], None]
    ) -> Generator[Outcome]:
        return read_files(rules, corpus, files, told)

    def encode(self, encoder: Encoder, blocks: Sequence[Block]) -> Iterator[Encoded]:
        return (encoder.encode_tokens(*block) for block in blocks)
