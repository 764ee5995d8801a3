"""Hostile queries: operators, markup, numbers, unusual Unicode, endless repetition."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from findings.settings import MAX_QUERY

_SYNTAX = (
    *(
        '"',
        "'",
        "*",
        "+",
        "-",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "^",
        "~",
        ":",
        "/",
        "\\",
        "|",
        "&&",
        "||",
        "!",
        "?",
        ".",
        "%",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "TO",
        "text:",
        "row:",
        "doc:",
        "_all",
        "IN [",
        "[* TO *]",
        "~2",
        "^9e99",
        "/.*/",
        "\\u0000",
    ),
    *(
        "';--",
        "' or 1=1",
        "union select",
        "${x}",
        "{{x}}",
        "<script>",
        "<!--",
        "]]>",
        "](http://x)",
        "![x](y)",
        "$x$",
    ),
    *(
        ":red[x]",
        "../../etc/passwd",
        "%00",
        "%s%n",
        "\r\n",
        "\t",
        "\0",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "null",
        "NaN",
    ),
)
_TIMES = (
    *(
        "since",
        "before",
        "between",
        "and",
        "in",
        "from",
        "to",
        "over time",
        "then and now",
        "last",
        "years",
        "until",
        "after",
    ),
    *(
        "2018",
        "1899",
        "2101",
        "99999",
        "0",
        "-1",
        "2018-19",
        "2018/19",
        "20188",
        "1e9",
        "٢٠١٨",
        "²⁰¹⁸",
        "Ⅻ",
        "January",
        "31",
        "02",
    ),
)
_MARKS = (
    "\u202e\u202d\u2066\u2069\u200b\u200d\ufeff\u00ad\u0301\u0338\u20dd\ufe0f\U000e0041\ud800\udfff\U0010ffff"
)


def hostile_queries(words: Sequence[str], count: int, seed: int = 1) -> Iterator[str]:
    """`count` queries, the same every time; `words` are some that the corpus knows, names of places among them."""
    rng = random.Random(seed)
    for number in range(count):
        yield _KINDS[number % len(_KINDS)](rng, words)


def _letters(rng: random.Random, words: Sequence[str]) -> str:
    return "".join(chr(rng.choice((rng.randrange(128), rng.randrange(0x3000), rng.randrange(sys.maxunicode + 1))))
                   for _ in range(rng.randrange(1, 60)))  # fmt: skip


def _operators(rng: random.Random, words: Sequence[str]) -> str:
    return rng.choice((" ", "")).join(
        rng.choice((rng.choice(_SYNTAX), rng.choice(words))) for _ in range(rng.randrange(1, 14))
    )


def _times(rng: random.Random, words: Sequence[str]) -> str:
    return " ".join(rng.choice((rng.choice(_TIMES), rng.choice(words))) for _ in range(rng.randrange(1, 16)))


def _typed_badly(rng: random.Random, words: Sequence[str]) -> str:
    text = list(" ".join(rng.choices(words, k=rng.randrange(1, 12))))
    for _ in range(rng.randrange(1, 8)):
        text.insert(rng.randrange(len(text) + 1), rng.choice(_MARKS + "'’-–\"“”.,;()"))
    return "".join(text)


def _again_and_again(rng: random.Random, words: Sequence[str]) -> str:
    """What makes a careless pattern take a minute: one thing as often as fits."""
    piece = rng.choice((rng.choice(words), rng.choice(_SYNTAX), rng.choice(_TIMES), rng.choice(_MARKS)))
    joined = rng.choice(("", " ", "-", "'", '"'))
    return ((piece + joined) * MAX_QUERY)[: rng.choice((MAX_QUERY - 1, MAX_QUERY, MAX_QUERY + 1))]


def _decomposed(rng: random.Random, words: Sequence[str]) -> str:
    form = rng.choice(("NFD", "NFKD", "NFC", "NFKC"))
    text = " ".join(rng.choices(words, k=rng.randrange(1, 8)))
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and rng.random() < 0.3 else c for c in text)
    return unicodedata.normalize(form, "".join(c + rng.choice(("", "\u0301", "\u0327")) for c in wide))  # type: ignore[arg-type]


_KINDS = (_letters, _operators, _times, _typed_badly, _again_and_again, _decomposed)
