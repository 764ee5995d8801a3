"""The commands on evidence packs: list them, and write one as a file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from findings.cli.program import (
    FILE,
    Journalled,
    index_option,
    json_option,
    setting,
    takes_settings,
    write_json,
)
from findings.cli.whole_file import write_whole
from findings.contract.as_json import pack_line
from findings.errors import FindingsError
from findings.settings import Settings

if TYPE_CHECKING:
    from findings.library import Library
    from findings.packs.check import CheckedPack

data_option = setting("data", "the folder of the packs")


@click.command(cls=Journalled, help="List the evidence packs, the one changed last first.")
@index_option
@json_option
@data_option
@takes_settings
def packs(settings: Settings, as_json: bool) -> None:
    from findings.packs.pack_store import PackStore

    lines = PackStore(settings.data).every_line()
    if as_json:
        write_json([pack_line(line) for line in lines])
        return
    for line in lines:
        passages = f"{line.passages:,} passage{'' if line.passages == 1 else 's'}"
        print(f"{line.id}  {line.changed:%Y-%m-%d}  {passages:>13}  {line.name}")
    if not lines:
        print("There are no evidence packs.")


@click.command(
    cls=Journalled,
    help="Write an evidence pack as a file. Its quotations are compared with the documents again.",
)
@click.argument("pack", metavar="PACK")
@click.option(
    "--format",
    "form",
    type=click.Choice(("docx", "xlsx", "csv", "json")),
    default="docx",
    help="docx unless another is named",
)
@click.option("--out", type=FILE, required=True, metavar="FILE", help="where it is written")
@index_option
@data_option
@takes_settings
def export(settings: Settings, pack: str, form: str, out: Path) -> None:
    from findings.packs.formats import FORMATS

    _, checked = checked_pack(settings, pack)
    data = FORMATS[form].write(checked, datetime.now(UTC).date())
    write_whole(out, data)
    report(checked, out)


def checked_pack(settings: Settings, pack_id: str) -> tuple[Library | None, CheckedPack]:
    """The pack against the index; without one it is exported all the same, and says that nothing was compared."""
    from findings.library import open_library
    from findings.packs.check import check
    from findings.packs.pack_store import PackStore

    pack = PackStore(settings.data).pack(pack_id)
    try:
        library = open_library(settings.source, tenant=settings.tenant)
        return library, check(pack, library)
    except FindingsError as error:
        print(f"findings: the quotations were not compared: {error}", file=sys.stderr)
        return None, check(pack, None)


def report(checked: CheckedPack, out: Path) -> None:
    """What was written, and which quotations are not as they were."""
    from findings.packs.check import SAME
    from findings.packs.wording import STATUSES

    print(f"{out}: {len(checked.items)} passages", file=sys.stderr)
    for one in checked.items:
        if one.status != SAME:
            print(f"Item {one.number}: {STATUSES[one.status]}", file=sys.stderr)
