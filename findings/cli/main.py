"""The command line: the library's calls, as text for people or JSON for programs.

Results go to standard output, everything else to standard error. Exit 0; 1 for an error, said in one line; 2 for wrong
usage.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from findings import __version__
from findings.cli import (
    brief_commands,
    index_commands,
    pack_commands,
    question_commands,
    saved_commands,
    serve_commands,
    upkeep_commands,
)
from findings.cli.app_command import app
from findings.cli.embed_command import embed
from findings.cli.program import run


@click.group(help="Search inspection documents; every passage with its place.")
@click.version_option(__version__, prog_name="findings")
def findings() -> None: ...


for _command in (
    *(embed, question_commands.search, question_commands.ask, question_commands.over_time),
    *(question_commands.recommendations, index_commands.documents, index_commands.vocabulary),
    *(index_commands.verify, pack_commands.packs, pack_commands.export),
    *(serve_commands.serve, serve_commands.mcp, serve_commands.tokens),
    *(saved_commands.saved, saved_commands.feed, saved_commands.digest),
    *(brief_commands.brief, brief_commands.brief_template, brief_commands.import_plan),
    *(app, upkeep_commands.doctor, upkeep_commands.ready, upkeep_commands.backup, upkeep_commands.wrong),
):
    findings.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    return run(findings, arguments, "findings")
