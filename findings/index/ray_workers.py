"""Reading and encoding in actors of Ray, on one machine or several. The only file that imports ray.

An actor is given what it needs (a document with its side files, the encoder) and gives back what this process would
have made. One that dies is started again, elsewhere if its machine is gone, and asked again what it had not answered.
"""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from findings import __version__
from findings.encoding.bfloat16 import BFLOAT16
from findings.encoding.load import load_encoder
from findings.encoding.onnx_encoder import ExportedEncoder, open_exported
from findings.encoding.types import Encoded, Encoder, Spans, first_line
from findings.errors import BuildError, FactsError, FindingsError, SettingsError
from findings.index.workers import Block
from findings.reading.rules import Rules, reading_rules
from findings.reading.sandbox.reader_pool import Outcome, Reader
from findings.reading.sidefile import DOCUMENTS, own_path

HERE = "local"
# How often what an actor was doing when it died is done again.
_AGAIN = 5
# What every actor encodes first: its vectors are to be ours, bit by bit.
_PROBE = Block(
    ("Supervision of social workers is regular and well recorded.", "Too few children are seen."),
    (((0, 11),), ()),
)


@dataclass(frozen=True, slots=True)
class _Model:
    """How an actor comes by an encoder: from these files if it was exported, else by its name."""

    name: str
    checksum: str
    precision: str
    files: dict[str, Any]  # name -> the object in Ray's store that holds the bytes


class Actor:
    """One of those that work. For one caller at a time."""

    def __init__(self, version: str, reader: int) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="findings-worker-"))
        self._rules = reading_rules()
        self.wrong = ""
        if (__version__, self._rules.version) != (version, reader):
            self.wrong = (
                f"The worker on {socket.gethostname()} has Findings {__version__} with reading rules "
                f"{self._rules.version}, this machine {version} with rules {reader}: install the same on both."
            )
        self._reader: Reader | None = None
        self._encoder: Encoder | None = None
        self._model = ("", "")

    def state(self) -> tuple[int, str]:
        """(process id, what is wrong with it)."""
        return os.getpid(), self.wrong

    def read(self, file: str, id: str, given: dict[str, bytes]) -> Outcome | FindingsError:
        """What came of reading one document; `given` are its bytes and those of its side files, by path."""
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            corpus = Path(name)
            for path, data in given.items():
                (corpus / path).parent.mkdir(parents=True, exist_ok=True)
                (corpus / path).write_bytes(data)
            if self._reader is None:
                assert self._rules.limits is not None
                self._reader = Reader(self._rules, self._rules.limits)
            try:
                return self._reader.read(corpus, file, id)
            except (FactsError, BuildError) as error:
                return error

    def encode(self, models: list[_Model], texts: Sequence[str], spans: Sequence[Spans]) -> Encoded | str:
        """The vectors; or why this machine cannot give them."""
        [model] = models
        if self._model != (model.checksum, model.precision):
            try:
                self._encoder = self._open(model)
            except FindingsError as error:
                return f"The worker on {socket.gethostname()} cannot encode: {error}"
            self._model = (model.checksum, model.precision)
        assert self._encoder is not None
        return self._encoder.encode_tokens(texts, spans)

    def _open(self, model: _Model) -> Encoder:
        if model.files:
            import ray

            folder = Path(tempfile.mkdtemp(dir=self._folder))
            for name, held in model.files.items():
                (folder / name).write_bytes(ray.get(held))
            exported = open_exported(folder, threads=1)
            if exported is None:
                raise SettingsError("onnxruntime is not installed there.")
            return exported
        encoder = load_encoder(model.name, threads=1)
        return encoder.rounded() if model.precision == BFLOAT16 else encoder

    def host(self) -> str:
        return socket.gethostname()


