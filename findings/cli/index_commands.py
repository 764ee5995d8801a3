"""The commands on what is in the index: documents, vocabulary, and whether its passages are as they stand there."""

from __future__ import annotations

from pathlib import Path

import click

from findings.cli import as_text
from findings.cli.program import Journalled, index_option, json_option, takes_settings, write_json
from findings.contract import as_json as to_json
from findings.settings import Settings


@click.command(cls=Journalled, help="List every document of the index with its facts.")
@index_option
@json_option
@takes_settings
def documents(settings: Settings, as_json: bool) -> None:
    from findings.library import open_library

    found = open_library(settings.source, tenant=settings.tenant).documents()
    if as_json:
        write_json([to_json.document(document) for document in found])
    else:
        as_text.write_documents(found)


@click.command(cls=Journalled, help="List the other names that are searched for too.")
@index_option
@json_option
@takes_settings
def vocabulary(settings: Settings, as_json: bool) -> None:
    from findings.library import open_library

    terms = open_library(settings.source, tenant=settings.tenant).generation.vocabulary
    if as_json:
        write_json([to_json.term(term) for term in terms])
    else:
        as_text.write_vocabulary(terms)


@click.command(
    cls=Journalled,
    help="Compare every passage with its document. Exit 1 if any differs.",
)
@index_option
@json_option
@takes_settings
def verify(settings: Settings, as_json: bool) -> int:
    from findings.index.generation import open_generation
    from findings.index.verify import verify

    generation = open_generation(settings.index)
    report = verify(generation, Path(generation.manifest.corpus))
    if as_json:
        write_json(to_json.verification(report))
    else:
        as_text.write_verification(report)
    return int(bool(report.differences))
