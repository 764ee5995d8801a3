"""Draw what `benchmarks.scale` measured: time of a query, memory and building, by the number of passages.

    python -m benchmarks.scale_plot RESULTS PICTURE

RESULTS is its `scale.jsonl`, PICTURE an .svg file. Needs matplotlib, which nothing else here does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

# Part of the index -> its name, its colour and the mark of its points.
PARTS = {
    "flat": ("vectors, exact", "#1d4ed8", "o"),
    "half": ("vectors, half precision", "#14532d", "s"),
    "lists": ("vectors, inverted lists", "#8f1d1d", "^"),
    "words": ("words", "#7a3e00", "D"),
}
PANELS = {
    "p50_ms": "one query, ms (median)",
    "memory_mib": "memory after 100 queries, MiB",
    "build_s": "building, s",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    draw([json.loads(line) for line in options.results.read_text("utf-8").splitlines()], options.picture)


def draw(lines: list[dict[str, Any]], picture: Path) -> None:
    """One panel for each thing measured, both axes logarithmic; only queries without a filter."""
    import matplotlib  # type: ignore[import-not-found]
    from matplotlib.figure import Figure  # type: ignore[import-not-found]

    matplotlib.rcParams["svg.hashsalt"] = "findings"  # the same lines, the same file
    figure = Figure(figsize=(11, 3.6), layout="constrained")
    for panel, (what, title) in zip(figure.subplots(1, len(PANELS)), PANELS.items(), strict=True):
        for part, (name, colour, mark) in PARTS.items():
            own = [line for line in lines if line["part"] == part and line.get("kept", 1.0) == 1.0]
            points = sorted((line["rows"], line[what]) for line in own)
            panel.plot(*zip(*points, strict=True), color=colour, marker=mark, label=name)
        panel.set(xscale="log", yscale="log", title=title, xlabel="passages")
        panel.grid(alpha=0.3)
    figure.legend(*figure.axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(PARTS))
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    main()
