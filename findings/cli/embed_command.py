"""The command that builds: the documents are read, cut into passages and embedded into a new index."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from findings.cli.as_text import count, write_built
from findings.cli.program import FILE, json_option, run, setting, store_option, takes_settings, write_json
from findings.errors import BuildError
from findings.progress import Progress
from findings.records import Document
from findings.settings import Settings, read_settings

if TYPE_CHECKING:
    from findings.encoding.types import Encoder
    from findings.index.workers import Workers

_STATUSES = {"ready": "ready", "duplicate": "duplicate", "unreadable": "could not be read"}


@click.command(
    help="Build the index, or bring it up to date. Safe to run at any time: a build that is stopped, or fails, leaves "
    "the index in use as it was. Exit 0 if an index is in place and every file was read or reported."
)
@setting("corpus", "the folder of the documents")
@setting("index", "the folder of the index")
@store_option
@setting("tenant", "the council whose own documents these are, in the store", metavar="NAME")
@setting("encoder", "name, folder or hub name of the encoder", metavar="NAME")
@json_option
@click.option(
    "--follow", type=FILE, metavar="DIR", help="write how the build goes to DIR, as the app reads it"
)
@click.option(
    "--watch", is_flag=True, help="build now, then whenever a document changes, until it is stopped"
)
@click.option(
    "--workers",
    metavar="RAY",
    help="read and encode in a Ray cluster, of which this machine is part: HOST:PORT, or local",
)
@click.option("--if-stale", is_flag=True, help="do nothing, quietly, if the index is up to date")
@takes_settings
def embed(
    settings: Settings,
    as_json: bool,
    follow: Path | None,
    if_stale: bool,
    watch: bool,
    workers: str | None,
) -> None:
    if workers and follow:
        raise click.UsageError("--workers goes with a build that is not followed.")
    if watch:
        if as_json or follow or if_stale or workers:
            raise click.UsageError("--watch goes with no other way of building.")
        _watch(settings)
        return
    try:
        if follow:
            _build_for_the_app(settings, follow)
        else:
            _build(settings, as_json, if_stale, workers=workers)
    except KeyboardInterrupt:
        raise BuildError("stopped; the index in use was not changed.") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """`python embed.py`: the command as a program of its own; returns the exit status."""
    return run(embed, arguments, "embed.py")


def _build_for_the_app(settings: Settings, folder: Path) -> None:
    from findings.encoding.load import load_encoder
    from findings.index.build import build
    from findings.uploads import build_process

    def built(progress: Progress) -> tuple[Document, ...]:
        encoder = load_encoder(settings.encoder, settings.threads)
        documents = build(settings.corpus, settings.index, encoder, progress).documents
        _compare(settings, encoder, progress)
        _load(settings, encoder, progress)
        return documents

    documents = build_process.follow(folder, built)
    _keep_in_touch(replace(settings, data=folder), documents)


def _watch(settings: Settings) -> None:
    from findings.cli.watch import say_to_log, watch
    from findings.encoding.load import load_encoder

    load_encoder(settings.encoder, settings.threads)  # one that is not there is said at once
    watch(settings.corpus, lambda: _build(settings, table=False), say_to_log)


def _build(
    settings: Settings,
    as_json: bool = False,
    if_stale: bool = False,
    table: bool = True,
    workers: str | None = None,
) -> None:
    from findings.cli.progress_bar import Bar
    from findings.encoding.load import load_encoder
    from findings.index.build import build, is_stale

    encoder = load_encoder(settings.encoder, settings.threads)
    if if_stale and not settings.store and not is_stale(settings.corpus, settings.index, encoder):
        return
    bar = Bar()
    try:
        with _workers(workers) as working:
            report = build(settings.corpus, settings.index, encoder, bar, workers=working)
        _compare(settings, encoder, bar)
        loaded = _load(settings, encoder, bar)
    finally:
        bar.close()
    if as_json:
        write_json([_line(document) for document in report.documents])
    elif table:
        write_built(report.documents)
    if report.note:
        print(f"Note: {report.note}", file=sys.stderr)
    if report.up_to_date:
        said = "The index is up to date"
    else:
        said = f"Built in {report.seconds:.1f} s, {count(report.encoded, 'passage')} encoded"
    print(f"{said}: {_counts(report.documents)}, {count(report.passages, 'passage')}.", file=sys.stderr)
    if loaded:
        print(loaded, file=sys.stderr)
    # An index made to try something is nobody's news.
    if settings.index.absolute() == read_settings().index.absolute():
        _keep_in_touch(settings, report.documents)


def _compare(settings: Settings, encoder: Encoder, progress: Progress) -> None:
    """What inspectors asked for, and where it is raised again, is worked out once, for whoever asks first."""
    from findings.index.generation import open_generation
    from findings.recommendations.kept import keep

    with closing(open_generation(settings.index, encoder)) as generation:
        keep(settings.index, generation, progress)


def _workers(address: str | None) -> AbstractContextManager[Workers | None]:
    if not address:
        return nullcontext()
    from findings.index.ray_workers import ray_workers

    return ray_workers(address)


def _load(settings: Settings, encoder: Encoder, progress: Progress) -> str:
    """Load the index into the store, if one is set; what that came to."""
    if not settings.store:
        return ""
    from findings.index.engine.loading import load
    from findings.index.engine.store_tables import SHARED
    from findings.index.generation import open_generation

    generation = open_generation(settings.index, encoder)
    done = load(generation, settings.store, settings.tenant or SHARED, progress=progress)
    whose = "all councils" if done.tenant == SHARED else done.tenant
    state = "now has" if done.fresh else "already had"
    return f"The store {state} them, for {whose}."


def _keep_in_touch(settings: Settings, documents: tuple[Document, ...]) -> None:
    """Note what came, write the feeds, send the digest; what goes wrong is said and fails no build."""
    from findings.library import open_library
    from findings.saved.after_build import after_build

    wrong = after_build(
        documents, lambda: open_library(settings.index), settings.data, settings.address, settings.mail
    )
    for said in wrong:
        print(f"Note: {said}", file=sys.stderr)


def _line(document: Document) -> dict[str, Any]:
    """A line of the table, as the contract of `--json` has it."""
    return {
        "doc": document.id,
        "file": document.file,
        "status": document.status,
        "passages": document.passages,
        "pages": document.pages,
        "message": document.message,
        "notes": list(document.notes),
        "duplicates": list(document.duplicates),
    }


def _counts(documents: Sequence[Document]) -> str:
    """ "4 ready, 1 could not be read"."""
    counts = {status: sum(document.status == status for document in documents) for status in _STATUSES}
    return ", ".join(
        f"{counts[status]:,} {words}"
        for status, words in _STATUSES.items()
        if counts[status] or status == "ready"
    )
