"""Writes the results of a search as a file; their quotations are compared with the documents first."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from findings.cli.whole_file import write_whole
from findings.errors import QueryError
from findings.records import Filters

if TYPE_CHECKING:
    from findings.library import Library


def export_results(library: Library, query: str, k: int, filters: Filters, out: Path) -> None:
    """Search, and write the `k` best passages in the form that the end of the file's name says.

    Raises QueryError for another end or a query that cannot be used; PackError where a quotation is not as it stands
    in its document, or the file cannot be written.
    """
    from findings.packs.results.results_files import RESULT_FORMATS
    from findings.packs.results.search_results import checked_results

    form = RESULT_FORMATS.get(out.suffix.lower().lstrip("."))
    if form is None:
        ends = ", ".join(f".{code}" for code in RESULT_FORMATS)
        raise QueryError(f"{out}: the name of the file must end with one of: {ends}.")
    found = library.search(query, k, filters)
    results = checked_results(found.hits, library.receipt(found.plan), library.stance, library)
    write_whole(out, form.write(results, datetime.now(UTC).date()))
    print(f"{out}: {len(results.found)} passages; every quotation matches its document", file=sys.stderr)
