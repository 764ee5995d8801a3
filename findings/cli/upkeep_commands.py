"""The commands for those who run Findings: doctor, ready and backup."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from findings.cli.program import FILE, Journalled, index_option, json_option, takes_settings, write_json
from findings.errors import FindingsError
from findings.settings import Settings

_MARKS = {"ok": "  ok", "note": "NOTE", "wrong": "WRONG"}


@click.command(
    cls=Journalled,
    help="Look at everything Findings needs. Exit 1 if something is wrong; every line says what to do.",
)
@index_option
@json_option
@takes_settings
def doctor(settings: Settings, as_json: bool) -> int:
    from findings.cli.doctor import examine

    found = examine(settings)
    if as_json:
        write_json([asdict(finding) for finding in found])
    else:
        width = max(len(finding.what) for finding in found)
        for finding in found:
            print(f"{_MARKS[finding.state]:>5}  {finding.what:<{width}}  {finding.said}")
            if finding.remedy:
                print(f"{'':>5}  {'':<{width}}  {finding.remedy}.")
    return int(any(finding.state == "wrong" for finding in found))


@click.command(cls=Journalled, help="Whether a search can be answered now. One is made; exit 1 if it fails.")
@index_option
@takes_settings
def ready(settings: Settings) -> None:
    from findings.library import open_library

    library = open_library(settings.source, tenant=settings.tenant)
    library.search("children", 1)
    print(f"Ready: {library.manifest.passages:,} passages of {library.manifest.documents:,} documents")


@click.command(
    cls=Journalled,
    help="What people said is wrong with labels and answers, one JSON line each, as labelled lines for improving them.",
)
@click.option("--out", type=FILE, help="A file to write them to; without it they are printed.")
@index_option
@takes_settings
def wrong(settings: Settings, out: Path | None) -> None:
    from findings.feedback.reports import labelled_line, reports

    lines = [labelled_line(report) for report in reports(settings.data)]
    if out is None:
        for line in lines:
            print(line)
        return
    try:
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise FindingsError(f"{out} cannot be written ({error.strerror}).") from error
    print(f"{len(lines):,} reports written to {out}")


@click.command(cls=Journalled, help="Copy documents and packs into a new folder.")
@click.argument("folder", metavar="FOLDER", type=FILE)
@index_option
@takes_settings
def backup(settings: Settings, folder: Path) -> None:
    from findings.cli.backup import back_up

    done = back_up(settings.corpus, settings.data, folder)
    print(f"{done.files:,} files, {done.size / (1 << 20):,.1f}MB, copied to {done.folder}")
