"""The doctor: is everything there that Findings needs, and what is to be done about what is not.

`examine` changes nothing but what every command does (a note that the index was compared with its checksums).
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from findings.errors import FindingsError, ReadingError
from findings.settings import CHECKOUT, EMBED, ROOT, Settings, data_folders

# A build writes a whole new index beside the one in use; below so many times its size there is no room to breathe.
_ROOM = 3
_LEAST_ROOM = 500 * 1024 * 1024  # bytes
_OLDEST_PYTHON = (3, 11)
_INSTALL = "pip install -r requirements.txt" if CHECKOUT else "pip install --upgrade findings"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look came to: `state` is ok, note (works, but should be looked at) or wrong; `remedy` what to do."""

    what: str
    state: str
    said: str
    remedy: str = ""


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Every look, in the order in which things are needed. One that fails itself becomes a finding."""
    looks: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
        ("Python", _python),
        ("libraries", _libraries),
        ("encoder", _encoder),
        ("judge", _judge),
        ("documents", _documents),
        ("reading", _reading),
        ("index", _index),
        ("store", _store),
        ("councils", _councils),
        ("evidence packs", _packs),
        ("saved searches", _saved),
        ("neighbours", _neighbours),
        ("reports", _reports),
        ("folders", _folders),
        ("disk", _disk),
    )
    found: list[Finding] = []
    for what, look in looks:
        try:
            found += look(settings)
        except FindingsError as error:
            found.append(Finding(what, "wrong", str(error)))
        except Exception as error:  # the doctor is asked when nothing else works: each look stands alone
            said = " ".join(f"{type(error).__name__}: {error}".split())
            found.append(Finding(what, "wrong", said, f"Install the libraries again: {_INSTALL}"))
    return tuple(found)


def _python(settings: Settings) -> Iterator[Finding]:
    said = f"{sys.version.split()[0]} at {sys.executable}"
    if sys.version_info < _OLDEST_PYTHON:
        yield Finding("Python", "wrong", said, "Install Python 3.11 or newer and make the environment again")
    else:
        yield Finding("Python", "ok", said)


def required(lines: Iterable[str]) -> dict[str, str]:
    """Name -> version of requirements as pip reads them; "" where any version will do. Those of extras are left out."""
    plain = (re.split(r"[#;\s]", line.strip())[0] for line in lines if "extra ==" not in line)
    pairs = (line.partition("==") for line in plain if line and not line.startswith("-"))
    return {re.split(r"[<>~!\[]", name)[0]: version for name, _, version in pairs}


def _requirements() -> Iterable[str]:
    """What a checkout's requirements.txt names, or else the installed package."""
    if CHECKOUT:
        return (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return importlib.metadata.requires("findings") or ()


def _libraries(settings: Settings) -> Iterator[Finding]:
    wanted = required(_requirements())
    missing, other = [], []
    for name, version in wanted.items():
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if version and installed.partition("+")[0] != version:
            other.append(f"{name} {installed} instead of {version}")
    remedy = f"Run: {_INSTALL}"
    if missing:
        yield Finding("libraries", "wrong", f"not installed: {', '.join(missing)}", remedy)
    if other:
        yield Finding("libraries", "note", f"not the versions that were tested: {', '.join(other)}", remedy)
    if not missing and not other:
        yield Finding("libraries", "ok", f"{len(wanted)} installed, in the versions that were tested")


def _encoder(settings: Settings) -> Iterator[Finding]:
    from findings.encoding.load import load_encoder

    encoder = load_encoder(settings.encoder, settings.threads)
    vector = encoder.encode(["supervision"])[0]  # loads the weights, which are compared with their checksum
    yield Finding(
        "encoder", "ok", f"{encoder.name}, {len(vector)} dimensions, weights {encoder.checksum[:12]}"
    )


def _judge(settings: Settings) -> Iterator[Finding]:
    from findings.encoding.cross_encoder import CrossEncoder
    from findings.judge.judge import FOLDER

    judge = CrossEncoder(FOLDER)
    judge.probabilities([("supervision", "Supervision is regular.")])  # loads the weights and compares them
    yield Finding("judge", "ok", f"{judge.name}, weights {judge.checksum[:12]}")


def _documents(settings: Settings) -> Iterator[Finding]:
    from findings.reading.source import corpus_files

    if not settings.corpus.is_dir():
        remedy = "Make it and put documents in it, or name another in FINDINGS_CORPUS"
        yield Finding("documents", "wrong", f"there is no folder {settings.corpus}", remedy)
        return
    count = len(corpus_files(settings.corpus))
    if count:
        yield Finding("documents", "ok", f"{count:,} files in {settings.corpus}")
    else:
        yield Finding("documents", "note", f"{settings.corpus} is empty", "Put documents in it")


def _reading(settings: Settings) -> Iterator[Finding]:
    from findings.reading.rules import reading_rules
    from findings.reading.sandbox.reader_pool import read_files

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "letter.txt").write_text("Supervision is regular.", encoding="utf-8")
        [outcome] = read_files(reading_rules(), Path(name), [("letter.txt", "letter")])
    if isinstance(outcome, ReadingError):
        raise outcome
    limited = "with limits of time and memory" if os.name == "posix" else "with a limit of time only"
    yield Finding("reading", "ok", f"a file was read in a process of its own, {limited}")


