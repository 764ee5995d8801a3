"""Groups of authorities that people name as one: by type, by region, and the neighbours of one authority.

The names are `authority_groups.csv`; who belongs to a type or a region stands in `authorities.csv`. Statistical
neighbours are a council's own choice: a file that it keeps (`read_neighbours`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from findings.errors import FactsError
from findings.text.csv_tables import names_in, rows_of
from findings.text.places import AUTHORITIES, ROWS, canonical, find_in

FILE = Path(__file__).with_name("authority_groups.csv")
NEIGHBOURS = "neighbours"
_COLUMNS = {"kind": 1, "region": 2}
_ROWS = rows_of(FILE, ("name", "column", "value", "other names"))
# Authority -> its neighbours, the nearest first.
Neighbours = Mapping[str, Sequence[str]]
NO_NEIGHBOURS: Neighbours = {}


# How groups are named where they are shown.
GROUPS = tuple(row[0] for row in _ROWS)


@cache
def _members() -> dict[str, frozenset[str]]:
    """Name of each group -> the authorities in it; of neighbours none, for they depend on whose they are."""
    return {
        name: frozenset(row[0] for row in ROWS if column in _COLUMNS and row[_COLUMNS[column]] == value)
        for name, column, value, _ in _ROWS
    }


@cache
def _names() -> dict[str, str]:
    """Every name in small letters -> the group's own."""
    return {one.lower(): name for name, _, _, others in _ROWS for one in (name, *names_in(others))}


@cache
def _finder() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=lambda name: (-len(name), name))
    names = "|".join(map(re.escape, longest_first))
    return re.compile(
        rf"(?<![\w-])(?P<name>{names})(?:\s+(?:local\s+)?(?:authorities|councils))?(?![\w-])", re.I
    )


def find_groups(text: str) -> list[tuple[int, int, str]]:
    """The groups named in `text`, in order: (start, end, name). "North East Lincolnshire" is an authority."""
    places = [(start, end) for start, end, _ in find_in(text)]
    return [
        (found.start(), found.end(), _names()[found["name"].lower()])
        for found in _finder().finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in places)
    ]


def members(groups: Collection[str], of: Sequence[str], neighbours: Neighbours) -> frozenset[str]:
    """The authorities that belong to all of these groups; of two types or two regions to either.

    Neighbours are those of the one authority of `of`; of none or several nobody's.
    """
    own = frozenset(neighbours.get(of[0], ())) if len(of) == 1 else frozenset()
    either: dict[str, frozenset[str]] = {}
    for name, column, _, _ in _ROWS:
        if name in groups:
            found = own if column == NEIGHBOURS else _members()[name]
            either[column] = either.get(column, frozenset()) | found
    return frozenset.intersection(*either.values()) if either else frozenset()


def read_neighbours(path: Path) -> dict[str, tuple[str, ...]]:
    """The neighbours of each authority, from a CSV file: heads, then an authority with its neighbours in the other
    columns; one line an authority or one line a pair. No file means no neighbours.

    English authorities may be named in any way that `canonical` knows; other names stay as they are. Raises FactsError
    when the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))[1:]
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FactsError(f"{path}: it cannot be read as CSV ({error}). Save it as CSV in UTF-8.") from error
    found: dict[str, list[str]] = {}
    for cells in lines:
        names = [canonical(cell) or cell.strip() for cell in cells if cell.strip()]
        if names:
            found.setdefault(names[0], []).extend(names[1:])
    return {own: tuple(dict.fromkeys(o for o in others if o != own)) for own, others in found.items()}


def unknown_names(neighbours: Neighbours, held: Collection[str]) -> list[str]:
    """Names that are no English authority and none that documents are about: misspelt, perhaps."""
    named = {name for own, others in neighbours.items() for name in (own, *others)}
    return sorted(named - set(AUTHORITIES) - set(held))


def neighbours_csv(neighbours: Neighbours) -> str:
    """The file that `read_neighbours` reads: one line an authority."""
    widest = max((len(others) for others in neighbours.values()), default=0)
    heads = ["authority", *(f"neighbour {number}" for number in range(1, widest + 1))]
    lines = [heads, *([own, *others] for own, others in sorted(neighbours.items()) if others)]
    return "".join(",".join(_cell(cell) for cell in line) + "\n" for line in lines)


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text
