"""A button that copies a quotation with its citation; the browser does it, without a word to the server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from findings.app.components.quote import Span
from findings.app.text import shared_text
from findings.citation import full_citation
from findings.records import Document, Passage


def quotation(passage: Passage, spans: Sequence[Span], document: Document) -> str:
    """The quoted parts of a passage in quotation marks, then where they stand; white space in one line."""
    parts = [
        " ".join(passage.text[start - passage.start : end - passage.start].split()) for start, end in spans
    ]
    return f"‘{' […] '.join(parts)}’ ({full_citation(passage, document)})"


def html(text: str, named: str = "") -> str:
    """The button; `text` is what it copies (behaviour.js), `named` the name of its passage, which is read out too."""
    spoken = f' aria-label="{escape(f"{shared_text.COPY}, {named}")}"' if named else ""
    return f'<button type="button" class="copy-button" data-copy="{escape(text)}"{spoken}>{shared_text.COPY}</button>'
