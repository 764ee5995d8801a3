"""What is new on a saved question as HTML: the sentence of each new document, with a link to its place. Pure."""

from __future__ import annotations

from html import escape

from findings.app.components.quote import words_html
from findings.app.components.tables import html_table
from findings.citation import citation
from findings.saved.news import Match, News

SHOWN = 5  # documents; all of them are in the result itself


def news_html(found: News) -> str:
    """The first new documents that match, each with its best sentence word for word; "" where none does."""
    if not found.matches:
        return ""
    shown = found.matches[:SHOWN]
    links = html_table.open_passages([(one.passage, one.document, one.quote) for one in shown])
    lines = (_line(one, link) for one, link in zip(shown, links, strict=True))
    return f'<ul class="news">{"".join(lines)}</ul>'


def _line(match: Match, link: str) -> str:
    said = f'<blockquote class="quote"><p>{words_html(match.quote)}</p></blockquote>'
    return f'<li><p class="cite">{escape(citation(match.passage, match.document))}</p>{said}{link}</li>'
