"""Evidence packs under faults: processes killed while they edit or export a pack, disks full."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from findings.cli.main import main as command
from findings.errors import FindingsError, PackError
from findings.packs.check import Texts, check
from findings.packs.database import Database
from findings.packs.formats import FORMATS
from findings.packs.pack import Kept
from findings.packs.pack_store import PackStore
from tests.packs.make_pack import SEARCHED, STRENGTH, in_order
from tests.robustness.faults.child_process import run_in_child, run_reporting
from tests.robustness.faults.full_disks import filled, small_disk

_PASSAGES = 60  # of the packs that are exported


def passages(many: int, words: str = "") -> list[Kept]:
    """Passages that differ by their places alone."""
    return [
        replace(STRENGTH, start=100 * number, end=100 * number + 50, quote=words or STRENGTH.quote)
        for number in range(many)
    ]


def edit(store: PackStore, pack_id: str, number: int) -> None:
    """The edit of that number: a passage added, noted, moved up; taken out and put back; the pack described."""
    kept = passages(number // 6 + 1)[-1]
    match number % 6:
        case 0:
            store.add(pack_id, [kept], SEARCHED)
        case 1:
            item = next(item for item in store.pack(pack_id).items if item.kept.key == kept.key)
            store.annotate(pack_id, item.id, f"Note {number}", "mixed", item.version)
        case 2:
            pack = store.pack(pack_id)
            store.move(pack_id, in_order(pack)[-1].id, -1, pack.version)
        case 3:
            store.remove(pack_id, [kept.key])
        case 4:
            store.restore(pack_id, [kept.key])
        case _:
            store.describe(pack_id, f"Name {number}", "Purpose", "Author", store.pack(pack_id).version)


def shape(store: PackStore, pack_id: str) -> tuple[object, ...]:
    """What the edits made of a pack, without the times and ids that chance gives."""
    pack = store.pack(pack_id)
    items = [(item.kept.key, item.note, item.label, item.version) for item in in_order(pack)]
    return pack.name, pack.version, pack.arranged, tuple(items), pack.searches


def killed_edits(folder: Path, times: int) -> Counter[str]:
    """Kill a process that edits a pack: the file is whole, the pack as the edits it had finished leave it, undisturbed.

    The edit in hand at the kill is there as a whole or not at all.
    """
    rng, counts = random.Random(7), Counter[str]()
    undisturbed = [PackStore(folder / "undisturbed")]
    same = undisturbed[0].create("Supervision")
    shapes = [shape(undisturbed[0], same)]
    for _ in range(times):
        store = PackStore(folder / "data")
        pack_id = store.create("Supervision")

        def edits(tell: Callable[[str], None], pack_id: str = pack_id) -> None:
            store, number = PackStore(folder / "data"), 0
            while True:
                edit(store, pack_id, number)
                tell(".")
                number += 1

        done = len(run_reporting(edits, kill_after=rng.uniform(0.02, 0.6))[1])
        while len(shapes) < done + 2:
            edit(undisturbed[0], same, len(shapes) - 1)
            shapes.append(shape(undisturbed[0], same))
        counts["edits finished"] += done
        try:
            Database(folder / "data").check()
            found = shape(PackStore(folder / "data"), pack_id)
        except FindingsError as error:
            counts[f"LOST: {error}"] += 1
            continue
        if found == shapes[done]:
            counts["whole, every finished edit there and no other"] += 1
        elif found == shapes[done + 1]:
            counts["whole, and the edit in hand there too"] += 1
        else:
            counts["LOST: another pack"] += 1
    return counts


def filled_pack(folder: Path) -> str:
    store = PackStore(folder)
    pack_id = store.create("Supervision")
    store.add(pack_id, passages(_PASSAGES), SEARCHED)
    return pack_id


def exported(store: PackStore, pack_id: str, library: Texts | None = None) -> dict[str, bytes]:
    """The pack in every form, as the app gives it to a browser; compared with its documents if there is a library."""
    today = datetime.now(UTC).date()
    return {code: form.write(check(store.pack(pack_id), library), today) for code, form in FORMATS.items()}


def export_all(data: Path, pack_id: str, out: Path) -> str:
    """The pack in every form, as the command writes it; the number of files it refused to write."""
    places = ["--data", str(data), "--index", str(data / "none")]
    refused = sum(
        command(["export", pack_id, "--format", code, "--out", str(out / f"pack.{code}"), *places])
        for code in reversed(FORMATS)  # Word, which takes longest, last
    )
    return str(refused)


def killed_exports(folder: Path, times: int) -> Counter[str]:
    """Kill a process that writes a pack in every form: a file is there whole or not at all, the packs are untouched."""
    data, out = folder / "data", folder / "out"
    pack_id = filled_pack(data)
    whole, before = exported(PackStore(data), pack_id), (data / "packs.db").read_bytes()
    out.mkdir()
    began = time.monotonic()
    run_in_child(partial(export_all, data, pack_id, out))
    took = time.monotonic() - began
    rng, counts = random.Random(7), Counter[str]()
    for number in range(times):
        if number % 2:  # every other time over the files of the time before
            shutil.rmtree(out)
            out.mkdir()
        run_in_child(partial(export_all, data, pack_id, out), kill_after=rng.uniform(0.1, 1.2) * took)
        files = {path.suffix[1:]: path.read_bytes() for path in out.glob("pack.*")}
        right = all(whole[code] == held for code, held in files.items())
        counts["files whole" if right else "LOST: half a file"] += 1
        counts["files written by then"] += len(files)
        Database(data).check()
        if (data / "packs.db").read_bytes() != before:
            counts["LOST: the packs changed"] += 1
    return counts


def full_disk(folder: Path, sizes: int = 30) -> Counter[str]:
    """Disks (tmpfs) with room for 0, 1, 2, ... blocks of 4 KB: packs are read and taken away, changes refused."""
    counts: Counter[str] = Counter()
    with small_disk(folder / "disk", "8m") as disk:
        data, out = disk / "data", disk / "out"
        out.mkdir()
        pack_id = filled_pack(data)
        store = PackStore(data)
        whole = exported(store, pack_id)
        for left in range(sizes):
            with filled(disk, left):
                version = store.pack(pack_id).version
                same = exported(store, pack_id) == whole
                counts["read and made into files for a browser" if same else "LOST: other files"] += 1
                counts["files refused by the command"] += int(
                    run_in_child(partial(export_all, data, pack_id, out))[1]
                )
                files = {path.suffix[1:]: path.read_bytes() for path in out.iterdir()}
                if any(whole[code] != held for code, held in files.items()):
                    counts["LOST: half a file"] += 1
                counts["files written whole"] += len(files)
                for path in out.iterdir():
                    path.unlink()
                more = passages(_PASSAGES + 20, "x" * 2000)[_PASSAGES:]
                for change in (
                    partial(store.add, pack_id, more),
                    partial(store.describe, pack_id, "Name", "p" * 2000, "", version),
                ):
                    before = shape(store, pack_id)
                    said = _outcome(change)
                    counts[said] += 1
                    if said != "changes made" and shape(store, pack_id) != before:
                        counts["LOST: half a change"] += 1
                Database(data).check()
            store.delete(pack_id)  # there is room again, and all goes on
            pack_id = filled_pack(data)
    return counts


def _outcome(change: Callable[[], object]) -> str:
    try:
        change()
    except PackError as error:
        said = str(error)
        clear = "the disk is full: make room" in said and "\n" not in said
        return "changes refused in one line" if clear else f"LOST: {said}"
    return "changes made"