class RayWorkers:
    """The actors of a build: one for each core that Ray knows of."""

    def __init__(self, ray: Any, rules: Rules) -> None:
        self._ray = ray
        count = max(1, int(ray.cluster_resources().get("CPU", 1)))
        kind = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=_AGAIN)(Actor)
        self.actors = [kind.remote(__version__, rules.version) for _ in range(count)]
        for wrong in (state[1] for state in self._answers([one.state.remote() for one in self.actors])):
            if wrong:
                raise BuildError(wrong)

    def read(
        self, rules: Rules, corpus: Path, files: Sequence[tuple[str, str]], told: Callable[[str], None]
    ) -> Generator[Outcome]:
        def ask(actor: Any, one: tuple[str, str]) -> Any:
            file, id = one
            return actor.read.remote(file, id, _bytes_of(corpus, file))

        for outcome in self._in_order(ask, files):
            if isinstance(outcome, FactsError | BuildError):
                raise outcome
            yield outcome

    def encode(self, encoder: Encoder, blocks: Sequence[Block]) -> Iterator[Encoded]:
        if not blocks:
            return
        model = self._model(encoder)
        wanted = encoder.encode_tokens(*_PROBE)
        probes = self._answers([one.encode.remote([model], *_PROBE) for one in self.actors])
        for actor, found in zip(self.actors, probes, strict=True):
            if isinstance(found, str):
                raise BuildError(found)
            if not _same(found, wanted):
                host = self._ray.get(actor.host.remote())
                raise BuildError(
                    f"The worker on {host} computes other vectors than this machine, in the last digits: use machines "
                    "with the same kind of processor and the same libraries."
                )

        def ask(actor: Any, block: Block) -> Any:
            return actor.encode.remote([model], *block)

        for found in self._in_order(ask, blocks):
            if isinstance(found, str):
                raise BuildError(found)
            yield found

    def _model(self, encoder: Encoder) -> _Model:
        files = {}
        if isinstance(encoder, ExportedEncoder):
            files = {path.name: self._ray.put(path.read_bytes()) for path in encoder.files()}
        return _Model(encoder.name, encoder.checksum, encoder.precision, files)

    def _in_order(self, ask: Callable[[Any, Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        """What the actors answer, in the order of the items; whoever is free is given the next one."""
        from ray.util import ActorPool

        try:
            yield from ActorPool(self.actors).map(ask, items)
        except self._ray.exceptions.RayError as error:
            raise BuildError(_lost(error)) from error

    def _answers(self, waiting: list[Any]) -> list[Any]:
        try:
            found: list[Any] = self._ray.get(waiting)
        except self._ray.exceptions.RayError as error:
            raise BuildError(_lost(error)) from error
        return found


@contextmanager
def ray_workers(address: str, rules: Rules | None = None) -> Iterator[RayWorkers]:
    """The workers of the Ray cluster at HOST:PORT, which this machine is part of; "local": one is started here.

    Raises:
        SettingsError: Ray is not installed.
        BuildError: there is no such cluster, or a worker is not as this machine.
    """
    # It counts and reports how it is used unless it is told not to.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError as error:
        raise SettingsError(
            "Building on several machines needs the library ray: run 'pip install -r requirements-ray.txt'."
        ) from error
    try:
        ray.init(
            address,
            log_to_driver=False,
            logging_level="ERROR",
            runtime_env={"env_vars": {"OMP_NUM_THREADS": "1"}},
            **({"include_dashboard": False} if address == HERE else {}),
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise BuildError(f"There is no Ray cluster at {address}: {first_line(error)}") from error
    try:
        yield RayWorkers(ray, rules or reading_rules())
    finally:
        ray.shutdown()  # its actors end with it


def _bytes_of(corpus: Path, file: str) -> dict[str, bytes]:
    """A document and its side files, by path below the corpus; what cannot be read is left out, as if it were gone."""
    found = {}
    for path in (corpus / file, own_path(file, corpus), corpus / DOCUMENTS):
        try:
            found[path.relative_to(corpus).as_posix()] = path.read_bytes()
        except OSError:
            continue
    return found


def _same(ours: Encoded, theirs: Encoded) -> bool:
    pairs = [(ours.vectors, theirs.vectors), *zip(ours.tokens, theirs.tokens, strict=True)]
    for own, other in zip(ours.spans, theirs.spans, strict=True):
        pairs += [(a, b) for a, b in zip(own, other, strict=True) if a is not None and b is not None]
    return all(np.array_equal(a, b) for a, b in pairs)


def _lost(error: Exception) -> str:
    return f"The workers could not do what was asked ({first_line(error)}); the index in use was not changed."