def _index(settings: Settings) -> Iterator[Finding]:
    from findings.index.build import stale_documents
    from findings.index.generation import open_generation

    generation = open_generation(settings.index, settings.encoder, check=True)
    manifest = generation.manifest
    said = f"{manifest.passages:,} passages of {manifest.documents:,} documents, built {manifest.built}"
    yield Finding("index", "ok", f"{said}; every byte is as it was written")
    if manifest.unreadable:
        remedy = "'python -m findings documents' says why each could not"
        yield Finding("index", "note", f"{manifest.unreadable} documents could not be read", remedy)
    if changed := stale_documents(Path(manifest.corpus), settings.index):
        yield Finding("index", "note", f"{len(changed)} documents changed since", f"Run: {EMBED}")


def _store(settings: Settings) -> Iterator[Finding]:
    if not settings.store:
        return
    from findings.library import open_library

    library = open_library(settings.store, tenant=settings.tenant)
    library.search("children", 1)
    made = library.manifest
    yield Finding(
        "store", "ok", f"{made.passages:,} passages of {made.documents:,} documents, loaded and searched"
    )


def _packs(settings: Settings) -> Iterator[Finding]:
    from findings.packs.database import NAME, Database
    from findings.packs.pack_store import PackStore

    held = [folder for folder in data_folders(settings.data) if (folder / NAME).exists()]
    if not held:
        yield Finding("evidence packs", "ok", "none yet")
    for folder in held:
        Database(folder).check()
        packs = len(PackStore(folder).every_line())
        yield Finding("evidence packs", "ok", f"{packs:,} in {folder / NAME}, which is whole")


def _saved(settings: Settings) -> Iterator[Finding]:
    from findings.saved.saved_file import NAME, SavedFile
    from findings.saved.saved_store import SavedStore

    held = [folder for folder in data_folders(settings.data) if (folder / NAME).exists()]
    if not held:
        yield Finding("saved searches", "ok", "none yet")
    for folder in held:
        SavedFile(folder).check()
        saved = SavedStore(folder).every()
        shared = sum(one.for_all for one in saved)
        yield Finding(
            "saved searches", "ok", f"{len(saved):,} in {folder / NAME}, {shared:,} of them for everyone"
        )


def _councils(settings: Settings) -> Iterator[Finding]:
    """Who is of which council matters to a store alone."""
    from findings.councils import NAME, read_councils

    if not settings.store or not settings.sign_in:
        return
    path = settings.data / NAME
    found = read_councils(path)
    said = f"{len(found):,} addresses and domains of {len(set(found.values())):,} councils, in {path}"
    yield Finding("councils", "ok", said if found else "nobody is of one: all see what is shared")
    if settings.tenant:
        yield Finding(
            "councils",
            "note",
            f"FINDINGS_TENANT is ‘{settings.tenant}’, and does not count for who has signed in",
            f"Write who is of it into {path}",
        )


def _neighbours(settings: Settings) -> Iterator[Finding]:
    from findings.text.authority_groups import read_neighbours, unknown_names

    found = read_neighbours(settings.neighbours)
    if not found:
        yield Finding("neighbours", "ok", "none named yet")
    elif unknown := unknown_names(found, ()):
        said = f"{settings.neighbours} names {', '.join(unknown)}"
        yield Finding("neighbours", "note", said, "Check how they are spelt, unless they lie outside England")
    else:
        yield Finding("neighbours", "ok", f"of {len(found):,} in {settings.neighbours}")


def _reports(settings: Settings) -> Iterator[Finding]:
    from findings.feedback.reports import NAME, reports

    found = reports(settings.data)
    if not found:
        yield Finding("reports", "ok", "nobody has said that a label or an answer is wrong")
        return
    labels = sum(report.about == "label" for report in found)
    counts = [(labels, "label"), (len(found) - labels, "answer")]
    both = " and ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    said = f"{both} were said to be wrong, in {settings.data / NAME}"
    yield Finding("reports", "note", said, "'python -m findings wrong' prints them as labelled lines")


def _folders(settings: Settings) -> Iterator[Finding]:
    wanted = [
        ("index", settings.index, "rebuilt"),
        ("data", settings.data, "used to keep evidence packs and the log"),
    ]
    if settings.uploads:
        wanted.append(
            ("corpus", settings.corpus, "added to in the app; FINDINGS_UPLOADS=off says it need not")
        )
    closed = [f"{path} cannot be {why}" for _, path, why in wanted if not _writable(path)]
    for said in closed:
        remedy = "Let the user that runs Findings write to it"
        yield Finding("folders", "note", said, remedy)
    if not closed:
        yield Finding("folders", "ok", f"{', '.join(name for name, _, _ in wanted)} can be written to")


def _writable(path: Path) -> bool:
    """Whether files can be made in a folder, or in the first of those above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.index if settings.index.is_dir() else ROOT
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder != ROOT else 0
    free, wanted = shutil.disk_usage(folder).free, max(_ROOM * size, _LEAST_ROOM)
    said = f"{_megabytes(free)} free for {folder}"
    if free < wanted:
        yield Finding("disk", "note", said, f"Free some: a build may need {_megabytes(wanted)}")
    else:
        yield Finding("disk", "ok", said)


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.0f}MB"
