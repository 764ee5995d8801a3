"""Blocks cut by a page's end are put together again: paragraphs, bullets, table rows, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from findings.reading.exclude import starts_closing
from findings.reading.marks import bullet_at, number_at
from findings.reading.pdf.blocks import Draft
from findings.reading.pdf.lines import PrintedLine
from findings.text.sentences import ends_sentence


def joined(pages: Sequence[Sequence[Draft]]) -> list[Draft]:
    """All blocks of the document in order, footnotes after the page they stand on."""
    found: list[Draft] = []
    last_body: Draft | None = None
    for page in pages:
        body = _without_heads_again([draft for draft in page if draft.kind != "footnote"], found)
        notes = [draft for draft in page if draft.kind == "footnote"]
        if (
            body
            and last_body is not None
            and found_on_previous(last_body, body[0])
            and goes_on(last_body, body[0])
        ):
            append(last_body, body[0])
            body = body[1:]
        found.extend(body)
        found.extend(notes)
        if body:
            last_body = body[-1]
    return found


def _without_heads_again(body: list[Draft], before: Sequence[Draft]) -> list[Draft]:
    """A table's head, printed again where the page cut a row, stands between the row's two parts: it is left out."""
    if len(body) < 2 or not before or body[0].kind != "row" or before[-1].kind != "row":
        return body
    last = next(draft for draft in reversed(before) if draft.kind != "footnote")
    heads = {
        draft.words for draft in before if draft.kind == "row" and draft.box == body[0].box and draft.box
    }
    again = last.box == body[0].box and body[0].words in heads
    cut = again and found_on_previous(last, body[1]) and goes_on(last, body[1])
    return body[1:] if cut else body


def found_on_previous(last: Draft, first: Draft) -> bool:
    return 0 < first.first.page - last.last.page <= 2


def goes_on(last: Draft, first: Draft) -> bool:
    """Whether the first block of a page is the rest of the last block of the page before."""
    if "heading" in (last.kind, first.kind):
        return last.kind == first.kind == "heading" and first.words[:1].islower()
    if (last.kind == "row") != (first.kind == "row"):
        return False
    if last.kind == "row":
        return _row_goes_on(last, first)
    text, words = last.words, first.words
    if first.kind == "bullet" or bullet_at(words) or starts_closing(words):
        return False
    upper = not words.lstrip("‘’“\"'([")[:1].islower()
    if number_at(words) and upper and not _runs_to_number(text):
        return False
    if words[:1].islower() or (not ends_sentence(text) and not _is_label(text)):
        return True
    # Hanging indent: the rest of a bullet or numbered paragraph stands under its words.
    return last.indent > last.x0 + 5 and abs(first.x0 - last.indent) < 4 and first.own == first.x0


def _runs_to_number(text: str) -> bool:
    """A sentence that stops before a figure: "rose to" / "14. ..." never begins a paragraph."""
    return not ends_sentence(text) and text.rsplit(" ", 1)[-1] in {
        "to",
        "of",
        "than",
        "from",
        "and",
        "or",
        "section",
    }


def _is_label(text: str) -> bool:
    return len(text.split()) < 4


def _row_goes_on(last: Draft, first: Draft) -> bool:
    if len(last.cells) != len(first.cells):
        return False
    if any(abs(_left(a) - _left(b)) > 6 for a, b in zip(last.cells, first.cells, strict=True) if a and b):
        return False
    pairs = [(_text(a), _text(b)) for a, b in zip(last.cells, first.cells, strict=True)]
    full = [(a, b) for a, b in pairs if a and b]
    if any(b[:1].islower() and not ends_sentence(a) for a, b in full):
        return True
    # The longest cell tells whether the row's sentence was cut.
    return (
        bool(full)
        and len(max(full, key=lambda pair: len(pair[0]))[0].split()) > 6
        and all(not ends_sentence(a) for a, b in full)
    )


def _left(cell: Sequence[PrintedLine]) -> float:
    return min(line.x0 for line in cell)


def _text(cell: Sequence[PrintedLine]) -> str:
    return " ".join(line.text for line in cell)


def append(last: Draft, first: Draft) -> None:
    """Put a block's lines to the block that it is the rest of."""
    if last.kind == "row":
        for cell, more in zip(last.cells, first.cells, strict=True):
            cell.extend(more)
    else:
        last.cells[0].extend(first.lines)
