"""The query path with the exported encoder and with sentence-transformers, side by side.

    python -m benchmarks.query_path EVAL_FOLDER INDEX [--rounds N]

Each run is a process of its own, the two in turn, so that both meet the same machine: seconds from start to the first
result, memory then and after all development queries, and time of a query (processor time, which a busy machine
changes least, and wall time). Prints the medians, and whether both found the same top ten.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

# What one process does; prints its figures as JSON. A reader without a runtime falls back on sentence-transformers.
_ONE = """
import json, resource, sys, time
began = time.perf_counter(), time.process_time()
from findings.encoding import onnx_encoder
from findings.index import generation
if sys.argv[3] == "reference":
    onnx_encoder.available = generation.available = lambda: False
from findings.library import open_library
library = open_library(sys.argv[2])
library.search("children", 10)
def megabytes():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
started = [time.perf_counter() - began[0], time.process_time() - began[1], megabytes()]
lines = open(sys.argv[1] + "/halton.dev.jsonl", encoding="utf-8").read().splitlines()
wall, processor, tops = [], [], []
for query in (json.loads(line)["query"] for line in lines if line.strip()):
    a, b = time.perf_counter(), time.process_time()
    hits = library.search(query, 10).hits
    wall.append(1000 * (time.perf_counter() - a))
    processor.append(1000 * (time.process_time() - b))
    tops.append([hit.passage.id for hit in hits])
print(json.dumps({"started": started, "memory": megabytes(), "wall": wall, "cpu": processor, "tops": tops}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("eval", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    runs: dict[str, list[dict[str, list[float]]]] = {"exported": [], "reference": []}
    for _ in range(arguments.rounds):
        for way, found in runs.items():
            command = [sys.executable, "-c", _ONE, str(arguments.eval), str(arguments.index), way]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found.append(json.loads(done.stdout))
    for way, found in runs.items():
        wall, processor, memory = (
            statistics.median(run["started"][part] for run in found) for part in (0, 1, 2)
        )
        after = statistics.median(float(str(run["memory"])) for run in found)
        print(
            f"{way}: first result {wall:.1f} s ({processor:.1f} s of processor), {memory:.0f} MB, later {after:.0f} MB"
        )
        for kind in ("cpu", "wall"):
            times = sorted(time for run in found for time in run[kind])
            p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
            print(f"  query, {kind}: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    ours, theirs = runs["exported"][0]["tops"], runs["reference"][0]["tops"]
    print(f"same top ten: {sum(a == b for a, b in zip(ours, theirs, strict=True))} of {len(ours)} queries")


if __name__ == "__main__":
    main()
