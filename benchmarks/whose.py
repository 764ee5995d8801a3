"""Whose service a passage speaks of: the rules of `findings/judge/service.py` against labels made by hand.

    python -m benchmarks.whose FOLDER

FOLDER holds `stance.jsonl`, whose `about` was labelled by hand, and `passages.jsonl`. A label that no rule can find
(none, other) counts as nobody. The labellers call it less sure than the stance. Joint inspections are shown apart: only
there does the screen name the authority, which elsewhere goes without saying.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from findings.judge.service import whose
from findings.text.sentences import sentences
from training.stance.data import lines

SERVICES = ("authority", "partnership", "health", "police", "schools")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    passages = {passage["pid"]: passage for passage in lines(folder / "passages.jsonl")}
    rows = []
    for label in lines(folder / "stance.jsonl"):
        passage = passages[label["pid"]]
        found = whose(passage["text"], sentences(passage["text"]))
        rows.append((passage["kind"] != "childrens-services", label["about"], found))
    for name, joint in (("inspections of several services", True), ("of children's services", False)):
        own = [(about, found) for of_joint, about, found in rows if of_joint == joint]
        print(f"{name}: {len(own)} passages")
        for service in SERVICES:
            first = [about for about, found in own if found[:1] == (service,)]
            alone = [about for about, found in own if found == (service,)]
            named = [service in found for about, found in own if about == service]
            if named and first:
                print(
                    f"  {service:12s} named first {len(first):4d}, right {first.count(service) / len(first):.0%}; "
                    f"named alone {len(alone):4d}, right {alone.count(service) / max(1, len(alone)):.0%}; "
                    f"of {len(named)} labelled {sum(named) / len(named):.0%} named"
                )


if __name__ == "__main__":
    main()
