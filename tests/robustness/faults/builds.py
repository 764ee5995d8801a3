"""The index under faults: builds killed, disks full, bytes changed, folder read-only or gone, clocks turned back."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from findings.errors import BuildError, FindingsError, IndexDamaged, IndexMissing
from findings.index.build import build
from findings.index.generation import current_id, open_generation
from findings.index.pointer import folder_of
from tests.robustness.faults.child_process import run_in_child
from tests.robustness.faults.full_disks import small_disk, used
from tests.robustness.faults.small_index import ENCODER, RULES, built, opened, usable, write_corpus


def killed_builds(folder: Path, times: int) -> tuple[Counter[str], float]:
    """Kill builds at random moments of their run; what was in use before, or the new one, must be whole after each."""
    corpus, index = folder / "corpus", folder / "index"
    write_corpus(corpus, 0)
    run_in_child(lambda: built(corpus, index))
    began = time.monotonic()
    run_in_child(lambda: built(corpus, index))
    write_corpus(corpus, 1000)
    run_in_child(lambda: built(corpus, index))
    whole = (time.monotonic() - began) / 2
    rng, counts = random.Random(7), Counter[str]()
    for round in range(1, times + 1):
        write_corpus(corpus, round)
        before = current_id(index)
        status, _ = run_in_child(lambda: built(corpus, index), kill_after=rng.uniform(0, 2) * whole)
        after = current_id(index)
        when = "after its switch" if after != before else "before its switch"
        counts[f"killed {when}" if status == -signal.SIGKILL else f"ended by itself ({status})"] += 1
        status, said = run_in_child(lambda: _open(index, check=True))
        counts["then whole and answering" if said == "opened" else f"LOST: {status} {said}"] += 1
    write_corpus(corpus, 0)
    run_in_child(lambda: built(corpus, index))
    left = [path.name for path in (index / "generations").iterdir()]
    counts[
        "what was left removed by the next build" if left == [current_id(index)] else "LOST: leftovers"
    ] += 1
    return counts, whole


def full_disk(folder: Path, sizes: int = 30) -> Counter[str]:
    """Builds on disks (tmpfs) of growing size: each but the last fails in one line and leaves the index as it was."""
    corpus = folder / "corpus"
    write_corpus(corpus, 0)
    counts: Counter[str] = Counter()
    with small_disk(folder / "disk") as disk:
        index = disk / "index"
        build(corpus, index, ENCODER, rules=RULES)
        write_corpus(corpus, 1)
        taken = used(disk)
        for step in range(sizes):
            before = current_id(index)
            room = taken + 8192 + taken * 3 * step // (sizes * 2)
            subprocess.run(["mount", "-o", f"remount,size={room}", str(disk)], check=True)
            try:
                build(corpus, index, ENCODER, rules=RULES)
                counts["built"] += 1
                write_corpus(corpus, 100 + step)
            except BuildError as error:
                counts["refused in one line" if "\n" not in str(error) else "LOST"] += 1
            except Exception as error:
                counts[f"LOST: {type(error).__name__}: {error}"] += 1
            kept = current_id(index) == before or counts["built"] > 0
            generation = open_generation(index, ENCODER, check=True)
            counts["whole and answering"] += kept and usable(generation)
            generation.close()
    return counts


def changed_bytes(folder: Path, times: int) -> dict[str, Counter[str]]:
    """Change a byte at a random place of every file of a generation: it must be refused, with what to do."""
    corpus, index = folder / "corpus", folder / "index"
    write_corpus(corpus, 0)
    run_in_child(lambda: built(corpus, index))
    generation = folder_of(index, current_id(index) or "")
    names = [
        path.relative_to(generation).as_posix() for path in sorted(generation.rglob("*")) if path.is_file()
    ]
    rng, table = random.Random(7), dict[str, Counter[str]]()
    for name in names:
        if name.endswith(".lock"):
            continue
        path, counts = generation / name, table.setdefault(_kind(name), Counter())
        whole = path.read_bytes()
        for _ in range(times):
            at = rng.randrange(len(whole))
            damaged = bytearray(whole)
            damaged[at] ^= rng.randrange(1, 256)
            path.write_bytes(damaged if rng.random() < 0.8 else whole[:at])
            status, said = run_in_child(lambda: _open(index))
            counts[said if status == 0 else f"CRASHED ({status})"] += 1
        path.write_bytes(whole)
    counts = table.setdefault("the whole again", Counter())
    counts[run_in_child(lambda: _open(index))[1]] += 1
    return table


def _kind(name: str) -> str:
    return name if "/" not in name else f"words/*{Path(name).suffix or Path(name).name}"


def other_faults(folder: Path) -> dict[str, str]:
    """Single faults; a word on each."""
    said: dict[str, str] = {}
    corpus, index = folder / "corpus", folder / "index"
    write_corpus(corpus, 0)
    build(corpus, index, ENCODER, rules=RULES)

    for path in [index, *index.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def as_nobody() -> str:
        if os.geteuid() == 0:  # root may write anywhere
            os.setuid(65534)
        refused = _refusal(lambda: build(corpus, index, ENCODER, rules=RULES))
        return f"{_open(index)}; a build: {refused}"

    said["index folder read-only"] = run_in_child(as_nobody)[1].replace(str(index), "INDEX") or "LOST"
    for path in [index, *index.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)

    before = current_id(index)
    real = time.time
    write_corpus(corpus, 1)
    for path in index.rglob("*"):  # as if it had been built a year from now
        os.utime(path, (real() + 3e7, real() + 3e7))
    for path in corpus.rglob("*"):
        os.utime(path, (real() - 3e7, real() - 3e7))
    report = build(corpus, index, ENCODER, rules=RULES)
    noticed = not report.up_to_date and current_id(index) != before and usable(opened(index))
    said["clock turned back, files older than the index"] = "the change was noticed" if noticed else "LOST"

    generation = opened(index)
    shutil.rmtree(index)
    try:
        alive = "answers go on" if usable(generation) else "LOST"
    except FindingsError as error:
        alive = f"refused in one line: {error}"
    said["index deleted under an open library"] = alive
    said["and opened again"] = _refusal(lambda: opened(index))
    return said


def _refusal(action: Callable[[], object]) -> str:
    try:
        action()
    except (BuildError, IndexMissing, IndexDamaged) as error:
        return str(error)
    return "LOST: not refused"


def _open(index: Path, check: bool = False) -> str:
    try:
        generation = open_generation(index, ENCODER, check=check)
    except (IndexDamaged, IndexMissing) as error:
        return "refused, with what to do" if "python embed.py" in str(error) else f"LOST: {error}"
    return "opened" if usable(generation) else "LOST"
