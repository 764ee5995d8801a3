"""Building an index of the same files by Findings and by other tools, one after the other: time, memory, what was made.

    python -m benchmarks.builds CORPUS RIVALS WORK [--rounds N]

RIVALS is the Python of an environment that holds what `benchmarks/rivals/` names; WORK an empty folder. Every build is
a process of its own. CPU seconds are user and system time of the process and its children: on a machine that does
other things they are steadier than the wall clock. Memory is the peak of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def run(command: list[str]) -> dict[str, float]:
    """Run to the end: wall and CPU seconds, peak memory in MiB. Raises RuntimeError when it fails."""
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ | {"HF_HUB_OFFLINE": "1"})
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "wall_s": time.perf_counter() - began,
        "cpu_s": used.ru_utime + used.ru_stime,
        "peak_mib": used.ru_maxrss / 1024,
    }


def findings(corpus: Path, work: Path) -> dict[str, Any]:
    from findings.index.generation import open_generation

    index = work / "findings"
    shutil.rmtree(index, ignore_errors=True)
    command = [sys.executable, str(HERE.parent / "embed.py"), "--corpus", str(corpus), "--index", str(index)]
    figures = run(command)
    manifest = open_generation(index).manifest
    return {**figures, "passages": manifest.passages, "sentences": manifest.sentences}


def rival(name: str, python: str, corpus: Path, work: Path) -> dict[str, Any]:
    result = work / f"{name}.json"
    figures = run([python, str(HERE / "rivals" / f"{name}_index.py"), str(corpus), str(result)])
    made = json.loads(result.read_text(encoding="utf-8"))
    return {**figures, "passages": made["encoded"], "read_s": made["read_s"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("rivals")
    parser.add_argument("work", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    rounds: dict[str, list[dict[str, Any]]] = {"findings": [], "langchain": [], "txtai": []}
    for _ in range(options.rounds):
        for name, found in rounds.items():
            if name == "findings":
                found.append(findings(options.corpus, options.work))
            else:
                found.append(rival(name, options.rivals, options.corpus, options.work))
            print(name, {key: round(value, 1) for key, value in found[-1].items()}, flush=True)
    ours = rounds["findings"]
    for name in ("langchain", "txtai"):
        for what in ("wall_s", "cpu_s"):
            ratios = [theirs[what] / mine[what] for theirs, mine in zip(rounds[name], ours, strict=True)]
            each = [
                (theirs[what] / theirs["passages"]) / (mine[what] / mine["passages"])
                for theirs, mine in zip(rounds[name], ours, strict=True)
            ]
            print(
                f"{name} / findings, {what}: {statistics.median(ratios):.2f} for all files, "
                f"{statistics.median(each):.2f} for each passage"
            )


if __name__ == "__main__":
    main()
