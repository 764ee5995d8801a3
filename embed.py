"""Build or refresh the index: read corpus/, cut it into passages, embed them, write index/. Safe to run at any time."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from findings.errors import FindingsError
from findings.records import Document
from findings.settings import read_settings


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0: an index is in place and every file was read or reported; 1: it is not; 2: wrong usage."""
    options = _options(arguments)
    try:
        return _run(options)
    except FindingsError as error:
        print(f"embed.py: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("embed.py: stopped; the index in use was not changed.", file=sys.stderr)
    return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    settings = read_settings()
    parser = argparse.ArgumentParser(prog="embed.py", description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=settings.corpus, help="folder of documents (default: corpus)"
    )
    parser.add_argument(
        "--index", type=Path, default=settings.index, help="folder of the index (default: index)"
    )
    parser.add_argument("--encoder", default=settings.encoder, help="name, folder or hub name of the encoder")
    parser.add_argument("--json", action="store_true", help="print the table of documents as JSON")
    parser.add_argument(
        "--follow",
        type=Path,
        metavar="DIR",
        help="write how the build goes to DIR/build.json, as the app reads it",
    )
    parser.add_argument(
        "--if-stale", action="store_true", help="do nothing, quietly, if the index is up to date"
    )
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    from findings.cli.progress_bar import Bar
    from findings.encoding.load import load_encoder
    from findings.index.build import build, is_stale
    from findings.progress import Progress
    from findings.uploads.build_process import follow

    if options.follow:

        def built(progress: Progress) -> tuple[Document, ...]:
            encoder = load_encoder(options.encoder, read_settings().threads)
            return build(options.corpus, options.index, encoder, progress).documents

        follow(options.follow, built)
        return 0
    encoder = load_encoder(options.encoder, read_settings().threads)
    if options.if_stale and not is_stale(options.corpus, options.index, encoder):
        return 0
    bar = Bar()
    try:
        report = build(options.corpus, options.index, encoder, bar)
    finally:
        bar.close()
    if options.json:
        json.dump(
            [_record(document) for document in report.documents], sys.stdout, ensure_ascii=False, indent=1
        )
        print()
    else:
        _print_table(report.documents)
    if report.note:
        print(f"Note: {report.note}", file=sys.stderr)
    if report.up_to_date:
        said = "The index is up to date"
    else:
        said = f"Built in {report.seconds:.1f} s, {report.encoded:,} passages encoded"
    passages = f"{report.passages:,} passage{'' if report.passages == 1 else 's'}"
    print(f"{said}: {_counts(report.documents)}, {passages}.", file=sys.stderr)
    return 0


def _record(document: Document) -> dict[str, Any]:
    """A line of the table, as the contract of `--json` has it."""
    return {
        "doc": document.id,
        "file": document.file,
        "status": document.status,
        "passages": document.passages,
        "pages": document.pages,
        "message": document.message,
        "duplicates": list(document.duplicates),
    }


def _print_table(documents: tuple[Document, ...]) -> None:
    width = max((len(document.file) for document in documents), default=4)
    print(f"{'document':<{width}}  {'status':<10}  passages")
    for document in documents:
        note = f"  {document.message}" if document.message else ""
        print(f"{document.file:<{width}}  {document.status:<10}  {document.passages:>8,}{note}")


def _counts(documents: tuple[Document, ...]) -> str:
    said = {"ready": "ready", "duplicate": "duplicate", "unreadable": "could not be read"}
    counts = {status: sum(document.status == status for document in documents) for status in said}
    return ", ".join(
        f"{counts[status]:,} {words}" for status, words in said.items() if counts[status] or status == "ready"
    )


if __name__ == "__main__":
    sys.exit(main())
