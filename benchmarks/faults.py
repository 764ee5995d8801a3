"""What the index bears: builds killed, disks full, bytes changed, files gone, clocks turned back.

`python -m benchmarks.faults [--kills 200] [--flips 20]` works on small corpora of its own in a temporary folder, with
an encoder that counts words, and prints what it did and what came of it. Exit 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from findings.errors import BuildError, FindingsError, IndexDamaged, IndexMissing
from findings.indexing.build import build
from findings.indexing.encoder import Encoder
from findings.indexing.generation import Generation, current_id, open_generation
from findings.indexing.pointer import folder_of
from findings.indexing.rules import Rules, reading_rules
from findings.indexing.words import WordQuery
from findings.packing.database import Database
from findings.packing.store import PackStore
from tests.fakes import FakeEncoder

_SENTENCE = (
    "Supervision of social workers in team {team} is regular and the LADO oversees allegation {number}."
)


ENCODER: Encoder = FakeEncoder(tokens=True)  # counts words: as deterministic as the real one and instant
# In one process, so that a kill hits the build itself wherever it is.
RULES: Rules = replace(reading_rules(), limits=None)


def write_corpus(corpus: Path, round: int, files: int = 6) -> None:
    """Documents that differ from round to round, so that every build has something to do."""
    corpus.mkdir(exist_ok=True)
    for number in range(files):
        lines = [_SENTENCE.format(team=number, number=n + round) for n in range(40)]
        text = f"Inspection of team {number}\n\n" + "\n\n".join(
            f"{n}. {line}" for n, line in enumerate(lines, 1)
        )
        (corpus / f"report-{number}.txt").write_text(text, encoding="utf-8")


def opened(index: Path) -> Generation:
    return open_generation(index, ENCODER)


def usable(generation: Generation) -> bool:
    """It answers by words and by vectors, and every passage is what stands in its document."""
    rows, _ = generation.words.search(WordQuery(terms=(("supervision", 1.0),)), 5)
    near, _ = generation.passage_vectors.search(ENCODER.encode(["supervision"])[0], 5)
    for passage in generation.store.passages([*rows, *near]):
        if generation.store.content(passage.doc).text[passage.start : passage.end] != passage.text:
            return False
    return len(rows) == len(near) == 5


def killed_builds(folder: Path, times: int) -> tuple[Counter[str], float]:
    """Kill builds at random moments of their run; what was in use before, or the new one, must be whole after each."""
    corpus, index = folder / "corpus", folder / "index"
    write_corpus(corpus, 0)
    _apart(lambda: _built(corpus, index))
    began = time.monotonic()
    _apart(lambda: _built(corpus, index))
    write_corpus(corpus, 1000)
    _apart(lambda: _built(corpus, index))
    whole = (time.monotonic() - began) / 2
    rng, counts = random.Random(7), Counter[str]()
    for round in range(1, times + 1):
        write_corpus(corpus, round)
        before = current_id(index)
        status, _ = _apart(lambda: _built(corpus, index), kill_after=rng.uniform(0, 2) * whole)
        after = current_id(index)
        when = "after its switch" if after != before else "before its switch"
        counts[f"killed {when}" if status == -signal.SIGKILL else f"ended by itself ({status})"] += 1
        status, said = _apart(lambda: _open(index, check=True))
        counts["then whole and answering" if said == "opened" else f"LOST: {status} {said}"] += 1
    write_corpus(corpus, 0)
    _apart(lambda: _built(corpus, index))
    left = [path.name for path in (index / "generations").iterdir()]
    counts[
        "what was left removed by the next build" if left == [current_id(index)] else "LOST: leftovers"
    ] += 1
    return counts, whole


def _built(corpus: Path, index: Path) -> str:
    return build(corpus, index, ENCODER, rules=RULES).generation


def _apart(action: Callable[[], str], kill_after: float | None = None) -> tuple[int, str]:
    """(exit status, or minus the signal; what it returned) of an action in a process of its own.

    A copy of this process, which itself does nothing that starts threads: so nothing has to be loaded again.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.write(theirs, action().encode()[:4000])
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def killed_edits(folder: Path, times: int) -> Counter[str]:
    """Kill a process that makes and describes packs: the file is whole, and all that it said it had done is there."""
    rng, counts, told = random.Random(7), Counter[str](), 0
    for _ in range(times):
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            store = PackStore(folder / "data")
            while True:
                store.describe(store.create("New"), "Supervision", "Asked for in March", "", 1)
                os.write(theirs, b".")
        os.close(theirs)
        time.sleep(rng.uniform(0.02, 0.4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(ours, "rb") as pipe:
            told += len(pipe.read())
        try:
            Database(folder / "data").check()
            lines = PackStore(folder / "data").every_line()
            done = sum(line.name.startswith("Supervision") for line in lines)
            counts["whole, every finished edit there" if told <= done <= told + times else "LOST"] += 1
        except FindingsError as error:
            counts[f"LOST: {error}"] += 1
    counts["edits finished"] = told
    return counts


def full_disk(folder: Path, sizes: int = 30) -> Counter[str]:
    """Builds on disks (tmpfs) of growing size: each but the last fails in one line and leaves the index as it was."""
    corpus, disk = folder / "corpus", folder / "disk"
    write_corpus(corpus, 0)
    disk.mkdir()
    counts: Counter[str] = Counter()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)], check=True)
    try:
        index = disk / "index"
        build(corpus, index, ENCODER, rules=RULES)
        write_corpus(corpus, 1)
        used = _used(disk)
        for step in range(sizes):
            before = current_id(index)
            room = used + 8192 + used * 3 * step // (sizes * 2)
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
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
    return counts


def _used(disk: Path) -> int:
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def changed_bytes(folder: Path, times: int) -> dict[str, Counter[str]]:
    """Change a byte at a random place of every file of a generation: it must be refused, with what to do."""
    corpus, index = folder / "corpus", folder / "index"
    write_corpus(corpus, 0)
    _apart(lambda: _built(corpus, index))
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
            status, said = _apart(lambda: _open(index))
            counts[said if status == 0 else f"CRASHED ({status})"] += 1
        path.write_bytes(whole)
    counts = table.setdefault("the whole again", Counter())
    counts[_apart(lambda: _open(index))[1]] += 1
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

    said["index folder read-only"] = _apart(as_nobody)[1].replace(str(index), "INDEX") or "LOST"
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flips", type=int, default=20)
    options = parser.parse_args()
    said: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("kill", "disk", "bytes", "other", "packs"):
            (folder / part).mkdir()
        counts, seconds = killed_builds(folder / "kill", options.kills)
        said.append(
            f"{options.kills} builds of {seconds:.1f} s, each killed at a random moment: {dict(counts)}"
        )
        said.append(
            f"processes killed that edit packs: {dict(killed_edits(folder / 'packs', options.kills))}"
        )
        for kind, found in changed_bytes(folder / "bytes", options.flips).items():
            said.append(f"bytes changed in {kind}: {dict(found)}")
        said += [f"{fault}: {found}" for fault, found in other_faults(folder / "other").items()]
        if sys.platform == "linux" and os.geteuid() == 0:
            said.append(f"full disks: {dict(full_disk(folder / 'disk'))}")
        else:
            said.append("full disks: left out, only root can make small ones")
    print("\n".join(said))
    return int(any("LOST" in line or "CRASHED" in line for line in said))


if __name__ == "__main__":
    sys.exit(main())
