"""The listing: every passage in one line of a text file, for whoever wants to see what was cut where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from findings.records import Document, Passage

_HEAD = ("file", "page", "paragraph", "kind", "section", "text")


def write_listing(path: Path, passages: Iterable[Passage], documents: Iterable[Document]) -> None:
    """Write tab-separated lines in the order of passage rows; `page` is "line 12" where a format has no pages."""
    files = {document.id: document.file for document in documents}
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.write("\t".join(_HEAD) + "\n")
        for passage in passages:
            cells = (
                files[passage.doc],
                _page(passage),
                passage.paragraph or "",
                "list" if passage.is_list else passage.kind,
                " > ".join(passage.section),
                passage.text,
            )
            out.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")


def _page(passage: Passage) -> str:
    if passage.page is None:
        return f"line {passage.line}" if passage.line else ""
    if passage.page_end and passage.page_end != passage.page:
        return f"{passage.page}-{passage.page_end}"
    return str(passage.page)
