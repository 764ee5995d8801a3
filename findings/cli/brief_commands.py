"""The commands on briefs: write one from a topic or a pack, a template to begin with, an action plan taken back."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from findings.cli.pack_commands import checked_pack, data_option, report
from findings.cli.program import FILE, Journalled, filter_options, index_option, takes_settings
from findings.cli.whole_file import write_whole
from findings.errors import PackError
from findings.records import Filters
from findings.settings import Settings

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.check import CheckedPack

_PARTS = ("table", "authorities", "asked", "silence", "response", "notes", "sources")
_ORDERS = ("pack", "newest", "authority", "label")
_CONTEXTS = ("sentence", "passage", "around")


@click.command(
    cls=Journalled,
    help="Write a brief on a topic, or from an evidence pack. Its quotations are compared with the documents again.",
)
@click.argument("topic", metavar="[TOPIC]", required=False)
@click.option("--pack", metavar="ID", help="the evidence pack it is made from, in place of a topic")
@click.option("--out", type=FILE, required=True, metavar="FILE", help="where it is written")
@click.option(
    "--format", "form", type=click.Choice(("docx", "pdf")), default="docx", help="docx unless pdf is named"
)
@click.option(
    "--part",
    "parts",
    type=click.Choice(_PARTS),
    multiple=True,
    help="a part it has, all but response and notes unless named; may be given several times",
)
@click.option("--order", type=click.Choice(_ORDERS), default="pack", help="of the table; pack unless named")
@click.option(
    "--context",
    type=click.Choice(_CONTEXTS),
    default="sentence",
    help="how much of each passage; the sentence unless named",
)
@click.option(
    "--passages",
    type=click.IntRange(1, 100),
    metavar="N",
    help="how many on a topic; 16 unless told, or one of each authority where more say something",
)
@click.option("--title", metavar="TEXT", help="instead of the topic or the pack's name")
@click.option("--purpose", metavar="TEXT", help="what it is for")
@click.option("--by", metavar="NAME", help="who prepared it")
@click.option(
    "--template", type=FILE, metavar="FILE", help="a Word template; data/templates/brief.docx is used"
)
@click.option("--plain", is_flag=True, help="without any template")
@filter_options
@index_option
@data_option
@takes_settings
def brief(
    settings: Settings,
    topic: str | None,
    pack: str | None,
    out: Path,
    form: str,
    parts: tuple[str, ...],
    order: str,
    context: str,
    passages: int | None,
    title: str | None,
    purpose: str | None,
    by: str | None,
    template: Path | None,
    plain: bool,
    filters: Filters,
) -> None:
    from findings.packs.brief.brief_files import brief_file, brief_of
    from findings.packs.brief.brief_records import USUAL_PARTS, Options

    if (topic is None) == (pack is None):
        raise click.UsageError("Give a topic, or --pack ID.")
    on = datetime.now(UTC).date()
    library, checked = (
        checked_pack(settings, pack) if pack else _on_topic(settings, topic or "", filters, passages, on)
    )
    told = checked.pack
    named = replace(
        told, name=title or told.name, purpose=purpose or told.purpose, prepared_by=by or told.prepared_by
    )
    options = Options(parts or USUAL_PARTS, order, context)
    made = brief_of(replace(checked, pack=named), library, on, options)
    write_whole(out, brief_file(made, form, _template(settings, template, plain)))
    report(checked, out)


def _on_topic(
    settings: Settings, topic: str, filters: Filters, passages: int | None, on: date
) -> tuple[Library, CheckedPack]:
    from findings.library import open_library
    from findings.packs.brief.from_library import gathered
    from findings.packs.brief.from_topic import topic_pack
    from findings.packs.check import check
    from findings.text.authority_groups import read_neighbours

    near = read_neighbours(settings.neighbours)
    library = open_library(settings.source, neighbours=near, tenant=settings.tenant)
    found = gathered(library, library.over_time(topic, filters), passages)
    if not found.kept:
        raise PackError(
            f"The documents say nothing on ‘{topic}’: there is no brief to write. Try other words."
        )
    return library, check(topic_pack(found.topic, found.kept, found.searched, on), library)


def _template(settings: Settings, named: Path | None, plain: bool) -> bytes | None:
    from findings.packs.brief.brief_template import template_of

    if named is None:
        return None if plain else template_of(settings.data)
    try:
        return named.read_bytes()
    except OSError as error:
        raise PackError(f"{named}: cannot be read ({error.strerror})") from error


@click.command(
    "brief-template",
    cls=Journalled,
    help="Write a Word template for briefs, to restyle and put at data/templates/brief.docx.",
)
@click.argument("out", type=FILE, metavar="FILE")
@takes_settings
def brief_template(settings: Settings, out: Path) -> None:
    from findings.packs.brief.brief_starter import starter_bytes

    write_whole(out, starter_bytes())
    print(
        f"{out}: put it at {settings.data / 'templates' / 'brief.docx'} when it looks right", file=sys.stderr
    )


@click.command(
    "import-plan",
    cls=Journalled,
    help="Take the responses of an action plan (the Excel file of a pack) back into the pack.",
)
@click.argument("pack", metavar="PACK")
@click.argument("file", type=FILE, metavar="FILE")
@data_option
@takes_settings
def import_plan(settings: Settings, pack: str, file: Path) -> None:
    from findings.packs.pack_store import PackStore
    from findings.packs.plan.plan_import import import_into

    try:
        data = file.read_bytes()
    except OSError as error:
        raise PackError(f"{file}: cannot be read ({error.strerror})") from error
    outcome = import_into(PackStore(settings.data), pack, data, file.name)
    for line in outcome.lines:
        print(line, file=sys.stderr)
    print(outcome.said)
