"""Short forms and other names of the sector, in general use in England: no place's own. The list is `terms.csv`.

One concept a row: the short form (or the older name), then its other names, commonest first, also across a change of
name ("LSCB" finds safeguarding partnerships). A name is listed only if a person who types one means the others too:
opposites ("turnover", "a stable workforce") are two things.
"""

from __future__ import annotations

from pathlib import Path

from findings.text.csv_tables import names_in, rows_of

FILE = Path(__file__).with_name("terms.csv")
# (short form or older name, other name), a pair for each name.
SECTOR_TERMS: tuple[tuple[str, str], ...] = tuple(
    (term, name) for term, names in rows_of(FILE, ("term", "other names")) for name in names_in(names)
)
