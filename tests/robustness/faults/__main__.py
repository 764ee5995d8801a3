"""`python -m tests.robustness.faults [--only PART]... [--kills 200] [--flips 20] [--apps 40]`.

Works on small corpora of its own in a temporary folder, with an encoder that counts words (`app`: with the real one,
in chromium), and prints each fault with its result. Exit 1 when anything was lost. Only root can make full disks.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.robustness.faults import app, builds, packs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flips", type=int, default=20)
    parser.add_argument("--apps", type=int, default=40)
    parser.add_argument("--only", action="append", choices=_PARTS, help="one part alone; may be given again")
    options = parser.parse_args()
    lost = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in options.only or _PARTS:
            (folder / part).mkdir()
            for line in _PARTS[part](folder / part, options):
                print(line, flush=True)
                lost |= "LOST" in line or "CRASHED" in line
    return int(lost)


def _killed_builds(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    counts, seconds = builds.killed_builds(folder, options.kills)
    yield f"{options.kills} builds of {seconds:.1f} s, each killed at a random moment: {dict(counts)}"


def _changed_bytes(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    for kind, found in builds.changed_bytes(folder, options.flips).items():
        yield f"bytes changed in {kind}: {dict(found)}"


def _other_faults(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    yield from _lines(builds.other_faults(folder))


def _full_disks(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    if sys.platform != "linux" or os.geteuid() != 0:
        yield "full disks: left out, only root can make small ones"
        return
    for part in ("builds", "packs", "app"):
        (folder / part).mkdir()
    yield f"builds on full disks: {dict(builds.full_disk(folder / 'builds'))}"
    yield f"packs on full disks: {dict(packs.full_disk(folder / 'packs'))}"
    yield from (f"app, disk full, {line}" for line in _lines(app.full_disk(folder / "app")))


def _packs(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    for part in ("edits", "exports"):
        (folder / part).mkdir()
    yield f"processes killed that edit a pack: {dict(packs.killed_edits(folder / 'edits', options.kills))}"
    yield f"processes killed that export it: {dict(packs.killed_exports(folder / 'exports', options.kills))}"


def _apps(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    (folder / "killed").mkdir()
    yield f"apps killed: {dict(app.killed_apps(folder / 'killed', options.apps))}"
    yield from (f"app, {line}" for line in _lines(app.index_deleted(folder)))


def _lines(found: Mapping[str, str]) -> Iterator[str]:
    return (f"{fault}: {said}" for fault, said in found.items())


_PARTS: dict[str, Callable[[Path, argparse.Namespace], Iterator[str]]] = {
    "builds": _killed_builds,
    "bytes": _changed_bytes,
    "other": _other_faults,
    "packs": _packs,
    "disks": _full_disks,
    "app": _apps,
}

if __name__ == "__main__":
    sys.exit(main())
