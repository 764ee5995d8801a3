"""The words of a text as they are indexed and compared: lower case, without accents, stemmed.

One of the two files that import tantivy: its analysers, without an index.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from findings.text.plain_letters import plain_letters, with_offsets


class Token(NamedTuple):
    """A word of a text: `text[start:end]`, and the stem it is found by."""

    start: int
    end: int
    stem: str


@cache
def analyzer(*, stemmed: bool) -> Any:
    import tantivy

    # No filter drops long words: the same text must give the same words in a passage and in a query.
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    if stemmed:
        builder = builder.filter(tantivy.Filter.stemmer("english"))
    return builder.build()


def stems(text: str) -> list[str]:
    """The words of a text as they are indexed: "Children's services" -> children, s, servic."""
    return list(analyzer(stemmed=True).analyze(searchable(text)))


def exact_words(text: str) -> list[str]:
    """The words of a text, lower case, without accents, not stemmed."""
    return list(analyzer(stemmed=False).analyze(searchable(text)))


def tokens(text: str, wanted: Collection[str] | None = None) -> list[Token]:
    """Every word of a text, in order; with `wanted` those of these stems."""
    analysed = analyzer(stemmed=True).pre_tokenize(searchable(text)).tokens
    found = [
        Token(token.char_offset_from, token.char_offset_to, token.text)
        for token in analysed
        if wanted is None or token.text in wanted
    ]
    plain, offsets = (text, []) if text.isascii() else with_offsets(text)
    if plain == text:
        return found
    # A word ends where the character of its last letter does: "ﬁ" is one, though two letters.
    return [Token(offsets[start], _after(offsets, end), stem) for start, end, stem in found]


def _after(offsets: list[int], end: int) -> int:
    return next((offset for offset in offsets[end:] if offset > offsets[end - 1]), offsets[-1])


# An unpaired surrogate cannot be handed to tantivy, and stands for no letter; nor is the raised figure of a footnote
# ("agencies²") part of the word before it. Replaced one for one.
_NO_LETTERS = re.compile("[\ud800-\udfff⁰¹²³⁴-⁹]")


def searchable(text: str) -> str:
    """The text as it is cut into words: plain letters, and no letters that are none."""
    return _NO_LETTERS.sub(" ", plain_letters(text))
