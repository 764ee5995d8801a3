"""A page of a document as HTML for reading: headings, numbers, bullets, rows and notes drawn as such. Pure.

Every character of the stored text is there, escaped; only white space differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from findings.app.components.document.document_parts import Piece
from findings.app.components.quote import Span, marked, words_html

FOCUS = ' id="passage" tabindex="-1"'
TOP_LEVEL = 3  # the page has its own h1 and h2


def page_html(text: str, pieces: Sequence[Piece], span: Span | None = None) -> str:
    """The pieces as HTML, the passage at `span` marked; its first mark can take the focus."""
    drawn = _Drawing(text, span)
    out: list[str] = []
    for kind, run in groupby(pieces, key=lambda piece: piece.block.kind):
        out.extend(drawn.run(kind, list(run)))
    return f'<div class="copy" lang="en-GB">{"".join(out)}</div>'


class _Drawing:
    """What is carried along: the level of the last heading, whether the mark has begun."""

    def __init__(self, text: str, span: Span | None) -> None:
        self.text = text
        self.spans = (span,) if span else ()
        self.focus = FOCUS
        self.level = TOP_LEVEL - 1

    def run(self, kind: str, pieces: list[Piece]) -> Iterator[str]:
        """Neighbouring pieces of one kind."""
        if kind in ("title", "heading"):
            yield from (self._heading(piece) for piece in pieces)
        elif kind == "bullet":
            yield "<ul>" + "".join(self._bullet(piece) for piece in pieces) + "</ul>"
        elif kind == "row":
            rows = "".join(self._row(piece) for piece in pieces)
            yield f'<div class="rows">{rows}</div>'
        else:
            yield from (f'<p class="{escape(kind)}">{self._body(piece)}</p>' for piece in pieces)

    def _heading(self, piece: Piece) -> str:
        # Levels follow on from one another, whatever the document says: h2, h4 would lose a listener.
        wanted = TOP_LEVEL + max(0, piece.block.level - 1)
        self.level = min(wanted, self.level + 1, 6)
        return f"<h{self.level}>{self._words(piece.start, piece.end)}</h{self.level}>"

    def _bullet(self, piece: Piece) -> str:
        names = ["deep"] if piece.block.level > 1 else []
        if piece.start > piece.block.start:
            names.append("continued")  # from the page before: no bullet to hang from
        style = f' class="{" ".join(names)}"' if names else ""
        return f"<li{style}>{self._body(piece)}</li>"

    def _row(self, piece: Piece) -> str:
        cells, at = [], piece.start
        for cell in self.text[piece.start : piece.end].split("\t"):
            cells.append(f"<span>{self._words(at, at + len(cell))}</span>")
            at += len(cell) + 1
        return f"<p>{' '.join(cells)}</p>"

    def _body(self, piece: Piece) -> str:
        """The printed number or bullet set apart from the words."""
        body = min(max(piece.block.body, piece.start), piece.end)
        printed = self.text[piece.start : body]
        label = f'<span class="printed">{words_html(printed)}</span>' if printed.strip() else ""
        return label + self._words(body, piece.end)

    def _words(self, start: int, end: int) -> str:
        html = marked(self.text[start:end], start, self.spans, self.focus)
        if "<mark" in html:
            self.focus = ""
        return html
