"""The reference encoder: sentence-transformers on the CPU. The only file that imports it, and torch.

It loads the weights, merges the adapter, and exports the whole to one file that the query path answers from.
"""

from __future__ import annotations

import gc
import hashlib
import os
import threading
import warnings
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from findings.encoding.adapter import merge, read_projection
from findings.encoding.batches import encode_in_batches
from findings.encoding.bfloat16 import BFLOAT16
from findings.encoding.tokenizer import Pieces, kept_tokens, pooled
from findings.encoding.types import (
    PACKAGE,
    PACKAGED_CHECKSUM,
    PACKAGED_DIMENSIONS,
    Encoded,
    Floats,
    Parts,
    Spans,
    first_line,
)
from findings.errors import EncoderError
from findings.text.content_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Operators of ONNX that every runtime of the last years knows.
_OPSET = 17
# Two texts of unequal length, so that the traced model learns to mask what fills the shorter one up.
_EXAMPLE = ["The plan is good.", "Supervision of social workers is regular, and managers record it well."]
# Cosine from which two vectors of a text are the same but for rounding, in bfloat16 too.
_SAME = 0.999


class LocalEncoder:
    """A sentence-transformers model in a folder, used on the CPU; in single precision unless it was `rounded`."""

    def __init__(self, name: str, parts: Parts, threads: int = 0, precision: str = "fp32") -> None:
        self.name = name
        self.parts = parts
        self.threads = threads
        self.precision = precision
        self._lock = threading.RLock()
        if not self._weights:
            raise EncoderError(
                f"The encoder '{name}' has no weights: {parts.folder} holds no .safetensors file."
            )

    @cached_property
    def _weights(self) -> list[Path]:
        return sorted(set(self.parts.folder.glob("*.safetensors")) - {self.parts.projection})

    @cached_property
    def checksum(self) -> str:
        """That of the weights; with an adapter or token vectors, of everything that makes them."""
        weights = self.parts.expected or _sha256(self._weights)
        adapter, projection = self.parts.adapter, self.parts.projection
        files = [adapter / "adapter_config.json", adapter / "adapter_model.safetensors"] if adapter else []
        files += [projection] if projection else []
        if not files:
            return weights
        words = " ".join(sorted(FUNCTION_WORDS)) if projection else ""
        return hashlib.sha256(
            "\n".join([weights, *(_sha256([f]) for f in files), words]).encode()
        ).hexdigest()

    @cached_property
    def dimensions(self) -> int:
        if self.parts.expected == PACKAGED_CHECKSUM:
            return PACKAGED_DIMENSIONS
        return int(self._model.get_sentence_embedding_dimension() or 0)

    @cached_property
    def _projection(self) -> Floats | None:
        return read_projection(self.parts.projection) if self.parts.projection else None

    @cached_property
    def width(self) -> int:
        return 0 if self._projection is None else len(self._projection)

    @property
    def _model(self) -> SentenceTransformer:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        expected = self.parts.expected
        if expected and (found := _sha256(self._weights)) != expected:
            raise EncoderError(
                f"The weights of {self.name} are damaged: their checksum is {found[:12]}…, not {expected[:12]}…; "
                f"install the package {PACKAGE.replace('_', '-')} again."
            )
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # What torch compiles for every shape of a batch takes megabytes; batches come by length, so few are in use.
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "32")
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        logging: Any = transformers.utils.logging
        logging.disable_progress_bar()  # it would draw over the build's own
        torch.set_num_threads(1)
        try:
            model = SentenceTransformer(str(self.parts.folder), device="cpu", local_files_only=True)
        except Exception as error:  # a broken folder fails in many ways, all of them the folder's fault
            raise EncoderError(f"The encoder '{self.name}' cannot be loaded: {first_line(error)}") from error
        if self.parts.adapter:
            merge(model[0].auto_model, self.parts.adapter)
        if self.precision == BFLOAT16:
            model.to(torch.bfloat16)
        return model.eval()

    def rounded(self) -> LocalEncoder:
        """The same encoder in bfloat16: see bulk.py."""
        return LocalEncoder(self.name, self.parts, self.threads, BFLOAT16)

    def encode(self, texts: Sequence[str]) -> Floats:
        return self._encode(texts, (), tokens=False).vectors

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        return self._encode(texts, spans, tokens=self.width > 0)

    def _encode(self, texts: Sequence[str], spans: Sequence[Spans], tokens: bool) -> Encoded:
        """`tokens`: whether token vectors are wanted too."""
        # Made once, before the threads that share them.
        if texts:
            _ = self._graph
        if spans:
            _ = self._seen, self.means
        rounded = self.precision == BFLOAT16
        forward = partial(self._forward, tokens=tokens)
        return encode_in_batches(texts, spans, forward, self.dimensions, self.threads, rounded)

    def _forward(self, texts: list[str], spans: list[Spans], tokens: bool) -> Encoded:
        """One batch, as the model gives it."""
        import torch

        if spans:
            ids, mask, places = self._seen.batch(texts, spans)
        else:
            with self._lock:  # fast tokenizers refuse two threads at once ("Already borrowed")
                features = self._model.preprocess(texts)
            ids, mask, places = features["input_ids"].numpy(), features["attention_mask"].numpy(), []
        with torch.inference_mode():
            sentence, states, *projected = self._graph(torch.from_numpy(ids), torch.from_numpy(mask))
        vectors: Floats = sentence.numpy()
        kept = [vectors[:0]] * len(texts)
        if tokens:
            kept = kept_tokens(projected[0].numpy(), ids, mask, self._topical)
        return Encoded(vectors, kept, pooled(states.numpy() if spans and self.means else None, places))

    @cached_property
    def means(self) -> bool:
        """Whether a text's vector is the mean of its pieces' states, so that a span's can be the mean of its own."""
        import torch

        features = self._model.preprocess(_EXAMPLE)
        mask = features["attention_mask"]
        with torch.inference_mode():
            sentence, states, *_ = self._graph(features["input_ids"], mask)
        mean = (states * mask[..., None]).sum(dim=1)
        return bool(torch.nn.functional.cosine_similarity(mean, sentence).min() > _SAME)

    @cached_property
    def _graph(self) -> Any:
        """The model as a function: (pieces, mask) -> (unit vectors of texts, states, unit token vectors if any)."""
        import torch

        model, matrix = self._model, self._projection

        class Graph(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.model = model
                self.projection = None if matrix is None else torch.nn.Parameter(torch.from_numpy(matrix))

            def forward(self, input_ids: Any, attention_mask: Any) -> tuple[Any, ...]:
                found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
                normalize = torch.nn.functional.normalize
                # Lengths are made 1 in single precision, whatever was computed in.
                sentence = normalize(found["sentence_embedding"].float(), dim=-1)
                states = found["token_embeddings"].float()
                if self.projection is None:
                    return sentence, states
                return sentence, states, normalize(states @ self.projection.T, dim=-1)

        return Graph().eval()

    def export(self, folder: Path) -> tuple[int, bool]:
        """Write `model.onnx` and `tokenizer.json` for `exported.py`; the pieces it sees of a text (0 for all), and
        `means`.

        Raises EncoderError when the model has no such form.
        """
        import torch

        try:
            features = self._model.preprocess(_EXAMPLE)
            tokenizer: Any = self._model.tokenizer
            tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
            names = ["sentence", "states", *(["tokens"] if self.width else [])]
            axes = {name: {0: "texts", 1: "pieces"} for name in ("input_ids", "attention_mask", *names[1:])}
            with warnings.catch_warnings(), torch.inference_mode():
                warnings.simplefilter("ignore")  # tracing warns of every constant it finds
                torch.onnx.export(
                    self._graph,
                    (features["input_ids"], features["attention_mask"]),
                    str(folder / "model.onnx"),
                    dynamo=False,
                    opset_version=_OPSET,
                    input_names=["input_ids", "attention_mask"],
                    output_names=names,
                    dynamic_axes={**axes, "sentence": {0: "texts"}},
                )
        except EncoderError:
            raise
        except Exception as error:  # what cannot be traced fails in as many ways as there are models
            raise EncoderError(
                f"The encoder '{self.name}' cannot be exported: {first_line(error)}"
            ) from error
        return int(self._model.max_seq_length or 0), self.means

    def release(self) -> None:
        """Let go of the loaded model and its memory; it is loaded again when it is needed."""
        with self._lock:
            for name in ("_graph", "_seen", "_loaded"):
                self.__dict__.pop(name, None)
        gc.collect()  # a model is full of circles

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.parts.folder / "tokenizer.json")

    @cached_property
    def _seen(self) -> Pieces:
        return Pieces(self.parts.folder / "tokenizer.json", int(self._model.max_seq_length or 0))

    @cached_property
    def _topical(self) -> Any:
        return self._pieces.topical()

    def pieces(self, text: str) -> int:
        return self._pieces.count(text)


def _sha256(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()
