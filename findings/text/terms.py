"""Short forms and other names of the sector, in general use in England: no place's own. The list is `terms.csv`.

One concept a row: the short form (or the older name), then its other names, commonest first, also across a change of
name ("LSCB" finds safeguarding partnerships). A name is listed only if a person who types one means the others too:
opposites ("turnover", "a stable workforce") are two things. A row with something in its last column is a theme: a
topic that inspections come back to.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from findings.text.csv_tables import names_in, rows_of

FILE = Path(__file__).with_name("terms.csv")
_ROWS = tuple(
    (term, names_in(names), group) for term, names, group in rows_of(FILE, ("term", "other names", "theme"))
)
# (short form or older name, other name), a pair for each name.
SECTOR_TERMS: tuple[tuple[str, str], ...] = tuple((term, name) for term, names, _ in _ROWS for name in names)


class Theme(NamedTuple):
    """A topic that inspections come back to."""

    topic: str  # what is looked for
    title: str  # as it is shown, with its short form
    group: str  # of themes


def _theme(term: str, names: tuple[str, ...], group: str) -> Theme:
    """A short form is spelled out: its letters say little by themselves."""
    if names and sum(letter.isupper() for letter in term) > 1:
        return Theme(names[0], f"{names[0][:1].upper()}{names[0][1:]} ({term})", group)
    return Theme(term, f"{term[:1].upper()}{term[1:]}", group)


THEMES: tuple[Theme, ...] = tuple(
    sorted((_theme(*row) for row in _ROWS if row[2]), key=lambda theme: (theme.group, theme.title))
)
