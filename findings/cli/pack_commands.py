"""The commands on evidence packs: list them, and write one as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from findings.cli import as_json
from findings.errors import FindingsError, PackError
from findings.settings import read_settings

if TYPE_CHECKING:
    from findings.packs.check import CheckedPack
    from findings.packs.pack import PackLine

FORMATS = ("docx", "xlsx", "csv", "json")

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """`packs` and `export`; both read the packs of FINDINGS_DATA."""
    packs = add("packs", _packs, "List the evidence packs, the one changed last first")
    packs.add_argument("--json", action="store_true")
    export = add("export", _export, "Write an evidence pack as a file, its quotations compared again")
    export.add_argument("pack", metavar="PACK", help="the id of a pack: `packs` lists them")
    export.add_argument("--format", choices=FORMATS, default="docx", help="docx unless another is named")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="where it is written")
    for command in (packs, export):
        command.add_argument(
            "--data", type=Path, default=read_settings().data, metavar="DIR", help="the folder of the packs"
        )


def _packs(arguments: argparse.Namespace) -> int:
    from findings.packs.pack_store import PackStore

    lines = PackStore(arguments.data).every_line()
    if arguments.json:
        as_json.write_json([_line(line) for line in lines])
        return 0
    for line in lines:
        passages = f"{line.passages:,} passage{'' if line.passages == 1 else 's'}"
        print(f"{line.id}  {line.changed:%Y-%m-%d}  {passages:>13}  {line.name}")
    if not lines:
        print("There are no evidence packs.")
    return 0


def _line(line: PackLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "purpose": line.purpose,
        "passages": line.passages,
        "created": line.created.isoformat(timespec="seconds"),
        "changed": line.changed.isoformat(timespec="seconds"),
    }


def _export(arguments: argparse.Namespace) -> int:
    from findings.packs.formats import FORMATS

    checked = _checked(arguments)
    data = FORMATS[arguments.format].write(checked, datetime.now(UTC).date())
    try:
        _write(arguments.out, data)
    except OSError as error:
        raise PackError(f"{arguments.out}: cannot be written ({error.strerror})") from error
    _report(checked, arguments.out)
    return 0


def _write(out: Path, data: bytes) -> None:
    """The whole file or none, and until then the one before; what is no file (a pipe) is written as it comes."""
    path = out.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _checked(arguments: argparse.Namespace) -> CheckedPack:
    """The pack against the index; without one it is exported all the same, and says that nothing was compared."""
    from findings.library import open_library
    from findings.packs.check import check
    from findings.packs.pack_store import PackStore

    pack = PackStore(arguments.data).pack(arguments.pack)
    try:
        return check(pack, open_library(arguments.index))
    except FindingsError as error:
        print(f"findings: the quotations were not compared: {error}", file=sys.stderr)
        return check(pack, None)


def _report(checked: CheckedPack, out: Path) -> None:
    """What was written, and which quotations are not as they were."""
    from findings.packs.check import SAME
    from findings.packs.wording import STATUSES

    print(f"{out}: {len(checked.items)} passages", file=sys.stderr)
    for one in checked.items:
        if one.status != SAME:
            print(f"Item {one.number}: {STATUSES[one.status]}", file=sys.stderr)
