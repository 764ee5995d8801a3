"""The exported encoder of a new generation: taken over from the last one, or made and verified.

What cannot be exported, or does not agree with the reference, is left out: the index is then built and searched with
sentence-transformers, and says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from findings.encoding import onnx_encoder, onnx_session
from findings.encoding.onnx_encoder import Card, ExportedEncoder, open_exported, write_card
from findings.encoding.types import Encoded, Encoder
from findings.errors import EncoderError
from findings.progress import Progress
from findings.reading.source import file_digest

# Cosine with the reference that every vector must have at least, over this many passages of the corpus.
AGREEMENT = 0.99999
VERIFIED = 500
FALLBACK = "The index is built and searched with sentence-transformers."


@runtime_checkable
class Exportable(Protocol):
    """A reference encoder that can be written as files for `exported.py`."""

    threads: int  # batches encoded at once; 0 is one for every core

    def export(self, folder: Path) -> tuple[int, bool]: ...

    def release(self) -> None: ...


def prepare(
    encoder: Encoder, folder: Path, previous: Path | None, texts: Sequence[str], progress: Progress
) -> tuple[Encoder, str]:
    """The encoder to build with, exported to `folder` if that can be; and what to say if it cannot.

    `previous` is the folder of an older export, taken over when it is of the same encoder; `texts` are those a new
    one is verified on.
    """
    if not isinstance(encoder, Exportable) or not texts:
        return encoder, ""
    if not onnx_session.available():
        return encoder, f"onnxruntime is not installed. {FALLBACK}"
    before = open_exported(previous, encoder.threads) if previous else None
    if before and previous and (before.checksum, before.precision) == (encoder.checksum, encoder.precision):
        _link_all(previous, folder)
        return before, ""
    progress.stage("Exporting the encoder", 0)
    try:
        folder.mkdir()
        return _export(encoder, encoder, folder, _spread(texts, VERIFIED)), ""
    except EncoderError as error:
        shutil.rmtree(folder, ignore_errors=True)
        return encoder, f"{error} {FALLBACK}"


def _export(encoder: Encoder, exportable: Exportable, folder: Path, texts: Sequence[str]) -> ExportedEncoder:
    """Export and verify. Raises EncoderError when it cannot be done or the two do not agree."""
    longest, means = exportable.export(folder)
    card = Card(
        name=encoder.name,
        checksum=encoder.checksum,
        precision=encoder.precision,
        dimensions=encoder.dimensions,
        width=encoder.width,
        longest=longest,
        means=means,
        model=file_digest(folder / onnx_encoder.MODEL),
    )
    made = ExportedEncoder(folder, card, exportable.threads)
    expected = encoder.encode_tokens(texts)
    exportable.release()
    agreement = _lowest_cosine(expected, made.encode_tokens(texts))
    if agreement < AGREEMENT:
        raise EncoderError(
            f"The exported encoder differs from '{encoder.name}' (cosine {agreement:.5f}, "
            f"at least {AGREEMENT} is wanted)."
        )
    write_card(folder, replace(card, agreement=round(agreement, 7), verified_on=len(texts)))
    return made


def _spread(texts: Sequence[str], count: int) -> list[str]:
    """That many of the texts, at even distances; all when there are fewer."""
    count = min(count, len(texts))
    return [texts[number * len(texts) // count] for number in range(count)]


def _lowest_cosine(ours: Encoded, theirs: Encoded) -> float:
    """Over all sentence and token vectors; -1 when the tokens kept are not the same."""
    pairs = [(ours.vectors, theirs.vectors), *zip(ours.tokens, theirs.tokens, strict=True)]
    if any(a.shape != b.shape for a, b in pairs):
        return -1.0
    return float(min(((a * b).sum(axis=1).min() for a, b in pairs if a.size), default=1.0))


def _link_all(source: Path, target: Path) -> None:
    """The files of a folder under another name, by links where the disk can: they are never changed."""
    target.mkdir()
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)
