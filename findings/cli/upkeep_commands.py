"""The commands for those who run Findings: doctor, ready and backup."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from findings.cli import as_json
from findings.settings import Settings, read_settings

_MARKS = {"ok": "  ok", "note": "NOTE", "wrong": "WRONG"}


def add_commands(
    add: Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser],
) -> None:
    """Add them by `add`, which takes a name, what runs it and its help."""
    add(
        "doctor",
        _doctor,
        "Look at everything Findings needs and say what to do; exit 1 if something is wrong",
    ).add_argument("--json", action="store_true")
    add("ready", _ready, "Whether a search can be answered now: one is done; exit 1 if not")
    add("backup", _backup, "Copy the documents and the evidence packs into a new folder").add_argument(
        "folder", type=Path, metavar="FOLDER"
    )


def _settings(arguments: argparse.Namespace) -> Settings:
    return replace(read_settings(), index=arguments.index)


def _doctor(arguments: argparse.Namespace) -> int:
    from findings.cli.doctor import examine

    found = examine(_settings(arguments))
    if arguments.json:
        as_json.write_json([asdict(finding) for finding in found])
    else:
        width = max(len(finding.what) for finding in found)
        for finding in found:
            print(f"{_MARKS[finding.state]:>5}  {finding.what:<{width}}  {finding.said}")
            if finding.remedy:
                print(f"{'':>5}  {'':<{width}}  {finding.remedy}.")
    return int(any(finding.state == "wrong" for finding in found))


def _ready(arguments: argparse.Namespace) -> int:
    from findings.library import open_library

    library = open_library(arguments.index)
    library.search("children", 1)
    print(f"Ready: {library.manifest.passages:,} passages of {library.manifest.documents:,} documents")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from findings.cli.backup import back_up

    settings = _settings(arguments)
    done = back_up(settings.corpus, settings.data, arguments.folder)
    print(f"{done.files:,} files, {done.size / (1 << 20):,.1f}MB, copied to {done.folder}")
    return 0
