"""A document's own words as HTML: every character escaped, nothing changed but white space. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from findings.reading.under import introduction
from findings.records import Hit, Passage

Span = tuple[int, int]

CONTEXT = 1  # sentences shown before and after the one that matched
WHOLE = 700  # characters; a passage no longer than this is shown whole


def words_html(text: str) -> str:
    """Words escaped; a tab (between the cells of a row) is shown as a wide space, line ends stay."""
    return escape(text).replace("\t", "&emsp;")


def marked(text: str, start: int, spans: Sequence[Span], attributes: str = "") -> str:
    """`text` as HTML with the parts that fall into `spans` marked.

    `start` is the offset of `text` in the document, spans are offsets into the document, in order and apart.
    `attributes` go to the first mark only.
    """
    out, at, end = [], start, start + len(text)
    for span_start, span_end in spans:
        left, right = max(span_start, at), min(span_end, end)
        if left >= right:
            continue
        out.append(words_html(text[at - start : left - start]))
        out.append(f"<mark{attributes}>{words_html(text[left - start : right - start])}</mark>")
        attributes, at = "", right
    out.append(words_html(text[at - start :]))
    return "".join(out)


def excerpt(passage: Passage, *spans: Span) -> Span:
    """The sentences shown of a passage: those that matter, what lies between, and their neighbours.

    A short passage is shown whole, and so is a list: its bullets mean little apart.
    """
    sentences = passage.sentences
    if passage.is_list or not sentences or len(passage.text) <= WHOLE:
        return passage.start, passage.end
    hits = [
        i for i, (start, end) in enumerate(sentences) if any(start < b and a < end for a, b in spans)
    ] or [0]
    first, last = max(0, hits[0] - CONTEXT), min(len(sentences), hits[-1] + CONTEXT + 1)
    return (
        sentences[first][0] if first else passage.start,
        sentences[last - 1][1] if last < len(sentences) else passage.end,
    )


def quote_html(hit: Hit) -> str:
    """The quotation of a result, its best sentence marked."""
    return passage_html(hit.passage, (hit.sentence,))


def passage_html(passage: Passage, spans: Sequence[Span]) -> str:
    """The quotation of a passage: what introduces it, whole sentences, those at `spans` (in order, apart) marked.

    An ellipsis in brackets, between sentences only, says that the passage has more; copying leaves it out.
    """
    start, end = excerpt(passage, *spans)
    more = '<span class="more">[…]</span>'
    words = marked(passage.text[start - passage.start : end - passage.start], start, spans)
    before = f"{more} " if start > passage.start else ""
    after = f" {more}" if end < passage.end else ""
    lead = f'<p class="lead-in">{words_html(above)}</p>' if (above := introduction(passage)) else ""
    return f'<blockquote class="quote">{lead}<p>{before}{words}{after}</p></blockquote>'
