"""Questions that take for granted which way something went, each in the way the report tells and in the opposite one.

    python -m benchmarks.directions INDEX

`directions.jsonl`: written by hand from sentences of the published reports; `read`: looked at while the rules were
written. Some opposites are told too, by another report or of another year: those are answered rightly. INDEX must hold
the reports of the authorities named.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from findings.library import open_library

QUESTIONS = Path(__file__).parent / "directions.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    library = open_library(parser.parse_args().index)
    refused: Counter[tuple[bool, str]] = Counter()
    asked: Counter[bool] = Counter()
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        asked[pair["read"]] += 1
        for way in ("true", "opposite"):
            refused[pair["read"], way] += library.ask(pair[way]).abstained
    for read, count in asked.items():
        print(
            f"{'read' if read else 'not read'} before: {count} pairs; refused: {refused[read, 'true']} as told, "
            f"{refused[read, 'opposite']} the other way round"
        )


if __name__ == "__main__":
    main()
